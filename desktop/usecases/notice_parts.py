"""一式 for several villages: which parts a record falls into, and what each part says of itself. Lays nothing out.

A part is the rows of one village in the order of the roster. Rows that name no village are a part of their own, the
last one, so that nobody is left out. What the form computes from the roster is computed anew from the part's rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.form import Form
from desktop.domain.record import RecordContent, RosterRow
from desktop.printing.options import NoticeOptions
from desktop.usecases.record_content import with_computed

NO_VILLAGE = "未注明村"
SPLITS = ("village",)
_SAFE = zh("什么都没有排，记录没有改动。")


@dataclass(frozen=True, slots=True)
class NoticePart:
    """``number`` of ``of``, from 1. ``named`` is False for the rows that name no village."""

    name: str
    number: int
    of: int
    rows: tuple[RosterRow, ...]
    named: bool = True

    def place(self, whole: str) -> str:
        """Where the part's people live, in full: 青石滩乡上滩村."""
        if not self.named:
            return f"{whole}（{self.name}）"
        if whole.endswith(self.name):
            return whole
        return self.name if self.name.startswith(whole) else f"{whole}{self.name}"


def parts_of(form: Form, options: NoticeOptions, rows: Sequence[RosterRow]) -> list[NoticePart]:
    """The parts in the order in which their villages first appear. Refused for a kind that is one sheet by its nature."""
    if not options.split:
        raise Refusal(
            tr("“{name}”的公示不按村分开排：它说的是一件整的事，或者名单里没有村这一列。", name=form.name),
            safe=_SAFE,
            todo=tr("请排成一份，每个村都贴这一份。"),
            code="not-split",
        )
    found: dict[str, list[RosterRow]] = {}
    for row in sorted(rows, key=lambda row: row.position):
        found.setdefault("".join(row.values.get(options.split, "").split()), []).append(row)
    if not found:
        raise Refusal(
            tr("名单还是空的，没有可以按村分开的。"),
            safe=_SAFE,
            todo=tr("请先导入或填写名单，再按村排公示。"),
            code="empty-roster",
        )
    names = [name for name in found if name] + [name for name in found if not name]
    return [
        NoticePart(name or NO_VILLAGE, number, len(names), tuple(found[name]), named=bool(name))
        for number, name in enumerate(names, 1)
    ]


def villages_of(options: NoticeOptions, rows: Sequence[RosterRow], whole: str) -> tuple[str, ...]:
    """The villages of the list in the order in which they first appear; none if a row names none, or the office is one."""
    if not options.split:
        return ()
    names = dict.fromkeys("".join(row.values.get(options.split, "").split()) for row in rows)
    if "" in names or any(whole.endswith(name) for name in names):
        return ()
    return tuple(name.removeprefix(whole) for name in names)


def part_named(parts: Sequence[NoticePart], name: str) -> NoticePart:
    for part in parts:
        if part.name == name:
            return part
    names = tr("、").join(part.name for part in parts[:20])
    raise Refusal(
        tr("名单里没有“{name}”。", name=name),
        safe=_SAFE,
        todo=tr("名单里有：{names}。", names=names),
        code="no-such-part",
    )


def content_of_part(form: Form, content: RecordContent, part: NoticePart) -> RecordContent:
    """The record's values with every computed one from the part's rows, also where a clerk had typed the whole's."""
    computed = {field.key for field in form.fields if field.computed_from}
    kept = {key: value for key, value in content.values.items() if key not in computed}
    return with_computed(form, content.model_copy(update={"values": kept}), part.rows)
