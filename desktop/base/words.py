"""Every word a person reads on the screen passes ``tr``: Chinese as it stands in the source, or the phrase of another language.

What is kept, sent or printed for an office is Chinese and never passes here, or is made ``with chinese()``. No Qt: the window
chooses the language at its start, before the other rooms are loaded (``desktop.ui.languages``); commands speak Chinese.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_phrases: dict[str, str] = {}
_for_keeping: ContextVar[bool] = ContextVar("for_keeping", default=False)


def tr(text: str, /, **values: object) -> str:
    """``text`` in the language of the screen, with ``{name}`` filled from ``values``; without a phrase of its own it stays Chinese."""
    said = text if _for_keeping.get() else _phrases.get(text, text)
    return said.format(**values) if values else said


def QT_TR_NOOP(text: str) -> str:  # noqa: N802  # lupdate finds phrases by this name
    """``text`` itself: a word of a table that stays Chinese, since it is also kept or printed; the screen says ``tr(TABLE[key])``."""
    return text


@contextmanager
def chinese() -> Iterator[None]:
    """Within it ``tr`` leaves everything Chinese: for what is kept, sent or printed, made of words the screen shows as well."""
    before = _for_keeping.set(True)
    try:
        yield
    finally:
        _for_keeping.reset(before)


def speak(phrases: Mapping[str, str]) -> None:
    """From now on: Chinese text → phrase. Words made at import (labels, tables) keep the language they were made in."""
    _phrases.clear()
    _phrases.update(phrases)
