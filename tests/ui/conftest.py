"""What window tests share: an offscreen application in the real style, a person who answers, work done at once."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress, Step
from desktop.ui.changes import Changed
from desktop.ui.tasks import explained
from desktop.ui.viewmodels.navigation import Place


class FakeAsk:
    """Answers from ``answers`` (by question name, first come first served) and remembers what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = {}
        self.asked: list[tuple[str, str]] = []
        self.told: list[MingbaiError] = []

    def will(self, question: str, *answers: Any) -> None:
        self.answers.setdefault(question, []).extend(answers)

    def _answer(self, question: str, what: str) -> Any:
        self.asked.append((question, what))
        waiting = self.answers.get(question, [])
        assert waiting, f"nobody prepared an answer to {question}: {what}"
        return waiting.pop(0)

    def confirm(self, what: str, yes: str, no: str, *, safe: str = "", destructive: bool = False) -> bool:
        return bool(self._answer("confirm", what))

    def stop(
        self,
        what: str | MingbaiError,
        safe: str = "",
        steps: Sequence[str] = (),
        buttons: Sequence[tuple[str, str]] = (("leave", "知道了"),),
        detail: str = "",
    ) -> str:
        if isinstance(what, MingbaiError):
            self.told.append(what)
            return buttons[0][0]
        return str(self._answer("stop", what))

    def tell(self, error: MingbaiError) -> None:
        self.told.append(error)

    def text(
        self, title: str, label: str, button: str, *, explanation: str = "", required: bool = True
    ) -> str | None:
        return self._answer("text", title)

    def choose_folder(self, title: str, start: Path | None = None) -> Path | None:
        return self._answer("choose_folder", title)

    def choose_file(self, title: str, pattern: str = "", start: Path | None = None) -> Path | None:
        return self._answer("choose_file", title)

    def save_file(self, title: str, name: str, pattern: str = "") -> Path | None:
        return self._answer("save_file", title)


class ImmediateTasks(QObject):
    """Does the work on the spot: for tests of view-models that do not test threads."""

    busy = Signal(bool)
    idle = True

    def run(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], Any],
        failed: Callable[[MingbaiError], Any],
        progress: Callable[[Step], Any] | None = None,
    ) -> Progress:
        handle = Progress(progress)
        try:
            result = work(handle)
        except Exception as error:
            if not isinstance(error, MingbaiError | OSError):
                raise
            failed(explained(error))
        else:
            done(result)
        return handle

    def close(self) -> None:
        return None


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def ask() -> FakeAsk:
    return FakeAsk()


@pytest.fixture
def tasks() -> ImmediateTasks:
    return ImmediateTasks()


@pytest.fixture
def changed() -> Changed:
    return Changed()


@pytest.fixture
def gone() -> list[Place]:
    """Where navigation led: give ``gone.append`` as ``go``."""
    return []


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a visible window behind."""
    yield
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    for window in left:
        window.close()
    assert not left, f"windows left open: {left}"
