"""How far each revision has come on its way up, and what came in that a person must still decide on 待查."""

from sqlmodel import Session, col, delete, func, select

from desktop.domain.exchange import Held, Travel
from desktop.storage.tables import HeldRow, TravelRow


def put(session: Session, travel: Travel) -> None:
    session.merge(TravelRow(**travel.model_dump()))
    session.flush()


def find(session: Session, record: str, revision: int) -> Travel | None:
    row = session.get(TravelRow, (record, revision))
    return None if row is None else _travel(row)


def latest(session: Session) -> dict[str, Travel]:
    """By record id: the state of the newest revision that has one."""
    newest = select(TravelRow.record, func.max(TravelRow.revision).label("top")).group_by(
        col(TravelRow.record)
    )
    top = newest.subquery()
    chosen = select(TravelRow).join(
        top, (col(TravelRow.record) == top.c.record) & (col(TravelRow.revision) == top.c.top)
    )
    return {row.record: _travel(row) for row in session.exec(chosen)}


def of_record(session: Session, record: str) -> list[Travel]:
    """By revision."""
    chosen = select(TravelRow).where(TravelRow.record == record).order_by(col(TravelRow.revision))
    return [_travel(row) for row in session.exec(chosen)]


def hold(session: Session, held: Held) -> None:
    """Keep something received as it came. The same id again changes nothing."""
    if session.get(HeldRow, held.id) is None:
        session.add(HeldRow(**held.model_dump()))
        session.flush()


def held(session: Session, *, open_only: bool = True, record: str = "") -> list[Held]:
    chosen = select(HeldRow).order_by(col(HeldRow.held_at), col(HeldRow.id))
    if open_only:
        chosen = chosen.where(HeldRow.resolved == "")
    if record:
        chosen = chosen.where(HeldRow.record == record)
    return [Held.model_validate(row.model_dump()) for row in session.exec(chosen)]


def find_held(session: Session, held_id: str) -> Held | None:
    row = session.get(HeldRow, held_id)
    return None if row is None else Held.model_validate(row.model_dump())


def held_of_bundle(session: Session, bundle: str) -> list[Held]:
    """All that a bundle left to decide, decided or not."""
    chosen = select(HeldRow).where(HeldRow.bundle == bundle).order_by(col(HeldRow.id))
    return [Held.model_validate(row.model_dump()) for row in session.exec(chosen)]


def resolve(session: Session, held_id: str, how: str, at: str, by: str, reason: str = "") -> None:
    """Note what became of it, by a person or by itself; the thing itself is kept."""
    row = session.get_one(HeldRow, held_id)
    row.resolved, row.resolved_at, row.resolved_by, row.resolved_reason = how, at, by, reason
    session.flush()


def release(session: Session, held_id: str) -> None:
    """Forget something held: its bundle was taken back."""
    session.delete(session.get_one(HeldRow, held_id))
    session.flush()


def forget(session: Session, record: str, after: int) -> None:
    """How far the revisions past number ``after`` came is no longer so: others stand in their place."""
    session.exec(delete(TravelRow).where(col(TravelRow.record) == record, col(TravelRow.revision) > after))


def _travel(row: TravelRow) -> Travel:
    return Travel.model_validate(row.model_dump())
