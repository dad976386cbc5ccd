"""`mingbai help`: pages, search and cards without a home."""

import json
from pathlib import Path

import pypdfium2

from desktop.app import main


def test_pages_are_listed_shown_and_found(capsys) -> None:
    assert main(["--json", "help", "show"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"key": "today", "title": "今日"} in listed
    assert main(["help", "show", "boards"]) == 0
    assert "登记撤下" in capsys.readouterr().out
    assert main(["--json", "help", "search", "U盘 空间"]) == 0
    assert "sync" in {hit["key"] for hit in json.loads(capsys.readouterr().out)}


def test_cards_are_written_and_an_unknown_one_is_refused(tmp_path: Path, capsys) -> None:
    out = tmp_path / "卡片.pdf"
    assert main(["--json", "help", "cards", "--out", str(out)]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(out), "cards": 6}
    assert len(pypdfium2.PdfDocument(out)) == 6
    assert main(["help", "cards", "--out", str(out), "--card", "做饭"]) == 1
    assert "没有“做饭”这张卡片" in capsys.readouterr().err
