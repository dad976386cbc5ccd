"""Stores the attachments of a bundle on a thread beside, while the caller judges records and writes their rows.

Enciphering, writing and syncing need neither the database nor the interpreter. What is stored belongs to a record only once
the caller's transaction says so: it must not end before `Storing.settle` has come back.
"""

from collections.abc import Iterable
from concurrent.futures import Executor, Future
from types import TracebackType
from typing import Self

from desktop.storage.attachments import Attachments
from desktop.sync.digests import beside
from desktop.sync.merge import Case
from desktop.sync.opened import OpenedBundle
from desktop.sync.plan import Planned


class Storing:
    """Left before it is settled, it begins nothing more. A file too many beside the database does no harm."""

    def __init__(self, store: Attachments, opened: OpenedBundle) -> None:
        self._store, self._opened = store, opened
        self._thread: Executor = beside(
            opened.archive.size, threads=1
        )  # a long file is in memory twice meanwhile
        self._begun: dict[str, Future[None]] = {}

    def want(self, item: Planned) -> None:
        """The files of a record are to be here, unless it changes nothing. Which belong to a record that cannot be read
        nobody knows: then all are kept."""
        if item.case is Case.CONFLICT_KNOWN:
            return
        line = item.received.line
        self._begin(self._opened.attachments if line is None else (file.digest for file in line.attachments))

    def _begin(self, digests: Iterable[str]) -> None:
        for digest in digests:
            if digest not in self._begun and self._opened.has_attachment(digest):
                self._begun[digest] = self._thread.submit(self._keep, digest)

    def _keep(self, digest: str) -> None:
        if not self._store.has(digest):
            self._store.keep(digest, self._opened.attachment(digest))

    def settle(self) -> None:
        """Until all are on the disk. Raises what hindered the first that is not."""
        for one in self._begun.values():
            one.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)
