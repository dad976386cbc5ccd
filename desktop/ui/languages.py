"""In which language the window speaks. Called before any other module of the window is loaded: their tables of words are made at import.

A language is the Qt translation files ``translations/<code>*.ts``, kept by ``make words`` and edited with Qt Linguist; what has no
finished phrase there stays Chinese. Papers, bundles, receipts and all that is kept are Chinese in every language.
"""

import os
from pathlib import Path

from PySide6.QtCore import QSettings

from desktop.base.words import phrase_key, speak

CHINESE = "zh"
_NAMES = {CHINESE: "中文", "en": "English", "bo": "བོད་ཡིག"}
_FOLDER = Path(__file__).parent / "translations"
# The fonts of the window draw these as wide as a Chinese character, which tears an English word apart.
_NARROW = str.maketrans("“”‘’", "\"\"''")
_spoken = CHINESE


def offered(folder: Path = _FOLDER) -> dict[str, str]:
    """Code → the language's own name, of those that have phrases; Chinese first. Tibetan joins when its file is there."""
    return {code: name for code, name in _NAMES.items() if code == CHINESE or any(folder.glob(f"{code}*.ts"))}


def speak_as_wished(home: Path) -> str:
    """The language of ``MINGBAI_LANGUAGE``, else the one chosen in the settings of ``home``, else Chinese; its code."""
    global _spoken  # noqa: PLW0603  # a process speaks one language, chosen once at its start
    wished = os.environ.get("MINGBAI_LANGUAGE") or str(kept_settings(home).value("language", CHINESE))
    _spoken = wished if wished in offered() else CHINESE
    speak(phrases(_spoken))
    return _spoken


def spoken() -> str:
    """The code of the language the window speaks since its start."""
    return _spoken


def kept_settings(home: Path) -> QSettings:
    """How a person likes the window, beside the data of the home."""
    return QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)


def phrases(code: str, folder: Path = _FOLDER) -> dict[str, str]:
    """Chinese (its ``phrase_key``) → phrase, of the finished ones; empty for Chinese."""
    if code == CHINESE:
        return {}
    from xml.etree import ElementTree  # noqa: PLC0415  # only a language that has phrases waits for it

    found: dict[str, str] = {}
    for file in sorted(folder.glob(f"{code}*.ts")):
        for message in ElementTree.parse(file).iter("message"):  # our own file, shipped with the program
            said = message.find("translation")
            if said is not None and said.get("type") is None and said.text:
                key = phrase_key(message.findtext("source", ""), message.findtext("comment", ""))
                found[key] = said.text.translate(_NARROW)
    return found
