"""What the staff's pages show: counts, lateness, last contact, missing numbers, quarantine. Reads only.

Nothing of class masked or internal is read here, and no name of a person at work.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from prefecture.database.connection import Connection


@dataclass(frozen=True, slots=True)
class Totals:
    """``late``: published after its day; ``overdue``: its day is over and it is not on a board yet."""

    organisation: str
    records: int
    posted: int
    late: int
    overdue: int


_TOTALS = """
SELECT {group}, count(*),
       count(*) FILTER (WHERE r.state IN ('posted', 'taken_down', 'archived')),
       count(*) FILTER (WHERE r.publish_by IS NOT NULL AND p.first > r.publish_by),
       count(*) FILTER (WHERE r.publish_by < %(today)s AND r.state = 'issued')
FROM records r
LEFT JOIN LATERAL (
    SELECT min((hung ->> 'posted_on')::date) AS first FROM postings
    WHERE (county, year, record) = (r.county, r.year, r.record)
) p ON true
{where}
GROUP BY 1 ORDER BY 1
"""


def totals_by_county(connection: Connection, today: date) -> dict[str, Totals]:
    found = connection.execute(_TOTALS.format(group="r.county", where="").encode(), {"today": today})
    return {row[0]: Totals(*row) for row in found}


def totals_by_organisation(connection: Connection, county: str, today: date) -> dict[str, Totals]:
    query = _TOTALS.format(group="r.organisation", where="WHERE r.county = %(county)s")
    found = connection.execute(query.encode(), {"today": today, "county": county})
    return {row[0]: Totals(*row) for row in found}


@dataclass(frozen=True, slots=True)
class Contact:
    """A device below, and how its bundles stand. ``missing``: numbers that have not come; ``undecided``: it does not
    behave like one laptop, and a person must say what is to be done."""

    device: str
    organisation: str
    unit: str
    level: str
    valid_until: str
    revoked: bool
    bundles: int
    last: datetime | None
    newest: int
    missing: list[int]
    undecided: bool


_CONTACTS = """
SELECT c.device, c.organisation, c.unit, c.level, c.valid_until, c.revoked_at <> '',
       count(b.bundle), max(b.arrived_at), coalesce(max(b.sequence), 0),
       ARRAY(SELECT n FROM generate_series(1, least(coalesce((SELECT max(sequence) FROM bundles x WHERE x.device = c.device), 0), 100000)) n
             WHERE NOT EXISTS (SELECT 1 FROM bundles x WHERE x.device = c.device AND x.sequence = n)
             ORDER BY n LIMIT 50),
       EXISTS (SELECT 1 FROM troubles t WHERE t.device = c.device AND t.decision = '')
FROM contacts c LEFT JOIN bundles b ON b.device = c.device
WHERE c.organisation LIKE %s || '%%'
GROUP BY c.device ORDER BY c.organisation, c.device
"""


def contacts(connection: Connection, prefix: str) -> list[Contact]:
    """Devices whose office's code begins with ``prefix``."""
    return [Contact(*row) for row in connection.execute(_CONTACTS, (prefix,))]


@dataclass(frozen=True, slots=True)
class HeldLine:
    organisation: str
    record: str
    revision: int
    kind: str
    reason: str
    held_at: datetime
    bundle: str


def held(connection: Connection, prefix: str, kind: str, limit: int = 200) -> list[HeldLine]:
    """What is ``conflict`` or ``quarantined``, oldest first."""
    found = connection.execute(
        "SELECT organisation, record, revision, kind, reason, held_at, bundle FROM held"
        " WHERE resolved = '' AND organisation LIKE %s || '%%' AND kind = %s ORDER BY held_at, id LIMIT %s",
        (prefix, kind, limit),
    )
    return [HeldLine(*row) for row in found]


def held_by_county(connection: Connection, kind: str) -> dict[str, int]:
    """County → how many records of that kind are open."""
    found = connection.execute(
        "SELECT county, count(*) FROM held WHERE resolved = '' AND kind = %s GROUP BY county", (kind,)
    )
    return {row[0]: row[1] for row in found}


@dataclass(frozen=True, slots=True)
class Refused:
    at: datetime
    organisation: str
    code: str
    words: str


def refused(connection: Connection, limit: int = 50) -> list[Refused]:
    """What was turned away, latest first. Of strangers nothing but the code they claim is known."""
    found = connection.execute(
        "SELECT at, organisation, code, words FROM refusals ORDER BY id DESC LIMIT %s", (limit,)
    )
    return [Refused(*row) for row in found]


@dataclass(frozen=True, slots=True)
class RecordLine:
    record: str
    organisation: str
    matter: str
    title: str
    state: str
    formed_on: date
    index_number: str
    roster_count: int


def search(connection: Connection, text: str, prefix: str, limit: int = 100) -> list[RecordLine]:
    """Published records whose public text holds every word of ``text``, latest first."""
    words = [f"%{_literal(word)}%" for word in text.split()[:8]]
    found = connection.execute(
        "SELECT record, organisation, matter, title, state, formed_on, index_number, roster_count FROM records"
        " WHERE disclosure = 'proactive' AND organisation LIKE %s || '%%' AND public_text ILIKE ALL(%s)"
        " ORDER BY formed_on DESC, record LIMIT %s",
        (prefix, words, limit),
    )
    return [RecordLine(*row) for row in found]


def _literal(word: str) -> str:
    """A word in which nothing stands for anything else."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """``content`` is the newest revision's; the page chooses the public part of it."""

    county: str
    year: int
    line: RecordLine
    form: str
    disclosure: str
    issued_on: date | None
    publish_by: date | None
    content: dict[str, Any]
    revisions: tuple[tuple[int, str, str], ...]
    postings: tuple[tuple[str, str, str, str | None], ...]


def record(connection: Connection, wanted: str) -> WholeRecord | None:
    row = connection.execute(
        "SELECT r.county, r.year, r.record, r.organisation, r.matter, r.title, r.state, r.formed_on, r.index_number,"
        " r.roster_count, r.form, r.disclosure, r.issued_on, r.publish_by, v.content FROM record_places p"
        " JOIN records r ON (r.county, r.year, r.record) = (p.county, p.year, p.record)"
        " JOIN revisions v ON (v.county, v.year, v.record, v.number) = (p.county, p.year, p.record, r.revision)"
        " WHERE p.record = %s",
        (wanted,),
    ).fetchone()
    if row is None:
        return None
    place = (row[0], row[1], wanted)
    revisions = connection.execute(
        "SELECT number, left(made_at, 10), digest FROM revisions WHERE (county, year, record) = (%s, %s, %s) ORDER BY number",
        place,
    ).fetchall()
    hung = connection.execute(
        "SELECT hung ->> 'board', hung ->> 'number', hung ->> 'posted_on', hung ->> 'removed_on' FROM postings"
        " WHERE (county, year, record) = (%s, %s, %s) ORDER BY 3, 2",
        place,
    ).fetchall()
    return WholeRecord(
        row[0], row[1], RecordLine(*row[2:10]), row[10], row[11], row[12], row[13], row[14],
        tuple((r[0], r[1], r[2]) for r in revisions), tuple((h[0], h[1], h[2], h[3]) for h in hung),
    )  # fmt: skip


def roster(
    connection: Connection, whole: WholeRecord, columns: tuple[str, ...], limit: int = 200
) -> list[tuple[str | None, ...]]:
    """The first rows of the newest roster, of these columns alone: the others do not leave the database."""
    found = connection.execute(
        'SELECT ARRAY(SELECT o."values" ->> key FROM unnest(%s::text[]) key) FROM ('
        ' SELECT DISTINCT ON ("row") "row", position, "values" FROM roster_rows'
        ' WHERE (county, year, record) = (%s, %s, %s) ORDER BY "row", revision DESC) o'
        ' WHERE o."values" IS NOT NULL ORDER BY o.position, o."row" LIMIT %s',
        (list(columns), whole.county, whole.year, whole.line.record, limit),
    )
    return [tuple(values) for (values,) in found]
