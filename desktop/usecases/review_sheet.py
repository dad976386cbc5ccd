"""审查单: who reviewed what with which opinion, on paper for the file. Opinions are read from the log, never written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from desktop.base.errors import SurroundingsError
from desktop.base.files import write_atomically
from desktop.base.words import chinese, tr
from desktop.domain.account import ROLE_WORDS
from desktop.domain.audit import AuditEntry
from desktop.domain.finding import Severity
from desktop.domain.flow import STATE_WORDS, STEPS
from desktop.domain.matter import DISCLOSURE_WORDS
from desktop.domain.record import Record, RecordContent
from desktop.printing.compose import make_document
from desktop.printing.pdf import pdf_bytes
from desktop.rules.withholding import reason_words
from desktop.storage import attachments, audit, overrides, records, rosters
from desktop.usecases import record_examination
from desktop.usecases.desk import Desk
from desktop.usecases.record_content import with_computed
from desktop.usecases.record_steps import HISTORY_WORDS, verb_done

TITLE = "政府信息公开审查单"
_ROUND = {verb_done(verb): step for verb, step in STEPS.items()}
_BACK = frozenset({"returned", "correction", "withdrawn"})
_SEVERITY_WORDS = {Severity.BLOCK: "必须改", Severity.WARN: "提醒", Severity.INFO: "说明"}
_MOST_FINDINGS = 40


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person said at a step. ``at`` is an ISO time, ``verb`` that of the log, ``words`` the step in Chinese."""

    at: str
    who: str
    verb: str
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewSheets:
    desk: Desk

    def opinions(self, record: str) -> list[Opinion]:
        """Everything said on the record, the oldest first: at steps passed, at returns, at corrections."""
        with self.desk.home.database.reading() as session:
            return _opinions(audit.of_subject(session, record))

    def pdf(self, record: str) -> bytes:
        """The sheet of the revision in work or last issued, as it stands now. Steps not taken yet are left to fill in by hand."""
        desk = self.desk
        with desk.home.database.reading() as session:
            known = records.get(session, record)
            said = _opinions(audit.of_subject(session, record))
            variables: dict[str, Any] = {
                "facts": [{"label": label, "text": text} for label, text in self._facts(session, known)],
                "steps": list(_steps(known, said)),
                "returns": [
                    {"when": _moment(entry.at), "who": entry.who, "words": entry.words, "opinion": entry.text}
                    for entry in said
                    if entry.verb in _BACK
                ],
                "findings": self._findings(session, known),
                "overrides": [
                    {"when": _moment(given.at), "who": given.by, "text": given.text, "reason": given.reason}
                    for given in overrides.of_revision(session, record, known.revision)
                ],
            }
        variables["last"] = "二三四"[bool(variables["returns"]) + bool(variables["overrides"])]
        pages = make_document(
            TITLE, self._wording(), desk.templates, variables=variables, unit=desk.organisation.unit,
            day=desk.clock.today(),
        )  # fmt: skip
        return pdf_bytes(pages)

    def write(self, record: str, out: Path) -> Path:
        """The sheet as a file, whole or not at all."""
        write_atomically(out, self.pdf(record))
        return out

    def _facts(self, session: Session, record: Record) -> Iterator[tuple[str, str]]:
        catalogue = self.desk.catalogue
        matter = catalogue.matter(record.matter)
        content = records.content(session, record.id)
        names = [name for _, name, *_ in attachments.of_record(session, record.id)]
        yield "信息名称", record.title
        yield "公开事项", f"{catalogue.field(matter.field).name}：{matter.path.replace(' › ', '、')}"
        yield "索引号", record.index_number or "签发时编号"
        yield "生成日期", f"{record.formed_on.year}年{record.formed_on.month}月{record.formed_on.day}日"
        yield "公开属性", _openness(content, reason_words(content, catalogue.code_lists))
        yield "修订", f"第{record.revision}次，{STATE_WORDS[record.state]}"
        if record.roster_count:
            yield "名单", f"{record.roster_count}行"
        yield "附件", "、".join(names) or "没有"
        if record.digest:
            yield "内容摘要", f"{record.digest[:16]}（SHA-256 前16位）"

    def _findings(self, session: Session, record: Record) -> list[dict[str, str]]:
        form = self.desk.form_of(record)
        rows = rosters.rows_at(session, record.id, record.revision)
        content = with_computed(form, records.content(session, record.id), rows)
        with chinese():
            found = record_examination.examine(self.desk, session, record, form, content, rows)
        lines = [
            {"kind": _SEVERITY_WORDS[finding.severity], "place": finding.place, "text": finding.text}
            for finding in found[:_MOST_FINDINGS]
        ]
        if len(found) > _MOST_FINDINGS:
            rest = f"还有 {len(found) - _MOST_FINDINGS} 条，在程序里看。"
            lines.append({"kind": "说明", "place": "程序检查", "text": rest})
        return lines

    def _wording(self) -> str:
        path = self.desk.templates / "sheets" / "review.md"
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SurroundingsError(
                tr("模板文件“sheets/review.md”读不出来。"),
                safe=tr("审查单没有生成，记录没有改动。"),
                todo=tr("请重新安装本程序，或请县里重发模板。"),
                code="template-unreadable",
            ) from error


def _opinions(entries: Sequence[AuditEntry]) -> list[Opinion]:
    wanted = _ROUND.keys() | _BACK
    return [
        Opinion(
            entry.at, entry.who, entry.verb, HISTORY_WORDS[entry.verb], str(entry.details.get("reason", ""))
        )
        for entry in entries
        if entry.verb in wanted
    ]


def _steps(record: Record, said: Sequence[Opinion]) -> Iterator[dict[str, str]]:
    """One line a station: what was said last, unless the record came back since."""
    since = max((at for at, entry in enumerate(said) if entry.verb in {"returned", "correction"}), default=-1)
    latest = {entry.verb: entry for entry in said[since + 1 :]}
    for verb, step in _ROUND.items():
        entry = latest.get(verb)
        words = ROLE_WORDS[step.role]
        if entry is None:
            who = record.drafted_by if verb == "submitted" else ""
            yield {"words": words, "who": who, "when": "", "opinion": ""}
        else:
            opinion = entry.text or entry.words
            yield {"words": words, "who": entry.who, "when": _moment(entry.at), "opinion": opinion}


def _openness(content: RecordContent, reason: str) -> str:
    chosen = DISCLOSURE_WORDS[content.disclosure]
    return f"{chosen}。{reason}" if reason else chosen


def _moment(at: str) -> str:
    day = datetime.fromisoformat(at)
    return f"{day.year}年{day.month}月{day.day}日{day:%H:%M}"
