"""Help in the language of the window: its pages name the words the window shows in that language."""

import re

import pytest

from desktop.base.paths import handbook_folder
from desktop.catalogue.handbook import Handbook, read_handbook
from desktop.ui.languages import phrases
from desktop.ui.viewmodels.help_viewmodel import HelpViewModel
from desktop.usecases.help_desk import HelpDesk

BOLD = re.compile(r"\*\*([^*]+)\*\*")
CHINESE = re.compile("[「“]([^」”]+)[」”]")
QUOTED = re.compile('"([A-Z][^"]*)"')


@pytest.fixture(scope="module")
def english() -> Handbook:
    return read_handbook(handbook_folder(), "en")


def test_every_word_in_bold_is_what_the_window_says_for_a_word_of_the_chinese_page(english: Handbook) -> None:
    chinese, said = read_handbook(handbook_folder()), phrases("en")
    strangers = []
    for page in english.pages:
        meant = {said.get(word) for word in CHINESE.findall(chinese.page(page.key).markdown)}
        strangers += [(page.key, word) for word in BOLD.findall(page.markdown) if word not in meant]
    assert strangers == []
    assert sum(len(BOLD.findall(page.markdown)) for page in english.pages) > 120


def test_the_tour_names_words_of_the_window(english: Handbook) -> None:
    said = set(phrases("en").values())
    named = [word for step in english.tour.steps for word in QUOTED.findall(step.title + step.words)]
    assert len(named) > 10
    assert [word for word in named if word not in said] == []


def test_help_speaks_the_language_it_is_asked_for(ask) -> None:
    model = HelpViewModel(HelpDesk(language="en"), ask)
    model.open("sync.receipt")
    assert model.title == "Sync: reading in the receipt"
    assert "<strong>" in model.html
    model.search("usb stick")
    assert "help:sync" in model.html
