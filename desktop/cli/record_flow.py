"""`record submit | review | issue | return | withdraw | correct`: the four-eyes flow, one table of commands."""

from collections.abc import Callable
from typing import Annotated

import typer

from desktop.cli.invocation import Invocation, say_findings
from desktop.domain.flow import STATE_WORDS
from desktop.domain.record import Record
from desktop.usecases.flow import Flow
from desktop.usecases.outcome import Outcome

Step = Callable[[Flow, str, str], Outcome[Record]]

_STEPS: tuple[tuple[str, str, Step], ...] = (
    ("submit", "提交审核", Flow.submit),
    ("review", "审核或保密审查通过（由账户的职责决定）", Flow.pass_review),
    ("issue", "签发", Flow.issue),
    ("return", "退回起草人，要写明理由", Flow.return_),
    ("withdraw", "撤回已签发的记录，要写明理由", Flow.withdraw),
    ("correct", "更正已签发的记录：开一个新的修订，要写明理由", Flow.correct),
)


def register(commands: typer.Typer) -> None:
    for name, words, step in _STEPS:
        commands.command(name, help=words)(_command(step))


def _command(step: Step) -> Callable[..., None]:
    def carry_out(
        context: typer.Context,
        record: Annotated[str, typer.Argument(help="记录编号")],
        reason: Annotated[str, typer.Option(help="意见或理由")] = "",
    ) -> None:
        call: Invocation = context.obj
        with call.session() as session:
            _tell(call, step(session.flow, record, reason))

    return carry_out


def _tell(call: Invocation, outcome: Outcome[Record]) -> None:
    record = outcome.value
    say_findings(outcome.findings)
    document = record.model_dump(mode="json", include={"state", "revision", "digest", "index_number"})
    call.answer({"record": record.id, **document}, f"{record.title}：{STATE_WORDS[record.state]}")
