"""Help is Chinese to its frames; where English is asked for, the parser keeps its own words."""

import re

import pytest
import typer
from typer.core import TyperGroup

from desktop.cli.help_frames import frame, kind_in_chinese
from desktop.cli.main import application
from tests.cli.conftest import Command

FRAMES = re.compile(
    r"Usage|OPTIONS|COMMAND|ARGS|Options|Commands|Arguments|Show this|required\]|default|env var"
    r"|<[^>%]*\b(?:str|path|int|bool|float|range|list|file|directory)\b",
    re.IGNORECASE,
)


def every_command(group: TyperGroup, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [words]
    for name, command in group.commands.items():
        below = (*words, name)
        found += every_command(command, below) if isinstance(command, TyperGroup) else [below]
    return found


def parser() -> TyperGroup:
    made = typer.main.get_command(application)
    assert isinstance(made, TyperGroup)
    return made


def test_no_help_has_an_english_frame(mingbai: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    commands = every_command(parser())
    assert len(commands) > 60
    for words in commands:
        answer = mingbai(*words, "--help")
        assert answer.status == 0, words
        assert "用法：mingbai" in answer.out, words
        assert "显示这段说明" in answer.out, words
        # What is typed after an option stays as it is typed: --part-size, 06-review.
        told = re.sub(r"--[\w-]+|\{[^}]*\}", "", answer.out)
        assert FRAMES.findall(told) == [], words


def test_a_group_without_a_command_shows_its_commands_and_says_that_one_is_wanting(mingbai: Command) -> None:
    answer = mingbai("record")
    assert answer.status == 2
    assert "╭─ 命令" in answer.out
    assert answer.err == "mingbai record 后面还要写上一个命令，上面列着有哪些。\n"


def test_where_english_is_asked_for_the_frames_are_the_parsers_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGBAI_LANGUAGE", "en")
    command = parser()
    frame(command)
    usage = command.get_usage(command.make_context("mingbai", [], resilient_parsing=True))
    assert usage.startswith("Usage: mingbai [OPTIONS] COMMAND [ARGS]...")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("<list[Path]>", "<路径，可多次>"),
        ("<int range>", "<整数>"),
        ("<%Y-%m-%d>", "<%Y-%m-%d>"),
        ("<light|dark>", "<light|dark>"),
    ],
)
def test_the_kind_of_a_value_is_told_in_chinese_and_a_choice_as_it_is_typed(kind: str, told: str) -> None:
    assert kind_in_chinese(kind) == told
