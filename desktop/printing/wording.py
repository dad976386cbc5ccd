"""What a notice says, before it is laid out: values into the wording of its kind, the list's own title. Knows no sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.words import tr
from desktop.printing.markdown import Block, parse
from desktop.printing.notice import NoticeContent, Table
from desktop.printing.options import WORDS, NoticeOptions, load_options
from desktop.printing.template import Scope, chinese_number, enumerated, render

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BREAKS = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n")
_CLEAN: dict[int, str | None] = {**_INVISIBLE, **_BREAKS, ord("\r"): None, ord("\t"): " ", ord("\u00a0"): " "}


def clean(text: str) -> str:
    """``text`` without characters that have no shape (Excel leaves them behind); tabs become spaces."""
    return text.translate(_CLEAN)


def suggested_title(content: NoticeContent, templates: Path) -> str:
    """The title that the template proposes for this content."""
    options = load_options(templates, content.kind)
    return _one_line(options.title, options, _variables(content, options))


def blocks_of_text(content: NoticeContent, templates: Path) -> list[Block]:
    """The text between title and annexes. Refuses a missing value, and a template that asks for what is not there."""
    variables = _variables(content, load_options(templates, content.kind))
    blocks = parse(render(_read(templates, content.kind), content.kind, variables))
    if content.remark:
        blocks += parse(render("{{ remark }}", content.kind, {"remark": clean(content.remark)}))
    return blocks


def _read(templates: Path, kind: str) -> str:
    path = templates / kind / "notice.md"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SurroundingsError(
            tr("模板文件“{kind}/notice.md”读不出来。", kind=kind),
            safe=tr("公示没有生成，记录没有改动。"),
            todo=tr("请重新安装本程序，或请县里重发模板。"),
            code="template-unreadable",
        ) from error


def _variables(content: NoticeContent, options: NoticeOptions) -> dict[str, Any]:
    values = {key: _unstopped(clean(text)) for key, text in content.values.items()}
    for key, label in options.required.items():
        if not values.get(key):
            raise Refusal(
                tr("“{label}”还没有填，公示里要写这一项。", label=label),
                safe=tr("公示没有生成，记录没有改动。"),
                todo=tr("请回到记录，填上“{label}”再生成。", label=label),
                code="value-missing",
            )
    period = content.period
    sections = [section for section in content.sections if clean(section.text).strip()]
    return {
        "title": clean(content.title).replace("\n", ""),
        "word": next((word for word in WORDS if clean(content.title).endswith(word)), options.word),
        "unit": clean(content.unit),
        "place": clean(content.place),
        "part": clean(content.part),
        "whole": clean(content.whole or content.place),
        "villages": "\n".join(clean(name) for name in content.villages),
        "date": content.date,
        "index_number": content.index_number,
        "count": content.count,
        "values": Scope("values", {**dict.fromkeys(options.optional, ""), **values}),
        "totals": Scope("totals", dict(content.totals)),
        "period": Scope("period", {"start": period.start, "end": period.end, "days": period.days,
                                   "unit_text": period.unit_text} if period else {}),
        "list": content.table is not None and len(content.table.rows) > 0,
        "listed": enumerated([column.told for column in content.table.columns if column.told])
        if content.table and content.table.rows
        else "",
        "sections": [
            Scope("section", {"number": chinese_number(number), "label": clean(section.label),
                              "text": clean(section.text)})
            for number, section in enumerate(sections, 1)
        ],
        "next_number": chinese_number(len(sections) + 1),
    }  # fmt: skip


def _unstopped(text: str) -> str:
    """``text`` without the marks that close its lines: the wording around it has its own, or asks for one by ``sentence``.

    Between lines 分号 stay, as in a list of points; at the end a comma or 分号 left behind goes too.
    """
    lines = [line.strip().rstrip("。，、,").rstrip() for line in text.strip().splitlines()]
    return "\n".join([*lines[:-1], *(line.rstrip("。，、,；;").rstrip() for line in lines[-1:])])


def _one_line(pattern: str, options: NoticeOptions, variables: Mapping[str, Any]) -> str:
    wording = render(pattern, options.kind, variables)
    return wording.fill(wording.markdown).replace("\n", "").strip()


def titled(content: NoticeContent, options: NoticeOptions) -> Table | None:
    """The list with the title and the note its kind proposes where it has none; None if there are no rows."""
    table = content.table
    if table is None or not table.rows:
        return None
    variables = _variables(content, options)
    return replace(
        table,
        rows=_CleanRows(table.rows, len(table.columns)),
        title=clean(table.title) or _one_line(options.list_title, options, variables),
        note=clean(table.note) or _one_line(options.list_note, options, variables),
    )


class _CleanRows(Sequence[Sequence[str]]):
    """Rows cleaned as they are read, so that a long list is not copied."""

    def __init__(self, rows: Sequence[Sequence[str]], width: int) -> None:
        self._rows = rows
        self._width = width

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: Any) -> Any:
        row = self._rows[at]
        if len(row) != self._width:
            raise ValueError(f"row {at} has {len(row)} cells, the table has {self._width} columns")
        return [text.translate(_CLEAN) for text in row]
