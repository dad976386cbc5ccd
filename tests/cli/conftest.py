"""The real command line on real homes; only the clock and the price of a passphrase are given."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.base.paths import templates_folder
from desktop.cli.invocation import PASSPHRASE_VARIABLE, Program
from desktop.cli.main import run
from desktop.usecases.demo import DemoTools
from desktop.usecases.office import Office
from tests.conftest import PASSPHRASE


@dataclass(frozen=True)
class Answer:
    """What a call gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Answer]


def no_window(*_: object) -> int:
    raise AssertionError("no window is opened here")


def no_pictures(*_: object) -> list[Path]:
    return []


@pytest.fixture
def mingbai(office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`mingbai("--home", ..., "record", "list")` runs the command in this process."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    tools = DemoTools(lambda clock: office, templates_folder(), no_window, no_pictures)
    program = Program(lambda: office, no_window, no_pictures, tools)

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments], program)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return Answer(status, printed.out, printed.err)

    return call
