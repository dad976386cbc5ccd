"""`due`, `backup`, `restore`, `doctor`, `audit verify`: the board of things due and the care of the data."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.days import day_of
from desktop.cli.invocation import Invocation, say_findings
from desktop.usecases.office import Office

audit = typer.Typer(help="留痕", no_args_is_help=True)


def register(application: typer.Typer) -> None:
    application.command("due", help="今日：到期、逾期、退回、等回执的")(due)
    application.command("backup", help="备份，并核对备份能打开")(backup)
    application.command("restore", help="用一份备份恢复；现在的数据留在旁边，不会删")(restore)
    application.command("doctor", help="体检：磁盘、数据、留痕、附件、备份；数据坏了时把读得出的救出来")(
        doctor
    )
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


def restore(context: typer.Context, file: Path) -> None:
    call: Invocation = context.obj
    office = call.program.office()
    aside = office.restore(call.home, file, *call.who(office))
    call.answer(
        {"restored": str(file), "aside": str(aside)}, f"已恢复：{file.name}。", f"原来的数据留在：{aside}"
    )


def doctor(
    context: typer.Context,
    salvage: Annotated[bool, typer.Option("--salvage", help="数据有损坏时，把读得出的存成一份备份")] = False,
) -> None:
    call: Invocation = context.obj
    office = call.program.office()
    account, passphrase = call.who(office)
    if salvage:
        _salvage(call, office, account, passphrase)
        return
    diagnosis = office.diagnose(call.home, account, passphrase)
    say_findings(diagnosis.findings)
    call.answer(
        {
            "ok": diagnosis.well,
            "looked_at": diagnosis.looked_at,
            "findings": [finding.as_json() for finding in diagnosis.findings],
        },
        *diagnosis.looked_at,
        "一切正常。" if diagnosis.well else "有要处理的，见上面。",
    )
    if not diagnosis.well:
        raise typer.Exit(1)


def _salvage(call: Invocation, office: Office, account: str, passphrase: str) -> None:
    saved = office.salvage(call.home, account, passphrase)
    lost = {table: count for table, count in saved.lost.items() if count}
    call.answer(
        {"file": str(saved.path), "kept": saved.kept, "lost": saved.lost, "cut": saved.cut},
        f"救出 {saved.kept['records']} 条记录、{saved.kept['roster_rows']} 行名单，存在：{saved.path}",
        *(f"读不出来：{table} 最多 {count} 行" for table, count in lost.items()),
        *(f"读到一半断了：{table}，后面还有多少不知道" for table in saved.cut),
        "请看过以后，用 restore 恢复这一份；原来的数据文件没有动。",
    )


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
