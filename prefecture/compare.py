"""What differs between two versions of one record, in the words of its form. Reads the rows of the version in force; says of each
line whether it may be shown on a page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.form import DisclosureClass, Form, FormField
from desktop.domain.matter import DISCLOSURE_WORDS
from desktop.domain.record import BILINGUAL_LABELS, Disclosure
from desktop.sync.row_lines import AnyRow
from prefecture.branches import Sides
from prefecture.database.connection import Connection
from prefecture.database.standing import rows_at

_HEAD = {
    "title": "标题",
    "formed_on": "信息形成日期",
    "disclosure": "公开属性",
    "withheld_reason": "不公开的理由",
}
Rows = dict[str, tuple[int, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """``ours`` and ``theirs`` are empty where there is nothing. ``public``: the field or column is for everybody."""

    place: str
    ours: str
    theirs: str
    public: bool


def differences(connection: Connection, form: Form, sides: Sides) -> tuple[Difference, ...]:
    """Fields in the order of the form, then files, then rows in the order of ours. Nothing if one has come to stand in the
    other's chain."""
    if not (sides.ours.line.revisions and sides.theirs.line.revisions):
        return ()
    record = sides.theirs.line.record
    ours, theirs = (side.line.revisions[-1].content for side in (sides.ours, sides.theirs))
    before = rows_at(connection, record, sides.fork)
    found = [
        *_head(ours, theirs),
        *_values("", form.fields, ours["values"], theirs["values"]),
        *_rows(form, _laid(before, sides.ours.rows), _laid(before, sides.theirs.rows)),
    ]
    return tuple(line for line in found if line.ours != line.theirs)


def _head(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Difference]:
    for key, label in _HEAD.items():
        was, new = str(ours.get(key, "")), str(theirs.get(key, ""))
        if key == "disclosure":
            was, new = (DISCLOSURE_WORDS[Disclosure(one)] for one in (was, new))
        yield Difference(label, was, new, public=True)
    for key, label in BILINGUAL_LABELS.items():
        was, new = (str(side.get("bilingual", {}).get(key, "")) for side in (ours, theirs))
        yield Difference(label, was, new, public=True)
    counted = [f"{len(side['attachments'])} 个" for side in (ours, theirs)]
    if set(ours["attachments"]) != set(theirs["attachments"]):
        yield Difference("附件", counted[0], f"{counted[1]}，不是同样的", public=True)


def _values(
    named: str, fields: tuple[FormField, ...], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> Iterator[Difference]:
    """Also what the form does not know, under its key and for nobody but the officer."""
    known = {field.key: field for field in fields}
    for key in [*known, *sorted((ours.keys() | theirs.keys()) - known.keys())]:
        field = known.get(key)
        public = field is not None and field.disclosure is DisclosureClass.PUBLIC
        label = f"{named}{field.label if field else key}"
        yield Difference(label, ours.get(key, ""), theirs.get(key, ""), public=public)


def _laid(before: Rows, changes: tuple[AnyRow, ...]) -> Rows:
    state = dict(before)
    for change in sorted(changes, key=lambda one: one.revision):
        if change.values is None:
            state.pop(change.row, None)
        else:
            state[change.row] = (change.position, dict(change.values))
    return state


def _rows(form: Form, ours: Rows, theirs: Rows) -> Iterator[Difference]:
    places = {row: place for place, row in enumerate(sorted(ours, key=lambda row: (ours[row][0], row)), 1)}
    added = sorted(theirs.keys() - ours.keys(), key=lambda row: (theirs[row][0], row))
    for row in [*places, *added]:
        name = f"名单第 {places[row]} 行" if row in places else "名单新的一行"
        was, new = ours.get(row), theirs.get(row)
        if new is None or was is None:
            yield Difference(name, "有" if was else "没有", "有" if new else "没有", public=True)
        yield from _values(f"{name}，", form.roster, was[1] if was else {}, new[1] if new else {})
