"""The list by LibreOffice Writer from an HTML table. Arguments: rows.json, out.pdf. Memory is the office's own process."""

import html
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.contestants.clock import Watch
from bench.contestants.table_rows import HEADS, POINTS, load

rows = load(sys.argv[1])
out = Path(sys.argv[2])
head = "".join(f"<th>{text}</th>" for text in HEADS)
body = "".join(f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in rows)
source = out.with_suffix(".html")
style = f"<style>td,th{{font-family:'Noto Serif SC';font-size:{POINTS}pt}}</style>"
source.write_text(
    f"<html><meta charset=utf-8>{style}<table border=1><thead><tr>{head}</tr></thead>{body}</table>",
    encoding="utf-8",
)
watch = Watch()
with tempfile.TemporaryDirectory() as profile:
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf:writer_web_pdf_Export",
         "--outdir", str(out.parent), str(source)],
        check=True, capture_output=True,
    )  # fmt: skip

memory = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1)
watch.tell(rss_mb=memory)
