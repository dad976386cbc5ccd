"""Finds the roster in a sheet as offices keep it: titles above, one to three lines of heads, merged cells, totals and
signatures below. Only finds; `roster_body` tells which rows below the head are data, `roster_rows` reads them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.base.errors import Refusal
from desktop.base.words import zh
from desktop.domain.form import Form
from desktop.files.container import shown_name
from desktop.files.headings import (
    HeadingDictionary,
    HeadingText,
    Match,
    chosen,
    plain,
    unit_conflict,
    units_line,
)
from desktop.files.roster_body import RosterBody
from desktop.files.workbook import Sheet, Workbook, cell_value, column_letters, is_blank

_HEAD_WITHIN = 40
_DEEPEST_HEAD = 3
_FEWEST_MATCHES = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of the sheet: its letter, its heading as written, and the form's column it means (key and label,
    both empty if none). ``problem`` says why a matching heading could not be used."""

    letter: str
    text: str
    key: str
    label: str
    problem: str = ""


@dataclass(frozen=True)
class TableGuess:
    """Where the roster stands. Rows and columns count from 0; ``data_rows`` are the rows to read, in order.

    ``columns`` maps sheet columns to keys. ``missing`` are labels of required columns that were not found.
    ``skipped`` tells in words which rows were left out and why.
    """

    sheet: str
    head_first: int
    head_last: int
    columns: Mapping[int, str]
    headings: tuple[Heading, ...]
    missing: tuple[str, ...]
    data_rows: tuple[int, ...] = field(repr=False, default=())
    totals_row: int | None = None
    skipped: tuple[str, ...] = ()
    score: int = 0


class NoRoster(Refusal):
    """No sheet has a table that fits the form."""


def choose_sheet(workbook: Workbook, form: Form, mapping: Mapping[str, str] | None = None) -> TableGuess:
    """The best table of all sheets, visible ones first; raises NoRoster if none comes close."""
    guesses = [(sheet, find_table(sheet, form, mapping)) for sheet in workbook.sheets]
    fitting = [(sheet, guess) for sheet, guess in guesses if guess is not None]
    if not fitting:
        wanted = zh("、").join(column.label for column in form.roster if column.required)
        what = zh(
            "“{file}”里没有找到“{roster}”的表头。",
            file=shown_name(workbook.path),
            roster=form.roster_title or form.name,
        )
        todo = zh("表头里至少要有：{wanted}。请看一下是不是选错了文件，或者把列名改成这样。", wanted=wanted)
        raise NoRoster(what, safe=zh("记录没有改动。"), todo=todo, code="roster-not-found")
    best = max(
        fitting,
        key=lambda pair: (not pair[1].missing, not pair[0].hidden, pair[1].score, len(pair[1].data_rows)),
    )
    return best[1]


def require_fit(guess: TableGuess, form: Form) -> None:
    """Raise a Refusal that names the required columns the table lacks, and what became of their headings."""
    if guess.missing:
        problems = zh("").join(heading.problem for heading in guess.headings)
        what = zh(
            "表“{sheet}”里缺少：{missing}。{problems}",
            sheet=guess.sheet,
            missing=zh("、").join(guess.missing),
            problems=problems,
        )
        todo = zh("请给这几列写上列名再导入，或者在导入时指定哪一列是什么。")
        raise Refusal(what, safe=zh("记录没有改动。"), todo=todo, code="roster-columns-missing")


def find_table(sheet: Sheet, form: Form, mapping: Mapping[str, str] | None = None) -> TableGuess | None:
    """The roster in this sheet, None if no line looks like its head. ``mapping`` (letter or heading to key, "" to
    leave out) goes before what was recognised."""
    dictionary = HeadingDictionary(form)
    grid = _HeadGrid(sheet)
    best: tuple[tuple[int, int], int, list[Match]] | None = None
    for first in range(min(_HEAD_WITHIN, len(sheet.rows))):
        if grid.is_title(first):
            continue
        for depth in range(1, _DEEPEST_HEAD + 1):
            matches = dictionary.match(grid.headings(first, depth))
            # Of equal heads the shallower: a title line above adds nothing to what the head itself says.
            rank = (dictionary.score(matches), -depth)
            if len(matches) >= _FEWEST_MATCHES and (best is None or rank > best[0]):
                best = (rank, first, matches)
    if best is None:
        return None
    (score, shallow), first, matches = best
    depth = -shallow
    last = first + depth - 1
    texts = grid.headings(first, depth)
    line = _units_above(sheet, first)
    headings = _headings(form, texts, matches, mapping or {}, line)
    columns = {
        place: heading.key for place, heading in enumerate(headings) if heading.key and not heading.problem
    }
    found = set(columns.values())
    missing = tuple(column.label for column in form.roster if column.required and column.key not in found)
    rows = RosterBody(sheet, columns, last, texts)
    rows.find()
    skipped = (*_not_read(sheet, headings), *rows.skipped)
    named = tuple(heading for heading in headings if heading.text)
    return TableGuess(
        sheet.name, first, last, columns, named, missing, tuple(rows.data), rows.totals, skipped, score
    )


class _HeadGrid:
    """The upper lines of a sheet with merged cells filled, to try as heads."""

    def __init__(self, sheet: Sheet) -> None:
        height = min(_HEAD_WITHIN + _DEEPEST_HEAD, len(sheet.rows))
        self.width = max((len(row) for row in sheet.rows[:height]), default=0)
        self._texts = [
            ["" if is_blank(raw) else cell_value(raw).text.strip() for raw in row]
            + [""] * (self.width - len(row))
            for row in sheet.rows[:height]
        ]
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        for merge in sheet.merges:
            for row in range(merge.top, min(merge.bottom + 1, height)):
                for column in range(merge.left, min(merge.right + 1, self.width)):
                    self._origin[row, column] = (merge.top, merge.left)

    def is_title(self, row: int) -> bool:
        """Words in the first column and nowhere else: they stand over the whole table, merged or not."""
        return bool(self._texts[row]) and bool(self._texts[row][0]) and not any(self._texts[row][1:])

    def headings(self, first: int, depth: int) -> list[HeadingText]:
        rows = range(first, min(first + depth, len(self._texts)))
        found: list[HeadingText] = []
        left = [""] * len(rows)
        for column in range(self.width):
            parts: list[str] = []
            filled: list[str] = []
            seen: set[tuple[int, int]] = set()
            for place, row in enumerate(rows):
                origin = self._origin.get((row, column), (row, column))
                text = self._texts[origin[0]][origin[1]] if origin[0] >= first else ""
                if origin in seen:
                    text = ""
                seen.add(origin)
                if text:
                    parts.append(text)
                    left[place] = text
                filled.append(text or (left[place] if place < len(rows) - 1 else ""))
            lower = parts[-1] if len(parts) > 1 else ""
            has_lower = bool(rows) and bool(filled[-1])
            found.append(HeadingText("".join(parts), lower, "".join(filled) if has_lower else ""))
        return found


def _headings(
    form: Form,
    texts: Sequence[HeadingText],
    matches: Sequence[Match],
    mapping: Mapping[str, str],
    line: frozenset[str],
) -> list[Heading]:
    by_column = {match.column: match.key for match in matches}
    known = {column.key: column for column in form.roster}
    decided = {
        place: key
        for place, heading in enumerate(texts)
        if (key := chosen(mapping, heading.joined, column_letters(place))) is not None
    }
    headings: list[Heading] = []
    for place, heading in enumerate(texts):
        guessed = by_column.get(place, "")
        key = decided.get(place, "" if guessed in decided.values() else guessed)
        column = known.get(key)
        if column is None:
            headings.append(Heading(column_letters(place), heading.joined, "", ""))
            continue
        foreign = unit_conflict(column, heading.joined, line)
        problem = (
            zh(
                "“{joined}”一列的单位是{foreign}，表单里“{label}”要{unit}，没有读这一列。",
                joined=heading.joined,
                foreign=foreign,
                label=column.label,
                unit=column.unit,
            )
            if foreign
            else ""
        )
        headings.append(Heading(column_letters(place), heading.joined, key, column.label, problem))
    return headings


def _not_read(sheet: Sheet, headings: Sequence[Heading]) -> list[str]:
    """What a clerk may believe was read: a hidden sheet taken for the list, a second column of the same name."""
    notes: list[str] = (
        [zh("“{name}”这张表是隐藏的，名单是从它里面读的", name=sheet.name)] if sheet.hidden else []
    )
    read = {plain(heading.text): heading.letter for heading in headings if heading.key}
    again = [
        heading for heading in headings if heading.text and not heading.key and plain(heading.text) in read
    ]
    notes.extend(
        zh(
            "“{text}”有两列，只读了 {read} 列，{letter} 列没有读",
            text=heading.text,
            read=read[plain(heading.text)],
            letter=heading.letter,
        )
        for heading in again
    )
    return notes


def _units_above(sheet: Sheet, head_first: int) -> frozenset[str]:
    units: frozenset[str] = frozenset()
    for row in sheet.rows[:head_first]:
        for raw in row:
            if isinstance(raw, str) and "单位" in raw:
                units |= units_line(raw)
    return units
