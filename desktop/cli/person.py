"""`record person`: where one person stands in all lists."""

from typing import Annotated

import typer

from desktop.cli.invocation import Invocation, say
from desktop.domain.flow import STATE_WORDS


def register(commands: typer.Typer) -> None:
    commands.command("person", help="一个人在哪些名单里：姓名，或身份证号末四位（会留痕）")(person)


def person(
    context: typer.Context, asked: Annotated[str, typer.Argument(help="姓名，或身份证号末四位")]
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        view = session.people.find(asked)
        call.answer(
            {
                "asked": view.asked,
                "more": view.more,
                "lines": [
                    {"name": line.name, "id_tail": line.tail, "place": line.place, "record": line.record,
                     "title": line.title, "matter": line.matter_name, "state": line.state, "formed_on": line.formed_on,
                     "row": line.position, "amount": line.amount}
                    for line in view.lines
                ],
            },
            *(
                f"{line.name}　{line.place}　{line.title}　第 {line.position} 行　{STATE_WORDS[line.state]}"
                + (f"　{line.amount_label} {line.amount}" if line.amount else "")
                for line in view.lines
            ),
        )  # fmt: skip
    if not view.lines:
        say(f"名单里没有“{view.asked}”。")
        raise typer.Exit(1)
    if view.more:
        say("找到的太多，只列出一部分。请写得更全一些。")
