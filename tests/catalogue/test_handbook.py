"""The handbook as it ships: whole, linked, plain; and what happens where a part of it is missing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.base.errors import SurroundingsError
from desktop.base.paths import content_root, handbook_folder
from desktop.catalogue.handbook import Handbook, HelpPage, read_handbook
from desktop.domain.record import RecordState

# What stands on keys, on boxes in the shop and in file dialogs; nothing else Latin is said to a clerk.
LATIN = {
    "F", "Ctrl", "Enter", "Esc", "Alt", "Tab", "Caps", "Lock", "U", "Excel", "WPS", "PDF", "N", "S", "Z", "Y", "K", "L",
    "P", "gdbt", "https",
}  # fmt: skip
LONGEST = 60
COMMAND = re.compile("`[^`]*`")


@pytest.fixture(scope="module")
def book() -> Handbook:
    return read_handbook(handbook_folder())


def texts(book: Handbook) -> list[HelpPage]:
    return [*book.pages, *book.cards]


def test_every_file_has_its_place_and_every_place_its_file(book: Handbook) -> None:
    for folder, pages in (("pages", book.pages), ("cards", book.cards)):
        files = sorted(path.stem for path in (handbook_folder() / folder).iterdir())
        assert sorted(page.key for page in pages) == files


def test_every_link_leads_to_a_page(book: Handbook) -> None:
    keys = {page.key for page in book.pages}
    links = [(page.key, link) for page in texts(book) for link in page.links]
    assert links
    assert [pair for pair in links if pair[1] not in keys] == []


def test_every_page_begins_with_what_it_is_for(book: Handbook) -> None:
    for page in texts(book):
        assert page.title
        assert not page.markdown.startswith(("#", "-", "1.", "|")), page.key


def test_nothing_is_said_in_english_and_nothing_is_shouted(book: Handbook) -> None:
    for page in texts(book):
        if page.key == "administrator":  # commands and file names are what they are
            continue
        words = re.findall("[A-Za-z]+", re.sub(r"\(([a-z.-]+)\.md\)", "", page.markdown))
        assert [word for word in words if word not in LATIN] == [], page.key
        assert "！" not in page.title + page.markdown, page.key


def test_the_tour_speaks_as_the_pages_do(book: Handbook) -> None:
    assert len(book.tour.steps) > 6
    assert [RecordState(step.until) for step in book.tour.steps if step.until]
    for step in book.tour.steps:
        said = step.title + step.words
        assert [word for word in re.findall("[A-Za-z]+", said) if word not in LATIN] == [], step.title
        assert "！" not in said
        assert [part for part in re.split("[。；：]", step.words) if len(part) > LONGEST] == [], step.title


def test_the_frozen_program_carries_the_handbook() -> None:
    spec = (content_root() / "packaging" / "mingbai.spec").read_text(encoding="utf-8")
    assert '(str(ROOT / "docs" / "manual"), "docs/manual")' in spec
    assert handbook_folder() == content_root() / "docs" / "manual"


def test_sentences_are_short(book: Handbook) -> None:
    for page in texts(book):
        plain = COMMAND.sub("", re.sub(r"\(([a-z.-]+)\.md\)", "", page.markdown))
        sentences = re.split("[。；：？\n|]", plain)
        assert [said for said in sentences if len(said) > LONGEST] == [], page.key


def test_a_topic_without_a_page_falls_back_to_its_place(book: Handbook) -> None:
    assert book.page("record.roster").key == "record.roster"
    assert book.page("record.findings").key == "record"
    assert book.page("nowhere").key == "begin"


def test_search_wants_every_word_and_titles_come_first(book: Handbook) -> None:
    assert book.search("登记撤下")[0].page.key in {"boards", "begin", "today"}
    assert book.search("回执")[0].page.key == "sync.receipt"
    both = book.search("U盘 空间")
    assert both
    assert all("U盘" in hit.page.markdown and "空间" in hit.page.markdown for hit in both)
    assert book.search("没有这样的词汇") == []
    assert book.search("   ") == []


def test_html_shows_what_is_named_and_lets_nothing_through() -> None:
    page = HelpPage("x", "页", "点「登记张贴」，见[同步](sync.join.md)。<script>1</script>\n")
    made = page.html("#{key}")
    assert "<b>「登记张贴」</b>" in made
    assert '<a href="#sync.join">同步</a>' in made
    assert "<script>" not in made
    assert page.named == ("登记张贴",)


@pytest.mark.parametrize("missing", ["contents.yaml", "pages/today.md", "cards/1-draft.md"])
def test_a_handbook_that_is_not_whole_is_told(tmp_path: Path, missing: str) -> None:
    copy = tmp_path / "manual"
    shutil.copytree(handbook_folder(), copy)
    (copy / missing).unlink()
    with pytest.raises(SurroundingsError, match="帮助"):
        read_handbook(copy)


def test_a_broken_list_of_contents_is_told(tmp_path: Path) -> None:
    copy = tmp_path / "manual"
    shutil.copytree(handbook_folder(), copy)
    (copy / "contents.yaml").write_text("title: 手册\nparts: 一行字\n", encoding="utf-8")
    with pytest.raises(SurroundingsError):
        read_handbook(copy)


def test_help_loads_without_the_libraries_of_the_database() -> None:
    """F1 on the login screen must not wait for them."""
    heavy = ("sqlmodel", "sqlalchemy", "reportlab")
    told = f"import sys, desktop.ui.window_help, desktop.ui.views.help_view; print(*(n in sys.modules for n in {heavy}))"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=content_root()
    )
    assert done.stdout.split() == ["False"] * 3
