"""Rule: door numbers of homes and full birth dates of persons are not posted."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.columns import TableView, tables_of
from desktop.rules.notice_checks.lines import everything
from desktop.rules.notice_checks.sightings import LAW, Sighting, told
from desktop.rules.notice_checks.signing import DATE, day_of

_DOOR = r"(?:\d+(?:-\d+)*|[一二三四五六七八九十]+)(?:号楼|号(?![文线地路])|栋|幢|单元|室|门牌)"
_FLAT = re.compile(r"\d+(?:号楼|栋|幢|#)?\s?-?\d*单元\s?-?\d+|\d+(?:号楼|栋|幢)\s?\d+(?:室|号|-\d+)")
_AT_GROUP = re.compile(rf"{_FLAT.pattern}|[村社组队]\d+号$|门牌号?\s?\d+")
_AT_HOME = re.compile(r"[村社组队]\d{1,4}号(?=[\u4e00-\u9fff·]{2,5}(?:家|户|宅|院))|[社组队]\d{1,4}号[院宅]")
_IN_CELL = re.compile(rf"{_DOOR}|\d+-\d+-\d+")
_BIRTH = re.compile(
    rf"(?:出生日期|出生年月日?|出生于|出生时间|生于|出生|生日)[:为是在于 ]{{0,3}}(?P<after>{DATE.pattern})"
)
_BORN = re.compile(
    r"(?P<before>(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|[-./]\d{1,2}[-./]\d{1,2}|\d{4}))(?:出生|生(?=[,。;、)\s]|$))"
)
_FULL_DAY = re.compile(r"(?:19|20)\d{2}(?:[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{4})(?: ?00:00(?::00)?)?")
_ADDRESS_ADVICE = zh("写到村、组或社区为止，不写门牌、楼栋、单元、室号。")
_BIRTH_ADVICE = zh("确有需要时只写年份，请删去月和日。")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    seen: list[Sighting] = []
    for view in tables_of(document, data):
        seen += _in_table(view)
    labelled = _labelled(data.own.privacy.address_labels)
    for line in everything(document):
        if labelled.search(line.folded) or _AT_HOME.search(line.folded):
            seen.append(
                Sighting(
                    "personal-address",
                    Severity.WARN,
                    line.place,
                    zh("住处的门牌"),
                    _ADDRESS_ADVICE,
                    LAW,
                    part=line.part,
                )
            )
        for pattern, group in ((_BIRTH, "after"), (_BORN, "before")):
            found = pattern.search(line.folded)
            if found and day_of(found[group]):
                seen.append(
                    Sighting(
                        "personal-birth-date",
                        Severity.WARN,
                        line.place,
                        zh("完整的出生日期"),
                        _BIRTH_ADVICE,
                        LAW,
                        part=line.part,
                    )
                )
                break
    yield from told(seen)


def _in_table(view: TableView) -> Iterator[Sighting]:
    part = view.table.part
    if any(view.person_rows()):
        for column in view.columns:
            pattern = _IN_CELL if column.kind == "address" else _AT_GROUP
            for cell in column.cells:
                if column.kind not in ("unit", "phone", "official") and pattern.search(cell.text):
                    yield Sighting(
                        "personal-address",
                        Severity.WARN,
                        cell.place,
                        zh("住处的门牌"),
                        _ADDRESS_ADVICE,
                        LAW,
                        "",
                        column.heading,
                        part,
                    )
    for column in view.of_kind("birth_date"):
        for cell in column.cells:
            if _FULL_DAY.fullmatch(cell.text):
                yield Sighting(
                    "personal-birth-date",
                    Severity.WARN,
                    cell.place,
                    zh("完整的出生日期"),
                    _BIRTH_ADVICE,
                    LAW,
                    "",
                    column.heading,
                    part,
                )


@lru_cache(maxsize=4)
def _labelled(labels: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    lives = (
        r"(?<=[(,;、 ])(?:现|家|原)?住(?![房宅户院宿所建])(?:在|于)?[\u4e00-\u9fff]{2,16}?"
        r"(?:\d+|[一二三四五六七八九十]+)(?:号楼|栋|幢|单元|号(?![文线]))"
    )
    return re.compile(rf"(?:{known})[^。;]{{0,36}}?{_DOOR}|{lives}" if known else r"(?!)")
