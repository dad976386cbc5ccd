"""What the preview page shows: the notice exactly as it will be printed, which page is looked at, in which look, what was found.

Asks the use case for the paper and its page images; never lays anything out and changes nothing. What goes on paper, into
files and onto the board is the view-model's.
"""

import re
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import Changes, Topic
from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.finding import Finding
from desktop.domain.notice import Notice, Posting
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.navigation import Go, Place
from desktop.ui.viewmodels.page_images import PageImages
from desktop.ui.viewmodels.preview_words import (
    board_words,
    findings_words,
    parts_shown,
    passed_words,
    sorted_findings,
    state_chip,
)
from desktop.ui.viewmodels.spots import Spot, spot_of
from desktop.usecases.notice_views import PLAIN, Look, NoticePreview, PartLine
from desktop.usecases.office import Session
from desktop.usecases.record_views import RecordView

PAPERS = ("A4", "A3")
LOOKS = {
    tr("普通"): PLAIN,
    tr("大字"): Look(large=True),
    tr("藏汉双语"): Look(language="bo"),
    tr("藏汉双语大字"): Look(large=True, language="bo"),
}
TIBETAN_MISSING = "bilingual-missing"
_PAGE = re.compile(r"第 (\d+) 页")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page reads beside the notice itself."""

    view: RecordView
    notices: list[Notice]
    postings: list[Posting]
    boards: list[str]
    parts: list[PartLine]


class PreviewShown(QObject):
    """``updated`` state changed; ``said`` a line for a toast."""

    updated = Signal()
    said = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, changed: Changed, go: Go) -> None:
        super().__init__()
        self._session, self._tasks, self._changed, self._go = session, tasks, changed, go
        changed.happened.connect(self._on_changed)
        self.record = ""
        self.view: RecordView | None = None
        self.preview: NoticePreview | None = None
        self.on_sheet: tuple[Finding, ...] = ()
        self.notices: list[Notice] = []
        self.boards: list[str] = []
        self.postings: list[Posting] = []
        self.refusal: MingbaiError | None = None
        self.paper = PAPERS[0]
        self.look = PLAIN
        self.parts: list[PartLine] = []
        self.part = ""
        self.page = 1
        self.loading = False
        self.images = PageImages(session.notices.page_image, tasks)
        self.images.failed.connect(self._refused)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    @property
    def pages(self) -> int:
        return self.preview.pages if self.preview else 0

    @property
    def page_words(self) -> str:
        return tr("第 {page} 页 共 {pages} 页", page=self.page, pages=self.pages) if self.pages else ""

    @property
    def title(self) -> str:
        return self.view.record.title if self.view else ""

    @property
    def number_words(self) -> str:
        """The index number, which the notice carries from issue on."""
        if self.preview and self.preview.number:
            return tr("索引号 {number}", number=self.preview.number)
        return tr("索引号：签发时编")

    @property
    def board_words(self) -> str:
        return board_words(self.postings)

    @property
    def print_words(self) -> str:
        return tr("打印 {pages} 页", pages=self.pages) if self.pages else tr("打印")

    @property
    def chip(self) -> tuple[str, str]:
        """Kind and words of the record's state in the header."""
        return state_chip(self.view.record, self.today) if self.view else ("draft", "")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the gate says of the record and the examiner of the sheet, which comes a moment later."""
        return sorted_findings((*self.preview.findings, *self.on_sheet) if self.preview else ())

    @property
    def findings_words(self) -> str:
        return findings_words(self.findings)

    @property
    def passed(self) -> tuple[str, ...]:
        """What was looked at and is in order."""
        if self.preview is None or self.view is None:
            return ()
        return passed_words(self.findings, has_roster=bool(self.view.form.roster))

    @property
    def look_name(self) -> str:
        return next(name for name, look in LOOKS.items() if look == self.look)

    @property
    def can_screen(self) -> bool:
        """Only what was issued goes to the village screen."""
        return self.view is not None and self.view.record.issued_on is not None

    @property
    def can_post(self) -> bool:
        return self.view is not None and "post" in self.view.may

    # -- opening -------------------------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        if place.record != self.record:
            self.record, self.view, self.preview, self.page = place.record, None, None, 1
            self.on_sheet = ()
            self.postings, self.notices, self.refusal = [], [], None
            self.parts, self.part = [], ""
            self.images.show(b"", 0)
        self.reload()

    def reload(self) -> None:
        """Read the facts and lay the notice out anew."""
        if not self.record:
            return
        chosen = record, paper, part, look = self.record, self.paper, self.part, self.look
        self.loading = True
        self._read_facts()
        self._tasks.run(
            lambda progress: self._session.notices.preview(record, paper, part, look),
            lambda preview: self._take_preview(chosen, preview),
            self._refused,
        )
        self.updated.emit()

    def _read_facts(self) -> None:
        """What stands beside the pages; the pages themselves do not depend on it."""
        record = self.record

        def work(progress: Progress) -> Facts:
            notices = self._session.notices
            view = self._session.records.get(record)
            lines = [line.posting for line in notices.postings() if line.record == record]
            return Facts(
                view, notices.notices_of(record), lines, notices.boards(), parts_shown(notices, record)
            )

        def done(facts: Facts) -> None:
            if record == self.record:
                self.view, self.notices = facts.view, facts.notices
                self.postings, self.boards, self.parts = facts.postings, facts.boards, facts.parts
                self.updated.emit()

        self._tasks.run(work, done, self._refused)

    def _take_preview(self, chosen: tuple[str, str, str, Look], preview: NoticePreview) -> None:
        if chosen != (self.record, self.paper, self.part, self.look):
            return
        self.images.show(preview.pdf, preview.pages)
        self.preview, self.refusal, self.loading = preview, None, False
        self.page = max(1, min(self.page, preview.pages))
        self.updated.emit()
        self._examine(preview)

    def _examine(self, preview: NoticePreview) -> None:
        """Looks the sheet over when nothing else is to be done."""

        def took(found: tuple[Finding, ...]) -> None:
            if preview is self.preview and found != self.on_sheet:
                self.on_sheet = found
                self.updated.emit()

        # What the gate says stands already; that the second look failed must not close the preview.
        self._tasks.run(
            lambda _progress: self._session.notices.examined(preview), took, lambda _error: None, patient=True
        )

    def _refused(self, error: MingbaiError) -> None:
        self.loading, self.refusal, self.preview = False, error, None
        self.images.show(b"", 0)
        self.updated.emit()

    def _on_changed(self, topics: Changes) -> None:
        phrases = bool(self.look.language) and Topic.SETTINGS in topics
        if self.record and (phrases or topics & {Topic.RECORDS, Topic.ROSTERS}):
            self.reload()
        elif self.record and Topic.NOTICES in topics:
            self._read_facts()

    # -- turning pages -------------------------------------------------------------------------------------

    def go_to_page(self, page: int) -> None:
        page = max(1, min(page, self.pages or 1))
        if page != self.page:
            self.page = page
            self.updated.emit()

    def page_of(self, finding: Finding) -> int:
        """The page a finding on the sheet stands on; 0 for one on the record."""
        found = _PAGE.match(finding.place) if finding in self.on_sheet else None
        return int(found[1]) if found else 0

    def remedy(self, finding: Finding) -> str:
        """What a finding's button offers; empty for no button."""
        if finding.code == TIBETAN_MISSING:
            return tr("填写藏文")
        if self.page_of(finding):
            return tr("看这一页")
        spot = self._spot(finding)
        return (
            tr("到名单第 {position} 行", position=spot.position)
            if spot.position
            else tr("到这一项")
            if spot.key
            else ""
        )

    def look_at(self, finding: Finding) -> None:
        """Turns to the page the finding stands on; one on the record leads there, to its field or its row."""
        spot = self._spot(finding)
        if self.page_of(finding):
            self.go_to_page(self.page_of(finding))
        elif spot != Spot():
            tab = "roster" if spot.position else ""
            self._go(Place("record", record=self.record, tab=tab, key=spot.key, position=spot.position))

    def _spot(self, finding: Finding) -> Spot:
        return spot_of(finding, self.view.form) if self.view else Spot()

    def next_page(self) -> None:
        self.go_to_page(self.page + 1)

    def previous_page(self) -> None:
        self.go_to_page(self.page - 1)

    def choose_paper(self, paper: str) -> None:
        if paper in PAPERS and paper != self.paper:
            self.paper, self.page = paper, 1
            self.reload()

    def choose_look(self, name: str) -> None:
        """One of LOOKS: how large, and in which scripts."""
        if name in LOOKS and LOOKS[name] != self.look:
            self.look, self.page = LOOKS[name], 1
            self.reload()

    def choose_part(self, part: str) -> None:
        """A village of `parts`; empty for the sheet of the whole record."""
        if part != self.part and part in {"", *(line.name for line in self.parts)}:
            self.part, self.page = part, 1
            self.reload()
