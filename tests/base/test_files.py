"""Files are written whole or not at all."""

import errno
from pathlib import Path
from typing import Any

import pytest

from desktop.base import files
from desktop.base.errors import SurroundingsError


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    files.write_atomically(target, b"one")
    files.write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def write_half(target: Path) -> None:
    with files.writing_atomically(target) as stream:
        stream.write(b"half")
        raise RuntimeError("stop")


def test_a_fault_in_the_middle_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_half(target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_full_disk_is_said_in_chinese_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def no_space(handle: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", no_space)
    with pytest.raises(SurroundingsError, match="磁盘空间不够"):
        files.write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_disk_that_does_not_let_go_of_the_part_either_is_said_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(files.os, "fsync", read_only)
    monkeypatch.setattr(Path, "unlink", read_only)
    with pytest.raises(SurroundingsError, match="只读"):
        files.write_atomically(tmp_path / "a.pdf", b"new")
    assert not (tmp_path / "a.pdf").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="找不到这个文件夹"):
        files.write_atomically(tmp_path / "U盘" / "a.pdf", b"x")


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(SurroundingsError):
        files.ensure_folder(tmp_path / "a" / "b")
