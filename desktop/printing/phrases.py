"""Fixed phrases of a second script from ``templates/phrases``, each with how far it was checked. Invents nothing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from string import Formatter

import yaml

from desktop.base.errors import Refusal
from desktop.base.paths import templates_folder
from desktop.base.words import tr

_PARTS = {"year", "month", "day"}


class Mark(StrEnum):
    """How far a phrase was checked: seen in a publication, confirmed by the office, or not at all."""

    SEEN = "seen"
    CONFIRMED = "confirmed"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Phrase:
    """``chinese`` and what stands for it in the second script; ``source`` says where it was seen or who answers for it."""

    chinese: str
    text: str
    mark: Mark
    source: str = ""

    @property
    def prints(self) -> bool:
        return bool(self.text) and self.mark is not Mark.UNVERIFIED


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """``chinese_first``: which script leads unless the office chose otherwise. ``date`` is a pattern, see `dated`."""

    language: str
    name: str
    chinese_first: bool
    date: Phrase
    phrases: tuple[Phrase, ...]

    def find(self, chinese: str) -> Phrase:
        """The phrase for ``chinese``; empty and unverified where the book has none."""
        missing = Phrase(chinese, "", Mark.UNVERIFIED)
        return next((phrase for phrase in self.phrases if phrase.chinese == chinese), missing)


def dated(pattern: str, day: date) -> str:
    """``day`` after a pattern with {year}, {month}, {day}."""
    return pattern.format(year=day.year, month=day.month, day=day.day)


def load_phrases(templates: Path, language: str) -> PhraseBook:
    """The book of ``language``, the program's where ``templates`` has none. Refuses an unknown language or a faulty file."""
    path = templates / "phrases" / f"{language}.yaml"
    if not path.is_file():
        path = templates_folder() / "phrases" / f"{language}.yaml"
    if not language.isalpha() or not path.is_file():
        raise Refusal(
            tr("没有“{language}”这种文字的用语表。", language=language),
            safe=tr("公示没有生成，记录没有改动。"),
            todo=tr("现在能加的文字有：bo（藏文）。"),
            code="unknown-language",
        )
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        pattern = _phrase({"chinese": "日期", **data["date"]})
        if {name for _, name, _, _ in Formatter().parse(pattern.text) if name is not None} - _PARTS:
            raise ValueError("date")
        return PhraseBook(
            str(data["language"]),
            str(data["name"]),
            {"chinese_first": True, "second_first": False}[data["order"]],
            pattern,
            tuple(_phrase(entry) for entry in data["phrases"]),
        )
    except (
        OSError,
        UnicodeDecodeError,
        yaml.YAMLError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        raise Refusal(
            tr("用语表“phrases/{language}.yaml”用不了。", language=language),
            safe=tr("公示没有生成，记录没有改动。"),
            todo=tr("请把这句话告诉县里负责模板的人，改好后再生成。"),
            code="phrases-faulty",
        ) from error


def _phrase(entry: dict[str, str]) -> Phrase:
    found = Phrase(str(entry["chinese"]), str(entry["text"]), Mark(entry["mark"]), str(entry["source"]))
    if found.mark is Mark.SEEN and not found.source:
        raise ValueError(found.chinese)
    return found
