"""One print job: the pages that were chosen, in the order in which they leave the printer. No widget, no printer here."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from desktop.base.progress import Progress
from desktop.base.words import tr

if TYPE_CHECKING:
    from desktop.usecases.notice_views import PageImage


class Sheets(Protocol):
    """A printer as the view hands it over: page after page of one width in device dots."""

    width: int

    def order(self, count: int) -> Sequence[int]:
        """Which of the pages 1 to ``count``, one entry a sheet: copies that the printer does not make itself are in it."""

    def draw(self, image: "PageImage") -> None: ...
    def next_sheet(self) -> None: ...
    def finish(self) -> None: ...


class Printable(Protocol):
    """A finished PDF with its number of pages."""

    @property
    def pdf(self) -> bytes: ...
    @property
    def pages(self) -> int: ...


def sheets_in_order(pages: Sequence[int], copies: int, *, collated: bool, last_first: bool) -> list[int]:
    """1 2 1 2 for two collated copies of two pages, 1 1 2 2 for copies page by page."""
    once = list(reversed(pages)) if last_first else list(pages)
    if collated:
        return once * copies
    return [page for page in once for _ in range(copies)]


def put_on_paper(
    preview: Printable,
    sheets: Sheets,
    page_image: "Callable[[bytes, int, int], PageImage]",
    progress: Progress,
) -> int:
    """The number of sheets sent. The printer is let go of whatever happens."""
    order = sheets.order(preview.pages)
    try:
        for done, page in enumerate(order):
            progress.step(tr("正在打印第 {page} 页", page=page), done, len(order))
            if done:
                sheets.next_sheet()
            sheets.draw(page_image(preview.pdf, page - 1, sheets.width))
    finally:
        sheets.finish()
    return len(order)
