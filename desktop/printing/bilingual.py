"""What a notice says in a second script beside Chinese: which phrases it needs, and its own blocks. Draws nothing.

The clerk's own words (title, text) come ready; fixed phrases come from the phrase book and the office. Where one is
missing the Chinese stands alone, and `needed` lets the caller say so before print.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.printing.fonts import Role
from desktop.printing.markdown import Block, Paragraph
from desktop.printing.notice import NoticeContent, Table
from desktop.printing.options import NoticeOptions
from desktop.printing.phrases import dated

PERIOD, ANNEX, TOTAL = "公示期", "附件", "合计"
_FACTS = ("objection_unit", "objection_phone", "supervision_phone")
SHAD = "\u0f0d"


@dataclass(frozen=True, slots=True)
class Second:
    """The second script of one notice. ``phrases`` maps Chinese to what may be printed for it; ``pattern`` is the date's.

    ``leads``: it stands before the Chinese, not after it. ``annexes`` are the names of the annexes in their order, the
    list's own title first; empty unless there is one for each.
    """

    title: str
    body: str
    phrases: Mapping[str, str]
    pattern: str
    leads: bool = True
    annexes: tuple[str, ...] = ()

    def word(self, chinese: str) -> str:
        """Empty where there is none."""
        return self.phrases.get(chinese, "")

    def day(self, day: date) -> str:
        return dated(self.pattern, day) if self.pattern else ""


def needed(content: NoticeContent, options: NoticeOptions) -> list[str]:
    """The Chinese phrases that must be known in the second script before the notice is printed, in order."""
    phrases = [PERIOD] if content.period else []
    phrases += [label for _, label in _facts(content, options)]
    if content.table is not None:
        phrases += [ANNEX, *(column.head for column in content.table.columns)]
        phrases += [column.unit for column in content.table.columns if column.unit]
        phrases += [TOTAL] if content.table.totals else []
    phrases += [ANNEX] if content.attachments else []
    return list(dict.fromkeys([*phrases, content.unit, *content.signers]))


def annexes_in(content: NoticeContent) -> int:
    """How many annexes the sheet names: the list, and those beside it."""
    return (1 if content.table and content.table.rows else 0) + len(content.attachments)


def blocks_of(second: Second, content: NoticeContent, options: NoticeOptions) -> list[Block]:
    """The clerk's text by lines, then the facts whose labels are known: period, where to object."""
    lines = [line.strip() for line in second.body.splitlines() if line.strip()]
    if content.period and second.word(PERIOD) and second.pattern:
        start, end = second.day(content.period.start), second.day(content.period.end)
        lines.append(_labelled(second.word(PERIOD), f"{start}—{end}"))
    for value, label in _facts(content, options):
        if second.word(label):
            lines.append(_labelled(second.word(label), second.word(value) or value))
    return [Paragraph(((Role.BODY, line),)) for line in lines]


def with_heads(table: Table, second: Second) -> Table:
    """The list with its title, each head, and the word for the totals in both scripts."""
    columns = tuple(
        replace(column, second=_head(second, column.head, column.unit)) for column in table.columns
    )
    total = second.word(TOTAL)
    totals = tuple(f"{text} {total}" if text == TOTAL and total else text for text in table.totals)
    title = second.annexes[0] if second.annexes else ""
    return replace(table, columns=columns, totals=totals, second=title, second_leads=second.leads)


def _head(second: Second, head: str, unit: str) -> str:
    said, counted = second.word(head).rstrip(SHAD), second.word(unit).rstrip(SHAD)
    return f"{said}（{counted}）" if said and counted else said


def _facts(content: NoticeContent, options: NoticeOptions) -> list[tuple[str, str]]:
    """(value, Chinese label) of what a reader must know to object."""
    labels = {**options.optional, **options.required}
    return [
        (content.values[key].strip(), labels[key])
        for key in _FACTS
        if key in labels and content.values.get(key, "").strip()
    ]


def _labelled(label: str, value: str) -> str:
    return f"{label.rstrip(SHAD)}：{value}"
