"""A county makes and signs a pack by commands; a township looks, takes it in and goes back."""

from pathlib import Path

from desktop.base.paths import content_root
from tests.cli.conftest import Command

WORDING = "templates/farmland_subsidy/notice.md"


def content(folder: Path) -> Path:
    path = folder / "source" / WORDING
    path.parent.mkdir(parents=True)
    path.write_text(
        (content_root() / WORDING).read_text(encoding="utf-8") + "\n请相互转告。\n", encoding="utf-8"
    )
    return folder / "source"


def test_from_keys_to_a_pack_in_use_and_back(mingbai: Command, tmp_path: Path, homes: Path) -> None:
    keys, file = tmp_path / "keys", tmp_path / "a.mingbai-pack"
    made = mingbai(
        "--json", "pack", "init-keys", "--out", keys, "--code", "632299", "--unit", "云滩县人民政府办公室"
    ).json
    assert len(made["keys"]) == 8
    shown = mingbai(
        "--json",
        "pack",
        "make",
        "--out",
        file,
        "--keys",
        keys,
        "--title",
        "改一句话",
        "--from",
        content(tmp_path),
    ).json
    assert shown["complete"]
    assert shown["files"] == [WORDING]
    assert shown["fingerprint"] == made["fingerprint"]

    admin = ("--home", homes / "township", "--as", "系统管理员", "--json", "pack")
    assert mingbai(*admin, "arrived").json == {"files": []}
    fetched = homes / "township" / "packs" / "arrived" / f"632299-000001-{'a' * 12}.mingbai-pack"
    fetched.parent.mkdir(parents=True)
    fetched.write_bytes(file.read_bytes())  # as it comes over the line
    assert mingbai(*admin, "arrived").json == {"files": [str(fetched)]}
    seen = mingbai(*admin, "show", fetched).json
    assert seen["first"]
    assert [change["area"] for change in seen["changes"]] == ["公示文字"]
    without = mingbai(*admin, "accept", file)
    assert without.status == 1
    assert made["fingerprint"] in without.err
    assert mingbai(*admin, "accept", file, "--fingerprint", made["fingerprint"]).json["in_force"]
    assert [line["title"] for line in mingbai(*admin, "list").json] == ["改一句话"]
    assert mingbai(*admin, "arrived").json == {"files": []}
    assert not fetched.exists()
    assert mingbai(*admin, "undo").json == {"publisher": "632299", "version": 0}

    again = mingbai("pack", "sign", file, "--key", keys / "keys" / "targets-1.mingbai-key")
    assert "签名够了" in again.out
    rotated = mingbai("--json", "pack", "rotate", "--keys", keys, "--replace", "targets-1").json
    assert rotated["root"] == 2


def test_what_is_no_content_is_not_packed(mingbai: Command, tmp_path: Path) -> None:
    mingbai("pack", "init-keys", "--out", tmp_path / "keys", "--code", "632299", "--unit", "云滩县")
    source = content(tmp_path)
    (source / "run.py").write_text("print()", encoding="utf-8")
    answer = mingbai(
        "pack", "make", "--out", tmp_path / "a", "--keys", tmp_path / "keys", "--title", "a", "--from", source
    )
    assert answer.status == 1
    assert "run.py" in answer.err
    assert not (tmp_path / "a").exists()


def test_a_code_that_is_no_division_is_refused(mingbai: Command, tmp_path: Path) -> None:
    answer = mingbai("pack", "init-keys", "--out", tmp_path / "keys", "--code", "云滩", "--unit", "云滩县")
    assert answer.status == 1
    assert "行政区划代码" in answer.err
    assert (
        mingbai("pack", "init-keys", "--out", tmp_path, "--code", "1", "--unit", "a", "--level", "x").status
        == 2
    )
