"""更正公告 and 撤回公告: the sheet that tells villagers that an earlier notice no longer holds. Never says what was wrong
with whom: that stands in the corrected notice."""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr, zh
from desktop.domain.notice import Posting
from desktop.domain.record import Record, RecordState
from desktop.printing.template import chinese_date
from desktop.storage import audit, notices, postings, records
from desktop.usecases.desk import Desk
from desktop.usecases.permissions import require_ours
from desktop.usecases.private_words import require_clean
from desktop.usecases.replacing import older_sheets
from desktop.usecases.sheet_texts import sheet_pdf

_VERBS = {"correction": zh("更正"), "withdrawal": zh("撤回")}
_LOGGED = {"correction": "correction", "withdrawal": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Statements:
    desk: Desk

    def pdf(self, record: str) -> bytes:
        """The sheet for a record that was withdrawn or is being corrected. Refusal for any other."""
        desk = self.desk
        with desk.home.database.reading() as session:
            known = records.get(session, record)
            require_ours(desk, known)
            kind = _kind(known)
            old = _old_sheets(session, known, kind)
            reason = _reason(session, known, kind)
            new = [entry for entry in postings.of_record(session, record) if entry not in old][-1:]
            title = _title(session, old[-1])
        require_clean(desk, {zh("{verb}的原因", verb=_VERBS[kind]): reason})
        variables = {
            "sheets": "、".join(
                f"{chinese_date(entry.posted_on)}以{entry.number}张贴的" for entry in old[-1:]
            ),
            "title": title,
            "index_number": known.index_number,
            "reason": reason,
            "new": new[0].number if new and kind == "correction" else "",
            "new_day": chinese_date(new[0].posted_on) if new else "",
        }
        return sheet_pdf(desk, f"关于{_VERBS[kind]}公示的公告", kind, variables, desk.clock.today())

    def write(self, record: str, out: Path) -> Path:
        """The sheet as a file, whole or not at all; noted in the log."""
        write_atomically(out, self.pdf(record))
        with self.desk.home.database.transaction() as session:
            self.desk.note(session, "statement-made", record)
        return out


def _kind(record: Record) -> str:
    if record.state is RecordState.WITHDRAWN:
        return "withdrawal"
    if record.revision > 1:
        return "correction"
    raise Refusal(
        tr("“{title}”没有更正过，也没有撤回，用不着这份公告。", title=record.title),
        safe=tr("什么都没有生成。"),
        todo=tr("请先在记录里发起更正或撤回。"),
        code="nothing-to-state",
    )


def _old_sheets(session: Session, record: Record, kind: str) -> list[Posting]:
    revision = record.revision + (kind == "withdrawal")
    old = older_sheets(session, record.id, revision)
    if not old:
        raise Refusal(
            tr("“{title}”原来没有张贴过，用不着这份公告。", title=record.title),
            safe=tr("什么都没有生成。"),
            todo=tr("按现在的记录张贴就可以。"),
            code="nothing-to-state",
        )
    return old


def _title(session: Session, posting: Posting) -> str:
    return notices.get(session, posting.notice).title


def _reason(session: Session, record: Record, kind: str) -> str:
    """As it was written when the correction was opened or the record withdrawn."""
    said = [entry for entry in audit.of_subject(session, record.id) if entry.verb == _LOGGED[kind]]
    return str(said[-1].details.get("reason", "")) if said else record.return_reason
