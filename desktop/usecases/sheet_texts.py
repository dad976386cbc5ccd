"""The wording of the office's own sheets from templates/sheets: read, and filled with what the record says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from desktop.base.errors import SurroundingsError
from desktop.base.words import tr
from desktop.domain.record import Record
from desktop.printing.compose import make_document
from desktop.printing.pdf import pdf_bytes
from desktop.printing.template import render
from desktop.usecases.desk import Desk
from desktop.usecases.notice_parts import NoticePart
from desktop.usecases.replacing import replaced_words


def wording(desk: Desk, name: str) -> str:
    """The Markdown of ``templates/sheets/<name>.md``."""
    path = desk.templates / "sheets" / f"{name}.md"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SurroundingsError(
            tr("模板文件“sheets/{name}.md”读不出来。", name=name),
            safe=tr("什么都没有生成，登记没有改动。"),
            todo=tr("请重新安装本程序，或请县里重发模板。"),
            code="template-unreadable",
        ) from error


def sheet_pdf(
    desk: Desk,
    title: str,
    name: str,
    variables: Mapping[str, Any],
    day: date,
    *,
    qr_text: str = "",
    by: str = "",
) -> bytes:
    """A sheet signed with ``day`` and the unit ``by`` (this office if empty), as a PDF."""
    unit = by or desk.organisation.unit
    given = {"unit": unit, **variables}
    pages = make_document(
        title, wording(desk, name), desk.templates, variables=given, unit=unit, day=day, qr_text=qr_text
    )
    return pdf_bytes(pages)


def part_words(desk: Desk, whole: str, place: str, part: NoticePart) -> str:
    """The paragraph that says which part of which record a village's sheet is."""
    said = render(
        wording(desk, "part"),
        "part",
        {"whole": whole, "place": place, "number": part.number, "of": part.of, "count": len(part.rows)},
    )
    return said.fill(said.markdown).strip()


def replaces(desk: Desk, session: Session, record: Record, part: str = "") -> str:
    """The paragraph of a corrected notice about the sheets it replaces; empty for any other."""
    sheets = replaced_words(session, record, part)
    if not sheets:
        return ""
    said = render(wording(desk, "replaces"), "replaces", {"sheets": sheets})
    return said.fill(said.markdown).strip()
