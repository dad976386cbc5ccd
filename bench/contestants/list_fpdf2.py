"""The list in fpdf2. Arguments: rows.json, out.pdf, font.ttf."""

import sys

from fpdf import FPDF
from fpdf.enums import WrapMode
from fpdf.fonts import FontFace

from bench.contestants.clock import Watch
from bench.contestants.table_rows import HEADS, POINTS, WIDTHS_MM, load

rows = load(sys.argv[1])
watch = Watch()
pdf = FPDF(format="A4")
pdf.set_margin(27)
pdf.add_font("body", fname=sys.argv[3])
pdf.set_font("body", size=POINTS)
pdf.add_page()
with pdf.table(
    col_widths=WIDTHS_MM, width=sum(WIDTHS_MM), text_align="CENTER", wrapmode=WrapMode.CHAR,
    line_height=POINTS * 1.25 / 72 * 25.4, headings_style=FontFace(emphasis=""),
) as table:  # fmt: skip
    for line in [HEADS, *rows]:
        row = table.row()
        for text in line:
            row.cell(text)
pdf.output(sys.argv[2])
watch.tell()
