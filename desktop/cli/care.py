"""`due`, `backup`, `restore`, `drill`, `doctor`, `lost`, `diagnose`, `audit verify`: the board of things due, the care of the data."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from desktop.base.errors import Refusal
from desktop.base.paths import log_file
from desktop.cli.days import day_of
from desktop.cli.invocation import Invocation, say_findings
from desktop.usecases.diagnostics import collect
from desktop.usecases.lost import LostLine, from_backup
from desktop.usecases.office import Office
from desktop.usecases.rescue import accounts_of, salvaged_words

audit = typer.Typer(help="留痕", no_args_is_help=True)


def register(application: typer.Typer) -> None:
    application.command("due", help="今日：到期、逾期、退回、等回执的")(due)
    application.command("backup", help="备份，并核对备份能打开")(backup)
    application.command("restore", help="用一份备份恢复；现在的数据留在旁边，不会删")(restore)
    application.command("drill", help="练一次恢复：把备份另外打开，核对、数一数，现在的数据不动")(drill)
    application.command("lost", help="电脑丢了：上面有什么、哪些上级已收（按备份，或按上级的登记）")(lost)
    application.command("diagnose", help="诊断包：给技术人员的版本、大小、代号和日志，没有个人信息")(diagnose)
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
    context: typer.Context,
    to: Annotated[Path | None, typer.Option(help="连附件一起抄到这个文件夹，例如U盘")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        if to is None:
            path = session.care.backup()
            call.answer({"file": str(path)}, f"已备份并核对：{path}")
            return
        carried = session.care.carry(to).value
        call.answer(
            {"file": str(carried.path), "files": carried.files, "size": carried.size},
            f"已备份，连附件抄好并读回核对（{carried.files} 个文件）：{carried.path}",
        )


def restore(context: typer.Context, file: Path) -> None:
    call: Invocation = context.obj
    account = _who_restores(call, file)
    aside = call.program.office().restore(call.home, file, account, call.passphrase())
    kept = f"原来的数据留在：{aside}" if aside.is_file() else "这里原来没有数据。"
    call.answer({"restored": str(file), "aside": str(aside)}, f"已恢复：{file.name}。", kept)


def _who_restores(call: Invocation, file: Path) -> str:
    """On a new laptop there is no home yet to ask: then the list of accounts beside the backup tells who may."""
    names = [call.account] if call.account else accounts_of(file, call.home)
    if file.is_file() and len(names) > 1:
        raise Refusal(
            "没有说明由谁来做。", safe="什么都没有改动。", todo=f"请用 --as 写明账户：{'、'.join(names)}。", code="no-account"
        )  # fmt: skip
    return names[0] if names else ""


def drill(
    context: typer.Context,
    backup: Annotated[Path | None, typer.Option("--backup", help="练哪一份；不写是最近一份")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        found = session.care.drill(backup).value
        call.answer(
            {"file": str(found.path), "at": found.at, "records": found.records, "now": found.now},
            f"这份备份能恢复：{found.path.name}，里面有 {found.records} 条记录，现在有 {found.now} 条。",
        )


def lost(
    context: typer.Context,
    backup: Annotated[Path | None, typer.Argument(help="丢的那台电脑最近的备份（.db）")] = None,
    device: Annotated[str, typer.Option(help="不用备份，按本机（上级）的登记看这台电脑，写编号或单位")] = "",
) -> None:
    call: Invocation = context.obj
    if (backup is None) == (not device):
        raise typer.BadParameter("备份文件和 --device，请写其中一个", param_hint="backup")
    if backup is not None:
        account = call.account or (accounts_of(backup, backup.parent) or [""])[0]
        report = from_backup(backup, account, call.passphrase(), call.program.office().clock)
        call.answer(
            {
                "unit": report.unit,
                "until": report.until,
                "arrived": report.arrived,
                "records": _lost_lines(report.lines),
            },
            f"{report.unit}：到 {report.until[:16].replace('T', ' ')} 为止，一共 {len(report.lines)} 条，上级已收 {report.arrived} 条。",
            *(f"{line.travel}　{line.state}　{line.title}" for line in report.lines),
        )
        return
    with call.session() as session:
        seen = session.lost.of_device(device)
        missing = "、".join(f"{number} 号" for number in seen.missing)
        call.answer(
            {"unit": seen.unit, "device": seen.device, "last": seen.last, "last_at": seen.last_at, "missing": seen.missing,
             "records": _lost_lines(seen.records)},
            f"{seen.unit}：收到过 {len(seen.records)} 条，最后是 {seen.last} 号包（{seen.last_at[:10] or '没有'}）。",
            f"没有收到的包：{missing or '没有'}。那以后写在那台电脑上的，这里都没有。",
            *(f"{line.travel}　{line.title}" for line in seen.records),
            "请把这台电脑停用（device stop），它的密钥就不能再用。",
        )  # fmt: skip


def _lost_lines(lines: Iterable[LostLine]) -> list[dict[str, object]]:
    return [
        {"title": line.title, "state": line.state, "travel": line.travel, "arrived": line.arrived}
        for line in lines
    ]


def diagnose(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="存成这个文件（.zip）；不写就只显示")] = None,
    with_doctor: Annotated[bool, typer.Option("--doctor", help="加上体检，要登录")] = False,
) -> None:
    """The whole text is shown before anything is written."""
    call: Invocation = context.obj
    office = call.program.office()
    diagnosis = office.diagnose(call.home, *call.who(office)) if with_doctor else None
    pack = collect(call.home, office.clock, log_file(), diagnosis)
    written = pack.write(out) if out is not None else None
    call.answer(
        {"file": str(written or ""), "texts": dict(pack.texts)},
        *(f"—— {name} ——\n{text.rstrip()}" for name, text in pack.texts.items()),
        f"以上内容已存成：{written}"
        if written
        else "以上内容还没有存。要交给技术人员，请加 --out 文件名.zip。",
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
    call.answer(
        {"file": str(saved.path), "kept": saved.kept, "lost": saved.lost, "cut": saved.cut},
        *salvaged_words(saved),
        f"存在：{saved.path}",
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
