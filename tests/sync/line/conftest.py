"""How often the line was cut in the tests and what it cost, told at the end of the run."""

from collections import Counter
from collections.abc import Callable

import pytest

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
