"""`settings`: what the office decided for itself, shown as a whole and changed one thing at a time."""

from dataclasses import asdict
from typing import Annotated

import typer

from desktop.base.errors import Refusal
from desktop.cli.days import day_of
from desktop.cli.invocation import Invocation
from desktop.domain.index_number import IndexPattern

commands = typer.Typer(help="本单位的设置：单位、公示栏、本地放假、遮盖、等待天数、索引号")
changes = typer.Typer(help="改一项设置（管理员）")
commands.add_typer(changes, name="set")
_MASKS = {"full": False, "masked": True}


@commands.command("show", help="现在的全部设置")
def show(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        found, pattern = session.settings.read(), session.numbers.pattern()
        preview = session.numbers.preview(pattern)
    offices = {line.role: line.office for line in found.offices if line.office.name}
    masks = "masked" if found.mask_names_on_boards else "full"
    call.answer(
        {
            "offices": {role: asdict(office) for role, office in offices.items()},
            "boards": [asdict(board) for board in found.boards],
            "days": [asdict(day) for day in found.local_days],
            "masks": masks,
            "receipt_days": found.receipt_days,
            "auto_lock_minutes": found.auto_lock_minutes,
            "index_pattern": {**asdict(pattern), "next": preview.here, "elsewhere": preview.elsewhere},
        },
        *(
            f"单位　{role}：{office.name}　{office.address}　{office.phone}"
            for role, office in offices.items()
        ),
        *(f"公示栏　{board.name}　挂着 {board.hanging} 份" for board in found.boards),
        *(
            f"本地{'放假' if day.kind == 'rest' else '上班'}　{day.day}　{day.name}"
            for day in found.local_days
        ),
        f"公示栏上的姓名　{'遮盖' if found.mask_names_on_boards else '照写'}",
        f"等回执　{found.receipt_days} 天",
        f"自动锁定　{found.auto_lock_minutes} 分钟",
        f"索引号　{pattern.pattern}　下一个：{preview.here}　别的电脑同一个流水号：{preview.elsewhere}",
    )


@changes.command("office", help="公开主体在本地是哪个单位；单位名称写空就是取消")
def office(
    context: typer.Context,
    role: Annotated[str, typer.Argument(help="目录里的公开主体，或“本单位”")],
    name: Annotated[str, typer.Argument(help="单位名称")],
    address: Annotated[str, typer.Option(help="地址")] = "",
    phone: Annotated[str, typer.Option(help="电话")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        made = session.settings.set_office(role, name, address, phone).value
        words = f"{role}：{made.name}　{made.address}　{made.phone}" if made.name else f"已取消：{role}"
        call.answer({"role": role, **asdict(made)}, words)


@changes.command("board", help="加一块公示栏；--rename 改名，--retire 不再使用")
def board(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="公示栏的名字")],
    rename: Annotated[str, typer.Option(help="新的名字")] = "",
    retire: Annotated[bool, typer.Option("--retire", help="不再使用")] = False,
) -> None:
    call: Invocation = context.obj
    if rename and retire:
        raise Refusal(
            "改名和不再使用不能一起做。", safe="设置没有改动。", todo="请分两次做。", code="bad-usage"
        )
    with call.session() as session:
        if retire:
            session.settings.retire_board(name)
        elif rename:
            session.settings.rename_board(name, rename)
        else:
            session.notices.add_board(name)
        boards = [line.name for line in session.settings.read().boards]
        call.answer({"boards": boards}, "公示栏：" + "、".join(boards))


@changes.command("day", help="本地放假（rest）或上班（work）的日子；--remove 去掉")
def day(
    context: typer.Context,
    date: Annotated[str, typer.Argument(help="日期，如 2026-10-08")],
    kind: Annotated[str, typer.Argument(help="rest 放假，work 上班")] = "rest",
    name: Annotated[str, typer.Argument(help="是什么日子，如 州庆日")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="去掉这一天")] = False,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        if remove:
            session.settings.remove_local_day(day_of(date))
        else:
            session.settings.add_local_day(day_of(date), kind, name)
        days = session.settings.read().local_days
        call.answer(
            {"days": [asdict(entry) for entry in days]},
            *(f"{entry.day}　{entry.kind}　{entry.name}" for entry in days),
        )


@changes.command("masks", help="公示栏上的姓名：full 照写，masked 遮盖；网上一律遮盖")
def masks(context: typer.Context, names: Annotated[str, typer.Argument(help="full 或 masked")]) -> None:
    call: Invocation = context.obj
    if names not in _MASKS:
        todo = "请写 full（照写）或 masked（遮盖）。"
        raise Refusal(f"不认识“{names}”。", safe="设置没有改动。", todo=todo, code="bad-mask")
    with call.session() as session:
        session.settings.mask_names_on_boards(_MASKS[names])
        call.answer({"masks": names}, f"公示栏上的姓名：{'遮盖' if _MASKS[names] else '照写'}")


@changes.command("receipt-days", help="多少天没有回执就算逾期")
def receipt_days(context: typer.Context, days: Annotated[int, typer.Argument(help="1 到 90")]) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        call.answer({"receipt_days": session.settings.set_receipt_days(days).value}, f"等回执：{days} 天")


@changes.command("auto-lock", help="多少分钟不用就锁定")
def auto_lock(context: typer.Context, minutes: Annotated[int, typer.Argument(help="1 到 240")]) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        value = session.settings.set_auto_lock(minutes).value
        call.answer({"auto_lock_minutes": value}, f"自动锁定：{minutes} 分钟")


@changes.command("index-pattern", help="索引号的写法，例如 {org}/{year}-{mark}-{sequence:05d}")
def index_pattern(
    context: typer.Context,
    pattern: Annotated[str, typer.Argument(help="写法")],
    credit_code: Annotated[str, typer.Option(help="统一社会信用代码，写法里用 {credit_code} 时要填")] = "",
    block: Annotated[int | None, typer.Option(help="本机的号段 0 到 9；不写就要用 {mark}")] = None,
) -> None:
    call: Invocation = context.obj
    wanted = IndexPattern(pattern, credit_code, block)
    with call.session() as session:
        session.numbers.set_pattern(wanted)
        preview = session.numbers.preview(wanted)
        call.answer(
            {**asdict(wanted), "next": preview.here, "elsewhere": preview.elsewhere},
            f"写法：{wanted.pattern}　下一个：{preview.here}　别的电脑同一个流水号：{preview.elsewhere}",
        )
