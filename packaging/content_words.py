"""Keeps ``desktop/ui/translations/<language>_content.ts``: what the files of ``standards/`` have shown on the screen.

lupdate knows no YAML. Collected is every ``zh`` in the loaded catalogue: labels and helps of forms, fields of work, kinds of
notice, code lists, the yearly report. A word that has its phrase in the language's main file, which lupdate keeps, is
not repeated.
Finished phrases are kept, new ones stand unfinished, those that nothing shows are dropped. Run by ``make words``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from desktop.base.words import Phrase, phrase_key
from desktop.catalogue.catalogue import load_catalogue

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "desktop" / "ui" / "translations"
_QUOTED = {'"': "&quot;", "'": "&apos;"}
_MESSAGE = """    <message>
        <source>{source}</source>
        <translation{state}>{phrase}</translation>
    </message>
"""
_FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{language}" sourcelanguage="zh_CN">
<context>
    <name></name>
{messages}</context>
</TS>
"""


def shown_in(value: object) -> Iterator[str]:
    """The text of every phrase in ``value``, however deep, in order; a text may come more than once."""
    if isinstance(value, Phrase):
        if value.pattern:
            yield value.pattern
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from shown_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from shown_in(part)
    elif is_dataclass(value):
        for entry in fields(value):
            yield from shown_in(getattr(value, entry.name))


def content_words(root: Path = ROOT) -> list[str]:
    """Each word of the content that is shown, once, in the order of the catalogue."""
    return list(dict.fromkeys(shown_in(load_catalogue(root))))


def messages_of(file: Path) -> dict[str, str]:
    """Chinese (its ``phrase_key``) → phrase, "" where it is unfinished; nothing if there is no file yet."""
    if not file.is_file():
        return {}
    found: dict[str, str] = {}
    for message in ElementTree.parse(file).iter("message"):
        phrase = message.find("translation")
        finished = phrase is not None and phrase.get("type") is None
        key = phrase_key(message.findtext("source", ""), message.findtext("comment", ""))
        found[key] = (phrase.text or "") if finished and phrase is not None else ""
    return found


def renewed(file: Path, words: list[str]) -> str:
    """What stands in ``<language>_content.ts`` for these words, in the form of Qt Linguist."""
    language = file.stem.removesuffix("_content")
    phrases, elsewhere = messages_of(file), messages_of(file.with_name(f"{language}.ts"))
    messages = (
        _MESSAGE.format(
            source=escape(word, _QUOTED),
            state="" if phrases.get(word) else ' type="unfinished"',
            phrase=escape(phrases.get(word, ""), _QUOTED),
        )
        for word in words
        if not elsewhere.get(word)
    )
    return _FILE.format(language=language, messages="".join(messages))


def main() -> None:
    words = content_words()
    for file in sorted(FOLDER.glob("*_content.ts")):
        text = renewed(file, words)
        file.write_text(text, encoding="utf-8")
        left = text.count('type="unfinished"')
        print(f"{file.name}: {text.count('<message>')} phrases, {left} unfinished")


if __name__ == "__main__":
    main()
