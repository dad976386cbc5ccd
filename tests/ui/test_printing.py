"""What leaves the printer: the pages chosen, as many copies as asked for, and a clear word when it does not answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter

from desktop.base.errors import SurroundingsError
from desktop.printing.preview import opened_pdf, render_page_to_width
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.preview_viewmodel import PreviewViewModel
from desktop.ui.viewmodels.print_job import sheets_in_order
from desktop.ui.views.paper import PrinterSheets, new_printer
from desktop.ui.views.preview_view import PreviewView
from desktop.usecases.notice_views import PageImage


@pytest.fixture
def view(township, ask, tasks, changed, gone, offices, qtbot):
    viewmodel = PreviewViewModel(township, ask, tasks, changed, gone.append)
    viewmodel.show_place(Place("preview", record=offices.issued))
    made = PreviewView(viewmodel)
    qtbot.addWidget(made)
    assert viewmodel.pages == 2
    return made


def prints(view: PreviewView, target: Path, setting: Callable[[QPrinter], None]) -> list[str]:
    """What was said after printing into ``target`` on a printer so set."""

    def chosen(paper: str, pages: int, parent) -> QPrinter:
        printer = new_printer(paper, pages)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        setting(printer)
        return printer

    lines: list[str] = []
    view._vm.said.connect(lines.append)
    view.choose_printer = chosen
    view.print_pages()
    return lines


def ink(pdf: bytes, page: int) -> bytes:
    """A small picture of the page in grey: tells pages apart."""
    return render_page_to_width(pdf, page, 120).rgba[::4]


def pages_of(view: PreviewView, printed: bytes) -> list[int]:
    """Which pages of the preview the printed ones are, counted from 1."""
    original = view._vm.preview.pdf
    with opened_pdf(printed) as document:
        count = len(document)
    likeness = lambda a, b: -sum(abs(x - y) for x, y in zip(a, b, strict=False))  # noqa: E731
    originals = [ink(original, page) for page in range(view._vm.pages)]
    return [
        max(range(len(originals)), key=lambda at: likeness(originals[at], ink(printed, page))) + 1
        for page in range(count)
    ]


def second_page(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)


def two_copies(printer: QPrinter) -> None:
    printer.setCopyCount(2)
    printer.setCollateCopies(True)


def two_copies_page_by_page(printer: QPrinter) -> None:
    printer.setCopyCount(2)
    printer.setCollateCopies(False)


def last_page_first(printer: QPrinter) -> None:
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)


def by_ranges(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1"))


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (lambda printer: None, [1, 2]),
        (second_page, [2]),
        (two_copies, [1, 2, 1, 2]),
        (two_copies_page_by_page, [1, 1, 2, 2]),
        (last_page_first, [2, 1]),
        (by_ranges, [1]),
    ],
)
def test_the_chosen_pages_and_copies_come_out_in_order(view, tmp_path, setting, expected):
    said = prints(view, tmp_path / "纸.pdf", setting)
    assert pages_of(view, (tmp_path / "纸.pdf").read_bytes()) == expected
    assert said == [f"已交给打印机 {len(expected)} 张。"]


def test_pages_that_do_not_exist_are_refused_in_words(view, ask, tmp_path):
    def beyond(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(7, 9)

    assert prints(view, tmp_path / "纸.pdf", beyond) == []
    assert [error.code for error in ask.told] == ["no-such-pages"]
    assert not (tmp_path / "纸.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_gone_is_told_and_the_notice_stays(view, ask, tmp_path):
    assert prints(view, tmp_path / "没有" / "纸.pdf", lambda printer: None) == []
    (error,) = ask.told
    assert error.code == "printer"
    assert "没有应答" in error.what
    assert not view._vm.working


def test_a_printer_that_vanishes_half_way_is_told(view, ask, tmp_path, monkeypatch):
    monkeypatch.setattr(QPrinter, "newPage", lambda self: False)
    assert prints(view, tmp_path / "纸.pdf", lambda printer: None) == []
    assert [error.code for error in ask.told] == ["printer"]
    assert view.side.print_button.isEnabled()


def test_a_job_that_the_printer_gave_up_is_not_called_printed(tmp_path, qtbot, monkeypatch):
    printer = new_printer("A4", 1)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "纸.pdf"))
    sheets = PrinterSheets(printer)
    sheets.draw(PageImage(2, 2, bytes(16)))
    monkeypatch.setattr(QPrinter, "printerState", lambda self: QPrinter.PrinterState.Aborted)
    with pytest.raises(SurroundingsError, match="没有应答"):
        sheets.finish()


def test_orders_of_sheets():
    assert sheets_in_order([1, 3], 2, collated=True, last_first=True) == [3, 1, 3, 1]
    assert sheets_in_order([1, 3], 2, collated=False, last_first=False) == [1, 1, 3, 3]
