"""The directory's entry 目录元数据 of an issued record (政府信息公开条例 12): worked out from the record, mended by hand where the
office knows better, listed as the portal wants it. What is mended stands beside the record, never in its sealed content.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import chinese, tr, zh
from desktop.domain.codelist import MetadataField
from desktop.domain.finding import Finding, Severity
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.form import DisclosureClass, Form
from desktop.domain.matter import DISCLOSURE_WORDS, Matter
from desktop.domain.record import Record, RecordContent, RecordState
from desktop.files.ledger import write_ledger
from desktop.rules.dates import parse_date
from desktop.rules.values import format_value
from desktop.storage import contacts, notices, postings, records, revisions, rosters, settings
from desktop.storage.records import RecordQuery
from desktop.usecases.desk import Desk
from desktop.usecases.matter_words import channel_words
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_ours
from desktop.usecases.record_content import with_computed

LISTED = ISSUED_STATES | {RecordState.WITHDRAWN}
SUMMARY_LENGTH = 100
_FIXED = frozenset({"index_number", "title", "created", "mode"})
_LISTS = {"topic": "topics", "genre": "genres", "validity": "validity"}
_BOARD = "社区企事业单位村公示栏（电子屏）"
_PAGE = 200


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """One column of the entry. ``usual`` is what follows from the record, ``text`` what holds; ``choices`` if it must be
    one of them. Dates are ISO texts."""

    key: str
    name: str
    text: str
    usual: str
    required: bool
    editable: bool
    rule: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """``findings`` say what is still missing."""

    record: str
    lines: tuple[DirectoryLine, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    desk: Desk

    def of(self, record: str) -> DirectoryEntry:
        """The entry of a record; of one not issued yet as it would stand now."""
        with self.desk.home.database.reading() as session:
            return self._entry(session, records.get(session, record))

    def save(self, record: str, texts: Mapping[str, str]) -> Outcome[DirectoryEntry]:
        """Keep what differs from the usual; an empty text brings the usual back. Keys not given stay as they are."""
        desk = self.desk
        with desk.home.database.transaction() as session:
            known = records.get(session, record)
            require_ours(desk, known)
            kept = dict(_kept(session, record))
            for line in self._entry(session, known).lines:
                if line.key not in texts:
                    continue
                text = _checked(line, texts[line.key].strip())
                kept.pop(line.key, None)
                if text not in {"", line.usual}:
                    kept[line.key] = text
            if strange := sorted(set(texts) - {field.key for field in self._fields()}):
                raise Refusal(
                    tr("目录里没有这些项：{strange}。", strange=tr("、").join(strange)), code="unknown-field"
                )
            settings.put(session, _key(record), kept)
            desk.note(session, "directory-changed", record, entries=len(kept))
            entry = self._entry(session, known)
        return Outcome(entry, changed(Topic.RECORDS), entry.findings)

    def entries(self, year: int | None = None) -> list[DirectoryEntry]:
        """Of every issued record here, in the order of their index numbers; ``year`` of issue if given."""
        with self.desk.home.database.reading() as session:
            found = [
                known
                for known in _issued(session)
                if year is None or (known.issued_on is not None and known.issued_on.year == year)
            ]
            ordered = sorted(found, key=lambda known: (known.index_number, known.id))
            return [self._entry(session, known) for known in ordered]

    def ledger(self, out: Path, year: int | None = None) -> Outcome[int]:
        """公开目录清单 as a workbook; how many records it lists."""
        entries = self.entries(year)
        heads = [field.name for field in self._fields()]
        rows = [[line.text for line in entry.lines] for entry in entries]
        title = f"{self.desk.organisation.unit}政府信息公开目录清单" + (f"（{year}年）" if year else "")
        write_ledger(out, title, heads, rows)
        return Outcome(len(rows), changed(), tuple(found for entry in entries for found in entry.findings))

    def _fields(self) -> list[MetadataField]:
        return [field for field in self.desk.catalogue.metadata.fields if not field.internal]

    def _entry(self, session: Session, record: Record) -> DirectoryEntry:
        kept = _kept(session, record.id)
        usual = self._usual(session, record)
        lines = tuple(
            DirectoryLine(
                key=field.key,
                name=field.name,
                text=kept.get(field.key) or usual.get(field.key, ""),
                usual=usual.get(field.key, ""),
                required=field.required,
                editable=field.key not in _FIXED,
                rule=field.rule,
                choices=self._choices(field),
            )
            for field in self._fields()
        )
        return DirectoryEntry(record.id, lines, tuple(_findings(record, lines)))

    def _choices(self, field: MetadataField) -> tuple[str, ...]:
        listed = self.desk.catalogue.code_lists.get(_LISTS.get(field.key, ""))
        if listed is not None:
            return tuple(code.name for code in listed.entries)
        return () if field.key == "channel" else field.values  # several channels may be named

    def _usual(self, session: Session, record: Record) -> dict[str, str]:
        catalogue = self.desk.catalogue
        matter = catalogue.matter(record.matter)
        form = self.desk.form_of(record)
        content = _content(session, record, form)
        hung = sorted(posting.posted_on for posting in postings.of_record(session, record.id))
        published = hung[0] if hung else record.issued_on
        has_period = any(notice.period_days for notice in notices.of_record(session, record.id))
        with chinese():
            channels = channel_words(matter)
        return {
            "index_number": record.index_number,
            "title": record.title,
            "summary": _summary(record, matter, form, content),
            "created": record.formed_on.isoformat(),
            "published": published.isoformat() if published else "",
            "mode": DISCLOSURE_WORDS[record.disclosure],
            "channel": _BOARD if hung else channels,
            "dept": self._unit(session, record.organisation),
            "topic": self._code("topics", catalogue.metadata.topics.get(matter.field, "")),
            "genre": self._code("genres", catalogue.metadata.genre),
            "group": catalogue.field(matter.field).name,
            "validity": self._code(
                "validity", "repealed" if record.state is RecordState.WITHDRAWN else "valid"
            ),
            "scope": "面向社会" if matter.audience.public else "特定群众",
            "time_limit": "按期公示" if hung or has_period else "长期公开",
        }

    def _code(self, slug: str, code: str) -> str:
        listed = self.desk.catalogue.code_lists.get(slug)
        found = listed.get(code) if listed is not None else None
        return found.name if found is not None else ""

    def _unit(self, session: Session, organisation: str) -> str:
        """The full name of the office, its own or an enrolled one's."""
        if organisation == self.desk.organisation.code:
            return self.desk.organisation.unit
        return next(
            (known.unit for known in contacts.every(session) if known.organisation == organisation), ""
        )


def _issued(session: Session) -> Iterator[Record]:
    query, at = RecordQuery(states=LISTED), 0
    while found := records.page(session, query, at, _PAGE):
        yield from found
        at += len(found)


def _content(session: Session, record: Record, form: Form) -> RecordContent:
    """What was sealed last; the working content where nothing was."""
    sealed = revisions.find(session, record.id, record.revision)
    content = records.content(session, record.id)
    if sealed is not None:
        return content.model_copy(update={"values": sealed.content["values"]})
    return with_computed(form, content, rosters.rows_at(session, record.id, record.revision))


def _summary(record: Record, matter: Matter, form: Form, content: RecordContent) -> str:
    """One sentence from the title and the sums: no text that names persons."""
    sums = [
        f"{field.label} {format_value(field, content.values[field.key])}{field.unit}"
        for field in form.fields
        if field.computed_from
        and field.disclosure is DisclosureClass.PUBLIC
        and content.values.get(field.key)
    ]
    said = f"{record.title}（{matter.path}）" + (f"：{'，'.join(sums)}。" if sums else "。")
    return said if len(said) <= SUMMARY_LENGTH else f"{said[: SUMMARY_LENGTH - 1]}…"


def _checked(line: DirectoryLine, text: str) -> str:
    """Refusal for what cannot be changed or is none of the choices."""
    if not line.editable and text not in {"", line.usual}:
        todo = zh("请发起更正，在记录里改。")
        raise Refusal(
            tr("“{name}”跟着记录走，不能单独改。", name=line.name),
            safe=tr("目录没有改动。"),
            todo=todo,
            code="fixed",
        )
    if text and line.choices and text not in line.choices:
        raise Refusal(
            tr("“{name}”没有“{text}”这一类。", name=line.name, text=text),
            safe=tr("目录没有改动。"),
            todo=tr("可以选：{choices}。", choices=tr("、").join(line.choices)),
            code="no-such-class",
        )
    if text and line.key == "published":
        return parse_date(text)
    if any(not char.isprintable() for char in text):
        raise Refusal(
            tr("“{name}”里有看不见的字符。", name=line.name),
            safe=tr("目录没有改动。"),
            todo=tr("请重新写。"),
            code="characters",
        )
    return text


def _findings(record: Record, lines: tuple[DirectoryLine, ...]) -> Iterator[Finding]:
    if record.state not in LISTED:
        return
    for line in lines:
        place = zh("“{title}”的{name}", title=record.title, name=line.name)
        if line.required and not line.text:
            yield Finding(
                "directory-missing",
                Severity.WARN,
                place,
                zh("{name}还空着，条例第十二条要求写。", name=line.name),
            )
        if line.key == "summary" and len(line.text) > SUMMARY_LENGTH:
            text = zh(
                "内容概述有 {length} 个字，一般不超过 {most} 个字。",
                length=len(line.text),
                most=SUMMARY_LENGTH,
            )
            yield Finding("summary-long", Severity.WARN, place, text)


def _kept(session: Session, record: str) -> dict[str, str]:
    found: dict[str, str] = settings.get(session, _key(record), {})
    return found


def _key(record: str) -> str:
    return f"directory {record}"
