"""A bundle too large for one file of the stick: numbered parts with a list, and whole again when it is read."""

import hashlib
import io
import random
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import Refusal, SurroundingsError
from desktop.sync import medium, write
from desktop.sync.check import verify_bundle
from desktop.sync.medium import FAT_LARGEST, largest_file
from desktop.sync.opened import open_bundle, verify_with_key
from desktop.sync.parts import divided, opening, parts_of
from desktop.sync.write import write_verified


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def put(folder: Path, data: bytes, step: int = 700, **more: object) -> Path:
    pieces = [data[start : start + step] for start in range(0, len(data), step)]
    return write_verified(folder, "mingbai-1.mingbai", lambda: pieces, len(data), prefix="mingbai-", **more)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5000), st.integers(1, 6000), st.integers(1, 1500))
def test_parts_joined_are_the_whole(tmp_path_factory, size, largest, step):
    if size / largest > 999:
        return
    folder = tmp_path_factory.mktemp("stick")
    data = random.Random(size).randbytes(size)
    path = put(folder, data, step, largest=largest)
    expected = [(1, size)] if size <= largest else None
    assert (path.name == "mingbai-1.mingbai") == (expected is not None)
    with opening(path) as stream:
        assert stream.read() == data
        chosen = random.Random(largest)
        for _ in range(5):
            place, amount = chosen.randrange(size + 1), chosen.randrange(900)
            stream.seek(place)
            assert stream.read(amount) == data[place : place + amount]
        assert stream.seek(0, io.SEEK_END) == size
    assert all(one.stat().st_size <= largest for one in folder.glob("*.[0-9][0-9][0-9]"))
    shutil.rmtree(folder)


def test_a_bundle_in_parts_is_verified_and_opened_from_any_of_them(write, pair, making):
    made = write(largest=3000)
    folder = made.path.parent
    parts = sorted(folder.glob("*.[0-9][0-9][0-9]"))
    assert made.path == parts[0]
    assert len(parts) >= 3
    assert not list(folder.glob("*.mingbai"))
    for part in parts:
        assert verify_bundle(part).ok
    assert verify_with_key(parts[1], pair.identity).ok
    assert open_bundle(parts[-1], pair.identity).records == making.contents().records


def test_ordinary_tools_can_check_the_list(write):
    made = write(largest=3000)
    marker = next(made.path.parent.glob("*.sha256"))
    done = subprocess.run(
        ["sha256sum", "-c", marker.name], cwd=marker.parent, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.count(b"OK") == len(parts_of(made.path))


def test_a_missing_part_is_named(write, tmp_path):
    made = write(largest=3000)
    parts = parts_of(made.path)
    parts[1].unlink()
    report = verify_bundle(parts[0])
    assert not report.ok
    assert f"这个包一共 {len(parts)} 份，缺第 2 份" in report.findings[0].text
    marker = next(made.path.parent.glob("*.sha256"))
    marker.unlink()
    with pytest.raises(Refusal, match="可能没有写完"):
        parts_of(parts[0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "00  a\n",
        "{d}  ../../etc/passwd\n{d}  b\n",
        "{d}  n.mingbai.001\n",
        "{d}  n.mingbai.002\n{d}  n.mingbai.001\n",
    ],
)
def test_a_list_that_is_none_leads_nowhere(tmp_path, text):
    (tmp_path / "n.mingbai.001").write_bytes(b"PK")
    (tmp_path / "n.mingbai.sha256").write_text(text.format(d="0" * 64))
    with pytest.raises(Refusal, match="读不懂"):
        parts_of(tmp_path / "n.mingbai.001")


def test_parts_of_two_bundles_are_not_mixed(write, tmp_path):
    first = write(largest=3000)
    kept = [part.read_bytes() for part in parts_of(first.path)]
    second = write(largest=3000)
    parts_of(second.path)[0].write_bytes(kept[0])
    assert not verify_bundle(second.path).ok


def test_a_try_that_broke_between_the_names_leaves_nothing_behind(tmp_path):
    for number in range(1, 9):
        (tmp_path / f"mingbai-1.mingbai.00{number}").write_bytes(b"old")
    put(tmp_path, b"x" * 100, largest=60)
    assert names(tmp_path) == ["mingbai-1.mingbai.001", "mingbai-1.mingbai.002", "mingbai-1.mingbai.sha256"]


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_a_stick_that_gives_up_in_any_part_keeps_none(tmp_path, monkeypatch, fails_at):
    calls = iter(range(1, 100))
    real = write.os.fsync

    def giving_up(handle: int) -> None:
        if next(calls) == fails_at:
            raise OSError(5, "")
        real(handle)

    monkeypatch.setattr(write.os, "fsync", giving_up)
    with pytest.raises(SurroundingsError):
        put(tmp_path, b"x" * 100, largest=60)
    assert names(tmp_path) == []


def test_too_many_parts_are_refused_before_the_first_byte(tmp_path):
    with pytest.raises(Refusal, match="1000 份"):
        put(tmp_path, b"x" * 1000, largest=1)
    assert names(tmp_path) == []
    assert divided("n", 999, 1)[-1] == ("n.999", 1)


MOUNTS = """sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
/dev/sdb1 {folder}/my\\040stick vfat rw 0 0
/dev/sdc1 {folder}/big exfat rw 0 0
"""


def test_the_limit_of_the_stick_is_seen(tmp_path, monkeypatch):
    table = tmp_path / "mounts"
    table.write_text(MOUNTS.format(folder=tmp_path))
    monkeypatch.setattr(medium, "_MOUNTS", table)
    stick, big = tmp_path / "my stick" / "deep", tmp_path / "big"
    stick.mkdir(parents=True)
    big.mkdir()
    assert (largest_file(stick), largest_file(big), largest_file(tmp_path)) == (FAT_LARGEST, None, None)
    table.unlink()
    assert largest_file(stick) is None


def test_windows_is_asked_for_the_volume(tmp_path, monkeypatch):
    class Kernel:
        def GetVolumePathNameW(self, place, root, _):
            root.value = "E:\\"
            return 1

        def GetVolumeInformationW(self, root, *rest):
            rest[-2].value = "FAT32" if root == "E:\\" else ""
            return 1

    monkeypatch.setattr(medium.ctypes, "windll", SimpleNamespace(kernel32=Kernel()), raising=False)
    assert medium._on_windows(tmp_path) == "fat32"


def test_a_bundle_of_more_than_a_stick_takes_is_divided_without_being_told(tmp_path, monkeypatch):
    monkeypatch.setattr(write, "largest_file", lambda _: 60)
    path = put(tmp_path, b"x" * 100)
    assert path.name == "mingbai-1.mingbai.001"
    listed = (tmp_path / "mingbai-1.mingbai.sha256").read_text().splitlines()
    assert listed[0].startswith(hashlib.sha256(b"x" * 60).hexdigest())
