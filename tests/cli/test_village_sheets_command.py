"""`notice make --split village`: a folder with one PDF for each village."""

from pathlib import Path

from tests.cli.conftest import Command
from tests.conftest import Open
from tests.pdfs import text_of


def test_each_village_gets_a_file(
    mingbai: Command, homes: Path, issued: str, as_person: Open, tmp_path: Path
) -> None:
    as_person("李春梅").close()
    where = ("--home", homes / "township", "--as", "李春梅", "--json")
    out = tmp_path / "各村"
    answer = mingbai(*where, "notice", "make", issued, "--split", "village", "--out", out)
    assert answer.status == 0
    (line,) = answer.json
    assert line["part"] == "上滩村"
    assert line["title"] == "关于青石滩乡上滩村2026年耕地地力保护补贴发放情况的公示"
    (file,) = out.iterdir()
    assert "上滩村" in text_of(file.read_bytes())


def test_another_way_of_splitting_is_refused(
    mingbai: Command, homes: Path, issued: str, as_person: Open, tmp_path: Path
) -> None:
    as_person("李春梅").close()
    where = ("--home", homes / "township", "--as", "李春梅")
    answer = mingbai(*where, "notice", "make", issued, "--split", "group", "--out", tmp_path / "各组")
    assert answer.status == 1
    assert "--split village" in answer.err
    assert not (tmp_path / "各组").exists()
