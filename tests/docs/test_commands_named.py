"""Every command the guides tell people to type is a real one, with real options."""

import re
import shlex

import pytest
import typer

from desktop.base.paths import content_root
from desktop.cli.main import application

GUIDES = [
    path
    for folder in ("docs/manual/pages", "docs")
    for path in sorted((content_root() / folder).glob("*.md"))
    if path.name not in {"decisions.md", "state.md", "benchmarks.md"}
]
LINE = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?mingbai (?P<rest>.+)$")
GLOBAL = {"--home": 1, "--as": 1, "--json": 0, "--debug": 0, "--version": 0}


def commands() -> list[tuple[str, str]]:
    found = []
    for path in GUIDES:
        for block in re.findall(
            r"^```[a-z]*\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        ):
            found += [(path.name, line) for line in block.splitlines() if LINE.match(line)]
    return found


def test_the_guides_name_commands() -> None:
    assert len(commands()) >= 7


@pytest.mark.parametrize(("guide", "line"), commands())
def test_a_command_in_a_guide_exists_with_its_options(guide: str, line: str) -> None:
    match = LINE.match(line)
    assert match is not None
    words = shlex.split(match["rest"], comments=True)
    while words and words[0] in GLOBAL:
        words = words[1 + GLOBAL[words[0]] :]
    command = typer.main.get_command(application)
    while words and hasattr(command, "commands"):
        assert words[0] in command.commands, f"{guide}: {line}"
        command = command.commands[words[0]]
        words = words[1:]
    known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
    asked = [word.split("=", maxsplit=1)[0] for word in words if word.startswith("--")]
    assert [option for option in asked if option not in known] == [], f"{guide}: {line}"
