"""Every word a person reads on the screen passes ``tr``: Chinese as it stands in the source, or the phrase of another language.

What is kept, sent or printed for an office is Chinese and never passes ``tr``, or does so within ``chinese()``. What is kept *and*
shown, such as a finding, is made with ``zh``: a Chinese string like any other, which ``tr`` says in another language where the window
draws it.

No Qt: the window chooses the language at its start, before the other rooms are loaded (``desktop.ui.languages``); commands speak
Chinese.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import reduce

_phrases: dict[str, str] = {}
_CLOSE_AFTER, _CLOSE_BEFORE, _WIDE = " \n([“‘·/", " \n)],.;:!?”’·/%", "\u2e80"
_for_keeping: ContextVar[bool] = ContextVar("for_keeping", default=False)


class Phrase(str):
    """Chinese words that remember how they were put together. To everything but ``tr`` they are the plain string.

    ``pattern`` with ``values`` filled in; without a pattern the values one after the other. What is cut or changed is a
    plain string again; ``+`` and ``join`` keep the memory.
    """

    __slots__ = ("pattern", "values")

    pattern: str
    values: Mapping[str, object]

    def __new__(cls, text: str, pattern: str = "", values: Mapping[str, object] | None = None) -> "Phrase":
        phrase = super().__new__(cls, text)
        phrase.pattern = pattern
        phrase.values = values or {}
        return phrase

    def __add__(self, more: str, /) -> "Phrase":
        return _chain(self, more) if more else self

    def __radd__(self, before: str, /) -> "Phrase":
        return _chain(before, self) if before else self

    def join(self, parts: Iterable[str], /) -> "Phrase":
        chained: list[str] = []
        for part in parts:
            chained += (self, part) if chained else (part,)
        return _chain(*chained)

    def changed(self, change: Callable[[str], str]) -> "Phrase":
        """The same words with every value that is a string passed through ``change``."""
        values: dict[str, object] = {}
        for name, value in self.values.items():
            values[name] = (
                value.changed(change)
                if isinstance(value, Phrase)
                else change(value)
                if isinstance(value, str)
                else value
            )
        if not values:
            return self
        return Phrase(
            self.pattern.format(**values) if self.pattern else "".join(map(str, values.values())),
            self.pattern,
            values,
        )


def zh(text: str, /, **values: object) -> Phrase:
    """``text`` with ``{name}`` filled from ``values``: Chinese for keeping and comparing, and ready for ``tr``."""
    return Phrase(text.format(**values) if values else text, text, values)


def tr(text: str, meaning: str = "", /, **values: object) -> str:
    """``text`` in the language of the screen, with ``{name}`` filled from ``values``; without a phrase of its own it stays Chinese.

    A value made with ``zh`` is said in that language too. ``meaning``, in English, tells one use of the same Chinese words from
    another that needs another phrase (退回 is a state, and what a button does); translators see it as the comment.
    """
    if isinstance(text, Phrase):
        told = {name: _told(value) for name, value in text.values.items()}
        if not text.pattern:
            parts = [str(part) for part in told.values()]
            return "".join(parts) if _for_keeping.get() or not _phrases else _spaced(parts)
        text, values = text.pattern, told
    else:
        values = {name: _told(value) for name, value in values.items()}
    said = text if _for_keeping.get() else _phrases.get(phrase_key(text, meaning), text)
    return said.format(**values) if values else said


def phrase_key(text: str, meaning: str = "") -> str:
    """Under what ``speak`` wants the phrase for ``text`` in this ``meaning``."""
    return f"{text}\4{meaning}" if meaning else text


def sentences(*said: str) -> str:
    """Whole sentences one after the other in the language of the screen, with the space it puts between them; empty ones left out."""
    told = [tr(one) if isinstance(one, Phrase) else one for one in said if one]
    return reduce(lambda before, more: tr("{before}{more}", before=before, more=more), told) if told else ""


def month_name(number: int) -> str:
    """A month (1–12) as a date of the screen names it: 9 in 9月14日, a name where the number could be taken for the day."""
    return tr("1 2 3 4 5 6 7 8 9 10 11 12").split()[number - 1]


def on_screen(text: str) -> str:
    """A phrase in the language of the screen, any other string as it is: for the widgets, which do not know what they are given."""
    return tr(text) if isinstance(text, Phrase) else text


def _spaced(parts: list[str]) -> str:
    """Other languages put a space where Chinese puts none."""
    whole = ""
    for part in parts:
        if (
            whole
            and part
            and whole[-1] < _WIDE
            and whole[-1] not in _CLOSE_AFTER
            and part[0] not in _CLOSE_BEFORE
        ):
            whole += " "
        whole += part
    return whole


def _told(value: object) -> object:
    return tr(value) if isinstance(value, Phrase) else value


def _chain(*parts: str) -> Phrase:
    return Phrase("".join(parts), values={str(number): part for number, part in enumerate(parts)})


@contextmanager
def chinese() -> Iterator[None]:
    """Within it ``tr`` leaves everything Chinese: for what is kept, sent or printed, made of words the screen shows as well."""
    before = _for_keeping.set(True)
    try:
        yield
    finally:
        _for_keeping.reset(before)


def speak(phrases: Mapping[str, str]) -> None:
    """From now on: Chinese text (its ``phrase_key``) → phrase. Words made at import (labels, tables) keep the language they were made in."""
    _phrases.clear()
    _phrases.update(phrases)
