"""A Word file (.docx, .docm, .dotx): the text a reader sees and everything that hides around it. Judges nothing."""

import re

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.package import Element, Package, all_text, local, read_files
from desktop.files.reading.properties import read_properties
from desktop.files.reading.word_styles import HiddenStyles
from desktop.files.reading.word_text import Story

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = re.compile(r"word/document\d*\.xml")
_STORIES = (
    ("header", Part.HEADER, zh("页眉")),
    ("footer", Part.HEADER, zh("页脚")),
    ("footnotes", Part.NOTE, zh("脚注")),
    ("endnotes", Part.NOTE, zh("尾注")),
)
_FILES = ("word/embeddings/", "word/media/", "word/activeX/")


def read_word(name: str, data: bytes, into: Collector) -> str:
    """All of it into the collector; Refusal for a damaged or oversized file."""
    package = Package(name, data, into.budget)
    styles = HiddenStyles.of(package.optional("word/styles.xml"))
    main = next((part for part in package.names if _MAIN.fullmatch(part)), "word/document.xml")
    Story(into, Part.BODY, "", styles, package.relations(main), package).tell(package.xml(main))
    for part in package.under("word/"):
        base = part.removeprefix("word/").removesuffix(".xml")
        for stem, kind, word in _STORIES:
            if part.endswith(".xml") and re.fullmatch(rf"{stem}\d*", base):
                story = Story(into, kind, word, styles, package.relations(part), package)
                story.tell(package.xml(part))
    _comments(package, into)
    _building_blocks(package, into)
    _settings(package, into)
    read_properties(package, into)
    read_files(package, [part for folder in _FILES for part in package.under(folder)], into)
    return "docx"


def _comments(package: Package, into: Collector) -> None:
    tree = package.optional("word/comments.xml")
    for number, comment in enumerate(tree if tree is not None else (), 1):
        lines = ["".join(all_text(paragraph)) for paragraph in comment.iter(f"{_W}p")]
        place = zh("批注 {number}", number=number)
        into.say(place, "\n".join(line for line in lines if line), Part.COMMENT)
        into.say(zh("{place} 作者", place=place), comment.get(f"{_W}author", ""), Part.PROPERTY)


def _building_blocks(package: Package, into: Collector) -> None:
    """Texts saved for reuse travel with the file and show nowhere."""
    tree = package.optional("word/glossary/document.xml")
    for paragraph in tree.iter(f"{_W}p") if tree is not None else ():
        into.say(zh("文档部件"), "".join(all_text(paragraph)), Part.HIDDEN)


def _settings(package: Package, into: Collector) -> None:
    """Document variables, and the list a mail merge draws from."""
    tree = package.optional("word/settings.xml")
    for node in tree.iter() if tree is not None else ():
        kind = local(node.tag)
        if kind == "docVar":
            into.say(
                zh("文档变量 {name}", name=node.get(f"{_W}name", "")), node.get(f"{_W}val", ""), Part.PROPERTY
            )
        elif kind in {"connectString", "query"}:
            into.say(zh("邮件合并的数据来源"), node.get(f"{_W}val", ""), Part.PROPERTY)
    _recipients(package.optional("word/recipientData.xml"), into)


def _recipients(tree: Element | None, into: Collector) -> None:
    if tree is not None:
        into.say(zh("邮件合并的名单"), " ".join(all_text(tree)), Part.CACHE)
