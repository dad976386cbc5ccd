"""The command line: words in, use case, words or JSON out. Turns every error into a Chinese sentence and a status.

0 done; 1 refused or findings; 2 wrong usage; 3 the surroundings failed. A traceback is never shown.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer._click import exceptions as click  # typer carries its own click and re-exports only part of it

from desktop import __version__
from desktop.base.errors import Cancelled, MingbaiError, SurroundingsError
from desktop.base.log import drop_log, keep_log, keep_nothing
from desktop.base.paths import default_home, log_file
from desktop.cli import (
    bundle,
    care,
    catalogue,
    check,
    demo,
    device,
    help_papers,
    home,
    notice,
    noticeboard,
    objection,
    override,
    pack,
    person,
    record,
    report,
    settings,
    sheet_check,
    tibetan,
    update,
    upload,
)
from desktop.cli.help_frames import frame
from desktop.cli.invocation import Invocation, Program, say

log = logging.getLogger("mingbai")
_keeping: list[logging.Handler] = []

application = typer.Typer(
    name="mingbai",
    help="明白：基层政务公开的记录、公示和报送，不联网也能用。",
    add_completion=False,
    pretty_exceptions_enable=False,
)
home.register(application)
demo.register(application)
care.register(application)
check.register(application)
application.add_typer(catalogue.commands, name="catalogue")
person.register(record.commands)
override.register(record.commands)
application.add_typer(record.commands, name="record")
noticeboard.register(notice.commands)
notice.commands.add_typer(objection.commands, name="objection")
notice.commands.add_typer(tibetan.commands, name="tibetan")
application.add_typer(notice.commands, name="notice")
sheet_check.register(application)
application.add_typer(bundle.commands, name="bundle")
application.add_typer(device.commands, name="device")
application.add_typer(pack.commands, name="pack")
application.add_typer(update.commands, name="update")
application.add_typer(report.commands, name="report")
application.add_typer(report.directory, name="directory")
application.add_typer(settings.commands, name="settings")
application.add_typer(help_papers.commands, name="help")
upload.register(application, settings.commands)


@application.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    home_folder: Annotated[
        Path | None, typer.Option("--home", help="数据目录；也可用环境变量 MINGBAI_HOME")
    ] = None,
    account: Annotated[str, typer.Option("--as", help="由哪个账户来做")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="只输出一份 JSON")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="出错时把细节写进日志")] = False,
    version: Annotated[bool, typer.Option("--version", help="程序版本")] = False,
) -> None:
    """Global options stand before the command. Without a command the window opens."""
    _log_to(log_file() if debug else None)
    program: Program = context.obj
    invocation = Invocation(program, home_folder or default_home(), account, as_json)
    context.obj = invocation
    if version:
        invocation.answer({"version": __version__}, f"明白 {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(program.open_window(invocation.home, account, ""))


def run(arguments: Sequence[str], program: Program) -> int:
    """Carry out one call and return its exit status."""
    command = typer.main.get_command(application)
    frame(command)
    try:
        status = command.main(list(arguments), prog_name="mingbai", standalone_mode=False, obj=program)
    except click.UsageError as error:
        say(_usage_words(error))
        return 2
    except (typer.Abort, Cancelled):
        say("已取消，什么都没有改动。")
        return 1
    except SurroundingsError as error:
        say(str(error))
        return 3
    except MingbaiError as error:
        say(str(error))
        return 1
    except Exception:  # a fault of ours still ends in a sentence and a status
        log.exception("unexpected")
        written = f"细节写在 {log_file()}，请交给管理员。" if log.isEnabledFor(logging.DEBUG) else ""
        say(
            f"程序自己出了错，您的数据没有动。{written or '请在命令最前面加上 --debug 再做一次，把日志交给管理员。'}"
        )
        return 3
    return status if isinstance(status, int) else 0


def _log_to(path: Path | None) -> None:
    """Our own faults go to a file or nowhere; never to the screen."""
    while _keeping:
        drop_log(_keeping.pop())
    handler = keep_log(path, logging.DEBUG) if path else keep_nothing()
    _keeping.append(handler)


def _usage_words(error: click.UsageError) -> str:
    """Click's English complaint in Chinese."""
    where = error.ctx.command_path if error.ctx else "mingbai"
    if isinstance(error, click.MissingParameter):
        fault = f"缺少“{_name_of(error)}”"
    elif isinstance(error, click.NoSuchOption):
        fault = f"没有“{error.option_name}”这个选项"
    elif isinstance(error, click.BadParameter):
        ours = "" if error.message.isascii() else f"：{error.message}"
        fault = f"“{_name_of(error)}”的值不对{ours}"
    elif error.message.startswith("No such command"):
        fault = "没有这个命令"
    elif isinstance(error, click.NoArgsIsHelpError):
        return f"{where} 后面还要写上一个命令，上面列着有哪些。"
    else:
        fault = "写法不对"
    return f"{where}：{fault}。请用 {where} --help 看用法。"


def _name_of(error: click.BadParameter) -> str:
    """As it is typed: an option with its dashes."""
    if error.param is None:
        return str(error.param_hint or "")
    return (
        max(error.param.opts, key=len) if error.param.param_type_name == "option" else str(error.param.name)
    )
