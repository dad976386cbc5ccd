"""What is kept with a sheet on the board: photos, objections, papers. Asks, does and tells; knows no widget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.base.changes import NOTHING, Changes
from desktop.base.progress import Progress
from desktop.base.words import month_name, on_screen, sentences, tr
from desktop.domain.finding import Finding
from desktop.domain.noticeboard import BoardPhoto
from desktop.ui.ask import Ask
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks
from desktop.usecases.board_photos import SUFFIXES
from desktop.usecases.notice_views import PostingLine
from desktop.usecases.objections import NewObjection, ObjectionLine
from desktop.usecases.office import Session
from desktop.usecases.sheet_check import SheetVerdict

PHOTO_PATTERN = tr("照片 ({suffix})", suffix=" ".join(f"*{suffix}" for suffix in SUFFIXES))
PDF_PATTERN = "PDF (*.pdf)"


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything kept with one sheet. ``pictures`` are JPEG, in the order of ``photos``."""

    posting: str = ""
    photos: tuple[BoardPhoto, ...] = ()
    pictures: tuple[bytes, ...] = ()
    objections: tuple[ObjectionLine, ...] = ()


class BoardKeeping(QObject):
    """``read`` there is something new in ``kept``; ``said`` a sentence for the toast; ``checked`` a SheetVerdict."""

    read = Signal()
    said = Signal(str)
    checked = Signal(object)
    not_checked = Signal(object)

    def __init__(self, session: Session, ask: Ask, tasks: Tasks, changed: Changed) -> None:
        super().__init__()
        self._session, self._ask, self._tasks, self._changed = session, ask, tasks, changed
        self.kept = Kept()
        self._wanted: PostingLine | None = None

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def ways(self) -> list[tuple[str, str]]:
        return [(on_screen(entry.name), entry.code) for entry in self._session.objections.ways]

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        return [(on_screen(entry.name), entry.code) for entry in self._session.objections.outcomes]

    @property
    def limit_words(self) -> str:
        return self._session.objections.limit_words

    @property
    def today(self) -> date:
        return self._session.desk.clock.today()

    def look_at(self, line: PostingLine | None) -> None:
        """Reads what is kept with this sheet, if another one is looked at or something of it changed."""
        if line == self._wanted:
            return
        before, self._wanted = self._wanted, line
        if line is None:
            self.kept = Kept()
            self.read.emit()
            return
        if before is None or before.posting.id != line.posting.id:
            self.kept = Kept(line.posting.id)
            self.read.emit()
        self._read(line)

    def _read(self, line: PostingLine) -> None:
        session, posting = self._session, line.posting

        def work(_progress: Progress) -> Kept:
            photos = tuple(session.photos.of(posting.id))
            pictures = tuple(session.photos.picture(photo) for photo in photos)
            return Kept(posting.id, photos, pictures, tuple(session.objections.of_notice(posting.notice)))

        self._tasks.run(work, self._take, self._ask.tell)

    def _take(self, kept: Kept) -> None:
        if self._wanted is not None and kept.posting == self._wanted.posting.id:
            self.kept = kept
            self.read.emit()

    # -- photos --------------------------------------------------------------------------------------------

    def choose_photo(self, line: PostingLine) -> None:
        file = self._ask.choose_file(tr("选公示栏的照片"), PHOTO_PATTERN)
        if file is not None:
            self.add_photos(line, [file])

    def add_photos(self, line: PostingLine, files: Sequence[Path]) -> None:
        """Keeps the photos one after the other; at the first that is none it stops and says why."""
        add = self._session.photos.add

        def work(_progress: Progress) -> tuple[str, Changes]:
            findings: list[Finding] = []
            changes = NOTHING
            for file in files:
                outcome = add(line.posting.id, file)
                findings += outcome.findings
                changes |= outcome.changes
            words = tr("已留下 {files} 张照片，拍摄地点等信息没有带进来。", files=len(files))
            return sentences(words, *(finding.text for finding in findings)), changes

        self._run(work)

    # -- objections ----------------------------------------------------------------------------------------

    def enter_objection(self, line: PostingLine, said: NewObjection) -> None:
        def work(_progress: Progress) -> tuple[str, Changes]:
            outcome = self._session.objections.add(line.posting.notice, said)
            entry = outcome.value
            until = (
                tr(
                    "，{month}月{day}日前答复",
                    month=month_name(entry.answer_by.month),
                    day=entry.answer_by.day,
                )
                if entry.answer_by
                else ""
            )
            return tr("已登记第 {number} 号异议{until}。", number=entry.number, until=until), outcome.changes

        self._run(work)

    def answer(self, objection: str, text: str, outcome: str, on: date) -> None:
        def work(_progress: Progress) -> tuple[str, Changes]:
            done = self._session.objections.answer(objection, text, outcome, on)
            more = sentences(*(said for finding in done.findings for said in (finding.text, finding.advice)))
            return tr("第 {number} 号异议已答复。{more}", number=done.value.number, more=more), done.changes

        self._run(work)

    # -- papers --------------------------------------------------------------------------------------------

    def save_certificate(self, line: PostingLine) -> None:
        posting = line.posting
        self._save(
            tr("保存张贴证明"),
            tr("张贴证明 {number}.pdf", number=posting.number),
            PDF_PATTERN,
            lambda out: self._session.certificates.write(posting.notice, out, posting.board),
            tr("张贴证明"),
        )

    def save_archive(self, line: PostingLine) -> None:
        notice = line.posting.notice
        self._save(
            tr("保存归档包"),
            tr("归档包 {number}.zip", number=line.posting.number),
            "ZIP (*.zip)",
            lambda out: self._session.archive.write(notice, out),
            tr("归档包"),
        )

    def save_statement(self, line: PostingLine) -> None:
        self._save(
            tr("保存公告"),
            tr("公告 {number}.pdf", number=line.posting.number),
            PDF_PATTERN,
            lambda out: self._session.statements.write(line.record, out),
            tr("公告"),
        )

    def save_rounds(self) -> None:
        day = self.today
        name = tr("{month}月{day}日公示栏工作单.pdf", month=month_name(day.month), day=day.day)
        self._save(tr("保存工作单"), name, PDF_PATTERN, self._session.rounds.write, tr("工作单"))

    def _save(self, title: str, name: str, pattern: str, write: Callable[[Path], object], words: str) -> None:
        out = self._ask.save_file(title, name, pattern)
        if out is None:
            return

        def work(_progress: Progress) -> tuple[str, Changes]:
            write(out)
            return tr("{words}已写到“{out}”。", words=words, out=out), NOTHING

        self._run(work)

    # -- checking a sheet ----------------------------------------------------------------------------------

    def check_text(self, text: str) -> None:
        self._check(lambda: self._session.sheet_check.text(text))

    def check_photo(self, file: Path) -> None:
        self._check(lambda: self._session.sheet_check.photo(file))

    def choose_sheet_photo(self) -> None:
        file = self._ask.choose_file(tr("选公示的照片"), PHOTO_PATTERN)
        if file is not None:
            self.check_photo(file)

    def _check(self, look: Callable[[], SheetVerdict]) -> None:
        self._tasks.run(lambda _progress: look(), self.checked.emit, self.not_checked.emit)

    # -- doing ---------------------------------------------------------------------------------------------

    def _run(self, work: Callable[[Progress], tuple[str, Changes]]) -> None:
        self._tasks.run(work, self._done, self._ask.tell)

    def _done(self, result: tuple[str, Changes]) -> None:
        words, changes = result
        self.said.emit(words)
        self._changed.tell(changes)
