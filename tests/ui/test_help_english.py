"""Help in the language of the window: its pages name the words the window shows in that language."""

import re
from collections.abc import Iterator

import pytest

from desktop.base.paths import handbook_folder
from desktop.base.words import speak
from desktop.catalogue.handbook import read_handbook
from desktop.ui.languages import phrases
from desktop.ui.viewmodels.help_viewmodel import HelpViewModel
from desktop.usecases.help_desk import HelpDesk

NAMED = re.compile("「([^」]+)」")
SAID = re.compile("[「“]([^」”]+)[」”]")


@pytest.fixture
def english() -> Iterator[None]:
    speak(phrases("en"))
    yield
    speak({})


def test_every_word_an_english_page_names_has_its_phrase_and_is_named_on_the_chinese_page() -> None:
    said, chinese = phrases("en"), read_handbook(handbook_folder())
    strangers, count = [], 0
    for file in (handbook_folder() / "en" / "pages").iterdir():
        meant = set(SAID.findall(chinese.page(file.stem).markdown))
        named = NAMED.findall(file.read_text(encoding="utf-8"))
        count += len(named)
        strangers += [(file.stem, word) for word in named if word not in said or word not in meant]
    assert strangers == []
    assert count > 120


@pytest.mark.usefixtures("english")
def test_no_word_of_the_window_is_left_chinese() -> None:
    book = read_handbook(handbook_folder(), "en")
    assert [page.key for page in book.pages if "「" in page.title + page.markdown] == []
    assert [step.title for step in book.tour.steps if NAMED.search(step.title + step.words)] == []
    named = [word for step in book.tour.steps for word in re.findall('"([A-Z][^"]+)"', step.words)]
    assert len(named) > 10
    assert [word for word in named if word not in phrases("en").values()] == []


@pytest.mark.usefixtures("english")
def test_help_speaks_the_language_it_is_asked_for(ask) -> None:
    model = HelpViewModel(HelpDesk(language="en"), ask)
    model.open("sync.receipt")
    assert model.title == "Sync: reading in the receipt"
    assert f"<strong>{phrases('en')['选回执文件']}</strong>" in model.html
    model.search("usb stick")
    assert "help:sync" in model.html
