"""`notice objection`: what villagers object to on a board, and the answers. Names are shown only where asked for."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer

from desktop.cli.days import day_of
from desktop.cli.invocation import Invocation, say, say_findings
from desktop.domain.noticeboard import Objection
from desktop.usecases.objections import NewObjection, ObjectionLine

commands = typer.Typer(help="异议登记", no_args_is_help=True)


@commands.command("add", help="登记一条异议；提出人可以不写")
def add(
    context: typer.Context,
    notice: Annotated[str, typer.Argument(help="公示编号")],
    text: Annotated[str, typer.Option(help="提出了什么")],
    way: Annotated[str, typer.Option(help="in_person、phone、letter、box、online 或 visit")] = "in_person",
    on: Annotated[str, typer.Option(help="收到的日期；不写就是今天")] = "",
    who: Annotated[str, typer.Option(help="提出人，只供内部联系，从不打印")] = "",
    row: Annotated[str, typer.Option(help="涉及公示上的哪一处，例如“第 3 行”")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        received = day_of(on) if on else session.desk.clock.today()
        entered = session.objections.add(notice, NewObjection(received, way, text, row, who)).value
        call.answer(_document(entered), f"已登记第 {entered.number} 号异议。{_limit(entered.answer_by)}")


@commands.command("answer", help="写下答复和结果")
def answer(
    context: typer.Context,
    objection: Annotated[str, typer.Argument(help="登记号或编号")],
    text: Annotated[str, typer.Option(help="怎样答复的")],
    outcome: Annotated[str, typer.Option(help="upheld、unfounded、referred 或 taken_back")],
    on: Annotated[str, typer.Option(help="答复的日期；不写就是今天")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        when = day_of(on) if on else session.desk.clock.today()
        known = session.objections.find(objection)
        outcome_ = session.objections.answer(known.id, text, outcome, when)
        say_findings(outcome_.findings)
        call.answer(_document(outcome_.value), f"第 {known.number} 号异议已答复。")


@commands.command("list", help="异议登记簿")
def listed(
    context: typer.Context,
    notice: Annotated[str, typer.Option(help="只看这一份公示的")] = "",
    open_only: Annotated[bool, typer.Option("--open", help="只看没有答复的")] = False,
    names: Annotated[bool, typer.Option("--names", help="连提出人一起列出")] = False,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        lines = session.objections.register(only_open=open_only)
        chosen = [line for line in lines if notice in {"", line.objection.notice}]
        call.answer([_line(line, names) for line in chosen], *(_words(line, names) for line in chosen))
        if not call.as_json:
            say(session.objections.limit_words)


def _document(entry: Objection, names: bool = False) -> dict[str, Any]:
    return entry.model_dump(mode="json", exclude=set() if names else {"who"})


def _line(line: ObjectionLine, names: bool) -> dict[str, Any]:
    rest = {key: value for key, value in asdict(line).items() if key != "objection"}
    return {
        **_document(line.objection, names),
        **rest,
        "way": line.objection.way,
        "outcome": line.objection.outcome,
    }


def _words(line: ObjectionLine, names: bool) -> str:
    entry = line.objection
    who = f"　{entry.who or '没有留名'}" if names else ""
    late = f"逾期 {line.late} 天" if line.late else _limit(entry.answer_by)
    ended = line.outcome if not entry.open else late
    return f"{entry.number}　{entry.received_on}　{line.way}{who}　{line.title}　{entry.row}　{entry.text}　{ended}"


def _limit(day: date | None) -> str:
    return f"应于 {day} 前答复。" if day else "没有规定答复的期限。"
