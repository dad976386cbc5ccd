"""An error can be printed: what happened, what is safe, what to do, its code; nothing comes out when nobody wants it."""

import unicodedata
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.errors import Refusal
from desktop.ui.views import paper
from desktop.ui.views.asking import WindowAsk
from desktop.ui.views.parts.dialogs import StopDialog
from tests.pdfs import running_text

REFUSAL = Refusal("名单里有两行是同一个人。", safe="记录没有改动。", todo="请删掉一行。", code="twice")


def press_print() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StopDialog)
    assert dialog.print_button.isVisible()
    dialog.print_button.click()
    dialog.accept()


def test_an_error_comes_out_of_the_printer(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "told.pdf"))
    monkeypatch.setattr(paper, "ask_printer", lambda *_: printer)
    QTimer.singleShot(0, press_print)
    WindowAsk(lambda: None).tell(REFUSAL)
    # Qt names a glyph by the first character that has it, which may be a radical (⽩ for 白); on paper they are one.
    said = unicodedata.normalize("NFKC", running_text((tmp_path / "told.pdf").read_bytes()))
    for words in (REFUSAL.what, REFUSAL.safe, REFUSAL.todo, "代号：twice", "明白 "):
        assert unicodedata.normalize("NFKC", words) in said


def test_who_leaves_the_printer_dialog_prints_nothing(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "ask_printer", lambda *_: None)
    QTimer.singleShot(0, press_print)
    WindowAsk(lambda: None).tell(REFUSAL)
    assert list(tmp_path.iterdir()) == []


def test_a_mere_question_is_not_printed(qtbot: QtBot) -> None:
    dialog = StopDialog("退回给起草人？", "", (), (("no", "不退回"), ("yes", "退回")))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.print_button.isVisible()
