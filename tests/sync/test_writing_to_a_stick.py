"""A stick that is full, read-only, gone, lying or pulled out: either the whole bundle is there, or nothing is."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.base.errors import Cancelled, Refusal, SurroundingsError
from desktop.base.progress import Progress
from desktop.sync.check import verify_bundle
from desktop.sync.export import Contents
from desktop.sync.write import write_verified

PIECES = [b"one", b"two" * 1000]
SIZE = sum(map(len, PIECES))


def put(folder: Path, **more: object) -> Path:
    return write_verified(folder, "mingbai-1.mingbai", lambda: PIECES, SIZE, prefix="mingbai-", **more)  # type: ignore[arg-type]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_is_followed_by_a_marker_that_ordinary_tools_can_check(tmp_path):
    path = put(tmp_path)
    digest, name = (tmp_path / "mingbai-1.mingbai.sha256").read_text().split()
    assert (digest, name) == (hashlib.sha256(b"".join(PIECES)).hexdigest(), path.name)
    assert names(tmp_path) == ["mingbai-1.mingbai", "mingbai-1.mingbai.sha256"]


def test_a_full_stick_is_refused_before_the_first_byte(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(SurroundingsError, match=r"U盘空间不够：还差 .*什么都没有写.*换一个U盘"):
        put(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘空间不够"), (errno.EROFS, "只读"), (errno.EIO, "读写这个磁盘时出错")],
)
def test_a_stick_that_gives_up_while_writing_keeps_nothing(tmp_path, monkeypatch, number, words):
    def giving_up(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", giving_up)
    with pytest.raises(SurroundingsError, match=words):
        put(tmp_path)
    assert names(tmp_path) == []


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SurroundingsError, match="U盘是否插好"):
        put(tmp_path / "gone")


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(SurroundingsError, match="找不到文件夹"):
        put(tmp_path / "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_permission_is_named(tmp_path):
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(SurroundingsError, match="没有写这个文件夹的权限"):
            put(tmp_path)
    finally:
        tmp_path.chmod(0o755)


WHOLE = b"".join(PIECES)


@pytest.mark.parametrize("found", [b"x" * SIZE, WHOLE[:-1], WHOLE + b"x", WHOLE[:-1] + b"x", b""])
def test_a_stick_that_returns_other_bytes_than_were_written_is_found_out(tmp_path, monkeypatch, found):
    def spoil(*_: int) -> None:
        (tmp_path / ".mingbai-1.mingbai.part").write_bytes(found)

    monkeypatch.setattr(os, "posix_fadvise", spoil)  # asked for between writing and reading back
    with pytest.raises(SurroundingsError, match="这个U盘可能坏了"):
        put(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("when", ["写入", "核对"])
def test_cancelled_at_any_step_it_leaves_nothing(tmp_path, when):
    progress = Progress(lambda step: progress.cancel() if when in step.text else None)
    with pytest.raises(Cancelled):
        put(tmp_path, progress=progress)
    assert names(tmp_path) == []


def test_cancelled_while_packing_it_leaves_nothing(write, making, tmp_path):
    progress = Progress(lambda _: progress.cancel())
    with pytest.raises(Cancelled):
        write(progress=progress)
    assert names(tmp_path / "stick") == []


KILLED = """
import os, sys
from pathlib import Path
from desktop.sync.write import write_verified
Path.replace = lambda self, target: os._exit(9)
write_verified(Path(sys.argv[1]), "mingbai-1.mingbai", lambda: [b"half"], 4, prefix="mingbai-")
"""


def test_killed_before_the_rename_it_leaves_a_part_that_the_next_try_cleans(tmp_path):
    project = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        cwd=project,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 9, ended.stderr
    assert names(tmp_path) == [".mingbai-1.mingbai.part"]
    (tmp_path / ".other-1.mingbai.part").write_bytes(b"another device's")
    put(tmp_path)
    assert names(tmp_path) == [".other-1.mingbai.part", "mingbai-1.mingbai", "mingbai-1.mingbai.sha256"]


def test_a_number_that_cannot_be_remembered_leaves_no_file(write, tmp_path):
    def forgetting(_: object) -> None:
        raise SurroundingsError("磁盘空间不够。")

    with pytest.raises(SurroundingsError):
        write(remember=forgetting)
    assert names(tmp_path / "stick") == []


def test_an_empty_bundle_is_not_written(write, tmp_path):
    with pytest.raises(Refusal, match="没有要发的内容"):
        write(Contents(()))
    assert names(tmp_path / "stick") == []


def test_an_attachment_that_is_not_what_its_digest_says_stops_the_export(write, making, tmp_path):
    contents = making.contents()
    with pytest.raises(Refusal, match="附件"):
        write(
            Contents(
                contents.records, attachments=contents.attachments, attachment=lambda _: b"something else"
            )
        )
    assert names(tmp_path / "stick") == []


def test_a_second_bundle_does_not_disturb_the_first(write):
    first = write(sequence=1).path
    second = write(sequence=2).path
    assert first != second
    assert verify_bundle(first).ok
    assert verify_bundle(second).ok
