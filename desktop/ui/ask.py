"""The questions a view-model may put to the person. `desktop.ui.views.asking` asks them in the window, tests answer
for them. No widget here, so that view-models stay without any."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.base.errors import MingbaiError
from desktop.base.words import tr

Buttons = Sequence[tuple[str, str]]
LEAVE: Buttons = (("leave", tr("知道了")),)


class Ask(Protocol):
    """Every answer may be "no": False, None or the first (leaving) choice."""

    def confirm(self, what: str, yes: str, no: str, *, safe: str = "", destructive: bool = False) -> bool:
        """``yes`` and ``no`` are verb + object, e.g. 撤回并通知, 不撤回."""

    def stop(
        self,
        what: str | MingbaiError,
        safe: str = "",
        steps: Sequence[str] = (),
        buttons: Buttons = LEAVE,
        detail: str = "",
    ) -> str:
        """The key of the chosen button; the first leaves. An error brings its own ``safe`` and step."""

    def tell(self, error: MingbaiError) -> None:
        """Shows an error: what happened, what is safe, what to do. Cancelled is not shown."""

    def show(self, title: str, about: str, lines: Sequence[str]) -> None:
        """Something to read and close: help, earlier messages. ``about`` is a sentence before the lines."""

    def text(
        self, title: str, label: str, button: str, *, explanation: str = "", required: bool = True
    ) -> str | None:
        """What the person wrote, trimmed; None if they left. With ``required`` never empty."""

    def choose_folder(self, title: str, start: Path | None = None) -> Path | None: ...

    def choose_file(self, title: str, pattern: str = "", start: Path | None = None) -> Path | None:
        """``pattern`` as Qt writes it, e.g. 表格 (*.xlsx *.xls)."""

    def save_file(self, title: str, name: str, pattern: str = "") -> Path | None: ...
