"""`device`: enrolment of a laptop with its county (申请、许可、收下许可)."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.invocation import Invocation

commands = typer.Typer(help="本机与上级的约定", no_args_is_help=True)


@commands.command("request", help="写出本机的申请，交给县里")
def request(context: typer.Context, out: Annotated[Path, typer.Option(help="申请文件")]) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        path = session.exchange.request_enrolment(out).value
        call.answer({"file": str(path)}, f"申请已写好：{path}")


@commands.command("grant", help="（县里）核准一份申请，写出许可")
def grant(context: typer.Context, file: Path, out: Annotated[Path, typer.Option(help="许可文件")]) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        contact, path = session.exchange.grant(file, out).value
        call.answer(
            {"file": str(path), "unit": contact.unit, "device": contact.device},
            f"已许可 {contact.unit}：{path}",
        )


@commands.command("accept", help="收下县里的许可")
def accept(context: typer.Context, file: Path) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        contact = session.exchange.accept_grant(file).value
        call.answer(
            {"unit": contact.unit, "device": contact.device}, f"已收下 {contact.unit} 的许可，可以报送了。"
        )
