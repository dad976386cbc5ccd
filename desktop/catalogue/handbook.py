"""Reads the handbook (``docs/manual/``): pages of help, quick cards, their order. Nobody else opens those files.

One page stands for one screen; its name is the place's kind, with the part of the place after a dot
(``record.roster``). Words in 「」 are words of the window. Other languages have their pages in a folder of the language's code
(``en/``); words in 「」 are Chinese there too and are shown as the window says them, so that help cannot name a button by another
word. What they lack is Chinese, and so are the cards, which are paper. Shows nothing and prints nothing.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from markdown_it import MarkdownIt

from desktop.base.columns import cut
from desktop.base.errors import SurroundingsError
from desktop.base.words import tr
from desktop.catalogue.content import ContentFault, Node
from desktop.catalogue.parsing import UnreadableYaml, parse_yaml
from desktop.domain.account import Role

FIRST = "begin"
_NAMED = re.compile("「([^」]+)」")
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z.-]+)\.md\)")
_MARKS = re.compile(r"^(?:#+|-|\d+\.|\|)\s*|\s*\|\s*")
_EXCERPT = 72  # columns, of which a Chinese character takes two


@dataclass(frozen=True, slots=True)
class HelpPage:
    """``key`` is its topic, ``markdown`` its text without the title, ``pictures`` the screens shown in print."""

    key: str
    title: str
    markdown: str
    pictures: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The words of the window it speaks of, each once, in order."""
        return tuple(dict.fromkeys(_NAMED.findall(self.markdown)))

    @property
    def links(self) -> tuple[str, ...]:
        """Keys of the pages it points to."""
        return tuple(key for _words, key in _LINK.findall(self.markdown))

    def html(self, address: str = "help:{key}") -> str:
        """The text as HTML without its title; ``address`` says how another page is pointed to."""
        linked = _LINK.sub(lambda found: f"[{found[1]}](<{address.format(key=found[2])}>)", self.markdown)
        made = str(MarkdownIt("commonmark", {"html": False}).enable("table").render(linked))
        return _NAMED.sub(r"<b>「\1」</b>", made)


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    pages: tuple[HelpPage, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that has all the words searched; ``excerpt`` is the line that has most of them."""

    page: HelpPage
    excerpt: str


@dataclass(frozen=True, slots=True)
class TourStep:
    """What is said where: ``place`` and ``tab`` as navigation names them, ``about`` whether it plays at the tour's record.

    ``until`` is the code of the state that record should have reached before the tour goes on; empty for none.
    """

    who: Role
    place: str
    tab: str
    about: bool
    title: str
    words: str
    until: str


@dataclass(frozen=True, slots=True)
class Tour:
    """A walk through the practice township along ``record``, which is named by its title."""

    record: str
    steps: tuple[TourStep, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    cards: tuple[HelpPage, ...]
    tour: Tour

    @property
    def pages(self) -> tuple[HelpPage, ...]:
        return tuple(page for part in self.parts for page in part.pages)

    def has(self, topic: str) -> bool:
        return any(page.key == topic for page in self.pages)

    def page(self, topic: str) -> HelpPage:
        """The page of ``topic``; where it has none, that of the place it belongs to, at last the first page."""
        by_key = {page.key: page for page in self.pages}
        wanted = (topic, topic.partition(".")[0], FIRST)
        return next((by_key[key] for key in wanted if key in by_key), self.pages[0])

    def search(self, text: str) -> list[Hit]:
        """Pages that have every word of ``text`` (parted by spaces), those that have them in the title first."""
        words = text.casefold().split()
        found: list[tuple[int, Hit]] = []
        for page in self.pages:
            title, whole = page.title.casefold(), page.markdown.casefold()
            if words and all(word in title or word in whole for word in words):
                titled = sum(word in title for word in words)
                headed = sum(word in line for word in words for line in _headings(whole))
                found.append((-titled * 100 - headed, Hit(page, _excerpt(page.markdown, words))))
        return [hit for _rank, hit in sorted(found, key=lambda entry: entry[0])]


def read_handbook(folder: Path, language: str = "zh") -> Handbook:
    """The handbook in ``folder``, in ``language`` (the one ``tr`` speaks) where it has words of it.

    SurroundingsError where a part of it is missing or cannot be read.
    """
    try:
        node = Node(parse_yaml((folder / "contents.yaml").read_bytes()))
        parts = tuple(
            Part(
                part.optional(language) or part.text("title"),
                tuple(
                    _page_in(language, folder, entry.text("key"), entry.texts("pictures"))
                    for entry in part.items("pages")
                ),
            )
            for part in node.items("parts")
        )
        made = tuple(_page(folder / "cards" / f"{name}.md") for name in node.texts("cards"))
        tour = _tour(Node(parse_yaml((folder / "tour.yaml").read_bytes())), language)
        return Handbook(node.text("title"), node.text("subtitle"), parts, made, tour)
    except (OSError, UnicodeDecodeError, UnreadableYaml, ContentFault) as error:
        raise SurroundingsError(
            tr("帮助和手册的文件缺了，或者坏了。"),
            safe=tr("记录没有受影响，别的都照常能用。"),
            todo=tr("请把程序重新装一次。"),
            code="no-handbook",
        ) from error


def _page_in(language: str, folder: Path, key: str, pictures: tuple[str, ...]) -> HelpPage:
    own = folder / language / "pages" / f"{key}.md"
    if not own.is_file():
        return _page(folder / "pages" / f"{key}.md", pictures)
    page = _page(own, pictures)
    return replace(page, markdown=_NAMED.sub(lambda named: f"**{tr(named[1])}**", page.markdown))


def _page(file: Path, pictures: tuple[str, ...] = ()) -> HelpPage:
    head, _, text = file.read_text(encoding="utf-8").partition("\n")
    return HelpPage(file.stem, head.removeprefix("#").strip(), text.strip() + "\n", pictures)


def _tour(node: Node, language: str) -> Tour:
    return Tour(node.text("record"), tuple(_step(step, language) for step in node.items("steps")))


def _step(step: Node, language: str) -> TourStep:
    said, words = step, step.text("words")
    if language in step:
        said = step.child(language)
        words = _NAMED.sub(lambda named: f'"{tr(named[1])}"', said.text("words"))
    return TourStep(
        step.choice("who", Role), step.text("place"), step.optional("tab"), step.flag("about"), said.text("title"), words,
        step.optional("until"),
    )  # fmt: skip


def _headings(markdown: str) -> list[str]:
    return [line for line in markdown.splitlines() if line.startswith("#")]


def _excerpt(markdown: str, words: list[str]) -> str:
    plain = _LINK.sub(r"\1", markdown).replace("**", "")
    lines = [_MARKS.sub("", line).strip() for line in plain.splitlines() if line.strip()]
    line = max(lines, key=lambda line: sum(word in line.casefold() for word in words), default="")
    return cut(line, _EXCERPT)
