from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.folders import write_numbered


def test_a_folder_appears_with_all_its_files(tmp_path: Path) -> None:
    made = write_numbered(tmp_path / "屏", [("01.png", b"a"), ("02.png", b"b")])
    assert made == [tmp_path / "屏/01.png", tmp_path / "屏/02.png"]
    assert [path.read_bytes() for path in made] == [b"a", b"b"]
    assert [path.name for path in tmp_path.iterdir()] == ["屏"]


def test_an_older_one_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write_numbered(tmp_path / "屏", [("01.png", b"a"), ("02.png", b"b")])
    write_numbered(tmp_path / "屏", [("01.png", b"c")])
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "屏").iterdir()] == [("01.png", b"c")]
    assert [path.name for path in tmp_path.iterdir()] == ["屏"]


def test_breaking_off_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    write_numbered(tmp_path / "屏", [("01.png", b"old")])

    def files() -> Iterator[tuple[str, bytes]]:
        yield "01.png", b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_numbered(tmp_path / "屏", files())
    assert (tmp_path / "屏/01.png").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["屏"]


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"x")
    with pytest.raises(Refusal, match="照片"):
        write_numbered(tmp_path, [("01.png", b"a")])
    assert [path.name for path in tmp_path.iterdir()] == ["照片.jpg"]


def test_a_place_that_is_a_file_is_a_plain_message(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(SurroundingsError, match="不是文件夹"):
        write_numbered(tmp_path / "a", [("01.png", b"a")])
    assert (tmp_path / "a").read_bytes() == b"x"
