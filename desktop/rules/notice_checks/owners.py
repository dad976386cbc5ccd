"""Whose number is it, an office's or a person's? Guessed from the words beside it and from the table's headings."""

import re
from collections.abc import Sequence
from functools import lru_cache

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Part
from desktop.rules.characters import half_width
from desktop.rules.notice_checks.columns import Column, TableView

_BEFORE = 36
_UNIT = re.compile(
    r"政府|局|公司|委员会|合作社|财政所|单位|国库|专户|对公|中心|村委|协会|基金会|学校|医院|红十字"
)
_SEEN_BY_READERS = frozenset({Part.BODY, Part.HEADER, Part.NOTE, Part.TEXT_BOX})
# A line of a list: a name first, a number of things behind.
_LISTED = re.compile(
    r"^(?:\d{1,4}[.、 ]{1,2})?[\u4e00-\u9fff·]{2,5} .*\d(?:\.\d+)?(?:亩|元|口|人|头|只|户|㎡|平方米)"
)
# A line that tells of one person: 2.李生福,男,1956年3月12日出生,电话…
_PERSON = re.compile(r"^(?:\d{1,4}[.、 ]{1,2})?[\u4e00-\u9fff·]{2,8}[,、( ]{1,2}[男女](?![\u4e00-\u9fff])")
_CALLED_UPON = re.compile("监督|举报|咨询|值班|受理|办公|拨打|反映|联系人|经办|负责人")
_OFFICIAL_HEADING = re.compile(
    "职务|职责|分管|责任|监督|举报|咨询|办公|服务|值班|单位|部门|包保|帮扶|负责|经办|联系人"
)


def of_office(text: str, previous: str, start: int, part: Part, data: ExaminationData) -> bool:
    """True if the mobile at ``start`` of ``text`` is a contact of the office or its people.

    What only a file's hidden parts hold was never meant as a contact line.
    """
    if part not in _SEEN_BY_READERS:
        return False
    before = text[max(0, start - _BEFORE) : start]
    if not re.search("[\u4e00-\u9fff]", before):
        before = half_width(previous)[-_BEFORE:] + before
    if _LISTED.search(text) or _PERSON.search(text):
        return False
    private = _last(before, data.own.privacy.private_words)
    if private is not None and not re.search("[。;!?]", private) and not _CALLED_UPON.search(private):
        return False
    return _last(before, data.own.privacy.office_words) is not None


def in_column_of_office(view: TableView, column: Column | None, text: str, data: ExaminationData) -> bool:
    """True if the column of telephones belongs to officials or units: by its heading, else by whom it follows."""
    if column is None or not view.columns:
        return of_office(half_width(text), "", len(text), Part.BODY, data)
    if _OFFICIAL_HEADING.search(column.heading) or column.kind in ("official", "unit"):
        return True
    if column.kind in ("name", "minor_name", "guardian"):
        return False
    if any("职务" in other.heading for other in view.columns):
        return True
    left = [other.kind for other in view.columns[: column.index] if other.kind in _OWNERS]
    if not left:
        return not any(other.kind in ("name", "minor_name") for other in view.columns)
    return left[-1] in ("official", "unit")


_OWNERS = frozenset({"name", "minor_name", "guardian", "official", "unit"})


def is_unit_row(view: TableView, row: Sequence[str]) -> bool:
    """True if the row's account is a unit's: a company, a co-operative, an office stands where a name would."""
    owners = [row[column.index] for column in view.of_kind("name", "unit") if column.index < len(row)]
    return any(_UNIT.search(half_width(owner)) for owner in owners)


def is_unit_text(before: str) -> bool:
    return _UNIT.search(before) is not None


def _last(text: str, words: tuple[str, ...]) -> str | None:
    """What follows the last of ``words`` in ``text``, None if there is none."""
    ends = [found.end() for found in _pattern(words).finditer(text)]
    return text[ends[-1] :] if ends else None


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")
