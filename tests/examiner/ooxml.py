"""Word files and parts of workbooks written by hand: the places where a word processor keeps what nobody sees. Test support."""

import io
import zipfile
from xml.sax.saxutils import escape

import xlsxwriter

from tests.examiner.corpus import Notice, blocks

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:40pt">'
    "<v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def _p(text: str, run: str = "") -> str:
    return f'<w:p><w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(rows: list[list[str]]) -> str:
    told = "".join(f"<w:tr>{''.join(f'<w:tc>{_p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{told}</w:tbl>"


def docx_bytes(notice: Notice) -> bytes:
    """The notice as a Word file with what it hides: headers, notes, comments, tracked changes, boxes, properties."""
    body = "".join(_table(rows) if rows else _p(line) for line, rows in blocks(notice.text))
    parts: dict[str, str | bytes] = {}
    section = ""
    for item in notice.hidden:
        how, text = item["how"], item["text"]
        if how in {"header", "footer"}:
            tag = "hdr" if how == "header" else "ftr"
            parts[f"word/{how}1.xml"] = f'{_HEAD}<w:{tag} xmlns:w="{_W}">{_p(text)}</w:{tag}>'
            section += f'<w:{how}Reference w:type="default" r:id="rId{how}"/>'
        elif how == "comment":
            parts["word/comments.xml"] = _annex(
                "comments", f'<w:comment w:id="0" w:author="经办">{_p(text)}</w:comment>'
            )
        elif how in {"footnote", "endnote"}:
            parts[f"word/{how}s.xml"] = _annex(f"{how}s", f'<w:{how} w:id="2">{_p(text)}</w:{how}>')
        elif how == "tracked_delete":
            body += f'<w:p><w:del w:id="7" w:author="经办"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del></w:p>'
        elif how == "tracked_insert":
            body += f'<w:p><w:ins w:id="8" w:author="经办"><w:r><w:t>{escape(text)}</w:t></w:r></w:ins></w:p>'
        elif how == "vanish":
            body += _p(text, "<w:rPr><w:vanish/></w:rPr>")
        elif how == "text_box":
            body += _BOX.format(_p(text))
        elif how == "property":
            parts["docProps/core.xml"] = _core(item.get("name", "description"), text)
        elif how == "custom_property":
            parts["docProps/custom.xml"] = _custom(text)
        elif how == "embedded":
            parts["word/embeddings/Microsoft_Excel_Sheet1.xlsx"] = _embedded_book(text)
        else:
            raise ValueError(f"a Word file hides nothing by {how}")
    document = f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>'
    return _packed({"word/document.xml": document, **parts})


def _annex(tag: str, inner: str) -> str:
    return f'{_HEAD}<w:{tag} xmlns:w="{_W}">{inner}</w:{tag}>'


def _core(name: str, text: str) -> str:
    dc, cp = (
        "http://purl.org/dc/elements/1.1/",
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    )
    return f'{_HEAD}<cp:coreProperties xmlns:cp="{cp}" xmlns:dc="{dc}"><dc:{name}>{escape(text)}</dc:{name}></cp:coreProperties>'


def _custom(text: str) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    return (
        f'{_HEAD}<Properties xmlns="{space}" xmlns:vt="{types}"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" '
        f'pid="2" name="备查"><vt:lpwstr>{escape(text)}</vt:lpwstr></property></Properties>'
    )


def _embedded_book(text: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("底表")
    at = 0
    for line, rows in blocks(text):
        for row in rows or [[line]]:
            sheet.write_row(at, 0, row)
            at += 1
    book.close()
    return out.getvalue()


_RELATIONS = {
    "word/header1.xml": ("rIdheader", "header"),
    "word/footer1.xml": ("rIdfooter", "footer"),
    "word/comments.xml": ("rIdc", "comments"),
    "word/footnotes.xml": ("rIdf", "footnotes"),
    "word/endnotes.xml": ("rIde", "endnotes"),
    "word/embeddings/Microsoft_Excel_Sheet1.xlsx": ("rIdx", "package"),
}


def _packed(parts: dict[str, str | bytes]) -> bytes:
    types, own = "", ""
    for name in parts:
        if name in _RELATIONS:
            key, kind = _RELATIONS[name]
            own += f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{name.removeprefix("word/")}"/>'
            if name.endswith(".xml"):
                types += f'<Override PartName="/{name}" ContentType="{_WORD}{kind}+xml"/>'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    if "docProps/core.xml" in parts:
        core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        root += f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/>'
    if "docProps/custom.xml" in parts:
        root += f'<Relationship Id="rId3" Type="{_R}/custom-properties" Target="docProps/custom.xml"/>'
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{kinds}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{relations}">{root}</Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{relations}">{own}</Relationships>',
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return out.getvalue()


def pivot_cache_parts(rows: list[list[str]]) -> dict[str, bytes]:
    """The cache a pivot table leaves behind in a workbook: fields with their shared items, and the records."""
    heads, *records = rows
    fields = "".join(
        f'<cacheField name="{escape(head)}"><sharedItems>'
        + "".join(f'<s v="{escape(record[column])}"/>' for record in records)
        + "</sharedItems></cacheField>"
        for column, head in enumerate(heads)
    )
    told = "".join(
        "<r>" + "".join(f'<s v="{escape(cell)}"/>' for cell in record) + "</r>" for record in records
    )
    folder = "xl/pivotCache/"
    return {
        f"{folder}pivotCacheDefinition1.xml": (
            f'{_HEAD}<pivotCacheDefinition xmlns="{_S}" xmlns:r="{_R}" r:id="rId1" recordCount="{len(records)}"><cacheSource '
            f'type="worksheet"><worksheetSource ref="A1:C9" sheet="底表"/></cacheSource><cacheFields count="{len(heads)}">'
            f"{fields}</cacheFields></pivotCacheDefinition>"
        ).encode(),
        f"{folder}pivotCacheRecords1.xml": (
            f'{_HEAD}<pivotCacheRecords xmlns="{_S}" count="{len(records)}">{told}</pivotCacheRecords>'
        ).encode(),
        f"{folder}_rels/pivotCacheDefinition1.xml.rels": (
            f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            f'Id="rId1" Type="{_R}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
        ).encode(),
    }
