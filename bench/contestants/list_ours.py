"""The program's own list: rows → layout with kinsoku → PDF. Arguments: rows.json, out.pdf."""

import sys
from pathlib import Path

from bench.contestants.clock import Watch
from bench.contestants.table_rows import HEADS, TITLE, load
from desktop.base.paths import templates_folder
from desktop.printing.assembly import assemble
from desktop.printing.fonts import bundled
from desktop.printing.notice import Column, Table
from desktop.printing.paper import sheet
from desktop.printing.pdf import pdf_bytes
from desktop.printing.roster import lay_out
from desktop.printing.setting import Setter

rows = load(sys.argv[1])
watch = Watch()
fonts = bundled(templates_folder())
columns = tuple(Column(str(at), head, wrap=head == "备注") for at, head in enumerate(HEADS))
layout = lay_out(Table(columns, rows, title=TITLE), "A4", fonts, "附件")
pages = assemble(TITLE, "云滩县青石滩乡人民政府", "", Setter(fonts, sheet("A4")), [], layout, "")
Path(sys.argv[2]).write_bytes(pdf_bytes(pages))
watch.tell(pages=pages.count)
