"""Images of the pages of one PDF, made when they are looked at and kept within a bound of memory. No widgets."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import MingbaiError
from desktop.ui.tasks import Tasks
from desktop.usecases.notice_views import PageImage

Render = Callable[[bytes, int, int], PageImage]
KEPT_BYTES = 64 << 20


class PageImages(QObject):
    """``ready(page, width)`` tells that an image asked for is at hand; ``failed`` carries why one could not be made."""

    ready = Signal(int, int)
    failed = Signal(object)

    def __init__(self, render: Render, tasks: Tasks) -> None:
        """``render(pdf, page, width)`` counts pages from 0; everybody else here counts from 1."""
        super().__init__()
        self._render, self._tasks = render, tasks
        self._pdf = b""
        self._pages = 0
        self._held: OrderedDict[tuple[int, int], PageImage] = OrderedDict()
        self._bytes = 0
        self._wanted: set[tuple[int, int]] = set()

    def show(self, pdf: bytes, pages: int) -> None:
        """Another PDF; the same one keeps its images. An empty one has no pages."""
        if pdf != self._pdf:
            self._pdf, self._pages, self._bytes = pdf, pages, 0
            self._held.clear()
            self._wanted.clear()

    def image(self, page: int, width: int) -> PageImage | None:
        """The page ``width`` device dots wide, or None: then it is being made and ``ready`` follows."""
        key = (page, width)
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        if key not in self._wanted and 1 <= page <= self._pages and width >= 1:
            self._wanted.add(key)
            pdf = self._pdf
            self._tasks.run(
                lambda progress: self._render(pdf, page - 1, width),
                lambda image: self._take(pdf, key, image),
                lambda error: self._fail(pdf, key, error),
            )
        return None

    def _take(self, pdf: bytes, key: tuple[int, int], image: PageImage) -> None:
        if pdf is not self._pdf:
            return
        self._wanted.discard(key)
        self._held[key] = image
        self._bytes += len(image.rgba)
        while self._bytes > KEPT_BYTES and len(self._held) > 1:
            _, dropped = self._held.popitem(last=False)
            self._bytes -= len(dropped.rgba)
        self.ready.emit(*key)

    def _fail(self, pdf: bytes, key: tuple[int, int], error: MingbaiError) -> None:
        if pdf is self._pdf:
            self._wanted.discard(key)
            self.failed.emit(error)
