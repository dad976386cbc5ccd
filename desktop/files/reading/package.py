"""A ZIP package of an office file (.docx, .xlsx, .ods): its parts by name, read within limits; XML without surprises."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from desktop.files.container import ZIP_FAULTS
from desktop.files.reading.collector import Collector
from desktop.files.reading.limits import Budget, damaged, locked
from desktop.files.zip_truth import listed

Element = ElementTree.Element
_DEEPEST_XML = 120
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class _Builder(ElementTree.TreeBuilder):
    """Office programs write no document type; one could only multiply entities without end. Depth is bounded too."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, name: str, pubid: str, system: str) -> None:
        raise ElementTree.ParseError(f"document type {name}")

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST_XML:
            raise ElementTree.ParseError("nested too deeply")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


class Package:
    """The parts of one package. Raises the refusals of `limits` for what is damaged, locked or too large."""

    def __init__(self, name: str, data: bytes, budget: Budget) -> None:
        self.name = name
        self._budget = budget
        try:
            entries = listed(data)
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAULTS as error:
            raise damaged(name) from error
        if any(entry.flag_bits & 1 for entry in entries):
            raise locked(name)
        budget.foresee(sum(entry.file_size for entry in entries))
        self._sizes = {entry.filename: entry.file_size for entry in entries}

    @property
    def names(self) -> list[str]:
        return list(self._sizes)

    def __contains__(self, part: str) -> bool:
        return part in self._sizes

    def under(self, folder: str) -> list[str]:
        """Parts in a folder, by name."""
        return sorted(part for part in self._sizes if part.startswith(folder) and not part.endswith("/"))

    def read(self, part: str) -> bytes:
        """The bytes of a part; never more than it says it has."""
        size = self._sizes.get(part, 0)
        self._budget.unpack(size)
        try:
            with self._archive.open(part) as stream:
                data = stream.read(size + 1)
        except ZIP_FAULTS as error:
            raise damaged(self.name) from error
        if len(data) > size:
            raise damaged(self.name)
        return data

    def xml(self, part: str) -> Element:
        """The part as a tree."""
        return parsed(self.name, self.read(part))

    def optional(self, part: str) -> Element | None:
        return self.xml(part) if part in self else None

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Of a part: id → (kind, target as a part's name or an outer address, outer)."""
        folder, base = posixpath.split(part)
        tree = self.optional(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        found: dict[str, tuple[str, str, bool]] = {}
        for node in tree.iter(_RELATION) if tree is not None else ():
            target, outer = node.get("Target", ""), node.get("TargetMode") == "External"
            if not outer:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[node.get("Id", "")] = (node.get("Type", "").rsplit("/", 1)[-1], target, outer)
        return found


def parsed(name: str, data: bytes) -> Element:
    """Bytes as an XML tree; Refusal for what is no XML, has a document type, or is nested beyond reason."""
    parser = ElementTree.XMLParser(target=_Builder())
    try:
        parser.feed(data)
        tree: Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise damaged(name) from error
    return tree


def local(tag: object) -> str:
    """An element's name without its namespace; empty for comments."""
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def all_text(tree: Element) -> Iterator[str]:
    """Every piece of text of a tree, in order."""
    return (piece for piece in tree.itertext() if piece.strip())


def read_files(package: Package, parts: list[str], into: Collector) -> None:
    """Hand the files in these parts on to whoever can read them."""
    for part in parts:
        into.inside(posixpath.basename(part), package.read(part))
