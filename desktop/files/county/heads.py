"""Finds the heads of a county's catalogue table and says what each column means. Looks at heading words only."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.county_table import CITY, COUNTY, TOWNSHIP, VILLAGE
from desktop.files.grids import Grid

# What a column is. TIER columns carry which tiers they stand for, EXTRA ones the heading they have.
NUMBER, CODE, LEVEL1, LEVEL2, LEVEL3 = "number", "code", "level1", "level2", "level3"
ELEMENTS, BASES, LIMIT, PUBLISHERS, CHANNELS = "elements", "bases", "time_limit", "publishers", "channels"
PUBLIC, SPECIFIC, AUDIENCE = "public", "specific", "audience"
PROACTIVE, ON_REQUEST, WITHHELD, DISCLOSURE = "proactive", "on_request", "withheld", "disclosure"
TIER, TIERS, EXTRA, MATTER = "tier", "tiers", "extra", "matter"
_WORDS: dict[str, str] = {
    "序号": NUMBER, "编号": NUMBER, "事项代码": CODE, "事项编码": CODE,
    "公开事项": MATTER, "事项": MATTER, "事项名称": MATTER, "公开事项名称": MATTER, "公开事项类别": MATTER,
    "一级事项": LEVEL1, "一级": LEVEL1, "一级目录": LEVEL1, "公开事项一级": LEVEL1,
    "二级事项": LEVEL2, "二级": LEVEL2, "二级目录": LEVEL2, "公开事项二级": LEVEL2,
    "三级事项": LEVEL3, "三级": LEVEL3, "三级目录": LEVEL3, "公开事项三级": LEVEL3,
    "公开内容": ELEMENTS, "公开内容要素": ELEMENTS, "公开要素": ELEMENTS, "公开内容及要求": ELEMENTS, "内容要素": ELEMENTS,
    "公开依据": BASES, "法律依据": BASES, "政策依据": BASES, "公开法律依据": BASES,
    "公开时限": LIMIT, "公开期限": LIMIT, "时限": LIMIT, "公开时间": LIMIT, "公开时限要求": LIMIT,
    "公开主体": PUBLISHERS, "责任主体": PUBLISHERS, "公开责任主体": PUBLISHERS, "公开责任单位": PUBLISHERS,
    "责任单位": PUBLISHERS, "公开单位": PUBLISHERS,
    "公开渠道和载体": CHANNELS, "公开渠道": CHANNELS, "公开渠道及载体": CHANNELS, "公开载体": CHANNELS,
    "公开渠道载体": CHANNELS, "渠道和载体": CHANNELS, "公开平台": CHANNELS,
    "公开对象": AUDIENCE, "全社会": PUBLIC, "社会公众": PUBLIC,
    "特定群众": SPECIFIC, "特定群体": SPECIFIC, "特定人群": SPECIFIC, "特定对象": SPECIFIC, "特定群体对象": SPECIFIC,
    "公开方式": DISCLOSURE, "公开属性": DISCLOSURE, "公开类型": DISCLOSURE, "主动": PROACTIVE, "主动公开": PROACTIVE,
    "依申请": ON_REQUEST, "依申请公开": ON_REQUEST, "不予公开": WITHHELD, "不公开": WITHHELD,
    "公开层级": TIERS, "层级": TIERS, "公开层级划分": TIERS,
}  # fmt: skip
_SUB = frozenset({LEVEL1, LEVEL2, LEVEL3, PUBLIC, SPECIFIC, PROACTIVE, ON_REQUEST, WITHHELD, TIER})
# Headings of one column: what stands below them, such as （要素）, only explains them.
_WHOLE = frozenset({NUMBER, CODE, ELEMENTS, BASES, LIMIT, PUBLISHERS, CHANNELS})
_TIER = re.compile(r"[省市州盟县区旗乡镇街道办事处村居社场或及和]+(?:级|层级|一级)")
_FEWEST = 3
_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")
_DROP = re.compile(r"[\s:：、,，。.·/\\|\"“”_—-]+")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of the sheet means; ``heading`` is what stands above it."""

    role: str
    heading: str
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A head of one or more rows, from ``first`` to before ``after``, and its columns."""

    first: int
    after: int
    columns: tuple[Column, ...]


def plain_heading(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return _DROP.sub("", _BRACKETS.sub("", re.sub(r"\s+", "", folded)))


def tiers_of(heading: str) -> tuple[str, ...]:
    """The tiers a heading such as 乡、村级 names; 市 beside 县 or 区 in one heading is the county itself."""
    text = plain_heading(heading)
    if not _TIER.fullmatch(text):
        return ()
    text = text.replace("社区", "村").replace("街道办事处", "乡").replace("街道", "乡")
    county = any(sign in text for sign in "县区旗")
    found = [COUNTY] if county else [CITY] if any(sign in text for sign in "市州盟省") else []
    found += [TOWNSHIP] if any(sign in text for sign in "乡镇") else []
    return (*found, *([VILLAGE] if any(sign in text for sign in "村居") else []))


def role_of(text: str) -> str:
    """The role a heading names, TIER for a tier, empty for any other words."""
    named = _WORDS.get(plain_heading(text), "")
    return named or (TIER if tiers_of(text) else "")


def heads_of(grid: Grid) -> list[Head]:
    """All heads of the grid, also those repeated on continuation pages."""
    found: list[Head] = []
    row = 0
    while row < len(grid.rows):
        if _is_head_row(grid, row):
            after = row + 1
            while after < len(grid.rows) and _goes_on(grid, after, row):
                after += 1
            found.append(Head(row, after, _columns(grid, row, after)))
            row = after
        else:
            row += 1
    return found


def _roles(grid: Grid, row: int) -> set[str]:
    return {role for cell in grid.rows[row] if (role := role_of(cell.text))}


def _is_head_row(grid: Grid, row: int) -> bool:
    return len(_roles(grid, row) - {TIER}) >= _FEWEST


def _goes_on(grid: Grid, row: int, first: int) -> bool:
    """Another row of the same head: merged down from it, or the names of parts."""
    cells = grid.rows[row]
    if any(first <= cell.row < row and cell.text for cell in cells):
        return True
    own = [cell for cell in cells if cell.text.strip()]
    named = [cell for cell in own if role_of(cell.text) in _SUB]
    return len({role_of(cell.text) for cell in named}) >= 2 and 2 * len(named) > len(own)


def _columns(grid: Grid, first: int, after: int) -> tuple[Column, ...]:
    columns: list[Column] = []
    upper = ""
    for at in range(grid.width):
        parts = _distinct(grid, first, after, at)
        # Without merged cells the upper heading stands over its first part only.
        upper = parts[0] if grid.rows[first][at].text.strip() else upper
        top, low = (
            (parts[0], parts[-1])
            if grid.rows[first][at].text.strip()
            else (upper, parts[-1] if parts else "")
        )
        columns.append(_column(top, low, len(parts) > 1 or top != low))
    return _settled(columns)


def _distinct(grid: Grid, first: int, after: int, column: int) -> list[str]:
    parts: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in range(first, after):
        cell = grid.rows[row][column]
        if cell.text.strip() and (cell.row, cell.column) not in seen:
            seen.add((cell.row, cell.column))
            parts.append(cell.text)
    return parts


def _column(top: str, low: str, split: bool) -> Column:
    heading = "/".join(dict.fromkeys(re.sub(r"\s+", "", part) for part in (top, low) if part.strip()))
    role = role_of(low) or role_of(top + low) if low else ""
    if not role and split and role_of(top) in _WHOLE:
        role = role_of(top)
    if split and role_of(top) == TIERS and not role:
        role = TIER if tiers_of(low + "级") else ""
        return Column(role or EXTRA, heading, tiers_of(low + "级"))
    if role == TIER:
        return Column(TIER, heading, tiers_of(low))
    # 备注 under no upper heading, or words nobody knows: kept beside the row.
    return Column(role or EXTRA, heading)


def _settled(columns: Sequence[Column]) -> tuple[Column, ...]:
    """公开事项 over several columns without names below are its levels; 市级 without 县级 beside it is the county."""
    known = {column.role for column in columns}
    levels = iter(level for level in (LEVEL1, LEVEL2, LEVEL3) if level not in known)
    named = {tier for column in columns for tier in column.tiers}
    done: list[Column] = []
    taken: set[str] = set()
    for column in columns:
        role, tiers = column.role, column.tiers
        if role == MATTER:
            role = next(levels, EXTRA)
        elif role not in (TIER, EXTRA) and role in taken:
            role = EXTRA
        if CITY in tiers and COUNTY not in named:
            tiers = tuple(COUNTY if tier == CITY else tier for tier in tiers)
        taken.add(role)
        done.append(Column(role, column.heading, tiers))
    return tuple(done)
