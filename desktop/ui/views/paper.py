"""Putting page images on a printer, or into the printer's own file: what was previewed is what comes out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.words import tr
from desktop.ui.viewmodels.print_job import sheets_in_order

if TYPE_CHECKING:
    from desktop.usecases.notice_views import PageImage

DOTS_PER_INCH = 300
_SIZES = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}


def new_printer(paper: str, pages: int) -> QPrinter:
    """A printer set to the notice's paper, edge to edge, at 300 dots an inch."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    printer.setPageSize(QPageSize(_SIZES[paper]))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    printer.setFromTo(1, pages)
    return printer


def ask_printer(paper: str, pages: int, parent: QWidget, title: str = tr("打印公示")) -> QPrinter | None:
    """The system's print dialog; None when the clerk leaves it."""
    printer = new_printer(paper, pages)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, pages)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


class PrinterSheets:
    """The sheets of one print job. Painted from the worker, which Qt allows for printers."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter: QPainter | None = None
        self.width = round(printer.pageLayout().fullRectPixels(DOTS_PER_INCH).width())

    def order(self, count: int) -> Sequence[int]:
        """The pages the clerk chose, as often as the printer does not repeat them itself."""
        printer = self._printer
        first, last = 1, count
        if printer.printRange() is QPrinter.PrintRange.PageRange:
            first, last = max(1, printer.fromPage() or 1), min(count, printer.toPage() or count)
        pages = list(range(first, last + 1))
        ranges = printer.pageRanges()
        if not ranges.isEmpty():
            pages = [page for page in range(1, count + 1) if ranges.contains(page)]
        if not pages:
            raise Refusal(
                tr("这份公示只有 {count} 页，选的页码里没有一页。", count=count),
                safe=tr("什么都没有打印。"),
                todo=tr("请重新选页码再打印。"),
                code="no-such-pages",
            )
        copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
        last_first = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
        return sheets_in_order(pages, copies, collated=printer.collateCopies(), last_first=last_first)

    def draw(self, image: "PageImage") -> None:
        painter = self._started()
        area = QRectF(painter.viewport())
        height = area.width() * image.height / image.width
        picture = QImage(
            image.rgba, image.width, image.height, 4 * image.width, QImage.Format.Format_RGBA8888
        )
        if height <= area.height() * 1.01:
            painter.drawImage(QRectF(0, 0, area.width(), min(height, area.height())), picture)
            return
        width = area.height() * image.width / image.height
        painter.drawImage(QRectF((area.width() - width) / 2, 0, width, area.height()), picture)

    def next_sheet(self) -> None:
        if not self._printer.newPage():
            raise _silent()

    def finish(self) -> None:
        if self._painter is not None:
            ended = self._painter.end()
            self._painter = None
            state = self._printer.printerState()
            if not ended or state in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error):
                raise _silent()

    def _started(self) -> QPainter:
        if self._painter is None:
            painter = QPainter()
            if not painter.begin(self._printer):
                raise _silent()
            self._painter = painter
        return self._painter


def _silent() -> SurroundingsError:
    return SurroundingsError(
        tr("打印机没有应答，没有打完。"),
        safe=tr("记录和公示都没有受影响。"),
        todo=tr("请看一下打印机开没开、纸够不够，再打印一次。也可以先存为 PDF，换一台电脑打印。"),
        code="printer",
    )
