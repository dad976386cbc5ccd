"""`record`: write, import, pass through the four-eyes flow, read."""

import datetime
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from desktop.base.errors import Refusal, SurroundingsError
from desktop.cli import record_flow, record_imports
from desktop.cli.invocation import Invocation, say, say_findings
from desktop.domain.flow import STATE_WORDS
from desktop.domain.record import Disclosure, RecordContent, RecordState
from desktop.usecases.record_views import RecordFilter, RecordLine
from desktop.usecases.roster_import import ALL_SHEETS

commands = typer.Typer(help="公开记录", no_args_is_help=True)
record_flow.register(commands)
record_imports.register(commands)


def read_mapping(path: Path) -> dict[str, Any]:
    """A YAML file that holds a mapping, or a refusal in Chinese."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SurroundingsError(f"打不开“{path}”。", todo="请看一下文件名和位置。", code="no-file") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else ""
        raise Refusal(
            f"“{path.name}”{place}不是能读懂的 YAML。",
            safe="什么都没有改动。",
            todo="请改好以后，另存为 UTF-8 编码再试。",
            code="bad-yaml",
        ) from error
    if not isinstance(data, dict):
        raise Refusal(
            f"“{path.name}”里应是“名称: 内容”的写法。",
            safe="什么都没有改动。",
            todo="请一行写一项，例如 title: 低保名单。",
            code="bad-yaml",
        )
    return data


def content_from(data: dict[str, Any], today: datetime.date) -> RecordContent:
    """The content that a data file of `record new` describes (shape in the CLI contract)."""
    known = {"title", "formed_on", "disclosure", "reason", "reason_code", "values", "bilingual"}
    if strange := sorted(set(data) - known):
        raise Refusal(
            f"数据文件里有不认识的项：{'、'.join(strange)}。",
            safe="什么都没有改动。",
            todo=f"可以写的有：{'、'.join(sorted(known))}。",
            code="bad-data",
        )
    formed = data.get("formed_on", today)
    if isinstance(formed, str):
        try:
            formed = datetime.date.fromisoformat(formed)
        except ValueError as error:
            raise Refusal(
                f"formed_on 的日期“{formed}”不对。",
                safe="什么都没有改动。",
                todo="请写成 2026-09-14 这样。",
                code="bad-data",
            ) from error
    disclosure = str(data.get("disclosure", "proactive"))
    if disclosure not in set(Disclosure):
        raise Refusal(
            "disclosure 只能是 proactive、on_request 或 withheld。", safe="什么都没有改动。", code="bad-data"
        )
    values = data.get("values") or {}
    if not isinstance(values, dict):
        raise Refusal("values 里应是“字段: 内容”的写法。", safe="什么都没有改动。", code="bad-data")
    bilingual = data.get("bilingual") or {}
    if not isinstance(bilingual, dict):
        raise Refusal("bilingual 里应是“title_bo: 藏文”的写法。", safe="什么都没有改动。", code="bad-data")
    return RecordContent(
        title=str(data.get("title", "")),
        formed_on=formed,
        disclosure=Disclosure(disclosure),
        withheld_code=str(data.get("reason_code", "")),
        withheld_reason=str(data.get("reason", "")),
        values={str(key): "" if value is None else str(value) for key, value in values.items()},
        bilingual={str(key): str(value) for key, value in bilingual.items() if value is not None},
    )


@commands.command("new", help="按事项建一条记录，可以先不填全")
def new(
    context: typer.Context,
    matter: Annotated[str, typer.Argument(help="事项代码或名称")],
    data: Annotated[Path, typer.Option(help="YAML 数据文件")],
    form: Annotated[str, typer.Option(help="用哪张表单；不写就按事项选")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        content = content_from(read_mapping(data), session.desk.clock.today())
        office = replace(call.program.office(), catalogue=session.desk.catalogue)
        code = office.find_matter(matter).code
        made = session.records.new(code, form, content)
        say_findings(made.findings)
        call.answer({"record": made.value}, made.value)


@commands.command("copy", help="照一条记录再做一条：标题里的期次往后移，日期空着")
def copy(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="照哪一条做")],
    roster: Annotated[bool, typer.Option("--roster/--no-roster", help="名单带不带过来")] = True,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        made = session.carry.copy(record, roster=roster)
        say_findings(made.findings)
        title = session.records.get(made.value).record.title
        call.answer({"record": made.value, "title": title}, made.value, title)


CHANGE_WORDS = {"new": "新增", "gone": "没有了", "amount": "数变了", "other": "有改动"}


@commands.command("changes", help="名单和上一次比：新增、没有了、变了的")
def changes(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="记录编号")],
    against: Annotated[str, typer.Option(help="和哪一条比；不写就和照着做的那条、或上一次签发的比")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        found = session.carry.compare(record, against)
        lines = [f"和“{found.source_title}”比：{found.same} 行没有变。"]
        for change in found.changes:
            cells = "；".join(
                f"{cell.label} {cell.before or '空'} → {cell.after or '空'}"
                for cell in change.cells
                if change.kind in {"amount", "other"}
            )
            lines.append(f"{CHANGE_WORDS[change.kind]}　{change.place}　{change.name}　{cells}".rstrip())
        call.answer(asdict(found), *lines)


@commands.command("import", help="把 Excel 名单收进一条记录")
def import_roster(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="记录编号")],
    file: Annotated[Path, typer.Argument(help="Excel 文件")],
    mapping: Annotated[Path | None, typer.Option("--map", help="列名对应（YAML）")] = None,
    errors: Annotated[Path | None, typer.Option("--errors", help="把没收的行标出来，写到这个文件")] = None,
    sheet: Annotated[str, typer.Option(help="哪一张工作表")] = "",
    add: Annotated[bool, typer.Option("--add", help="加在已有名单后面，不替换")] = False,
    every: Annotated[bool, typer.Option("--all-sheets", help="所有工作表一起收")] = False,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", help="整张表都一样的：village=上滩村；village=工作表名 用各表的名字"),
    ] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        columns = {str(key): str(value) for key, value in read_mapping(mapping).items()} if mapping else None
        fixed = _pairs(given or [])
        which = ALL_SHEETS if every else sheet
        preview = session.roster_import.read(record, file, which, columns, constants=fixed)
        outcome = session.roster_import.apply(record, preview, errors, replace=not add)
        result = outcome.value
        document = {
            "import": result.number,
            "taken": result.taken,
            "refused": result.refused,
            "errors_file": str(result.errors_file or ""),
            "sheet": preview.sheet,
            "skipped": list(preview.skipped),
            "findings": [finding.as_json() for finding in outcome.findings],
        }
        for fault in preview.faults:
            say(f"第 {fault.source_row} 行 {fault.label}：{fault.reason}")
        say_findings(outcome.findings)
        call.answer(document, f"收进 {result.taken} 行，没收 {result.refused} 行。")
    if result.refused:
        raise typer.Exit(1)


def _pairs(given: list[str]) -> dict[str, str]:
    """key=text of each; a Refusal for what is written otherwise."""
    if wrong := next((part for part in given if "=" not in part), ""):
        raise Refusal(
            f"“{wrong}”要写成 列=内容，例如 village=上滩村。", safe="记录没有改动。", code="set-wrong"
        )
    return {key.strip(): text for key, _, text in (part.partition("=") for part in given)}


@commands.command("attach", help="给记录加一个附件")
def attach(context: typer.Context, record: str, file: Path) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        line = session.attachments.add(record, file).value
        call.answer({"digest": line.digest, "name": line.name, "size": line.size}, f"已加上附件：{line.name}")


@commands.command("sheet", help="审查单 PDF：谁审的、什么意见、公开属性和依据")
def sheet(context: typer.Context, record: str, out: Annotated[Path, typer.Option(help="PDF 文件")]) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        session.sheets.write(record, out)
        call.answer({"record": record, "file": str(out)}, f"审查单：{out}")


def _listed(call: Invocation, lines: list[RecordLine]) -> None:
    call.answer(
        [
            {"record": line.id, "title": line.title, "matter": line.matter, "state": line.state, "revision": line.revision,
             "digest": line.digest}
            for line in lines
        ],
        *(f"{line.id}　{STATE_WORDS[line.state]}　{line.title}" for line in lines),
    )  # fmt: skip


@commands.command("list", help="列出记录")
def list_records(
    context: typer.Context,
    state: Annotated[RecordState | None, typer.Option(help="只列这个状态的")] = None,
    matter: Annotated[str, typer.Option(help="只列这个事项的")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        states = frozenset({state}) if state else frozenset[RecordState]()
        _listed(call, session.records.page(RecordFilter(states=states, matter=matter), 0, 1_000_000))


@commands.command("search", help="按任意片段查记录：标题、姓名、拼音首字母")
def search(context: typer.Context, text: str) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        _listed(call, session.records.search(text))


@commands.command("show", help="看一条记录")
def show(context: typer.Context, record: str) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        view = session.records.get(record)
        findings = session.records.findings(record)
        document = {
            **view.record.model_dump(mode="json"),
            "record": view.record.id,
            "values": view.content.values,
            "totals": view.totals,
            "rows": view.record.roster_count,
            "findings": [finding.as_json() for finding in findings],
            "history": [
                {"at": line.at, "who": line.who, "what": line.words, "reason": line.reason}
                for line in view.history
            ],
        }
        call.answer(
            document,
            f"{view.record.title}（{STATE_WORDS[view.record.state]}，第 {view.record.revision} 次修订）",
            *(f"{entry.label}：{view.content.values.get(entry.key, '')}" for entry in view.form.fields),
            f"名单：{view.record.roster_count} 行",
            *(f"{line.at}　{line.who}　{line.words}　{line.reason}" for line in view.history),
            *(f"{finding.place}：{finding.text}{finding.advice}" for finding in findings),
        )
