"""The list painted by hand on Qt's QPdfWriter, Qt wrapping the remark. Arguments: rows.json, out.pdf, font.ttf."""

import sys

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPageSize, QPainter, QPdfWriter, QTextOption

from bench.contestants.clock import Watch
from bench.contestants.table_rows import HEADS, POINTS, WIDTHS_MM, load

DOTS = 600 / 25.4
LINE = POINTS * 600 / 72 * 1.25
rows = load(sys.argv[1])
application = QGuiApplication(sys.argv[:1])
watch = Watch()
font = QFont(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(sys.argv[3]))[0])
font.setPointSizeF(POINTS)
writer = QPdfWriter(sys.argv[2])
writer.setResolution(600)
writer.setPageSize(QPageSize(QSizeF(210, 297), QPageSize.Unit.Millimeter))
writer.setPageMargins(QMarginsF(27, 35, 27, 35))
painter = QPainter(writer)
painter.setFont(font)
metrics = painter.fontMetrics()
option = QTextOption(Qt.AlignmentFlag.AlignCenter)
option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
bottom, y = 227 * DOTS, 0.0


def row_of(cells: list[str], top: float) -> float:
    room = int(WIDTHS_MM[-1] * DOTS * 0.94)
    lines = max(1, -(-metrics.horizontalAdvance(cells[-1]) // room))
    height, x = (lines + 0.72) * LINE, 0.0
    for text, width in zip(cells, WIDTHS_MM, strict=True):
        box = QRectF(x, top, width * DOTS, height)
        painter.drawRect(box)
        painter.drawText(box, text, option)
        x += width * DOTS
    return height


y = row_of(list(HEADS), y)
for line in rows:
    if y > bottom - 3 * LINE:
        writer.newPage()
        y = row_of(list(HEADS), 0.0)
    y += row_of(line, y)
painter.end()
watch.tell()
