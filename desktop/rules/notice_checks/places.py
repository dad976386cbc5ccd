"""Rule: townships and counties that a notice names exist in the division table. Only where the table knows the region."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.division import Division, DivisionLevel, Divisions
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.lines import Line, page_of, tables_lines

_SOURCE = zh("行政区划代码表")
_SMALL = frozenset({DivisionLevel.TOWN, DivisionLevel.TOWNSHIP, DivisionLevel.SUBDISTRICT})
_SHORT = 3
_COUNTY = re.compile(r"(?=([\u4e00-\u9fff]{2}县)(?![城级内域直里]))")
_LONG = 3
# The name itself is two letters: 大通回族土族自治县, 海西蒙古族藏族自治州.
_PEOPLES = re.compile(r"(?<=^[\u4e00-\u9fff]{2})(?:[\u4e00-\u9fff]{1,3}族)+(?=自治)")
_NO_NAME = re.compile(
    r"[各个全两等本该某每其几和及与、所在镇乡县局委办院村站厅部司校上下级名\d]|农|城|集|小|中心|人民|辖|重点|一|二|三|四|五|六|七|八|九|十|街道|民族|特色|建制|振兴|移民|我|由|为|对|将|到|于|从"
)
_SMALL_ENDS = re.compile("[镇乡]")
# What may stand right before the name of a township; any other letter belongs to a longer name.
_BEFORE_NAME = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[县市区州省镇乡村府局和及与至到在由对将从向经各据为即是把给于的户涉查])$"
)
_HAN_ONLY = re.compile("[\u4e00-\u9fff]+")
_NOT_IN_NAME = re.compile("[镇乡县区村]")
_FUNCTION = re.compile("[各个全两本该某每其几及到由为对将于从在给向我这那的了等和与是以所辖]")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    lines = [*page_of(document, data).lines, *tables_lines(document)]
    text = "\n".join(line.folded for line in lines)
    counties = _counties_named(text, data)
    here = tuple(name for name, _ in _county_names(data.divisions) if name in text)
    ours = "青海" in text
    told: set[str] = set()
    for line in lines:
        for name, right in (
            *_below_county(line, counties, data),
            *_alone(line, counties, data),
            *_counties(line, here, data, ours=ours),
            *(_long_names(line, data) if here or ours else ()),
        ):
            if name not in told:
                told.add(name)
                advice = (
                    zh("是不是“{right}”？请核对。", right=right)
                    if right
                    else zh("请对照行政区划核对；撤并过的请用现在的名称。")
                )
                yield Finding(
                    "place-unknown",
                    Severity.WARN,
                    line.place,
                    zh("行政区划里没有“{name}”。", name=name),
                    advice,
                    _SOURCE,
                )


def _counties_named(text: str, data: ExaminationData) -> tuple[Division, ...]:
    found = {county.code: county for name, county in _county_names(data.divisions) if name in text}
    if data.home:
        for step in data.divisions.path(data.home):
            if step.level is DivisionLevel.COUNTY:
                found[step.code] = step
    return tuple(found.values())


def _below_county(
    line: Line, counties: tuple[Division, ...], data: ExaminationData
) -> Iterator[tuple[str, str]]:
    """A township's name right after its county's."""
    for county in counties:
        for own in (county.name, _PEOPLES.sub("", county.name).replace("自治", "")):
            for found in re.finditer(
                rf"{own}([\u4e00-\u9fff]{{1,5}}?(?:镇|乡(?!村|镇|土)|街道(?!办)))", line.dense
            ):
                name = found[1]
                if _NO_NAME.search(name[:-1] if name[-1] in "镇乡" else name[:-2]) or _known(
                    name, data.divisions
                ):
                    continue
                yield name, _nearest(name, (county,), data.divisions)


def _alone(line: Line, counties: tuple[Division, ...], data: ExaminationData) -> Iterator[tuple[str, str]]:
    """A township anywhere in the text that is one letter off one of a county named in the text."""
    dense = line.dense
    if not _SMALL_ENDS.search(dense):
        return
    for right in _townships(counties, data.divisions):
        for window, before in _ending_alike_at(dense, right):
            if _differences(window, right) != 1 or not _HAN_ONLY.fullmatch(window):
                continue
            if _NOT_IN_NAME.search(window[:-1]) or (len(right) == _SHORT and _FUNCTION.search(window)):
                continue
            begins = _BEFORE_NAME.search(before) or before.endswith(_names_of(counties))
            if begins and not _known(window, data.divisions):
                yield window, right


def _names_of(counties: tuple[Division, ...]) -> tuple[str, ...]:
    """贵德 of 贵德县, as people write before a township."""
    return tuple(_PEOPLES.sub("", county.name).removesuffix("县").removesuffix("自治") for county in counties)


@lru_cache(maxsize=64)
def _townships(counties: tuple[Division, ...], divisions: Divisions) -> tuple[str, ...]:
    return tuple(
        entry.name
        for county in counties
        for entry in divisions.children(county.code)
        if entry.level in _SMALL and len(entry.name) >= _SHORT and entry.name[-1] in "镇乡"
    )


def _counties(
    line: Line, here: tuple[str, ...], data: ExaminationData, *, ours: bool
) -> Iterator[tuple[str, str]]:
    """A county right after the province or a prefecture of ours that this one does not have. ``here``: the counties named in
    the text; ``ours``: it speaks of the province."""
    for found in _COUNTY.finditer(line.dense):
        near = [name for name in here if len(name) == _SHORT and _differences(name, found[1]) == 1]
        if near and found[1] not in {name for name, _ in _county_names(data.divisions)}:
            yield found[1], near[0]
    if not ours:
        return
    parents = "|".join(sorted(_prefecture_names(data.divisions), key=len, reverse=True))
    for found in re.finditer(rf"(?:青海省|{parents})([\u4e00-\u9fff]{{2,3}}县)", line.dense):
        name = found[1]
        known = {short for short, _ in _county_names(data.divisions)}
        if (
            name in known
            or _NO_NAME.search(name[:-1])
            or any(own in name for own in _prefecture_names(data.divisions))
        ):
            continue
        near = [short for short in known if len(short) == len(name) and _differences(short, name) == 1]
        yield name, near[0] if len(near) == 1 else ""


def _long_names(line: Line, data: ExaminationData) -> Iterator[tuple[str, str]]:
    """One letter off the full name of a county or prefecture of ours: 门源回族自冶县."""
    long = _full_names(data.divisions)
    known = {*long, *data.own.form.other_places}
    dense = line.dense
    for right in long:
        for window in _ending_alike(dense, right):
            if window not in known and _differences(window, right) == 1 and not _cut_off(window, right):
                yield window, right


def _ending_alike_at(dense: str, right: str) -> Iterator[tuple[str, str]]:
    """The same with the four letters before each: 河家镇 in 大河家镇 is cut out of a longer name."""
    last = dense.find(right[-1], len(right) - 1)
    while last >= 0:
        start = last - len(right) + 1
        yield dense[start : last + 1], dense[max(0, start - 4) : start]
        last = dense.find(right[-1], last + 1)


def _ending_alike(dense: str, right: str) -> Iterator[str]:
    """The stretches as long as ``right`` that end with its last letter."""
    last = dense.find(right[-1], len(right) - 1)
    while last >= 0:
        yield dense[last - len(right) + 1 : last + 1]
        last = dense.find(right[-1], last + 1)


def _cut_off(window: str, right: str) -> bool:
    """True if only the first letter differs and is no letter of a name: a name cut out of a longer one."""
    return window[1:] == right[1:] and not re.match("[\u3400-\u9fff]", window)


@lru_cache(maxsize=4)
def _full_names(divisions: Divisions) -> tuple[str, ...]:
    large = (DivisionLevel.COUNTY, DivisionLevel.PREFECTURE)
    return tuple(entry.name for entry in divisions if entry.level in large and len(entry.name) > _LONG)


@lru_cache(maxsize=4)
def _county_names(divisions: Divisions) -> tuple[tuple[str, Division], ...]:
    """Full and short names of the counties: 大通回族土族自治县, 大通县. Names of two letters are too common to go by."""
    names: list[tuple[str, Division]] = []
    for entry in divisions:
        if entry.level is DivisionLevel.COUNTY and entry.administrative:
            short = _PEOPLES.sub("", entry.name).replace("自治", "")
            names += [(entry.name, entry), (short, entry)]
    return tuple((name, entry) for name, entry in names if len(name) > 2)


@lru_cache(maxsize=4)
def _prefecture_names(divisions: Divisions) -> tuple[str, ...]:
    names: list[str] = []
    for entry in divisions:
        if entry.level is DivisionLevel.PREFECTURE:
            names += [entry.name, _PEOPLES.sub("", entry.name).replace("自治", "")]
    return tuple(names)


@lru_cache(maxsize=4)
def _stems(divisions: Divisions) -> frozenset[str]:
    """What the names of all townships begin with, ethnic parts and ending left out: 新街 of 新街回族乡."""
    return frozenset(
        _stem(entry.name) for entry in divisions if entry.level in _SMALL or not entry.administrative
    )


def _stem(name: str) -> str:
    return re.sub(r"(?:镇|乡|街道|街道办事处)$", "", re.sub(r"(?:[\u4e00-\u9fff]{1,3}族)+乡$", "乡", name))


def _known(name: str, divisions: Divisions) -> bool:
    stem = _stem(name)
    return stem in _stems(divisions) or any(
        known.startswith(stem) for known in _stems(divisions) if len(stem) > 1
    )


def _nearest(name: str, counties: tuple[Division, ...], divisions: Divisions) -> str:
    """The one township of these counties whose name is one letter off, empty if none or several."""
    stem = _stem(name)
    near = [
        entry.name
        for county in counties
        for entry in divisions.children(county.code)
        if len(_stem(entry.name)) == len(stem) and _differences(_stem(entry.name), stem) == 1
    ]
    same_end = [found for found in near if found[-1] == name[-1]] or near
    return same_end[0] if same_end else ""


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
