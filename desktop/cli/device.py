"""`device`: enrolment of a laptop with its county (申请、许可、收下许可), and what becomes of it later (停用、换新身份)."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.invocation import Invocation
from desktop.usecases.devices import DECISION_WORDS, Decision, DeviceLine

commands = typer.Typer(help="本机与上级的约定", no_args_is_help=True)


@commands.command("request", help="写出本机的申请，交给县里")
def request(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="申请文件；写成 .png 或 .pdf 就做成二维码，可以拍照交去")],
    guomi: Annotated[
        bool, typer.Option("--guomi", help="同步包用国密（SM2、SM3、SM4）；软件实现，没有过检")
    ] = False,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        path = session.exchange.request_enrolment(out, guomi=guomi).value
        call.answer({"file": str(path)}, f"申请已写好：{path}")


@commands.command("grant", help="（县里）核准一份申请（文件，或二维码的照片），写出许可")
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


class Reason(StrEnum):
    """Why a laptop is stopped, as it is written on the list."""

    LOST = "lost"
    RESTORED = "restored"
    CLONED = "cloned"
    REPLACED = "replaced"
    LEFT = "left"


@commands.command("list", help="（县里）登记过的电脑，哪些停用了，哪些的情况要由人处理")
def list_devices(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        found = session.devices.every()
    call.answer([asdict(one) for one in found], *(_line(one) for one in found))


@commands.command("revoke", help="（县里）停用一台电脑：丢了、换了、被复制了")
def revoke(
    context: typer.Context, device: str, reason: Annotated[Reason, typer.Option(help="为什么停用")]
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        contact = session.devices.revoke(device, reason.value).value
        call.answer(
            {"device": contact.device, "unit": contact.unit, "revoked_at": contact.revoked_at},
            f"已停用 {contact.unit} 的这台电脑，它的包不再收。",
        )


@commands.command("decide", help="（县里）对一台情况不明的电脑作决定")
def decide(
    context: typer.Context,
    device: str,
    decision: Annotated[
        Decision, typer.Argument(help="；".join(f"{one} {DECISION_WORDS[one]}" for one in Decision))
    ],
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        contact = session.devices.decide(device, decision).value
        call.answer(
            {"device": contact.device, "unit": contact.unit, "decision": str(decision)},
            f"{contact.unit}：{DECISION_WORDS[decision]}。",
        )


@commands.command("revocations", help="（县里）写出签名的停用名单，带给下级")
def revocations(context: typer.Context, out: Annotated[Path, typer.Option(help="文件夹")]) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        path = session.devices.write_revocations(out)
        call.answer({"file": str(path)}, f"停用名单已写好：{path}")


@commands.command("take-revocations", help="收下上级的停用名单")
def take_revocations(context: typer.Context, file: Path) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        listed = session.devices.take_revocations(file).value
        own = session.desk.home.device.id in {one.device for one in listed.revoked}
        call.answer(
            {"number": listed.number, "devices": [one.device for one in listed.revoked], "own": own},
            f"已收下第 {listed.number} 份停用名单，共 {len(listed.revoked)} 台。",
            *(["本机在名单上：请换新的身份，再向上级申请。"] if own else []),
        )


@commands.command("renew", help="给本机换新的身份：从备份恢复以后、或上级停用以后用")
def renew(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        made = session.devices.renew().value
        call.answer(
            {"device": made},
            "本机已换新的身份。请写出申请交给上级，收下许可以后再报送；没有回执的会再发一次。",
        )


def _line(one: DeviceLine) -> str:
    state = f"已停用（{one.stopped_for}）" if one.revoked_at else f"可用到 {one.valid_until}"
    trouble = f"　要由人处理：{''.join(one.trouble.texts)}" if one.trouble else ""
    return f"{one.device}　{one.unit}　收到 {one.last} 号包　{state}{trouble}"
