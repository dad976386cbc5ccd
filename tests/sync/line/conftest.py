"""A file to send and a server that misbehaves; how often the line was cut and what it cost, told at the end of the run."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.base.progress import Progress
from desktop.sync.line.tus import Parcel, measured
from tests.sync.line.hostile_server import HostileServer, hostile
from tests.sync.line.sender import SIZE

_MARK = "uploads"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counted: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", []):
        for mark, found in getattr(report, "user_properties", ()):
            if report.when == "call" and mark == _MARK:
                counted[found[0]] += found[1]
    if counted:
        terminalreporter.section("uploads over a bad line")
        for what, number in sorted(counted.items()):
            terminalreporter.write_line(f"{number:>11,}  {what}")


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`tally("what", 3)`: for the table at the end of the run."""

    def add(what: str, number: int = 1) -> None:
        request.node.user_properties.append((_MARK, [what, number]))

    return add


@pytest.fixture
def parcel(tmp_path: Path) -> Parcel:
    path = tmp_path / "mingbai-1-000001.mingbai"
    path.write_bytes(random.Random(5).randbytes(SIZE))
    return measured(path, Progress())


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile() as running:
        yield running
