"""`bundle`: by stick to the county and back."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import below
from desktop.cli.invocation import Invocation, say_findings
from desktop.usecases.exchange import verify_file
from desktop.usecases.exchange_views import TRAVEL_WORDS

_MEGABYTE = 1_000_000
commands = typer.Typer(help="同步包", no_args_is_help=True)
below.register(commands)


@commands.command("export", help="把签发的记录写成一个包，放到U盘上")
def export(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="文件夹或U盘")],
    part_size: Annotated[
        int | None,
        typer.Option(min=1, help="每个文件最多多少 MB，超过就分成 .001、.002……；不写就看U盘装得下多大的"),
    ] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        result = session.exchange.export(to, largest=part_size and part_size * _MEGABYTE).value
        call.answer(
            {"file": str(result.path), "sequence": result.sequence, "records": result.records, "rows": result.rows,
             "bytes": result.bytes, "left": result.left},
            f"可以拔出U盘。{result.sequence} 号包 {result.records} 条记录已写好，并核对过：{result.path}",
            *([f"还有 {result.left} 条放不下，收到这个包的回执以后再导出一次。"] if result.left else []),
        )  # fmt: skip


@commands.command("verify", help="核对一个包的来源和完整，不需要数据目录")
def verify(context: typer.Context, file: Path) -> None:
    call: Invocation = context.obj
    report = verify_file(file)
    say_findings(report.findings)
    call.answer(
        {"ok": report.ok, "bundle": report.bundle, "device": report.device, "sequence": report.sequence,
         "revisions": report.revisions, "findings": [finding.as_json() for finding in report.findings]},
        "包是完整的。" if report.ok else "这个包不能用。",
    )  # fmt: skip
    if not report.ok:
        raise typer.Exit(1)


@commands.command("import", help="收进一个包，并写出签名的回执；也收上级带下来的文件")
def import_bundle(
    context: typer.Context,
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看不收")] = False,
    receipts: Annotated[Path | None, typer.Option(help="回执写到哪个文件夹；不写就放在包旁边")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        if session.down.is_down_file(file):
            if dry_run:
                call.answer(*below.down_seen(session.down.look(file)))
            else:
                call.answer(*below.down_answer(session.down.take_in(file).value))
            return
        if dry_run:
            seen = session.exchange.preview_import(file)
            call.answer(
                {"bundle": seen.bundle, "sender": seen.sender, "sequence": seen.sequence, "new": seen.new,
                 "updated": seen.updated, "duplicate": seen.duplicate, "conflict": seen.conflict,
                 "quarantined": seen.quarantined},
                f"{seen.sender} 的 {seen.sequence} 号包：新 {seen.new}，更新 {seen.updated}，重复 {seen.duplicate}，"
                f"冲突 {seen.conflict}，待查 {seen.quarantined}。什么都没有收。",
            )  # fmt: skip
            return
        outcome = session.exchange.import_(file, receipts or file.parent)
        say_findings(outcome.findings)
        result = outcome.value
        call.answer(
            {"accepted": result.accepted, "duplicate": result.duplicate, "conflict": result.conflict,
             "rejected": result.rejected, "receipt": str(result.receipt)},
            f"入库 {result.accepted} 条，重复 {result.duplicate}，冲突 {result.conflict}，没收 {result.rejected}。回执：{result.receipt}",
        )  # fmt: skip


@commands.command("receipt", help="收回执")
def receipt(context: typer.Context, file: Path) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        got = session.exchange.receive_receipt(file).value
        call.answer(
            {"bundle": got.bundle, "sequence": got.sequence, "accepted": got.accepted, "duplicate": got.duplicate,
             "conflict": got.conflict, "rejected": got.rejected},
            f"{got.sequence} 号包：入库 {got.accepted} 条，重复 {got.duplicate} 条，冲突 {got.conflict} 条，没收 {got.rejected} 条。",
        )  # fmt: skip


@commands.command("receipt-sheet", help="把回执做成可以打印的 PDF，带二维码")
def receipt_sheet(
    context: typer.Context, file: Path, out: Annotated[Path, typer.Option(help="PDF 文件")]
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        path = session.receipt_sheets.write(file, out)
        call.answer({"file": str(path)}, f"回执已做成 PDF：{path}")


@commands.command("read-sheet", help="核对一张打印的回执：给出照片，看是不是本机的那份")
def read_sheet(context: typer.Context, photo: Path) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        found = session.receipt_sheets.check_photo(photo)
    code = found.code
    call.answer(
        {"ok": found.good, "words": found.words, "bundle": code.bundle, "sequence": code.sequence, "device": code.device,
         "accepted": code.accepted, "duplicate": code.duplicate, "conflict": code.conflict, "rejected": code.rejected},
        found.words,
        f"{code.sequence} 号包：入库 {code.accepted} 条，重复 {code.duplicate} 条，冲突 {code.conflict} 条，没收 {code.rejected} 条。",
    )  # fmt: skip
    if not found.good:
        raise typer.Exit(1)


@commands.command("status", help="每条记录走到哪一步，缺哪个包")
def status(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        lines, missing = session.exchange.status(), session.exchange.missing()
        call.answer(
            {
                "records": [
                    {
                        "record": line.record,
                        "title": line.title,
                        "state": line.state,
                        "sequence": line.sequence,
                        "at": line.at,
                    }
                    for line in lines
                ],
                "missing": missing,
            },
            *(f"{TRAVEL_WORDS[line.state]}　{line.title}　{line.detail}" for line in lines),
            *([f"缺这些包：{'、'.join(map(str, missing))} 号"] if missing else []),
        )
