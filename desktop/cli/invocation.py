"""What one call of the program was given: where the home is, who asks, how to answer. Makes no decisions."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from getpass import getpass
from pathlib import Path
from typing import Any

from desktop.base.errors import Refusal
from desktop.domain.finding import Finding
from desktop.usecases.demo import DemoTools
from desktop.usecases.office import Office, Session

PASSPHRASE_VARIABLE = "MINGBAI_PASSPHRASE"


@dataclass(frozen=True, slots=True)
class Program:
    """What `app` hands to the command line: how to build the office and how to open the window.

    ``open_window(home, account, passphrase)`` returns the exit status; ``draw_pictures`` draws the window's places into
    PNG files. ``demo_tools`` serve `mingbai demo`.
    """

    office: Callable[[], Office]
    open_window: Callable[[Path, str, str], int]
    draw_pictures: Callable[[Path, str, str, Path, datetime, Sequence[str]], list[Path]]
    demo_tools: DemoTools


@dataclass(frozen=True, slots=True)
class Invocation:
    """The global options of one call."""

    program: Program
    home: Path
    account: str
    as_json: bool

    def passphrase(self, prompt: str = "口令：") -> str:
        """From the environment, else asked for on the terminal without showing it."""
        given = os.environ.get(PASSPHRASE_VARIABLE)
        if given is not None:
            return given
        if not sys.stdin.isatty():
            raise Refusal(
                "没有给出口令。",
                todo=f"请设好环境变量 {PASSPHRASE_VARIABLE}，或在终端里运行后按提示输入。",
                code="no-passphrase",
            )
        return getpass(prompt)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """The home opened as the account named by ``--as``; the only account if there is just one."""
        office = self.program.office()
        session = office.open(self.home, self.account or self._only_account(office), self.passphrase())
        try:
            yield session
        finally:
            session.close()

    def who(self, office: Office) -> tuple[str, str]:
        """Account and passphrase, for what is done to a home that is not opened first."""
        return self.account or self._only_account(office), self.passphrase()

    def _only_account(self, office: Office) -> str:
        names = [account.name for account in office.accounts_at(self.home)]
        if len(names) == 1:
            return names[0]
        if sys.stdin.isatty():
            return input(f"由谁来做（{'、'.join(names)}）：").strip()
        raise Refusal(
            "没有说明由谁来做。", todo=f"请用 --as 写明账户：{'、'.join(names)}。", code="no-account"
        )

    def answer(self, document: Any, *lines: str) -> None:
        """One JSON document with ``--json``, else the Chinese lines."""
        if self.as_json:
            sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n")
        else:
            for line in lines:
                sys.stdout.write(line + "\n")


def say(text: str) -> None:
    """A message for the person, on standard error."""
    sys.stderr.write(text + "\n")


def say_findings(findings: Iterable[Finding]) -> None:
    """Each finding in one line, on standard error."""
    for finding in findings:
        say(f"{finding.place}：{finding.text}{finding.advice}")
