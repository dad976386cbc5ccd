"""The list by LibreOffice Writer from an OpenDocument table; from an HTML one it takes minutes more. Arguments: rows.json, out.pdf,
font.ttf. Memory is the office's own process."""

import html
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.contestants.clock import Watch
from bench.contestants.table_rows import HEADS, POINTS, WIDTHS_MM, load

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "style": "style", "table": "table", "text": "text", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
FACE, SIZE = "Noto Serif SC", f"{POINTS}pt"
STYLES = f"""<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/>
</style:style><style:style style:name="text" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-family="{FACE}" style:font-family-asian="{FACE}" fo:font-size="{SIZE}" style:font-size-asian="{SIZE}"/>
</style:style><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
fo:margin="27mm"/></style:page-layout>"""


def document(rows: Sequence[Sequence[str]]) -> str:
    """A flat OpenDocument text of one table whose head is on every page."""
    widths = "".join(
        f'<style:style style:name="c{at}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}mm"/></style:style>'
        for at, width in enumerate(WIDTHS_MM)
    )
    columns = "".join(f'<table:table-column table:style-name="c{at}"/>' for at in range(len(WIDTHS_MM)))
    head = f"<table:table-header-rows>{_row(HEADS)}</table:table-header-rows>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'  # without it the office takes the file for plain text
        f'<office:document {NAMES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{STYLES}{widths}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"/></office:master-styles>'
        f"<office:body><office:text><table:table>{columns}{head}{''.join(map(_row, rows))}</table:table></office:text></office:body>"
        "</office:document>"
    )


def _row(texts: Sequence[str]) -> str:
    cells = "".join(
        f'<table:table-cell table:style-name="cell"><text:p text:style-name="text">{html.escape(text)}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


rows = load(sys.argv[1])
out = Path(sys.argv[2])
source = out.with_suffix(".fodt")
source.write_text(document(rows), encoding="utf-8")
watch = Watch()
with tempfile.TemporaryDirectory() as profile:
    fonts = Path(profile) / "fonts"
    fonts.mkdir()
    (fonts / "body.ttf").symlink_to(sys.argv[3])
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf",
         "--outdir", str(out.parent), str(source)],
        check=True, capture_output=True, env={**os.environ, "XDG_DATA_HOME": profile},
    )  # fmt: skip

memory = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1)
watch.tell(rss_mb=memory)
