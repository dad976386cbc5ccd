"""`demo`: the whole main job on the sample township."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from desktop.base.clock import SteppingClock
from desktop.cli.invocation import PASSPHRASE_VARIABLE, Invocation, say
from desktop.usecases.demo import Demo

SAMPLE_PASSPHRASE = "mingbai-demo"


def register(application: typer.Typer) -> None:
    application.command("demo", help="在样例乡镇上把整件事做一遍")(demo)
    application.command("pictures", help="把窗口各处画成图片")(pictures)


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="放在哪个文件夹")],
    open_window: Annotated[bool, typer.Option("--open", help="做完打开窗口")] = False,
) -> None:
    call: Invocation = context.obj
    passphrase = os.environ.get(PASSPHRASE_VARIABLE) or SAMPLE_PASSPHRASE
    tools = call.program.demo_tools
    result = Demo(tools, out.resolve(), passphrase, say).run()
    call.answer(
        result.as_json(),
        *(
            f"{'✓' if step.ok else '✗'} {step.name}　{step.detail}　{step.seconds:.1f} 秒"
            for step in result.steps
        ),
        *(f"公示　{path}" for path in result.notices),
        f"同步包　{result.bundle}",
        f"回执　{result.receipt}",
        *(f"画面　{path}" for path in result.screenshots),
        f"账户的口令都是“{passphrase}”。",
    )
    if open_window:
        clock = SteppingClock(result.plays_on)
        raise typer.Exit(tools.open_window(result.home("township"), result.account, passphrase, clock))


def pictures(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="放在哪个文件夹")],
    at: Annotated[datetime, typer.Option(help="按哪个时刻看", formats=["%Y-%m-%dT%H:%M:%S%z"])],
    only: Annotated[list[str] | None, typer.Option(help="只要这一幅，例如 06-review，可以写几次")] = None,
) -> None:
    """Each place of the window as a PNG; the environment's QT_SCALE_FACTOR sets the scale."""
    call: Invocation = context.obj
    made = call.program.draw_pictures(call.home, call.account, call.passphrase(), out, at, only or ())
    call.answer([str(path) for path in made], *(str(path) for path in made))
