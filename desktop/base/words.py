"""Every word a person reads on the screen passes ``tr``: Chinese as it stands in the source, or the phrase of another language.

What is kept, sent or printed for an office is Chinese and never passes here. No Qt: the window chooses the language at its start,
before the other rooms are loaded (``desktop.ui.languages``); commands speak Chinese.
"""

from collections.abc import Mapping

_phrases: dict[str, str] = {}


def tr(text: str, /, **values: object) -> str:
    """``text`` in the language of the screen, with ``{name}`` filled from ``values``; without a phrase of its own it stays Chinese."""
    said = _phrases.get(text, text)
    return said.format(**values) if values else said


def speak(phrases: Mapping[str, str]) -> None:
    """From now on: Chinese text → phrase. Words made at import (labels, tables) keep the language they were made in."""
    _phrases.clear()
    _phrases.update(phrases)
