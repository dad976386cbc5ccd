"""Help while working: the handbook to read and search, and its quick cards on paper. Needs no home and no account."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.paths import handbook_folder, templates_folder
from desktop.base.words import tr
from desktop.catalogue.handbook import Handbook, HelpPage, read_handbook

if TYPE_CHECKING:
    from desktop.usecases.manual_papers import CardSheets
    from desktop.usecases.notice_views import PageImage


@dataclass(frozen=True)
class HelpDesk:
    """``folder`` holds the handbook, ``templates`` the fonts it is printed with; ``language`` is that of the screen."""

    folder: Path = field(default_factory=handbook_folder)
    templates: Path = field(default_factory=templates_folder)
    language: str = "zh"

    @cached_property
    def handbook(self) -> Handbook:
        """Read when first asked for; SurroundingsError if it is not whole."""
        return read_handbook(self.folder, self.language)

    def write_cards(self, out: Path, titles: Sequence[str] = ()) -> int:
        """Writes the quick cards with these titles (all, if none is named) to one A4 PDF, a page each; how many."""
        made = self.card_sheets(titles)
        write_atomically(out, made.pdf)
        return made.pages

    def card_sheets(self, titles: Sequence[str] = ()) -> "CardSheets":
        """The quick cards as they print. Refusal for a title that no card has."""
        # Loaded when something is printed: the window opens without ReportLab.
        from desktop.usecases.manual_papers import card_sheets  # noqa: PLC0415

        cards = self.handbook.cards
        return card_sheets([_card(cards, title) for title in titles] or cards, self.templates)

    def sheet_image(self, pdf: bytes, page: int, width: int) -> "PageImage":
        """Page ``page`` (from 0) of what `card_sheets` made, ``width`` pixels wide."""
        from desktop.usecases.manual_papers import sheet_image  # noqa: PLC0415

        return sheet_image(pdf, page, width)


def _card(cards: Sequence[HelpPage], title: str) -> HelpPage:
    found = next((card for card in cards if title in {card.title, card.key}), None)
    if found is None:
        raise Refusal(
            tr("没有“{title}”这张卡片。", title=title),
            safe=tr("什么都没有写。"),
            todo=tr("请从这几张里选：{title}。", title=tr("；").join(card.title for card in cards)),
            code="no-card",
        )
    return found
