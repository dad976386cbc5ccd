"""The list in Typst. Arguments: rows.json, out.pdf, font.ttf."""

import json
import sys
from pathlib import Path

import typst

from bench.contestants.clock import Watch
from bench.contestants.table_rows import HEADS, POINTS, WIDTHS_MM, load

rows = load(sys.argv[1])
watch = Watch()
font = Path(sys.argv[3])
widths = ", ".join(f"{width}mm" for width in WIDTHS_MM)
heads = ", ".join(json.dumps(head, ensure_ascii=False) for head in HEADS)
source = Path(sys.argv[2]).with_suffix(".typ")
source.write_text(
    f"""#set page(paper: "a4", margin: 27mm)
#set text(font: "Noto Serif SC", size: {POINTS}pt, lang: "zh", region: "cn")
#let rows = json("{Path(sys.argv[1]).name}")
#table(columns: ({widths}), align: center + horizon, table.header({heads}), ..rows.flatten())
""",
    encoding="utf-8",
)
typst.compile(
    str(source),
    output=sys.argv[2],
    root=str(source.parent),
    font_paths=[str(font.parent)],
    ignore_system_fonts=True,
)
watch.tell()
