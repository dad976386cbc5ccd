"""`init` and `account`: a new home, its accounts, handing over from one to another."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.base.errors import Refusal
from desktop.cli.invocation import Invocation, say
from desktop.domain.account import ROLE_WORDS, Role
from desktop.domain.organisation import Level, Organisation, is_division_code

accounts = typer.Typer(help="本机的账户", no_args_is_help=True)


def register(application: typer.Typer) -> None:
    application.command("init", help="建一个新的加密数据目录，恢复码只显示这一次")(init)
    application.add_typer(accounts, name="account")


def init(
    context: typer.Context,
    org: Annotated[str, typer.Option(help="行政区划代码")],
    unit: Annotated[str, typer.Option(help="单位全称")],
    level: Annotated[Level, typer.Option(help="village、township、county 或 prefecture")],
    account: Annotated[str, typer.Option(help="第一个账户的名字")],
    role: Annotated[Role, typer.Option(help="第一个账户的职责")],
) -> None:
    call: Invocation = context.obj
    if not is_division_code(org):
        raise Refusal(
            f"“{org}”不是行政区划代码。",
            safe="什么都没有改动。",
            todo="代码是 6 位、9 位或 12 位数字，例如 632521103。",
            code="bad-division",
        )
    organisation = Organisation(code=org, unit=unit, level=level)
    session, recovery = call.program.office().create(
        call.home, organisation, account, role, call.passphrase("给新账户设一个口令：")
    )
    session.close()
    say("请把恢复码抄下来，锁进柜子。它只显示这一次，忘记口令时要用。")
    call.answer(
        {"home": str(call.home), "recovery_code": recovery}, f"数据目录：{call.home}", f"恢复码：{recovery}"
    )


@accounts.command("add", help="加一个账户；新账户的口令按提示输入")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="账户名")],
    role: Annotated[Role, typer.Option(help="职责")],
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        made = session.accounts.add(name, role, call.passphrase(f"给“{name}”设一个口令：")).value
        call.answer(made.as_json(), f"已加上账户：{made.name}（{ROLE_WORDS[made.role]}）")


@accounts.command("list", help="本机有哪些账户")
def list_accounts(context: typer.Context) -> None:
    call: Invocation = context.obj
    found = call.program.office().accounts_at(call.home)
    call.answer(
        [account.as_json() for account in found],
        *(f"{account.name}　{ROLE_WORDS[account.role]}" for account in found),
    )


@accounts.command("retire", help="停用一个账户（调离、退休）；他做过的都留着")
def retire(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="账户名")],
    reason: Annotated[str, typer.Option(help="为什么，例如：调离")],
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        gone = session.accounts.retire(name, reason).value
        call.answer(gone.as_json(), f"已停用账户：{gone.name}。以前备份里的口令还能打开那些备份，请收好U盘。")


@accounts.command("handover", help="移交清单：一个人名下没办完的、正在张贴的、没有回执的，打印出来三方签名")
def hand_over(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="移交的人的账户名")],
    to: Annotated[str, typer.Option(help="接收的人的姓名")],
    out: Annotated[Path, typer.Option(help="存成这个 PDF")],
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        found = session.handover.write(name, to, out)
        call.answer(
            {
                "file": str(out),
                "open": len(found.open),
                "hanging": len(found.hanging),
                "unanswered": found.unanswered,
            },
            f"移交清单：{out}。没有办完的 {len(found.open)} 条，正在张贴的 {len(found.hanging)} 份。",
        )
