"""`record imports` and `record undo-import`: what was imported into a record, and taking one of it back."""

from dataclasses import asdict
from typing import Annotated

import typer

from desktop.cli.invocation import Invocation, say_findings
from desktop.usecases.import_history import ImportLine

RecordArgument = Annotated[str, typer.Argument(help="记录编号")]


def register(commands: typer.Typer) -> None:
    commands.command("imports", help="列出这条记录的每一次导入")(list_imports)
    commands.command("undo-import", help="把一次导入整个撤销")(undo_import)


def list_imports(context: typer.Context, record: RecordArgument) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        lines = session.imports.of(record)
        words = [_words(line) for line in lines] or ["还没有导入过。"]
        call.answer([asdict(line) for line in lines], *words)


def undo_import(
    context: typer.Context,
    record: RecordArgument,
    number: Annotated[
        int | None, typer.Option("--import", min=1, help="第几次导入；不写就是最近一次")
    ] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        outcome = session.imports.undo(record, number or 0)
        done = outcome.value
        say_findings(outcome.findings)
        call.answer(
            {**asdict(done), "findings": [finding.as_json() for finding in outcome.findings]},
            f"“{done.file}”的导入已撤销：去掉 {done.removed} 行，找回 {done.returned} 行，现在有 {done.rows} 行。",
        )


def _words(line: ImportLine) -> str:
    state = f"　{line.undone_by}已撤销" if line.undone_at else ""
    return f"第 {line.number} 次　{line.at}　{line.by}　{line.file}　收进 {line.taken} 行，没收 {line.refused} 行{state}"
