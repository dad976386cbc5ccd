"""Making the notices of an issued record for print: laid out, kept encrypted in the home, written where the clerk asks.

Everything is laid out before anything is kept or written, so that a block, a missing character or a cancel leaves
nothing behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.file_names import file_name
from desktop.base.files import ensure_folder, write_atomically
from desktop.base.ids import new_id
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.finding import Finding, blocks
from desktop.domain.notice import Notice
from desktop.domain.record import Record
from desktop.printing.pdf import pdf_bytes
from desktop.storage import notices
from desktop.usecases.desk import Desk
from desktop.usecases.notice_content import Sheet, laid_out, told_of
from desktop.usecases.notice_parts import NoticePart, part_named
from desktop.usecases.notice_views import Look
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_issued


def made_whole(
    desk: Desk,
    record: str,
    out: Path | None,
    paper: str,
    part: str,
    progress: Progress | None,
    look: Look,
) -> Outcome[Notice]:
    """One sheet: of the whole record, or of the village ``part``."""
    with desk.home.database.reading() as session:
        told = told_of(desk, session, record)
        require_issued(desk, told.record, tr("打印和张贴"))
        refuse_blocked(told.findings)
        chosen = part_named(told.parts, part) if part else None
        sheet = laid_out(desk, session, told, paper, chosen, look)
        refuse_blocked(sheet.findings)
    pdf = pdf_bytes(sheet.pages, progress)
    stored = [_Stored(sheet, desk.home.attachments.put(pdf))]
    if out is not None:
        write_atomically(out, pdf)
    (notice,) = _kept(desk, told.record, paper, stored)
    return Outcome(notice, changed(Topic.NOTICES), sheet.findings)


def made_parts(
    desk: Desk,
    record: str,
    folder: Path | None,
    paper: str,
    chosen: Sequence[str],
    progress: Progress,
    look: Look,
) -> Outcome[list[Notice]]:
    """A sheet for each village, or for those ``chosen``."""
    laid: list[tuple[NoticePart, Sheet, bytes]] = []
    with desk.home.database.reading() as session:
        told = told_of(desk, session, record)
        require_issued(desk, told.record, tr("打印和张贴"))
        parts = [part_named(told.parts, name) for name in chosen] or told.parts
        refuse_blocked(told.findings)
        for done, part in enumerate(parts):
            progress.step(tr("正在排{name}的一份", name=part.name), done, len(parts))
            sheet = laid_out(desk, session, told, paper, part, look)
            refuse_blocked(sheet.findings)
            laid.append((part, sheet, pdf_bytes(sheet.pages)))
    stored = [_Stored(sheet, desk.home.attachments.put(pdf)) for _, sheet, pdf in laid]
    if folder is not None:
        ensure_folder(folder)
        for part, _, pdf in laid:
            write_atomically(folder / _file_name(part), pdf)
    made = _kept(desk, told.record, paper, stored)
    found = dict.fromkeys(finding for _, sheet, _ in laid for finding in sheet.findings)
    return Outcome(made, changed(Topic.NOTICES), tuple(found))


@dataclass(frozen=True, slots=True)
class _Stored:
    """A sheet whose PDF lies in the home already: a home without room is noticed before anything is written elsewhere."""

    sheet: Sheet
    digest: str


def _kept(desk: Desk, record: Record, paper: str, laid: Sequence[_Stored]) -> list[Notice]:
    """Enters the sheets in the home, all of them or none."""
    made = [
        Notice(
            id=new_id(desk.clock),
            record=record.id,
            revision=record.revision,
            title=stored.sheet.title,
            kind=stored.sheet.kind,
            paper=paper,
            pages=stored.sheet.pages.count,
            pdf_digest=stored.digest,
            made_at=desk.now(),
            made_by=desk.account.name,
            number=stored.sheet.number,
            period_days=stored.sheet.period.days,
            period_unit=stored.sheet.period.unit,
            period_start=stored.sheet.period.start,
            period_end=stored.sheet.period.end,
            part=stored.sheet.part,
        )
        for stored in laid
    ]
    with desk.home.database.transaction() as session:
        for notice in made:
            notices.add(session, notice)
            details = {"part": notice.part} if notice.part else {}
            desk.note(session, "notice-made", record.id, notice=notice.id, **details)
    return made


def refuse_blocked(findings: tuple[Finding, ...]) -> None:
    found = blocks(findings)
    if found:
        said = tr("；").join(
            tr("{place}：{text}", place=finding.place, text=finding.text) for finding in found[:5]
        )
        raise Refusal(
            tr("有 {found} 项必须改好才能打印：{said}", found=len(found), said=said),
            safe=tr("什么都没有打印。"),
            code="blocked",
        )


def _file_name(part: NoticePart) -> str:
    """01 上滩村.pdf, in the order of the roster."""
    return file_name(f"{part.number:0{len(str(part.of))}} {file_name(part.name)}.pdf")
