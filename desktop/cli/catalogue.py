"""`catalogue`: the standard catalogue, its check, its coverage."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.base.errors import Refusal
from desktop.base.paths import standards_folder
from desktop.cli.county_words import difference_document, difference_line, reading_document, reading_lines
from desktop.cli.invocation import Invocation
from desktop.domain.county_table import DIFFERENCE_WORDS
from desktop.domain.finding import Severity
from desktop.usecases.county_table import compare, export_table, read_county_table
from desktop.usecases.openness import check_content

commands = typer.Typer(help="标准目录", no_args_is_help=True)


@commands.command("fields", help="全部领域")
def fields(context: typer.Context) -> None:
    call: Invocation = context.obj
    found = call.program.office().catalogue.fields
    call.answer(
        [
            {"code": field.code, "name": field.name, "aliases": list(field.aliases), "layer": str(field.layer),
             "matters": len(field.matters)}
            for field in found
        ],
        *(f"{field.code}　{field.name}　{len(field.matters)} 项" for field in found),
    )  # fmt: skip


@commands.command("show", help="看一个领域或事项")
def show(context: typer.Context, code: Annotated[str, typer.Argument(help="代码、名称或别名")]) -> None:
    call: Invocation = context.obj
    described, lines = call.program.office().describe(code)
    call.answer(described, *lines)


@commands.command("check", help="核对内容文件夹，列出问题")
def check(
    context: typer.Context, folder: Annotated[Path | None, typer.Argument(help="standards 文件夹")] = None
) -> None:
    call: Invocation = context.obj
    report = check_content(folder or standards_folder())
    words = {Severity.BLOCK: "错误", Severity.WARN: "提醒", Severity.INFO: "说明"}
    call.answer(
        {
            "errors": report.errors,
            "warnings": report.warnings,
            "fields": report.fields,
            "matters": report.matters,
            "elements": report.elements,
            "findings": [finding.as_json() for finding in report.findings],
        },
        *(
            f"{words[finding.severity]}　{finding.place}：{finding.text}{finding.advice}"
            for finding in report.findings
        ),
        f"{report.fields} 个领域，{report.matters} 个事项，{report.elements} 项要素；"
        f"错误 {report.errors}，提醒 {report.warnings}。",
    )
    if report.errors:
        raise typer.Exit(1)


@commands.command("coverage", help="各领域做到哪一步")
def coverage(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        lines = session.openness.fields()
        call.answer(
            [
                {"code": line.code, "name": line.name, "matters": line.matters, "current": line.current, "due": line.due,
                 "late": line.late, "missing": line.never}
                for line in lines
            ],
            *(f"{line.name}　{line.current}/{line.matters}　到期 {line.due}　逾期 {line.late}　没有 {line.never}" for line in lines),
        )  # fmt: skip


@commands.command("import", help="读本县目录表格，列出与目录的差别；--accept 逐条采用")
def import_table(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="表格：xlsx、xls、docx、html")],
    field: Annotated[str, typer.Option("--field", help="领域的代码或名称")] = "",
    accept: Annotated[
        list[str] | None, typer.Option("--accept", help="要采用的差别（key），可写多次；all 为全部")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="采用的理由")] = "",
) -> None:
    call: Invocation = context.obj
    if not accept:
        reading = read_county_table(call.program.office().catalogue, file, field)
        call.answer(reading_document(reading), *reading_lines(reading))
        return
    with call.session() as session:
        reading = session.county_catalogue.read(file, field)
        keys = [each.key for each in reading.differences]
        unknown = [key for key in accept if key != "all" and key not in keys]
        if unknown:
            raise Refusal(
                f"没有“{unknown[0]}”这条差别。",
                safe="目录没有改动。",
                todo="请先不带 --accept 看一遍。",
                code="no-such-difference",
            )
        made = session.county_catalogue.accept(reading, keys if "all" in accept else accept, reason).value
        done = [{"kind": str(entry.kind), "code": entry.code} for entry in made]
        call.answer(
            {**reading_document(reading), "accepted": done},
            *(f"已采用　{DIFFERENCE_WORDS[entry.kind]}　{entry.code}" for entry in made),
            f"采用了 {len(made)} 条；国家目录的文件没有改动。",
        )


@commands.command("export", help="写出两行表头的标准目录表格")
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="要写的 .xlsx 文件")],
    field: Annotated[str, typer.Option("--field", help="只写一个领域")] = "",
) -> None:
    call: Invocation = context.obj
    if call.account:
        with call.session() as session:
            written = session.county_catalogue.export(out, field)
    else:
        written = export_table(call.program.office().catalogue, out, field)
    call.answer({"file": str(out), "matters": written}, f"已写好 {out}：{written} 个事项。")


@commands.command("diff", help="两个内容文件夹，或文件夹与表格的差别")
def difference(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(help="原来的")],
    new: Annotated[Path, typer.Argument(help="新的")],
    field: Annotated[str, typer.Option("--field", help="只看一个领域")] = "",
) -> None:
    call: Invocation = context.obj
    found = compare(call.program.office().catalogue, old, new, field)
    call.answer(
        {"differences": [difference_document(each) for each in found]},
        *(difference_line(each) for each in found),
        f"共 {len(found)} 处不同。" if found else "没有不同。",
    )
