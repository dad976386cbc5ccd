"""Gathers what a reader finds in a file, embedded files included, into one document. Judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from desktop.base.errors import Refusal
from desktop.base.words import zh
from desktop.domain.document import DocumentTable, Part, Passage, Unread
from desktop.files.reading.limits import DEEPEST, Budget

_OPEN_PARTS = (Part.BODY, Part.HEADER, Part.NOTE, Part.TEXT_BOX)


class Reader(Protocol):
    """Reads bytes of any kind into the collector and says what kind they were."""

    def __call__(self, name: str, data: bytes, into: "Collector") -> str: ...


@dataclass
class Collector:
    """``prefix`` stands before every place (“附带的 x.docx·”), ``depth`` counts the files around this one.

    ``within`` is what open parts of an embedded file become: nobody who looks at the outer file sees them.
    """

    budget: Budget
    reader: Reader
    prefix: str = ""
    depth: int = 0
    within: Part | None = None
    passages: list[Passage] = field(default_factory=list)
    tables: list[DocumentTable] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def say(self, place: str, text: str, part: Part = Part.BODY) -> None:
        """One line or paragraph; blank ones are dropped, characters no text has are taken out."""
        clean = text.replace("\0", "").strip("\r\n")
        if not clean.strip():
            return
        self.budget.say(len(clean))
        self.passages.append(Passage(self.prefix + place, clean, self._part(part)))

    def table(
        self,
        place: str,
        rows: Sequence[Sequence[str]],
        places: Sequence[Sequence[str]],
        part: Part = Part.BODY,
        *,
        in_passages: bool = False,
    ) -> None:
        """A grid; dropped if nothing stands in it."""
        if not any(text for row in rows for text in row):
            return
        self.budget.say(sum(len(text) for row in rows for text in row))
        self.tables.append(
            DocumentTable(
                self.prefix + place,
                tuple(tuple(row) for row in rows),
                tuple(tuple(self.prefix + spot for spot in row) for row in places),
                self._part(part),
                in_passages,
            )
        )

    def cannot(self, place: str, why: str, *, slight: bool = False) -> None:
        """Say that something was not looked into."""
        self.unread.append(Unread(self.prefix + place, why, slight))

    def inside(self, name: str, data: bytes, *, shown: bool = False, place: str = "") -> None:
        """Read a file found inside this one. ``shown``: the outer file shows it as its own text."""
        where = place or zh("嵌入的文件“{name}”", name=name)
        if name and not shown and not place:
            self.say(where, name, Part.FILE_NAME)
        if self.depth >= DEEPEST or not self.budget.inner_file():
            self.cannot(where, zh("文件里套的文件太多，没有再打开。"))
            return
        inner = Collector(
            self.budget,
            self.reader,
            self.prefix + where + "·",
            self.depth + 1,
            self.within if shown else Part.EMBEDDED,
        )
        try:
            self.reader(name, data, inner)
        except Refusal as refusal:
            # The budget is the whole file's: what is too much inside is too much outside.
            if refusal.code == "file-too-large":
                raise
            self.cannot(where, refusal.kept_what)
            return
        self.passages += inner.passages
        self.tables += inner.tables
        self.unread += inner.unread

    def _part(self, part: Part) -> Part:
        return self.within if self.within is not None and part in _OPEN_PARTS else part
