"""Which rows below a roster's head are people, and which are totals, notes, signatures or empty. Reads no values."""

import re
from collections.abc import Mapping, Sequence

from desktop.base.words import zh
from desktop.files.broken_cells import BrokenCell
from desktop.files.headings import HeadingText, is_numbering, plain
from desktop.files.workbook import RawCell, Sheet, column_letters

_TOTALS = re.compile(
    r"(?:总|本页|全乡|全镇|全村|全县|.{0,10}[村社组乡镇]|以上)?(?:合计|总计|共计|小计|累计|总数)(?:数|金额|人数|户数)?\d*户?"
)
_SUBTOTAL = re.compile(r"小计|本页|[村社组]合计")
_NOTE = re.compile(
    r"(?:填表|制表|填报|审核|复核|审批|负责|经办|经手|领导|单位负责|村主任|村书记|主管|统计|校对|监督|举报|联系|盖章|签字|签名|"
    r"日期|填表日期|公示|备注|注|说明|附)[^:：]{0,6}[:：]"
)


class RosterBody:
    """Walks down from the head and sorts rows. After `find`: ``data`` are the rows of people, in order, and ``totals`` the
    last totals row, counted from 0; ``skipped`` tells in words what was left out and why."""

    def __init__(
        self, sheet: Sheet, columns: Mapping[int, str], head_last: int, heads: Sequence[HeadingText]
    ) -> None:
        self._sheet, self._columns, self._head_last = sheet, columns, head_last
        self._heads = {_squeezed(heads[column].lower or heads[column].joined) for column in columns}
        self._plain_columns = {place for place, head in enumerate(heads) if not is_numbering(head.joined)}
        self.data: list[int] = []
        self.totals: int | None = None
        self.skipped: list[str] = []

    def find(self) -> None:
        blank = 0
        for number in range(self._head_last + 1, len(self._sheet.rows)):
            row = self._sheet.rows[number]
            if _plainly_data(row):
                self.data.append(number)
                continue
            filled = [
                column
                for column, raw in enumerate(row)
                if raw != "" and not (isinstance(raw, str) and (raw.isspace() or isinstance(raw, BrokenCell)))
            ]
            if (
                len(filled) <= 1
                and not any(column in self._columns for column in filled)
                and not self._says(row, filled)
            ):
                # Rows that only carry a running number are the unused end of a prepared form.
                blank += 1
                continue
            words = self._why_skipped(number, row, filled)
            if words:
                self.skipped.append(zh("第 {number} 行{words}", number=number + 1, words=words))
            else:
                self.data.append(number)
        if blank:
            self.skipped.append(zh("空行 {count} 行", count=blank))
        concealed = sorted(
            column_letters(place) for place in self._columns if place in self._sheet.hidden_columns
        )
        if concealed:
            self.skipped.append(
                zh("{columns} 列在表里是隐藏的，也读进来了", columns=zh("、").join(concealed))
            )
        hidden = sum(1 for number in self.data if number in self._sheet.hidden_rows)
        if hidden:
            self.skipped.append(zh("有 {count} 行在表里是隐藏的，也读进来了", count=hidden))

    def _says(self, row: Sequence[RawCell], filled: list[int]) -> bool:
        texts = ((column, row[column]) for column in filled)
        return any(
            isinstance(text, str) and (column in self._plain_columns or not text.strip().isdigit())
            for column, text in texts
        )

    def _why_skipped(self, number: int, row: Sequence[RawCell], filled: list[int]) -> str:
        texts = [text for column in filled if isinstance(text := row[column], str)]
        joined = "\n".join(texts)
        counts = "计" in joined or "总数" in joined
        total = next((word for word in map(_total_word, texts) if word), "") if counts else ""
        if total:
            if not _SUBTOTAL.search(total):
                self.totals = number
            return zh("是“{total}”，没有当作名单", total=total)
        if texts and _NOTE.match(texts[0].strip().lstrip("（(")):
            return zh("是“{words}”，没有当作名单", words=texts[0].strip()[:12])
        # A head is all words; one with a figure in it is looked at no further.
        if len(texts) == len(filled) and sum(_squeezed(text) in self._heads for text in texts) >= min(
            3, len(self._heads)
        ):
            return zh("又是一遍表头")
        if len(filled) == 1 and texts:
            return zh("只有“{words}”，没有当作名单", words=texts[0].strip()[:12])
        return ""


def _plainly_data(row: Sequence[RawCell]) -> bool:
    """A figure among words, none of which speaks of a total or a note: nearly every row of a list, told at a glance."""
    words = [raw for raw in row if type(raw) is str and raw]
    if len(words) < 2 or float not in map(type, row):
        return False
    joined = "\n".join(words)
    first = words[0].strip()
    return (
        bool(first) and "计" not in joined and "总数" not in joined and not _NOTE.match(first.lstrip("（("))
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _total_word(text: str) -> str:
    """The word that makes a row a totals row, empty for any other text."""
    if "计" not in text and "总数" not in text:
        return ""
    word = plain(text)
    return word if _TOTALS.fullmatch(word) else ""
