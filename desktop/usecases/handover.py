"""Handing over 移交: what one clerk leaves to another, on a sheet for three signatures. Changes nothing.

The account of who leaves is retired by `accounts`; drafts stay and any drafter goes on with them.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.domain.flow import EDITABLE, IN_REVIEW, STATE_WORDS
from desktop.domain.record import RecordState
from desktop.storage import bundles, notices, postings, records, settings
from desktop.storage.records import RecordQuery
from desktop.usecases.care import CARRIED
from desktop.usecases.desk import Desk
from desktop.usecases.sheet_texts import sheet_pdf

TITLE = "公开工作移交清单"
_OPEN = EDITABLE | IN_REVIEW | {RecordState.ISSUED}
_MOST = 500


@dataclass(frozen=True, slots=True)
class OpenWork:
    record: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class HangingPaper:
    title: str
    board: str
    mark: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """What stands in the office's books under one clerk's name. ``unanswered``: bundles without a receipt; ``carried``: when
    a backup last left the laptop (ISO time, or empty)."""

    name: str
    open: tuple[OpenWork, ...]
    hanging: tuple[HangingPaper, ...]
    drafted: int
    unanswered: tuple[int, ...]
    carried: str


@dataclass(frozen=True, slots=True)
class Handover:
    desk: Desk

    def inventory(self, name: str) -> Inventory:
        """Refusal for somebody who has no account here."""
        if name not in [account.name for account in self.desk.home.accounts()]:
            raise Refusal(
                tr("这台电脑上没有“{name}”这个账户。", name=name), safe=tr("什么都没有改动。"), todo=tr("请从账户列表里选一个。"), code="no-account"
            )  # fmt: skip
        with self.desk.home.database.reading() as session:
            known = [
                record
                for record in records.page(
                    session, RecordQuery(organisation=self.desk.organisation.code), 0, records.count(session)
                )
                if record.drafted_by == name
            ]
            carried = settings.get(session, CARRIED)
            return Inventory(
                name=name,
                open=tuple(
                    OpenWork(record.id, record.title, STATE_WORDS[record.state])
                    for record in known
                    if record.state in _OPEN
                ),
                hanging=tuple(self._hanging(session)),
                drafted=len(known),
                unanswered=tuple(bundles.without_receipt(session)),
                carried=carried["at"] if carried else "",
            )

    def write(self, name: str, to: str, out: Path) -> Inventory:
        """The sheet as a PDF at ``out``; ``to`` is who takes over."""
        if not to.strip():
            raise Refusal(
                tr("没有写接收人。"),
                safe=tr("什么都没有写。"),
                todo=tr("请写接手的人的姓名。"),
                code="no-taker",
            )
        found = self.inventory(name)
        unanswered = "、".join(f"{number} 号" for number in found.unanswered)
        facts = {
            "起草过的记录": f"{found.drafted} 条",
            "没有办完的": f"{len(found.open)} 条",
            "正在张贴的": f"{len(found.hanging)} 份",
            "没有回执的同步包": unanswered or "没有",
            "最近一次抄到U盘的备份": found.carried[:10] or "没有抄过",
        }
        variables = {
            "leaving": name,
            "taking": to.strip(),
            "facts": [{"label": label, "text": text} for label, text in facts.items()],
            "open": [
                {"number": number, "title": line.title, "words": line.words}
                for number, line in enumerate(found.open[:_MOST], 1)
            ],
            "hanging": [
                {"number": number, "title": line.title, "board": line.board, "mark": line.mark}
                for number, line in enumerate(found.hanging[:_MOST], 1)
            ],
        }
        pdf = sheet_pdf(self.desk, TITLE, "handover", variables, self.desk.clock.today())
        write_atomically(out, pdf)
        return found

    def _hanging(self, session: Session) -> list[HangingPaper]:
        """Of the whole office: who leaves hands over the boards, whoever wrote what hangs there."""
        return [
            HangingPaper(notices.get(session, entry.notice).title, entry.board, entry.number)
            for entry in postings.page(session, organisation=self.desk.organisation.code, hanging=True)
        ]
