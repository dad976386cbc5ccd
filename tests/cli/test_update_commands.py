"""`update`: made, signed, shown and taken in by command; a frozen program hands over to it and falls back."""

import sys
from pathlib import Path

import pytest

from desktop import app
from desktop.base import versions as base_versions
from desktop.base.versions import CHOSEN, Versions
from tests.cli.conftest import Command
from tests.conftest import Open


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "mingbai").write_text("#!/bin/sh\n")
    (folder / "mingbai").chmod(0o755)
    return folder


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Versions:
    monkeypatch.setenv("MINGBAI_PROGRAM", str(tmp_path / "program"))
    monkeypatch.delenv(CHOSEN, raising=False)
    return Versions(tmp_path / "program")


def test_an_update_goes_its_whole_way_by_command(
    mingbai: Command, as_person: Open, homes: Path, program: Path, versions: Versions, tmp_path: Path
) -> None:
    as_person("系统管理员").close()
    township = ["--home", homes / "township", "--as", "系统管理员"]
    keys, file = tmp_path / "keys", tmp_path / "0.2.0.mingbai-update"
    assert (
        mingbai(
            "pack", "init-keys", "--out", keys, "--code", "632299", "--unit", "云滩县人民政府办公室"
        ).status
        == 0
    )
    made = mingbai(
        "--json",
        "update",
        "make",
        program,
        "--keys",
        keys,
        "--program",
        "0.2.0",
        "--out",
        file,
        "--title",
        "第二版",
    )
    assert made.status == 0, made.err
    assert made.json["files"] == 1
    signed = mingbai("update", "sign", file, program, "--key", keys / "keys" / "targets-3.mingbai-key")
    assert "targets" in signed.out
    seen = mingbai(*township, "--json", "update", "show", file).json
    assert (seen["program"], seen["first"]) == ("0.2.0", True)
    unasked = mingbai(*township, "update", "accept", file)
    assert unasked.status == 1
    assert "指纹" in unasked.err
    assert mingbai(*township, "update", "accept", file, "--fingerprint", seen["fingerprint"]).status == 0
    assert versions.read().current == "0.2.0"
    again = mingbai(*township, "update", "accept", file)
    assert again.status == 1
    assert "不往回装" in again.err


def test_a_frozen_program_hands_over_once_and_proves_itself(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[tuple[Path, list[str]]] = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(base_versions, "hand_over", lambda file, words: handed.append((file, words)))
    monkeypatch.setattr(app, "_carried_out", lambda words: 0)
    versions.install("0.2.0", "mingbai", lambda folder: (folder / "mingbai").touch())
    assert app.main(["due"]) == 0
    assert handed == [(versions.place("0.2.0") / "mingbai", ["due"])]
    assert not versions.read().proven, "the installed program does not prove the newer one"
    monkeypatch.setenv(CHOSEN, "1")
    monkeypatch.setattr(app, "__version__", "0.2.0")
    monkeypatch.setattr(app, "_carried_out", lambda words: 3)
    app.main(["due"])
    assert not versions.read().proven, "it did not come up well"
    monkeypatch.setattr(app, "_carried_out", lambda words: 0)
    app.main(["due"])
    assert versions.read().proven
    assert len(handed) == 1


@pytest.mark.parametrize(
    ("words", "window"),
    [([], True), (["--home", "due"], True), (["--as", "李春梅", "--debug"], True), (["--home=x"], True), (["due"], False),
     (["--home", "x", "due"], False), (["--version"], False), (["--home", "x", "--json", "record", "list"], False)],
)  # fmt: skip
def test_the_window_is_tried_and_proven_apart_from_the_commands(
    versions: Versions, monkeypatch: pytest.MonkeyPatch, words: list[str], window: bool
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(app, "__version__", "0.2.0")
    monkeypatch.setattr(app, "_carried_out", lambda words: 0)
    versions.install("0.2.0", "mingbai", lambda folder: (folder / "mingbai").touch())
    monkeypatch.setenv(CHOSEN, "1")
    app.main(words)
    assert (versions.read().proven, versions.read().shown) == (True, window)


def test_a_program_that_is_not_frozen_looks_for_no_other(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_carried_out", lambda words: 7)
    versions.install("9.0.0", "mingbai", lambda folder: (folder / "mingbai").touch())
    assert app.main([]) == 7
    assert versions.read().tries == 0
