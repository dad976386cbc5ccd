"""`catalogue`: the standard catalogue, its check, its coverage."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.base.paths import standards_folder
from desktop.cli.invocation import Invocation
from desktop.domain.finding import Severity
from desktop.usecases.openness import check_content

commands = typer.Typer(help="标准目录", no_args_is_help=True)


@commands.command("fields", help="27 个领域")
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
