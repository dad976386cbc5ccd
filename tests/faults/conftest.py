"""The theatre for faults, how much of the work is done now, and the counts at the end."""

import contextlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.interposer import Call, strace
from tests.faults.operations import OPERATIONS
from tests.faults.trial import Rehearsal, Theatre, rehearse

SOAK = bool(os.environ.get("MINGBAI_SOAK"))
"""Set by `make soak`: everything, nothing left out."""

PART, PARTS = (int(number) for number in os.environ.get("MINGBAI_PART", "0/1").split("/"))
"""``MINGBAI_PART=2/8`` with a soak: every eighth call, from the third. All eight parts together leave nothing out."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counted: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", []):
        for what, number in getattr(report, "user_properties", ()):
            if report.when == "call" and isinstance(number, int):
                counted[what] += number
    if counted:
        terminalreporter.section("faults that were tried")
        for what, number in sorted(counted.items()):
            terminalreporter.write_line(f"{number:>9,}  {what}")


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`count("what", 3)`: for the table at the end of the run."""

    def add(what: str, number: int = 1) -> None:
        request.node.user_properties.append((what, number))

    return add


@pytest.fixture(scope="session")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    if not strace():
        pytest.fail("strace is needed: bash packaging/system.sh strace")
    memory = Path("/dev/shm")  # the syncs of thousands of tries need no disk: what is tried is their order
    with contextlib.ExitStack() as stack:
        if os.access(memory, os.W_OK):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=memory, prefix="f")))
        else:
            folder = tmp_path_factory.mktemp("f")
        opened = Theatre(folder)
        stack.callback(opened.close)
        yield opened


@pytest.fixture(scope="session")
def rehearsed(theatre: Theatre) -> Callable[[str], Rehearsal]:
    """The operation as it goes when nothing is in its way; once per run."""
    known: dict[str, Rehearsal] = {}

    def rehearsal(name: str) -> Rehearsal:
        if name not in known:
            known[name] = rehearse(theatre, name, OPERATIONS[name].stage)
        return known[name]

    return rehearsal


def chosen(calls: tuple[Call, ...], few: int) -> list[Call]:
    """All calls in a soak; else the first that makes something durable which the operation cannot do without (the tries of
    passphrases it can), and others spread over the whole."""
    if SOAK:
        return list(calls)
    files = (call for call in calls if "/" in call.on and ".tries" not in call.on)
    durable = next(call for call in files if call.name in {"fsync", "fdatasync"})
    return list(dict.fromkeys([durable, *(calls[at * len(calls) // few] for at in range(1, few))]))


def in_part(calls: list[Call]) -> list[Call]:
    """Those of this part of a soak; without a soak there are no parts."""
    return calls[PART::PARTS] if SOAK else calls
