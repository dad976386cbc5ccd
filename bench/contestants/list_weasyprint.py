"""The list in WeasyPrint. Arguments: rows.json, out.pdf, font.ttf."""

import html
import sys
from pathlib import Path

from weasyprint import HTML

from bench.contestants.clock import Watch
from bench.contestants.table_rows import HEADS, POINTS, WIDTHS_MM, load

rows = load(sys.argv[1])
watch = Watch()
columns = "".join(f'<col style="width:{width}mm">' for width in WIDTHS_MM)
head = "".join(f"<th>{text}</th>" for text in HEADS)
body = "".join(f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in rows)
page = f"""<html lang="zh-CN"><style>
@font-face {{ font-family: body; src: url({Path(sys.argv[3]).as_uri()}) }}
@page {{ size: A4; margin: 27mm }}
table {{ font: {POINTS}pt body; border-collapse: collapse; line-break: strict; table-layout: fixed; width: {sum(WIDTHS_MM)}mm }}
td, th {{ border: .5pt solid; text-align: center }}</style>
<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></html>"""
HTML(string=page).write_pdf(sys.argv[2])
watch.tell()
