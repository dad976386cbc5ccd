"""The imports of a record, listed, and any one of them taken back as a whole. Reading files is `roster_import`'s."""

from dataclasses import dataclass

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import FieldType, Form
from desktop.domain.record import RosterRow
from desktop.storage import records, roster_imports
from desktop.storage.roster_imports import ImportEntry
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_editable

_NAMED = 5


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import. ``hindered`` says why it cannot be taken back; empty when it can."""

    number: int
    at: str
    by: str
    file: str
    taken: int
    refused: int
    replaced: bool
    undone_at: str
    undone_by: str
    hindered: str


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """``rows`` there are now. ``kept`` (position, name) came with the import and stay, being edited by hand since."""

    number: int
    file: str
    rows: int
    returned: int
    removed: int
    kept: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ImportHistory:
    desk: Desk

    def of(self, record: str) -> list[ImportLine]:
        """All imports of a record, the newest first, those taken back too."""
        with self.desk.home.database.reading() as session:
            known = records.get(session, record)
            found = roster_imports.entries(session, record)
            try:
                require_editable(self.desk, known, tr("撤销导入"))
                never = ""
            except Refusal as refusal:
                never = str(refusal)
            return [
                _line(
                    entry,
                    never or str(roster_imports.hindrance(session, record, known.revision, entry) or ""),
                )
                for entry in found
            ]

    def undo(self, record: str, number: int = 0) -> Outcome[ImportUndone]:
        """Take import ``number`` back, by default the last that holds: its rows go, what it replaced returns.

        Rows edited by hand since stay and are named in a finding. Refusal if it was issued, was taken back already or if
        a later import replaced everything.
        """
        with self.desk.home.database.transaction() as session:
            known = records.get(session, record)
            require_editable(self.desk, known, tr("撤销导入"))
            before = {entry.number: entry for entry in roster_imports.entries(session, record)}
            now = self.desk.now()
            back = roster_imports.take_back(
                session, record, known.revision, number, now, self.desk.account.name
            )
            records.put(session, known.model_copy(update={"updated_at": now}))
            self.desk.note(session, "import-undone", record, number=back.number, kept=len(back.kept))
            form = self.desk.form_of(known)
            count = records.get(session, record).roster_count
        kept = tuple((row.position, _name(form, row)) for row in back.kept)
        file = before[back.number].file
        done = ImportUndone(back.number, file, count, back.returned, back.removed, kept)
        return Outcome(done, changed(Topic.RECORDS, Topic.ROSTERS), _findings(file, kept))


def _findings(file: str, kept: tuple[tuple[int, str], ...]) -> tuple[Finding, ...]:
    if not kept:
        return ()
    named = zh("、").join(
        zh("第 {position} 行 {name}", position=position, name=name)
        if name
        else zh("第 {position} 行", position=position)
        for position, name in kept[:_NAMED]
    )
    more = zh("等 {number} 行", number=len(kept)) if len(kept) > _NAMED else ""
    text = zh("{named}{more}导入以后手工改过，留着没有撤。", named=named, more=more)
    return (Finding("import-kept", Severity.WARN, file, text, zh("请看一下要不要删掉。")),)


def _name(form: Form, row: RosterRow) -> str:
    named = next((c.key for c in form.roster if c.type is FieldType.PERSON_NAME), "")
    return row.values.get(named, "")


def _line(entry: ImportEntry, hindered: str) -> ImportLine:
    return ImportLine(
        entry.number, entry.at, entry.by, entry.file, entry.taken, entry.refused, entry.replaced,
        entry.undone_at, entry.undone_by, hindered,
    )  # fmt: skip
