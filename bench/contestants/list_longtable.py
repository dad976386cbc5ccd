"""ReportLab's own LongTable with CJK paragraphs. Arguments: rows.json, out.pdf, font.ttf."""

import sys

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from bench.contestants.clock import Watch
from bench.contestants.table_rows import HEADS, POINTS, TITLE, WIDTHS_MM, load

rows = load(sys.argv[1])
watch = Watch()
pdfmetrics.registerFont(TTFont("body", sys.argv[3]))
style = ParagraphStyle("cell", fontName="body", fontSize=POINTS, leading=POINTS * 1.25, wordWrap="CJK")
cells = [[*row[:-1], Paragraph(row[-1], style) if row[-1] else ""] for row in [list(HEADS), *rows]]
table = LongTable(cells, [width * mm for width in WIDTHS_MM], repeatRows=1)
table.setStyle([("FONT", (0, 0), (-1, -1), "body", POINTS), ("GRID", (0, 0), (-1, -1), 0.5, "black")])
SimpleDocTemplate(sys.argv[2], pagesize=A4, title=TITLE).build([table])
watch.tell()
