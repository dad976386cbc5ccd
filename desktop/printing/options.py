"""A template folder's ``options.yaml`` as typed values, and the lists built after it. Content stays in the file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.catalogue.parsing import UnreadableYaml, parse_yaml
from desktop.printing.notice import Column, Table

_ALIGNS = {"left", "center", "right"}
SERIAL = "serial"
WORDS = ("公告", "通告", "通知", "公示")  # what a title may end with


@dataclass(frozen=True, slots=True)
class NoticeOptions:
    """How one kind of notice is printed. ``title`` and ``list_title`` are patterns in the templates' language.

    ``required`` and ``optional`` map form keys to the words a clerk knows them by. ``sure`` says how well the number of
    days is founded: law, page, practice, local or knowledge. ``split`` is the column after which a record may be
    dealt out to several sheets, empty if it may not.
    """

    kind: str
    name: str
    word: str
    title: str
    title_words: tuple[str, ...]
    paper: str
    days: int
    unit: str
    basis: str
    sure: str
    required: Mapping[str, str]
    optional: Mapping[str, str]
    columns: tuple[Column, ...]
    totals: tuple[str, ...]
    total_column: str
    list_title: str
    list_note: str
    landscape: bool | None
    split: str = ""


def kinds(templates: Path) -> tuple[str, ...]:
    """The kinds for which there is a template, sorted."""
    return tuple(sorted(path.parent.name for path in templates.glob("*/options.yaml")))


def load_options(templates: Path, kind: str) -> NoticeOptions:
    """The options of ``kind``. Refuses an unknown kind or a faulty file, naming the file and the fault."""
    path = templates / kind / "options.yaml"
    try:
        data = parse_yaml(path.read_bytes())
    except FileNotFoundError as error:
        raise Refusal(
            tr("没有“{kind}”这种公示的模板。", kind=kind),
            safe=tr("公示没有生成，记录没有改动。"),
            todo=tr("请改用通用公示，或请县里补上这种模板。"),
            code="template-unknown",
        ) from error
    except (OSError, UnreadableYaml) as error:
        raise _faulty(kind, tr("读不出来")) from error
    try:
        return _options(kind, data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _faulty(kind, tr("缺少或写错了“{args}”", args=error.args[0] if error.args else "")) from error


def _faulty(kind: str, fault: str) -> Refusal:
    return Refusal(
        f"模板文件“{kind}/options.yaml”{fault}。",
        safe="公示没有生成，记录没有改动。",
        todo="请把这句话告诉县里负责模板的人，改好后再生成。",
        code="template-faulty",
    )


def _options(kind: str, data: dict[str, Any]) -> NoticeOptions:
    roster = data.get("list") or {}
    columns = tuple(_column(entry) for entry in roster.get("columns", ()))
    keys = {column.key for column in columns}
    totals = tuple(str(key) for key in roster.get("totals", ()))
    for key in (*totals, *([roster["total_column"]] if totals else [])):
        if key not in keys:
            raise ValueError(key)
    split = str(data.get("split", ""))
    if split and split not in keys:
        raise ValueError("split")
    if data["word"] not in WORDS or data["period"]["unit"] not in {"natural", "working"}:
        raise ValueError("word / period.unit")
    return NoticeOptions(
        kind=kind,
        name=str(data["name"]),
        word=str(data["word"]),
        title=str(data["title"]),
        title_words=tuple(str(word) for word in data.get("title_words", ())),
        paper=str(data.get("paper", "A4")),
        days=int(data["period"]["days"]),
        unit=str(data["period"]["unit"]),
        basis=str(data["period"]["basis"]),
        sure=str(data["period"]["sure"]),
        required=_labels(data["values"]["required"]),
        optional=_labels(data["values"].get("optional")),
        columns=columns,
        totals=totals,
        total_column=str(roster.get("total_column", "")),
        list_title=str(roster.get("title", "")),
        list_note=str(roster.get("note", "")),
        landscape={"portrait": False, "landscape": True, "auto": None}[roster.get("orientation", "auto")],
        split=split,
    )


def _labels(entries: dict[str, str] | None) -> dict[str, str]:
    return {str(key): str(label) for key, label in (entries or {}).items()}


def _column(entry: dict[str, Any]) -> Column:
    align = str(entry.get("align", "center"))
    if align not in _ALIGNS:
        raise ValueError(align)
    return Column(
        key=str(entry["key"]),
        head=str(entry["head"]),
        align=align,
        unit=str(entry.get("unit", "")),
        wrap=bool(entry.get("wrap", False)),
        told=str(entry.get("told", "")),
    )


def table_from(
    options: NoticeOptions,
    rows: Iterable[Mapping[str, str]],
    totals: Mapping[str, str],
    *,
    shown: Iterable[str] | None = None,
) -> Table | None:
    """The printed list of a roster whose rows are already masked. Title and note are set by ``make_notice``.

    ``shown`` are the keys that may be printed (the privacy gate's answer); columns outside it, and columns that are
    empty in every row, are left out. None if there are no rows or the kind has no list.
    """
    kept = list(rows)
    if not kept or not options.columns:
        return None
    allowed = None if shown is None else {SERIAL, *shown}
    columns = tuple(
        column
        for column in options.columns
        if (allowed is None or column.key in allowed)
        and (column.key == SERIAL or any(row.get(column.key) for row in kept))
    )
    lines: Sequence[tuple[str, ...]] = [
        tuple(str(number) if column.key == SERIAL else row.get(column.key, "") for column in columns)
        for number, row in enumerate(kept, 1)
    ]
    last = tuple(
        "合计"
        if column.key == options.total_column
        else totals.get(column.key, "")
        if column.key in options.totals
        else ""
        for column in columns
    )
    return Table(columns, lines, last if options.totals else (), landscape=options.landscape)
