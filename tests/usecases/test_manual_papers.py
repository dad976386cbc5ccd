"""The handbook written out: a page for a browser that needs nothing from outside, a PDF, and the cards."""

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.paths import templates_folder
from desktop.usecases.help_desk import HelpDesk
from desktop.usecases.manual_papers import write_manual


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    """A picture under every name the list of contents wants."""
    folder = tmp_path / "screens"
    folder.mkdir()
    for page in HelpDesk().handbook.pages:
        for name in page.pictures:
            Image.new("RGB", (64, 36), (200, 220, 220)).save(folder / f"{name}.png")
    return folder


def test_the_handbook_is_written_whole(tmp_path: Path, screens: Path) -> None:
    book = HelpDesk().handbook
    made = write_manual(book, templates_folder(), screens, tmp_path / "out")
    html = made.html.read_text(encoding="utf-8")
    assert [f'id="{page.key}"' in html for page in book.pages] == [True] * len(book.pages)
    targets = set(re.findall(r'href="#([a-z.-]+)"', html))
    assert targets <= {page.key for page in book.pages}
    addresses = re.findall(r'(?:src="|url\(")([^"]+)"', html)
    assert len(addresses) >= 15
    assert all((made.html.parent / address).is_file() for address in addresses)
    assert not re.search("https?://", html)
    document = pypdfium2.PdfDocument(made.pdf)
    assert len(document) == made.pages > 20
    assert "从头到尾走一遍" in document[1].get_textpage().get_text_range()


def test_a_screen_that_was_not_painted_is_told_and_nothing_is_written(tmp_path: Path, screens: Path) -> None:
    (screens / "02-today.png").unlink()
    with pytest.raises(SurroundingsError, match="02-today"):
        write_manual(HelpDesk().handbook, templates_folder(), screens, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_cards_are_chosen_by_their_title(tmp_path: Path) -> None:
    out = tmp_path / "cards.pdf"
    assert HelpDesk().write_cards(out, ("出错怎么办", "4-stick")) == 2
    document = pypdfium2.PdfDocument(out)
    assert len(document) == 2
    assert "出错怎么办" in document[0].get_textpage().get_text_range()
    assert "U盘报送" in document[1].get_textpage().get_text_range()


def test_a_card_there_is_not_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="县里收包"):
        HelpDesk().write_cards(tmp_path / "cards.pdf", ("做饭",))
    assert not (tmp_path / "cards.pdf").exists()
