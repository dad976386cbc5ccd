"""张贴证明: a sheet that says what hung where from when to when, with the photos' digests and its place in the chain."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.domain.notice import Notice, Posting
from desktop.domain.noticeboard import BoardPhoto
from desktop.domain.sheet_code import CERTIFICATE, DIGEST_SHOWN, SheetCode
from desktop.printing.template import chinese_date
from desktop.storage import board_photos, notices, objections, postings, records
from desktop.sync.signing import sign
from desktop.usecases.desk import Desk
from desktop.usecases.permissions import require_ours
from desktop.usecases.sheet_texts import sheet_pdf

TITLE = "公示张贴证明"
_UNITS = {"natural": "日", "working": "个工作日"}
_SHOWN = 32  # of a digest's 64 digits: what a person can compare


@dataclass(frozen=True, slots=True)
class Certificates:
    desk: Desk

    def pdf(self, notice: str, board: str = "") -> bytes:
        """The certificate of the notice's sheet on ``board``; without it of the only one. Refusal if none ever hung."""
        desk = self.desk
        with desk.home.database.reading() as session:
            known = notices.get(session, notice)
            require_ours(desk, records.get(session, known.record))
            posting = chosen_posting(session, notice, board)
            place, before, _ = postings.chain_before(session, posting.id)
            photos = board_photos.of_posting(session, posting.id)
            said = len(objections.of_notice(session, notice))
            other = postings.get(session, posting.replaces).number if posting.replaces else ""
        variables = {
            "facts": [
                {"label": label, "text": text}
                for label, text in _facts(known, posting, desk.clock.today(), said, other)
            ],
            "photos": [_photo(number, photo) for number, photo in enumerate(photos, 1)],
            "place": place,
            "chain": posting.chain[:_SHOWN],
            "before": before[:_SHOWN] or "无（第一条）",
        }
        code = self._code(known, posting)
        return sheet_pdf(desk, TITLE, "certificate", variables, desk.clock.today(), qr_text=code.text())

    def write(self, notice: str, out: Path, board: str = "") -> Path:
        """The certificate as a file, whole or not at all; noted in the log."""
        write_atomically(out, self.pdf(notice, board))
        with self.desk.home.database.transaction() as session:
            record = notices.get(session, notice).record
            self.desk.note(session, "certificate-made", record, notice=notice)
        return out

    def _code(self, notice: Notice, posting: Posting) -> SheetCode:
        end = posting.removed_on or posting.due_down_on - timedelta(days=1)
        code = SheetCode(
            CERTIFICATE, posting.number, notice.title, posting.posted_on, end, posting.chain[:DIGEST_SHOWN]
        )
        return replace(code, signature=sign(self.desk.home.device.signing_key, code.signed_text()))


def chosen_posting(session: Session, notice: str, board: str) -> Posting:
    """The notice's sheet on ``board``, the last if it hung there twice; without a board the only sheet there is."""
    found = postings.of_notice(session, notice)
    here = [entry for entry in found if board in {"", entry.board}]
    if not here:
        where = tr("在“{board}”", board=board) if board else ""
        raise Refusal(
            tr("这份公示{where}没有登记过张贴。", where=where),
            safe=tr("什么都没有生成。"),
            todo=tr("请先登记张贴。"),
            code="not-posted",
        )
    boards = dict.fromkeys(entry.board for entry in here)
    if len(boards) > 1:
        raise Refusal(
            tr("这份公示贴在 {boards} 处：{boards2}。", boards=len(boards), boards2=tr("、").join(boards)),
            safe=tr("什么都没有生成。"),
            todo=tr("请说明要哪一处的（--board）。"),
            code="which-board",
        )
    return here[-1]


def _facts(
    notice: Notice, posting: Posting, today: date, objected: int, replaced: str
) -> Iterator[tuple[str, str]]:
    start, end = notice.period_start, notice.period_end
    yield "张贴编号", posting.number
    yield "公示标题", notice.title
    yield "索引号", notice.number
    yield "公示栏", posting.board
    if start and end:
        days = f"共{notice.period_days}{_UNITS[notice.period_unit]}"
        yield "公示期", f"{chinese_date(start)}至{chinese_date(end)}，{days}，张贴当日不计"
    yield "张贴", f"{chinese_date(posting.posted_on)}，{posting.posted_by}"
    if posting.removed_on is None:
        hung = (today - posting.posted_on).days
        yield "撤下", f"还在张贴，到{chinese_date(today)}已张贴{hung}日"
    else:
        why = f"（{posting.removed_reason}）" if posting.removed_reason else ""
        yield "撤下", f"{chinese_date(posting.removed_on)}，{posting.removed_by}{why}"
        yield "实际张贴", f"{(posting.removed_on - posting.posted_on).days}日，张贴当日不计"
    if replaced:
        yield "更正", f"替代{replaced}"
    yield "公示期间异议", f"{objected}条" if objected else "没有收到"


def _photo(number: int, photo: BoardPhoto) -> dict[str, str | int]:
    taken = photo.taken_at.replace("T", " ")[:16] or "照片里没有"
    return {"number": number, "taken": taken, "digest": photo.shown[:_SHOWN]}
