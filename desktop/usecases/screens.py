"""A notice for the village screen 电子屏: a folder of numbered pictures, from the same content as the printed one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.base.changes import NOTHING
from desktop.base.folders import write_numbered
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.printing.paper import SCREEN
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import render_page_exactly
from desktop.printing.screens import DOTS
from desktop.usecases.desk import Desk
from desktop.usecases.notice_content import laid_out, told_of
from desktop.usecases.notice_making import refuse_blocked
from desktop.usecases.notice_parts import part_named
from desktop.usecases.notice_views import PLAIN, Look
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_issued


@dataclass(frozen=True, slots=True)
class Screens:
    desk: Desk

    def write(
        self,
        record: str,
        folder: Path,
        part: str = "",
        progress: Progress | None = None,
        look: Look = PLAIN,
    ) -> Outcome[list[Path]]:
        """PNG files 01.png … of 1920 × 1080 dots in ``folder``, all or none. Stops at any block, like printing."""
        desk = self.desk
        progress = progress or Progress()
        with desk.home.database.reading() as session:
            told = told_of(desk, session, record)
            require_issued(desk, told.record, tr("在电子屏上公示"))
            refuse_blocked(told.findings)
            chosen = part_named(told.parts, part) if part else None
            sheet = laid_out(desk, session, told, SCREEN, chosen, look)
            refuse_blocked(sheet.findings)
        files = write_numbered(folder, _pictures(pdf_bytes(sheet.pages), sheet.pages.count, progress))
        with desk.home.database.transaction() as session:
            details = {"part": part} if part else {}
            desk.note(session, "screen-made", record, pages=str(len(files)), **details)
        return Outcome(files, NOTHING, sheet.findings)


def _pictures(pdf: bytes, count: int, progress: Progress) -> Iterator[tuple[str, bytes]]:
    for page in range(count):
        progress.step(tr("正在做第 {page} 屏，共 {count} 屏", page=page + 1, count=count), page, count)
        yield f"{page + 1:0{max(2, len(str(count)))}}.png", render_page_exactly(pdf, page, *DOTS)
