"""`due`, `backup`, `audit verify`: the board of things due and the care of the data."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.days import day_of
from desktop.cli.invocation import Invocation, say_findings

audit = typer.Typer(help="留痕", no_args_is_help=True)


def register(application: typer.Typer) -> None:
    application.command("due", help="今日：到期、逾期、退回、等回执的")(due)
    application.command("backup", help="备份，并核对备份能打开")(backup)
    application.add_typer(audit, name="audit")


def due(context: typer.Context, on: Annotated[str, typer.Option(help="按哪一天看")] = "") -> None:
    call: Invocation = context.obj
    with call.session() as session:
        duties = session.duties.due(day_of(on) if on else None)
        call.answer(
            [
                {"kind": duty.kind, "title": duty.title, "context": duty.context, "on": duty.on, "words": duty.words,
                 "record": duty.record, "notice": duty.notice, "matter": duty.matter}
                for duty in duties
            ],
            *(f"{duty.words}　{duty.title}　{duty.context}" for duty in duties),
        )  # fmt: skip


def backup(
    context: typer.Context, to: Annotated[Path | None, typer.Option(help="再抄一份到这个文件夹")] = None
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        path = session.care.backup(to)
        call.answer({"file": str(path)}, f"已备份并核对：{path}")


@audit.command("verify", help="核对留痕有没有被改动")
def verify(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        entries, findings = session.care.verify_audit()
        say_findings(findings)
        call.answer(
            {"ok": not findings, "entries": entries, "findings": [finding.as_json() for finding in findings]},
            "留痕不全或被改动过。" if findings else f"留痕完整，共 {entries} 条。",
        )
    if findings:
        raise typer.Exit(1)
