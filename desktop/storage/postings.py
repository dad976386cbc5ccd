"""The posting register 张贴登记: what hung on which board from when to when. Hash-chained; entries never go away."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from desktop.base.errors import Refusal
from desktop.base.words import month_name, tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.notice import Posting
from desktop.storage import chain, search
from desktop.storage.tables import NoticeRow, PostingRow

_OWN = set(Posting.model_fields)
_CHAINED = _OWN - {"removed_on", "removed_by", "removed_reason", "chain"}
"""Taking down is written later and stands in the audit log; the rest is fixed at posting."""


def add(session: Session, posting: Posting, organisation: str) -> Posting:
    """Enter a posting at the end of the organisation's register; returns it with its ``chain``."""
    name = _chain(organisation)
    length, previous = chain.head(session, name)
    digest = chain.link(previous, posting.model_dump(mode="json", include=_CHAINED))
    row = PostingRow(**posting.model_dump(exclude={"chain"}), chain=digest, organisation=organisation)
    session.add(row)
    chain.move_head(session, name, length + 1, digest)
    search.index_notices(session, session.get_one(NoticeRow, posting.notice).record)
    return _posting(row)


def receive(session: Session, posting: Posting, organisation: str) -> None:
    """Keep a posting of another office as it came, with its own chain; the removal is taken over if it is new."""
    known = session.exec(select(PostingRow).where(PostingRow.id == posting.id)).first()
    if known is None:
        session.add(PostingRow(**posting.model_dump(), organisation=organisation))
        search.index_notices(session, session.get_one(NoticeRow, posting.notice).record)
    elif known.removed_on is None and posting.removed_on is not None:
        known.removed_on, known.removed_by = posting.removed_on, posting.removed_by
        known.removed_reason = posting.removed_reason
    session.flush()


def exists(session: Session, posting: str) -> bool:
    """Whether this entry is in anybody's register here."""
    return session.exec(select(PostingRow.id).where(PostingRow.id == posting)).first() is not None


def get(session: Session, posting: str) -> Posting:
    """Refusal when there is no such entry."""
    return _posting(_row(session, posting))


def remove(session: Session, posting: str, on: date, by: str, reason: str = "") -> Posting:
    """Write down that the sheet was taken down. Refusal when it was already."""
    row = _row(session, posting)
    if row.removed_on is not None:
        raise Refusal(
            tr(
                "“{board}”上的这份已经在 {month}月{day}日撤下。",
                board=row.board,
                month=month_name(row.removed_on.month),
                day=row.removed_on.day,
            ),
            safe=tr("登记没有改动。"),
            todo=tr("请刷新后再看。"),
            code="already-removed",
        )
    row.removed_on, row.removed_by, row.removed_reason = on, by, reason
    session.flush()
    return _posting(row)


def of_notice(session: Session, notice: str) -> list[Posting]:
    chosen = select(PostingRow).where(PostingRow.notice == notice).order_by(col(PostingRow.entry))
    return [_posting(row) for row in session.exec(chosen)]


def of_record(session: Session, record: str) -> list[Posting]:
    chosen = select(PostingRow).join(NoticeRow, col(NoticeRow.id) == PostingRow.notice)
    return [
        _posting(row)
        for row in session.exec(chosen.where(NoticeRow.record == record).order_by(col(PostingRow.entry)))
    ]


def page(
    session: Session, *, organisation: str = "", year: int | None = None, hanging: bool | None = None
) -> list[Posting]:
    """The register in its own order. ``hanging``: only what is still up (or, False, only what is down)."""
    chosen = select(PostingRow).order_by(col(PostingRow.entry))
    if organisation:
        chosen = chosen.where(PostingRow.organisation == organisation)
    if year is not None:
        chosen = chosen.where(PostingRow.year == year)
    if hanging is not None:
        down = col(PostingRow.removed_on).is_not(None)
        chosen = chosen.where(~down if hanging else down)
    return [_posting(row) for row in session.exec(chosen)]


def chain_before(session: Session, posting: str) -> tuple[int, str, Posting]:
    """The entry's place in its own office's register (from 1), the chain of the entry before it, and the entry."""
    row = _row(session, posting)
    before = select(PostingRow).where(PostingRow.organisation == row.organisation)
    earlier = session.exec(
        before.where(col(PostingRow.entry) < row.entry).order_by(col(PostingRow.entry))
    ).all()
    return len(earlier) + 1, earlier[-1].chain if earlier else "", _posting(row)


def chained_content(posting: Posting) -> dict[str, Any]:
    """What the chain of an entry covers, as plain JSON data: whoever has it can work the chain out again."""
    return posting.model_dump(mode="json", include=_CHAINED)


def by_chain(session: Session, start: str) -> Posting | None:
    """The entry, of any office, whose chain begins with these digits."""
    row = session.exec(
        select(PostingRow).where(col(PostingRow.chain).startswith(start, autoescape=True))
    ).first()
    return None if row is None else _posting(row)


def verify(session: Session, organisation: str) -> list[Finding]:
    """The first entry of the organisation's own register that does not fit its chain, if any."""
    previous, count = "", 0
    entries = select(PostingRow).where(PostingRow.organisation == organisation)
    for row in session.exec(entries.order_by(col(PostingRow.entry))):
        count += 1
        if row.chain != chain.link(previous, _posting(row).model_dump(mode="json", include=_CHAINED)):
            return [_finding(count, zh("这一条或它前面的一条被改动过"))]
        previous = row.chain
    if (count, previous) != chain.head(session, _chain(organisation)):
        return [_finding(count + 1, zh("从这一条起，后面的不见了"))]
    return []


def _chain(organisation: str) -> str:
    return f"postings {organisation}"


def _finding(number: int, text: str) -> Finding:
    return Finding(
        "register-chain",
        Severity.BLOCK,
        zh("张贴登记第 {number} 条", number=number),
        zh("{text}，登记和原来对不上。", text=text),
        zh("请不要再改动数据，先做一份备份，请县里的管理员来看。"),
    )


def _row(session: Session, posting: str) -> PostingRow:
    row = session.exec(select(PostingRow).where(PostingRow.id == posting)).first()
    if row is None:
        raise Refusal(
            tr("找不到这条张贴登记。"),
            safe=tr("什么都没有改动。"),
            todo=tr("请刷新后再看。"),
            code="no-posting",
        )
    return row


def _posting(row: PostingRow) -> Posting:
    return Posting.model_validate(row.model_dump(include=_OWN))
