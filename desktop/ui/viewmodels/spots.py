"""Where a finding points: to a field of the form, to a cell of the roster, or to the record as a whole."""

import re
from dataclasses import dataclass

from desktop.domain.finding import Finding
from desktop.domain.form import Form, FormField

COMMON = {
    "标题": "title",
    "形成日期": "formed_on",
    "公开属性": "disclosure",
    "理由说明": "withheld_reason",
    "不公开的理由": "withheld_reason",
}
_ROW = re.compile(r"第\s*(\d+)\s*行")


@dataclass(frozen=True, slots=True)
class Spot:
    """``position`` 0: a field of the form; both empty: the record as a whole. ``key`` "" in a row: the whole row."""

    key: str = ""
    position: int = 0


def spot_of(finding: Finding, form: Form) -> Spot:
    """Read from the finding's place, which names rows by number and fields by their label."""
    row = _ROW.search(finding.place)
    if row is not None:
        return Spot(_named(finding.place[row.end() :], form.roster), int(row.group(1)))
    for label, key in COMMON.items():
        if label in finding.place:
            return Spot(key)
    return Spot(_named(finding.place, form.fields))


def _named(place: str, fields: tuple[FormField, ...]) -> str:
    """The field whose label stands in the place; in quotes first, then the longest, as 合计金额 holds 金额 too."""
    named = [field for field in fields if f"“{field.label}”" in place]
    named = named or [field for field in fields if field.label in place]
    return max(named, key=lambda field: len(field.label)).key if named else ""
