"""The notice of a record and its life on the boards: preview, make, post, take down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.ids import new_id
from desktop.base.progress import Progress
from desktop.base.words import month_name, tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.notice import Notice, Posting
from desktop.domain.noticeboard import Objection
from desktop.domain.record import Record, RecordState
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import render_page_to_width
from desktop.storage import notices, objections, postings, records
from desktop.usecases.desk import Desk
from desktop.usecases.notice_content import parts_in, sheet_of
from desktop.usecases.notice_making import made_parts, made_whole
from desktop.usecases.notice_views import (
    CORRECTED,
    PLAIN,
    WITHDRAWN,
    Look,
    NoticePreview,
    PageImage,
    PartLine,
    PostingLine,
)
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_issued
from desktop.usecases.private_words import require_clean
from desktop.usecases.register import register_lines
from desktop.usecases.replacing import (
    older_sheets,
    replaced_by,
    require_after,
    take_down_replaced,
    void_reason,
)
from desktop.usecases.sheet_examination import sheet_findings

_PAPERS = ("A4", "A3")
_VOID_WORDS = {"": "", CORRECTED: "内容已更正", WITHDRAWN: "记录已撤回"}


@dataclass(frozen=True, slots=True)
class Notices:
    desk: Desk

    def preview(self, record: str, paper: str = "A4", part: str = "", look: Look = PLAIN) -> NoticePreview:
        """The exact PDF that would print if it were posted today. Nothing is kept; nothing is gated on the screen.

        ``part`` is a village of `parts`: the sheet that hangs there."""
        with self.desk.home.database.reading() as session:
            sheet = sheet_of(self.desk, session, record, _paper(paper), part, look)
        return NoticePreview(
            pdf_bytes(sheet.pages),
            sheet.pages.count,
            sheet.findings,
            sheet.title,
            sheet.period_words,
            sheet.number,
            sheet.needed,
        )

    def examined(self, preview: NoticePreview) -> tuple[Finding, ...]:
        """What the examiner sees on the sheet itself; places are pages. A long list takes seconds."""
        return sheet_findings(self.desk, preview.pdf, preview.title, preview.findings)

    def make(
        self,
        record: str,
        out: Path | None,
        paper: str = "A4",
        part: str = "",
        progress: Progress | None = None,
        look: Look = PLAIN,
    ) -> Outcome[Notice]:
        """The notice for print: kept encrypted in the home and, with ``out``, written there. Stops at any block."""
        return made_whole(self.desk, record, out, _paper(paper), part, progress, look)

    def parts(self, record: str) -> list[PartLine]:
        """The villages the record can be dealt out to, in the order of the roster. Refused where it cannot be."""
        with self.desk.home.database.reading() as session:
            found = parts_in(self.desk, session, record)
        return [PartLine(part.name, part.number, len(part.rows)) for part in found]

    def make_parts(
        self,
        record: str,
        folder: Path | None,
        paper: str = "A4",
        chosen: Sequence[str] = (),
        progress: Progress | None = None,
        look: Look = PLAIN,
    ) -> Outcome[list[Notice]]:
        """One notice for each village, or for those ``chosen``; with ``folder`` a PDF for each, named after its village.

        All are laid out before the first is kept or written: a block or a missing character stops them together."""
        return made_parts(self.desk, record, folder, _paper(paper), chosen, progress or Progress(), look)

    def post(self, notice: str, board: str, on: date) -> Outcome[Posting]:
        """Enter a sheet in the register. Refused if it hangs there already or its printed period has begun.

        A corrected one takes the place of the sheet before it, which comes down the same day."""
        desk = self.desk
        with desk.home.database.transaction() as session:
            known, record = self._postable(session, notice, board, on)
            notices.add_board(session, board)
            older = older_sheets(session, record.id, known.revision, known.part)
            require_after(older, board, on)
            replaced = replaced_by(older, board)
            serial = notices.next_number(session, f"{desk.organisation.code} {board}", on.year)
            posting = Posting(
                id=new_id(desk.clock),
                notice=notice,
                board=board,
                number=f"{board}〔{on.year}〕{serial}号",
                year=on.year,
                posted_on=on,
                posted_by=desk.account.name,
                due_down_on=date.fromordinal(_end(known).toordinal() + 1),
                replaces="" if replaced is None else replaced.id,
            )
            entered = postings.add(session, posting, desk.organisation.code)
            self._move(session, record, RecordState.POSTED)
            details = {} if replaced is None else {"replaces": replaced.number}
            desk.note(session, "posted", record.id, notice=notice, board=board, **details)
            list(take_down_replaced(desk, session, older, entered))
        return Outcome(entered, changed(Topic.NOTICES, Topic.RECORDS))

    def remove(self, notice: str, board: str, on: date, reason: str = "") -> Outcome[Posting]:
        """Note that a sheet was taken down; the record is taken down when its last sheet is.

        Warns of objections without an answer. Without ``reason`` the log says why by itself: early, or void."""
        desk = self.desk
        require_clean(desk, {zh("撤下的理由"): reason})
        with desk.home.database.transaction() as session:
            hanging = [entry for entry in postings.of_notice(session, notice) if entry.board == board]
            if not hanging:
                raise Refusal(
                    tr("“{board}”上没有登记过这份公示。", board=board),
                    safe=tr("登记没有改动。"),
                    code="not-posted",
                )
            if on < hanging[-1].posted_on:
                raise Refusal(
                    tr("撤下的日期早于张贴的日期。"),
                    safe=tr("登记没有改动。"),
                    todo=tr("请核对日期。"),
                    code="bad-date",
                )
            known = notices.get(session, notice)
            record = records.get(session, known.record)
            early = "期满前撤下" if on < hanging[-1].due_down_on else ""
            said = reason.strip() or _VOID_WORDS[void_reason(known, record)] or early
            removed = postings.remove(session, hanging[-1].id, on, desk.account.name, said)
            waiting = [entry for entry in objections.of_notice(session, notice) if entry.open]
            still_up = any(entry.removed_on is None for entry in postings.of_record(session, record.id))
            if not still_up and record.state is RecordState.POSTED:
                self._move(session, record, RecordState.TAKEN_DOWN)
            desk.note(session, "taken-down", record.id, notice=notice, board=board, reason=said)
        return Outcome(removed, changed(Topic.NOTICES, Topic.RECORDS), _unanswered(waiting))

    def postings(self, year: int | None = None) -> list[PostingLine]:
        """The register in its order, with how each sheet stands today."""
        today = self.desk.clock.today()
        office = self.desk.organisation.code
        with self.desk.home.database.reading() as session:
            return register_lines(
                session, office, postings.page(session, organisation=office, year=year), today
            )

    def posting(self, posting: str) -> PostingLine:
        """One entry of the register by its id."""
        with self.desk.home.database.reading() as session:
            entry = postings.get(session, posting)
            return register_lines(session, self.desk.organisation.code, [entry], self.desk.clock.today())[0]

    def notices_of(self, record: str) -> list[Notice]:
        with self.desk.home.database.reading() as session:
            return notices.of_record(session, record)

    def boards(self) -> list[str]:
        with self.desk.home.database.reading() as session:
            return notices.boards(session)

    def add_board(self, name: str) -> Outcome[str]:
        """A board by its name; a known name stays as it is."""
        clean = name.strip()
        if not clean:
            raise Refusal(
                tr("公示栏要有名字。"),
                safe=tr("没有改动。"),
                todo=tr("例如：上滩村公示栏。"),
                code="no-board-name",
            )
        with self.desk.home.database.transaction() as session:
            notices.add_board(session, clean)
        return Outcome(clean, changed(Topic.NOTICES))

    def page_image(self, pdf: bytes, page: int, width: int) -> PageImage:
        """Page ``page`` (from 0) rendered ``width`` pixels wide."""
        image = render_page_to_width(pdf, page, width)
        return PageImage(image.width, image.height, image.rgba)

    def _postable(self, session: Session, notice: str, board: str, on: date) -> tuple[Notice, Record]:
        known = notices.get(session, notice)
        record = records.get(session, known.record)
        require_issued(self.desk, record, tr("打印和张贴"))
        if known.revision != record.revision:
            raise Refusal(
                tr("这份公示是更正以前排的。"),
                safe=tr("登记没有改动。"),
                todo=tr("请按现在的记录重新排一份再张贴。"),
                code="old-notice",
            )
        if any(
            entry.board == board and entry.removed_on is None for entry in postings.of_notice(session, notice)
        ):
            raise Refusal(
                tr("“{board}”上已经登记过这份公示。", board=board),
                safe=tr("登记没有改动。"),
                code="already-posted",
            )
        if known.period_start is not None and on >= known.period_start:
            start = known.period_start
            raise Refusal(
                tr(
                    "纸上印的公示期从 {month}月{day}日开始，{month2}月{day2}日才张贴，公示期就不够了。",
                    month=month_name(start.month),
                    day=start.day,
                    month2=month_name(on.month),
                    day2=on.day,
                ),
                safe=tr("登记没有改动。"),
                todo=tr("请重新排一份、重新打印，再登记张贴。"),
                code="period-begun",
            )
        return known, record

    def _move(self, session: Session, record: Record, state: RecordState) -> None:
        if record.state is not state:
            records.put(session, record.model_copy(update={"state": state, "updated_at": self.desk.now()}))


def _unanswered(waiting: list[Objection]) -> tuple[Finding, ...]:
    if not waiting:
        return ()
    text = zh("这份公示还有 {number} 条异议没有答复。", number=len(waiting))
    return (
        Finding(
            "objections-open", Severity.WARN, zh("异议"), text, zh("请答复后再归档；属实的要更正后重新公示。")
        ),
    )


def _end(notice: Notice) -> date:
    """A notice made for print always has its period."""
    assert notice.period_end is not None
    return notice.period_end


def _paper(paper: str) -> str:
    if paper not in _PAPERS:
        raise Refusal(
            tr("纸张只能是 {papers}，写的是“{paper}”。", papers=tr("、").join(_PAPERS), paper=paper),
            safe=tr("什么都没有排。"),
            code="bad-paper",
        )
    return paper
