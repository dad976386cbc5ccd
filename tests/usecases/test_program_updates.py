"""A program update by stick: taken in whole, never backwards, never from a stranger, and left again if it does not start."""

import json
import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.base import versions as program_versions
from desktop.base.errors import Refusal
from desktop.base.versions import Pointer, Versions
from desktop.domain.organisation import Level, Organisation
from desktop.sync.packs.file import statement
from desktop.sync.updates.file import opened_update, write_update
from desktop.sync.updates.models import ProgramFiles, is_inside
from desktop.usecases import pack_keys, program_making, program_updates
from desktop.usecases.pack_keys import PublisherFolder
from desktop.usecases.program_making import NewProgram
from desktop.usecases.program_updates import this_system
from tests.conftest import CHEAP, Open

TODAY = date(2026, 9, 16)
WORDS = "两个人记得住的话"
MAKER = Organisation(code="632200", unit="明白编制组", level=Level.PREFECTURE)
SCRIPT = "#!/bin/sh\necho version $0 $1\n"

Make = Callable[..., Path]


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> PublisherFolder:
    folder = tmp_path_factory.mktemp("publisher") / "keys"
    pack_keys.init_keys(folder, MAKER, WORDS, TODAY, CHEAP)
    return PublisherFolder(folder)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program folder as a build leaves it: nested, Chinese names, the same content twice, one file to run."""
    folder = tmp_path / "built"
    for name, content in {
        "mingbai": SCRIPT,
        "_internal/libqt.so.6": "library",
        "_internal/copy of libqt.so.6": "library",
        "_internal/templates/名单（6户）.xlsx": "sheet",
        "_internal/empty": "",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "mingbai").chmod(0o755)
    return folder


@pytest.fixture
def make(keys: PublisherFolder, program: Path, tmp_path: Path) -> Make:
    def made(version: str = "0.2.0", *, by: PublisherFolder = keys, days: int = 200, **more: Any) -> Path:
        new = NewProgram(
            program, version, more.get("system", this_system()), "mingbai", f"{version} 版", "改了什么"
        )
        out = tmp_path / f"{version}{more.get('name', '')}.mingbai-update"
        program_making.make_update(
            by, new, out, today=more.get("today", TODAY), days=days, passphrase=more.get("passphrase", WORDS)
        )
        return out

    return made


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Versions:
    """Where versions lie in this test."""
    monkeypatch.setenv("MINGBAI_PROGRAM", str(tmp_path / "program"))
    return Versions(tmp_path / "program")


def refused(session: Any, path: Path, **how: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        session.program.accept(path, **how)
    assert refusal.value.todo
    return refusal.value.code


def take(session: Any, path: Path) -> None:
    session.program.accept(path, fingerprint=session.program.look(path).fingerprint)


def test_an_update_lies_whole_beside_the_program_and_is_started_next(
    as_person: Open, make: Make, place: Versions, program: Path
) -> None:
    admin, path = as_person("系统管理员"), make()
    seen = admin.program.look(path)
    assert (seen.first, seen.program, seen.running) == (True, "0.2.0", "0.1.0")
    assert place.read() == Pointer()
    assert refused(admin, path) == "update-unknown-publisher"
    assert refused(admin, path, fingerprint="0000") == "update-unknown-publisher"
    take(admin, path)
    there = place.place("0.2.0")
    files = {p.relative_to(program): p.read_bytes() for p in program.rglob("*") if p.is_file()}
    assert {p.relative_to(there): p.read_bytes() for p in there.rglob("*") if p.is_file()} == files
    start = place.choose("0.1.0")
    assert start == there / "mingbai"
    said = subprocess.run([start, "x"], capture_output=True, text=True, check=True).stdout
    assert said.startswith("version ")
    assert any(p.name.endswith("-before-update.db") for p in (admin.desk.home.folder / "backups").iterdir())


def test_only_the_administrator_installs(as_person: Open, make: Make) -> None:
    assert refused(as_person("李春梅"), make()) == "wrong-role"


def test_it_never_goes_backwards(as_person: Open, make: Make, place: Versions) -> None:
    admin = as_person("系统管理员")
    old, same = make("0.0.9"), make("0.1.0")
    first = make("0.3.0")
    later = make("0.2.5")
    take(admin, first)
    for path in (old, same, later, first):
        assert refused(admin, path) in {"update-older", "pack-rolled-back"}
    assert place.read().current == "0.3.0"
    take(admin, make("0.10.0"))
    assert place.read().current == "0.10.0"


def test_a_stranger_s_update_is_refused_also_with_a_fitting_fingerprint(
    as_person: Open, make: Make, tmp_path: Path
) -> None:
    admin = as_person("系统管理员")
    take(admin, make())
    stranger = PublisherFolder(tmp_path / "stranger")
    pack_keys.init_keys(
        stranger.folder, Organisation(code="630000", unit="别人", level=Level.PREFECTURE), WORDS, TODAY, CHEAP
    )
    theirs = make("0.4.0", by=stranger)
    with pytest.raises(Refusal) as shown:
        admin.program.look(theirs)
    assert shown.value.code == "update-stranger"
    twin = PublisherFolder(tmp_path / "twin")
    pack_keys.init_keys(twin.folder, MAKER, WORDS, TODAY, CHEAP)
    with pytest.raises(Refusal) as other:
        admin.program.look(make("0.5.0", by=twin))
    assert other.value.code == "pack-two-faces"


def test_too_few_signatures_are_refused_until_the_second_person_signed(
    as_person: Open, make: Make, keys: PublisherFolder, program: Path
) -> None:
    admin, path = as_person("系统管理员"), make()
    with opened_update(path) as opened:
        papers = opened.papers
        alone = papers.targets.model_copy(update={"signatures": papers.targets.signatures[:1]})
        files = statement(papers.targets, ProgramFiles).files
        write_update(
            path, type(papers)(papers.roots, papers.timestamp, papers.snapshot, alone), program, files
        )
    with pytest.raises(Refusal) as few:
        admin.program.look(path)
    assert few.value.code == "pack-too-few-keys"
    other = next(file for file in keys.key_files() if file.name.startswith("targets-2"))
    assert program_making.add_signature(path, program, pack_keys.read_key(other, WORDS)) == ("targets",)
    take(admin, path)


def test_one_changed_byte_anywhere_installs_nothing(as_person: Open, make: Make, place: Versions) -> None:
    admin, path = as_person("系统管理员"), make()
    whole = path.read_bytes()
    fingerprint = admin.program.look(path).fingerprint
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        try:
            admin.program.accept(path, fingerprint=fingerprint)
        except Refusal:
            assert place.read() == Pointer()
            assert not place.place("0.2.0").exists()
        else:  # a byte that nobody reads, such as a reserved field of the container: what came is what was signed
            assert (place.place("0.2.0") / "mingbai").read_text() == SCRIPT
            place.folder.rename(place.folder.with_name(f"done{at}"))
    path.write_bytes(whole[: len(whole) // 2])
    assert refused(admin, path, fingerprint=fingerprint) == "update-broken"


def test_an_update_for_another_system_an_expired_one_and_a_full_disk(
    as_person: Open, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = as_person("系统管理员")
    assert refused(admin, make(system="linux-z80")) == "update-other-system"
    late = make(today=date(2026, 1, 1), days=10, name="late")
    fingerprint = admin.program.look(late).fingerprint
    assert refused(admin, late, fingerprint=fingerprint) == "pack-late"
    monkeypatch.setattr(program_updates.shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 20))
    path = make("0.2.1")
    assert refused(admin, path, fingerprint=fingerprint) == "update-no-room"


def test_a_program_that_does_not_come_up_twice_is_left_again(tmp_path: Path) -> None:
    shelf = Versions(tmp_path / "shelf")

    def fill(folder: Path) -> None:
        (folder / "mingbai").write_text("x")

    assert shelf.choose("0.1.0") is None
    shelf.install("0.2.0", "mingbai", fill)
    assert shelf.choose("0.1.0") == shelf.place("0.2.0") / "mingbai"
    shelf.prove("0.2.0")
    shelf.install("0.3.0", "mingbai", fill)
    assert shelf.place("0.2.0").is_dir(), "kept until the new one has started well"
    for _ in range(2):
        assert shelf.choose("0.1.0") == shelf.place("0.3.0") / "mingbai"
    assert shelf.choose("0.1.0") == shelf.place("0.2.0") / "mingbai"
    assert shelf.read().failed == "0.3.0"
    shelf.forget_failure()
    assert shelf.read().failed == ""
    assert shelf.choose("0.1.0") == shelf.place("0.2.0") / "mingbai"
    assert shelf.choose("0.2.1") is None, "what was installed since is newer"


def test_a_command_proves_nothing_about_the_window(tmp_path: Path) -> None:
    shelf = Versions(tmp_path / "shelf")
    shelf.install("0.2.0", "mingbai", lambda folder: (folder / "mingbai").touch())
    new = shelf.place("0.2.0") / "mingbai"
    assert shelf.choose("0.1.0") == new
    shelf.prove("0.2.0")
    for _ in range(3):
        assert shelf.choose("0.1.0") == new
    for _ in range(2):
        assert shelf.choose("0.1.0", window=True) == new
        shelf.prove("0.2.0")  # a command in between
    assert shelf.choose("0.1.0", window=True) is None
    assert (shelf.read().current, shelf.read().failed) == ("", "0.2.0")


def test_a_window_that_was_open_once_proves_both(tmp_path: Path) -> None:
    shelf = Versions(tmp_path / "shelf")
    shelf.install("0.2.0", "mingbai", lambda folder: (folder / "mingbai").touch())
    shelf.choose("0.1.0", window=True)
    shelf.prove("0.2.0", window=True)
    for window in (True, False, True, True):
        assert shelf.choose("0.1.0", window=window) == shelf.place("0.2.0") / "mingbai"
    assert (shelf.read().proven, shelf.read().shown, shelf.read().tries) == (True, True, 0)


def test_what_a_later_version_adds_to_the_pointer_hides_nothing_from_the_installed_one(
    tmp_path: Path,
) -> None:
    shelf = Versions(tmp_path / "shelf")
    shelf.install("0.2.0", "mingbai", lambda folder: (folder / "mingbai").touch())
    shelf.prove("0.2.0", window=True)
    path = shelf.folder / "current.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "channel": "steady"}))
    assert shelf.choose("0.1.0") == shelf.place("0.2.0") / "mingbai"


def test_a_proven_one_stays_and_clears_the_oldest_away(tmp_path: Path) -> None:
    shelf = Versions(tmp_path / "shelf")
    for version in ("0.2.0", "0.3.0", "0.4.0"):
        shelf.install(version, "mingbai", lambda folder: (folder / "mingbai").touch())
        shelf.choose("0.1.0")
        shelf.prove(version)
    assert sorted(path.name for path in (shelf.folder / "versions").iterdir()) == ["0.3.0", "0.4.0"]
    for _ in range(5):
        assert shelf.choose("0.1.0") == shelf.place("0.4.0") / "mingbai"


def test_a_broken_pointer_or_a_missing_version_starts_the_installed_one(tmp_path: Path) -> None:
    shelf = Versions(tmp_path / "shelf")
    shelf.install("0.2.0", "mingbai", lambda folder: (folder / "other").touch())
    assert shelf.choose("0.1.0") is None
    for content in (b"", b"[]", b'{"current": 3, "x": 1}', b'{"current": 3}', b"\xff"):
        (shelf.folder / "current.json").write_bytes(content)
        assert shelf.choose("0.1.0") is None


def test_an_install_that_breaks_off_leaves_the_former_choice(tmp_path: Path) -> None:
    shelf = Versions(tmp_path / "shelf")
    shelf.install("0.2.0", "mingbai", lambda folder: (folder / "mingbai").touch())
    shelf.prove("0.2.0")

    def broken(folder: Path) -> None:
        (folder / "half").touch()
        raise RuntimeError("broken off")

    with pytest.raises(RuntimeError, match="broken off"):
        shelf.install("0.3.0", "mingbai", broken)
    assert shelf.read().current == "0.2.0"
    assert [path.name for path in (shelf.folder / "versions").iterdir()] == ["0.2.0"]


def test_a_program_killed_before_the_pointer_moved_goes_on_with_the_old_one_and_installs_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Versions(tmp_path / "shelf")
    shelf.install("0.2.0", "mingbai", lambda folder: (folder / "mingbai").touch())
    shelf.prove("0.2.0")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(program_versions, "write_atomically", killed)
        with pytest.raises(KeyboardInterrupt):
            shelf.install("0.3.0", "mingbai", lambda folder: (folder / "mingbai").write_text("half trusted"))
    assert shelf.choose("0.1.0") == shelf.place("0.2.0") / "mingbai"
    shelf.install("0.3.0", "mingbai", lambda folder: (folder / "mingbai").write_text("whole"))
    assert shelf.choose("0.1.0") == shelf.place("0.3.0") / "mingbai"
    assert (shelf.place("0.3.0") / "mingbai").read_text() == "whole"


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the program")
def test_the_hand_over_starts_the_chosen_program_once(tmp_path: Path) -> None:
    script = tmp_path / "mingbai"
    script.write_text(f'#!/bin/sh\necho "$1 ${program_versions.CHOSEN}"\n')
    script.chmod(0o755)
    code = f"from pathlib import Path; from desktop.base.versions import hand_over; hand_over(Path({str(script)!r}), ['due'])"
    said = subprocess.run(["python3", "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert said.stdout == "due 1\n"


def test_the_chosen_program_loads_its_own_libraries_not_ours() -> None:
    ours = {
        "PATH": "/usr/bin", "LD_LIBRARY_PATH": "/opt/mingbai/_internal:/x", "LD_LIBRARY_PATH_ORIG": "/x",
        "QT_PLUGIN_PATH": "/opt/mingbai/_internal/PySide6", "HOME": "/home/clerk",
    }  # fmt: skip
    given = program_versions.environment_for_another(ours, "/opt/mingbai/_internal")
    assert given["LD_LIBRARY_PATH"] == "/x"
    assert "QT_PLUGIN_PATH" not in given
    assert (given["PATH"], given["HOME"]) == ("/usr/bin", "/home/clerk")
    assert given["PYINSTALLER_RESET_ENVIRONMENT"] == given[program_versions.CHOSEN] == "1"


@pytest.mark.parametrize(
    ("path", "good"),
    [("mingbai", True), ("_internal/名单（6户）.xlsx", True), ("../x", False), ("/etc/x", False), ("a//b", False), ("a/../b", False),
     ("C:/x", False), ("a\\b", False), ("nul", False), ("a/con.txt", False), ("a.", False), ("", False), ("a" * 300, False)],
)  # fmt: skip
def test_no_file_lies_outside_the_program_folder(path: str, good: bool) -> None:
    assert is_inside(path) is good
