"""`record override`: a second person lets one block of the privacy gate through, with a reason."""

from typing import Annotated

import typer

from desktop.cli.invocation import Invocation


def register(commands: typer.Typer) -> None:
    commands.command("override", help="第二人写明理由，放行隐私关拦下的一处")(override)


def override(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="记录编号")],
    finding: Annotated[str, typer.Option(help="意见的代码，例如 personal-mobile")],
    place: Annotated[str, typer.Option(help="意见的位置，和检查列出的一样")],
    reason: Annotated[str, typer.Option(help="为什么可以公布")],
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        given = session.overrides.give(record, finding, place, reason).value
        call.answer(
            given.model_dump(mode="json"),
            f"已放行：{given.place}。内容再有改动，这次放行就不算数。",
        )
