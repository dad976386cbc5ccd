"""The help in another language: the pages of the Chinese handbook, step for step."""

import re
import shutil
from pathlib import Path

import pytest

from desktop.base.paths import handbook_folder
from desktop.catalogue.handbook import Handbook, HelpPage, read_handbook

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def english() -> Handbook:
    return read_handbook(handbook_folder(), "en")


@pytest.fixture(scope="module")
def chinese() -> Handbook:
    return read_handbook(handbook_folder())


def shape(page: HelpPage) -> list[int]:
    """How many headings, steps, points, rows and links a page has."""
    kinds = (r"^## ", r"^\d+\. ", r"^- ", r"^\|", r"\.md\)", r"^```")
    return [len(re.findall(kind, page.markdown, re.MULTILINE)) for kind in kinds]


def test_every_page_of_the_help_is_there_and_has_the_steps_of_the_chinese_one(
    english: Handbook, chinese: Handbook
) -> None:
    files = {path.stem for path in (handbook_folder() / "en" / "pages").iterdir()}
    assert files == {page.key for page in chinese.pages}
    for said, meant in zip(english.pages, chinese.pages, strict=True):
        assert said.key == meant.key
        assert shape(said) == shape(meant), said.key
        assert sorted(said.links) == sorted(meant.links), said.key


def test_titles_and_the_tour_are_english(english: Handbook, chinese: Handbook) -> None:
    titles = [part.title for part in english.parts]
    titles += [page.title for page in english.pages]
    titles += [step.title for step in english.tour.steps]
    assert [title for title in titles if CHINESE.search(title)] == []
    for said, meant in zip(english.tour.steps, chinese.tour.steps, strict=True):
        assert said.words != meant.words
        assert (said.who, said.place, said.tab, said.until) == (
            meant.who,
            meant.place,
            meant.tab,
            meant.until,
        )


def test_nothing_is_shouted(english: Handbook) -> None:
    assert [page.key for page in english.pages if re.search(r"!(?!\[)", page.title + page.markdown)] == []


def test_cards_stay_chinese_since_they_are_paper(english: Handbook, chinese: Handbook) -> None:
    assert english.cards == chinese.cards


def test_a_page_nobody_translated_is_chinese(tmp_path: Path, chinese: Handbook) -> None:
    copy = tmp_path / "manual"
    shutil.copytree(handbook_folder(), copy)
    (copy / "en" / "pages" / "today.md").unlink()
    book = read_handbook(copy, "en")
    assert book.page("today") == chinese.page("today")
    assert book.page("login").title == "Logging in"
    assert read_handbook(copy, "bo").pages == chinese.pages


def test_a_search_does_not_mind_capitals_and_shows_no_marks(english: Handbook) -> None:
    hits = english.search("RECEIPT usb")
    assert "sync.receipt" in {hit.page.key for hit in hits}
    assert [hit.excerpt for hit in hits if "**" in hit.excerpt or len(hit.excerpt) > 73] == []
