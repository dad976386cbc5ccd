"""The day's round: what to take down, what to hang, what to look at on the way; on paper to take along. Changes nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session

from desktop.base.files import write_atomically
from desktop.domain.record import RecordState
from desktop.storage import notices, postings, records
from desktop.storage.records import RecordQuery
from desktop.usecases.desk import Desk
from desktop.usecases.notice_views import CORRECTED, WITHDRAWN, PostingLine
from desktop.usecases.register import register_lines
from desktop.usecases.sheet_texts import sheet_pdf

_MOST = 500
_VOID = {CORRECTED: "内容已更正，换新的", WITHDRAWN: "已撤回"}


@dataclass(frozen=True, slots=True)
class RoundLine:
    """``board`` is empty for what is yet to be hung; ``why`` is why it comes down, or until when it stays."""

    board: str
    number: str
    title: str
    record: str
    why: str


@dataclass(frozen=True, slots=True)
class Round:
    """``down`` and ``hanging`` in the order of the boards, ``up`` in the order of issue."""

    on: date
    down: tuple[RoundLine, ...]
    up: tuple[RoundLine, ...]
    hanging: tuple[RoundLine, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    desk: Desk

    def on(self, day: date | None = None) -> Round:
        """What is to be done at the boards on ``day`` (today)."""
        when = day or self.desk.clock.today()
        office = self.desk.organisation.code
        with self.desk.home.database.reading() as session:
            entries = postings.page(session, organisation=office, hanging=True)
            order = {name: at for at, name in enumerate(notices.boards(session))}
            lines = register_lines(session, office, entries, when)
            up = tuple(self._to_hang(session))
        lines.sort(key=lambda line: (order.get(line.posting.board, len(order)), line.posting.board))
        down = tuple(_line(line, _why(line, when)) for line in lines if line.state == "due")
        stays = tuple(_line(line, _until(line)) for line in lines if line.state != "due")
        return Round(when, down, up, stays)

    def pdf(self, day: date | None = None) -> bytes:
        """The round as a sheet with room to note what was done."""
        found = self.on(day)
        boards = dict.fromkeys(line.board for line in found.down)
        variables = {
            "down": [
                {"name": name, "lines": [_cells(line) for line in found.down if line.board == name]}
                for name in boards
            ],
            "up": [_cells(line) for line in found.up],
            "hanging": [_cells(line) for line in found.hanging],
            "last": "一二三"[bool(found.down) + bool(found.up)],
        }
        title = f"{found.on.month}月{found.on.day}日公示栏工作单"
        return sheet_pdf(self.desk, title, "rounds", variables, found.on)

    def write(self, out: Path, day: date | None = None) -> Round:
        """That sheet as a file; returns what stands on it."""
        write_atomically(out, self.pdf(day))
        return self.on(day)

    def _to_hang(self, session: Session) -> list[RoundLine]:
        query = RecordQuery(states=frozenset({RecordState.ISSUED}), organisation=self.desk.organisation.code)
        lines = []
        for record in records.page(session, query, 0, _MOST):
            if record.disclosure != "proactive":
                continue
            made = [
                notice
                for notice in notices.of_record(session, record.id)
                if notice.revision == record.revision
            ]
            printed = (
                bool(made) and (made[-1].period_start or self.desk.clock.today()) > self.desk.clock.today()
            )
            why = "已排好" if printed else "先打印"
            if record.revision > 1:
                why = f"更正，{why}"
            lines.append(RoundLine("", record.index_number, record.title, record.id, why))
        return lines


def _line(line: PostingLine, why: str) -> RoundLine:
    posting = line.posting
    return RoundLine(posting.board, posting.number, line.title, line.record, why)


def _why(line: PostingLine, on: date) -> str:
    if line.void:
        return _VOID[line.void]
    over = (on - line.posting.due_down_on).days + 1
    return "公示期满" if over <= 1 else f"公示期满 {over} 天"


def _until(line: PostingLine) -> str:
    last = line.posting.due_down_on - timedelta(days=1)
    return f"{last.month}月{last.day}日"


def _cells(line: RoundLine) -> dict[str, str]:
    short = line.number.rpartition("〕")[2] if line.board else line.number
    return {"board": line.board, "number": short, "title": line.title, "why": line.why}
