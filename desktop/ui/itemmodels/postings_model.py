"""What hangs on the boards, as a table: the notice with number and days, how long it still hangs, where."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QObject, Qt

from desktop.base.words import tr
from desktop.ui.itemmodels.fixed_table import FixedTable
from desktop.ui.itemmodels.roles import DISPLAY, Index, ItemRole
from desktop.ui.text import day
from desktop.usecases.notice_views import CORRECTED, PostingLine

HEADINGS = (tr("公示"), tr("剩余"), tr("贴在哪里"))
NOTICE, LEFT, BOARD = range(len(HEADINGS))


def last_day(line: PostingLine) -> date:
    """The last day of the notice period: the day before it may come down."""
    return line.posting.due_down_on - timedelta(days=1)


def short_number(number: str) -> str:
    """27号 of 乡政府公示栏〔2026〕27号: in a list the board stands beside it and the year is this one."""
    return number.rpartition("〕")[2] or number


def short_title(title: str, place: str) -> str:
    """What tells one notice from another: without 关于, the office's own name and 的公示. Whole in the tooltip."""
    kept = title.removesuffix("的公示").removesuffix("的公告")
    kept = kept.partition("关于")[2] or kept
    return kept.removeprefix(place) or title


def period_words(line: PostingLine, today: date) -> str:
    """Number and days of one sheet, the second line of its row."""
    posting = line.posting
    hung, over = day(posting.posted_on, today), day(last_day(line), today)
    return tr(
        "{short_number}　{hung}张贴，{over}期满",
        short_number=short_number(posting.number),
        hung=hung,
        over=over,
    )


def days_words(line: PostingLine, today: date) -> str:
    """How long it still hangs, as words."""
    posted, down, left = line.posting.posted_on, line.posting.removed_on, line.days_left
    if line.state == "down":
        return tr("{down}撤下", down=day(down, today)) if down else tr("已撤下")
    if posted > today:
        return (
            tr("明天开始")
            if posted == today + timedelta(days=1)
            else tr("{posted}开始", posted=day(posted, today))
        )
    if line.void:
        return tr("内容已更正") if line.void == CORRECTED else tr("已撤回")
    if line.state == "due" or left is None:
        return tr("期满待撤下")
    return tr("今天期满") if left <= 0 else tr("还剩 {left} 天", left=left)


def days_kind(line: PostingLine, today: date) -> str:
    """Meaning of those words in colour: due, running, draft (not begun) or done (taken down)."""
    if line.state == "down":
        return "done"
    if line.posting.posted_on > today:
        return "draft"
    left = line.days_left
    return "due" if line.state == "due" or left is None or left <= 1 else "running"


def share_gone(line: PostingLine, today: date) -> float:
    """0 to 1: how much of the notice period is over, for the bar under the words."""
    start = line.posting.posted_on
    whole = max(1, (line.posting.due_down_on - start).days)
    return max(0.0, min(1.0, (today - start).days / whole))


class PostingsModel(FixedTable[PostingLine]):
    """``place`` is how this office calls itself on its notices. ``ItemRole.OBJECT`` is the PostingLine,
    ``ItemRole.FRACTION`` the share of the period that is over."""

    def __init__(self, today: date, place: str = "", parent: QObject | None = None) -> None:
        super().__init__(HEADINGS, parent)
        self._today, self._place = today, place

    def show(self, lines: Sequence[PostingLine], today: date) -> None:
        if (tuple(lines), today) != (self._lines, self._today):
            self.beginResetModel()
            self._lines, self._today = tuple(lines), today
            self.endResetModel()

    def row_of(self, posting: str) -> int:
        return next((row for row, line in enumerate(self._lines) if line.posting.id == posting), -1)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == ItemRole.OBJECT:
            return line
        text = (short_title(line.title, self._place), days_words(line, self._today), line.posting.board)[
            index.column()
        ]
        if role == DISPLAY:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{headings}：{text}", headings=HEADINGS[index.column()], text=text)
        return self._extra(line, index.column(), role)

    def _extra(self, line: PostingLine, column: int, role: int) -> Any:
        if column == NOTICE:
            words: dict[int, Any] = {
                ItemRole.CONTEXT: period_words(line, self._today),
                ItemRole.STRONG: True,
                Qt.ItemDataRole.ToolTipRole: line.title,
            }
            return words.get(role)
        if column == LEFT and role == ItemRole.KIND:
            return days_kind(line, self._today)
        if column == LEFT and role == ItemRole.FRACTION and line.state != "down":
            return share_gone(line, self._today)
        return True if column == BOARD and role == ItemRole.QUIET else None
