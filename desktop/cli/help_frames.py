"""What the parser's library writes of its own accord round a command's help, in Chinese. The help itself stands with each command.

The library is loaded for this only when somebody asks for help: no command waits for it.
"""

import os
import re

from typer._click.core import Command, Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

_ENGLISH = "en"
_KINDS = {
    "int range": "整数",
    "float range": "数",
    "str": "文字",
    "path": "路径",
    "file": "文件",
    "directory": "文件夹",
    "int": "整数",
    "float": "数",
    "bool": "开关",
    "datetime": "时刻",
}
_KIND = re.compile(r"\b(?:" + "|".join(_KINDS) + r")\b", re.IGNORECASE)
_SEVERAL = re.compile(r"list\[(.*)\]")


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)


class _Context(Context):
    """Context of one command, whose help has Chinese frames."""

    formatter_class = _Formatter

    def get_help(self) -> str:
        _dress_panels()
        if (option := self.command.get_help_option(self)) is not None:
            option.help = "显示这段说明"
        return super().get_help()


def frame(command: Command) -> None:
    """Gives ``command`` and all below it Chinese frames round their help; leaves the library's own words where
    ``MINGBAI_LANGUAGE`` asks for English.
    """
    if os.environ.get("MINGBAI_LANGUAGE") == _ENGLISH:
        return
    command.context_class = _Context
    command.options_metavar = "[选项]"
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = "命令 [参数]…"
        for below in command.commands.values():
            frame(below)


def kind_in_chinese(kind: str) -> str:
    """``<list[str]>`` → ``<文字，可多次>``: what sort of value an option takes; formats and choices stay as they are."""
    return _KIND.sub(lambda found: _KINDS[found[0].lower()], _SEVERAL.sub(r"\1，可多次", kind))


def _dress_panels() -> None:
    """The library reads these settings of its panels at every help it draws."""
    from rich.text import Text  # noqa: PLC0415  # only help is drawn with these two
    from typer import rich_utils  # noqa: PLC0415

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[不写就是 {}]"
    rich_utils.ENVVAR_STRING = "[环境变量 {}]"

    class Kinds(rich_utils.TypesHighlighter):
        def __call__(self, text: str | Text) -> Text:
            plain = text.plain if isinstance(text, Text) else text
            return super().__call__(
                Text(kind_in_chinese(plain), style=rich_utils.STYLE_TYPES, overflow="fold")
            )

    rich_utils.types_highlighter = Kinds()
