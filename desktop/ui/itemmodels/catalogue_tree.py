"""The catalogue as a tree: fields with coverage, their levels, matters as leaves. Matters come when a field is opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, Signal

from desktop.base.words import on_screen, tr
from desktop.ui.itemmodels.roles import ROOT, Index, ItemRole
from desktop.usecases.catalogue_views import FieldLine, MatterLine

STATE_KINDS = {"current": "done", "due": "due", "late": "late", "never": "draft"}
STATE_WORDS = {"current": tr("现行"), "due": tr("快到期"), "late": tr("逾期"), "never": tr("还没有")}


@dataclass(eq=False)
class Node:
    """One row: a field, a level or a matter (``value``), with what is below it."""

    words: str
    parent: "Node | None" = None
    value: FieldLine | MatterLine | None = None
    context: str = ""
    children: list["Node"] = field(default_factory=list)
    filled: bool = True

    def add(self, words: str, value: FieldLine | MatterLine | None = None, context: str = "") -> "Node":
        node = Node(words, self, value, context)
        self.children.append(node)
        return node

    def row(self) -> int:
        return self.parent.children.index(self) if self.parent else 0


class CatalogueTree(QAbstractItemModel):
    """``wanted`` carries the code of a field whose matters are to be brought by `show_matters`."""

    wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node("")

    def show_fields(self, fields: Sequence[FieldLine]) -> None:
        """All fields, closed. Same fields again: only the figures are new, what is open stays open."""
        known = [node.value.code for node in self._root.children if isinstance(node.value, FieldLine)]
        if known == [line.code for line in fields]:
            for node, line in zip(self._root.children, fields, strict=True):
                node.value = line
                if node.filled:
                    self.wanted.emit(line.code)
            last = len(fields) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last, 0))
            return
        self.beginResetModel()
        self._root = Node("")
        for line in fields:
            self._root.add(line.name, line).filled = False
        self.endResetModel()

    def show_matters(self, code: str, matters: Sequence[MatterLine]) -> None:
        """What lies below a field."""
        node = next(
            (n for n in self._root.children if isinstance(n.value, FieldLine) and n.value.code == code), None
        )
        if node is None:
            return
        at = self.createIndex(node.row(), 0, node)
        fresh = Node("")
        self._grow(fresh, matters)
        if self._refresh(node, fresh):
            return
        if node.children:
            self.beginRemoveRows(at, 0, len(node.children) - 1)
            node.children.clear()
            self.endRemoveRows()
        if fresh.children:
            self.beginInsertRows(at, 0, len(fresh.children) - 1)
            for child in fresh.children:
                child.parent = node
            node.children = fresh.children
            node.filled = True
            self.endInsertRows()
        node.filled = True

    def show_hits(self, matters: Sequence[MatterLine], fields: Mapping[str, str]) -> None:
        """What a search found: a flat list with field and levels as context. ``fields``: matter code → field's name."""
        self.beginResetModel()
        self._root = Node("")
        for line in matters:
            above = (fields.get(line.code, ""), line.level1, line.level2, line.level3)
            levels = [on_screen(level) for level in above if level and level != line.name]
            self._root.add(line.name, line, " › ".join(levels))
        self.endResetModel()

    def find(self, code: str) -> Index:
        """Where the matter with this code stands, if it is loaded."""
        for node in self._walk(self._root):
            if isinstance(node.value, MatterLine) and node.value.code == code:
                return self.createIndex(node.row(), 0, node)
        return ROOT

    def node(self, index: Index) -> Node:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self._root

    def index(self, row: int, column: int, parent: Index = ROOT) -> Any:
        if not self.hasIndex(row, column, parent):
            return ROOT
        return self.createIndex(row, column, self.node(parent).children[row])

    def parent(self, index: Any = None) -> Any:  # Qt overloads it with QObject.parent()
        if index is None:
            return super().parent()
        above = self.node(index).parent
        if above is None or above is self._root:
            return ROOT
        return self.createIndex(above.row(), 0, above)

    def rowCount(self, parent: Index = ROOT) -> int:
        return len(self.node(parent).children)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 1

    def hasChildren(self, parent: Index = ROOT) -> bool:
        node = self.node(parent)
        return bool(node.children) or not node.filled

    def canFetchMore(self, parent: Index) -> bool:
        return parent.isValid() and not self.node(parent).filled

    def fetchMore(self, parent: Index) -> None:
        value = self.node(parent).value
        if isinstance(value, FieldLine):
            self.wanted.emit(value.code)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        match role:
            case _ if node is self._root:
                pass
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return on_screen(node.words)
            case ItemRole.OBJECT:
                return node.value
            case ItemRole.CONTEXT:
                return node.context
            case ItemRole.KIND if isinstance(node.value, MatterLine):
                return STATE_KINDS.get(node.value.state, "draft")
            case Qt.ItemDataRole.AccessibleTextRole:
                return said(node)
        return None

    def _grow(self, node: Node, matters: Sequence[MatterLine]) -> None:
        for line in matters:
            levels = [level for level in (line.level1, line.level2, line.level3) if level]
            at = node
            for level in levels[:-1]:
                same = next((c for c in at.children if c.value is None and c.words == level), None)
                at = same or at.add(level)
            at.add(levels[-1] if levels else line.name, line)

    def _refresh(self, old: Node, new: Node) -> bool:
        """Puts new figures into a branch of the same shape; False if the shape differs."""
        if not old.children or [c.words for c in old.children] != [c.words for c in new.children]:
            return False
        before, after = list(self._walk(old)), list(self._walk(new))
        if [n.words for n in before] != [n.words for n in after]:
            return False
        for ours, theirs in zip(before, after, strict=True):
            ours.value = theirs.value
            at = self.createIndex(ours.row(), 0, ours)
            self.dataChanged.emit(at, at)
        return True

    def _walk(self, node: Node) -> list[Node]:
        return [found for child in node.children for found in (child, *self._walk(child))]


def said(node: Node) -> str:
    """A row as words, for those who do not see bar and mark."""
    value = node.value
    if isinstance(value, FieldLine):
        soon = tr("，快到期 {due}", due=value.due) if value.due else ""
        return tr(
            "{words}，{matters} 项里现行 {current}{soon}，逾期 {late}",
            words=on_screen(node.words),
            matters=value.matters,
            current=value.current,
            soon=soon,
            late=value.late,
        )
    if isinstance(value, MatterLine):
        return tr("{words}，{state}", words=node.words, state=STATE_WORDS.get(value.state, ""))
    return on_screen(node.words)
