"""Notices 公示/公告 made from records, the numbers given to them, and the boards of the office."""

from sqlmodel import Session, col, func, select

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.notice import Notice
from desktop.storage import search
from desktop.storage.tables import BoardRow, NoticeRow, NumberRow

_OWN = set(Notice.model_fields)


def add(session: Session, notice: Notice) -> None:
    session.add(NoticeRow(**notice.model_dump()))
    session.flush()
    search.index_notices(session, notice.record)


def find(session: Session, notice: str) -> Notice | None:
    row = session.get(NoticeRow, notice)
    return None if row is None else _notice(row)


def get(session: Session, notice: str) -> Notice:
    """Refusal when there is no such notice."""
    found = find(session, notice)
    if found is None:
        raise Refusal(
            tr("找不到这份公示。"), safe=tr("什么都没有改动。"), todo=tr("请刷新后再看。"), code="no-notice"
        )
    return found


def put(session: Session, notice: Notice) -> None:
    """Replace a known notice. A number once given stays: changing it is an error of the caller."""
    row = session.get_one(NoticeRow, notice.id)
    if row.number and row.number != notice.number:
        raise ValueError("a notice keeps its number")
    for key, value in notice.model_dump(exclude={"id"}).items():
        setattr(row, key, value)
    session.flush()


def of_record(session: Session, record: str) -> list[Notice]:
    """In the order of making."""
    chosen = select(NoticeRow).where(NoticeRow.record == record)
    return [_notice(row) for row in session.exec(chosen.order_by(col(NoticeRow.made_at), col(NoticeRow.id)))]


def next_number(session: Session, series: str, year: int) -> int:
    """The next number of a series (a board, an office) in the year, from 1.

    Given once, it is used up, whatever becomes of the notice."""
    row = session.get(NumberRow, (series, year))
    if row is None:
        row = NumberRow(series=series, year=year, last=0)
    row.last += 1
    session.add(row)
    session.flush()
    return row.last


def last_number(session: Session, series: str, year: int) -> int:
    """The number given last in the series and year, 0 before the first. Uses none up."""
    row = session.get(NumberRow, (series, year))
    return row.last if row is not None else 0


def boards(session: Session) -> list[str]:
    """Names in the order they were added."""
    return list(session.exec(select(BoardRow.name).order_by(col(BoardRow.position))).all())


def add_board(session: Session, name: str) -> None:
    """Known names are left as they are."""
    if session.get(BoardRow, name) is None:
        last = session.exec(select(func.max(BoardRow.position))).one() or 0
        session.add(BoardRow(name=name, position=last + 1))
        session.flush()


def rename_board(session: Session, old: str, new: str) -> None:
    """In the same place of the order. The register is not touched: what hung keeps the name it hung under."""
    row = session.get_one(BoardRow, old)
    session.delete(row)
    session.flush()
    session.add(BoardRow(name=new, position=row.position))
    session.flush()


def retire_board(session: Session, name: str) -> None:
    session.delete(session.get_one(BoardRow, name))
    session.flush()


def _notice(row: NoticeRow) -> Notice:
    return Notice.model_validate(row.model_dump(include=_OWN))
