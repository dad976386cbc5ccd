"""Help beside the work: every screen has its page, and what the pages name is really there."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

import desktop
from desktop.base.paths import handbook_folder
from desktop.catalogue.handbook import Handbook, HelpPage, read_handbook
from desktop.ui.actions import COMMANDS
from desktop.ui.frame import Frame
from desktop.ui.main_window import MainWindow
from desktop.ui.places import PLACES
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.viewmodels.help_viewmodel import CONTENTS, HelpViewModel
from desktop.ui.viewmodels.login_viewmodel import LoginViewModel
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.views import help_view
from desktop.ui.views.login_view import LoginView
from desktop.ui.views.paper import new_printer
from desktop.usecases.help_desk import HelpDesk
from desktop.usecases.office import Session

RECORD_PARTS = ("", "roster", "attachments", "directory", "history")


@pytest.fixture(scope="module")
def book() -> Handbook:
    return read_handbook(handbook_folder())


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, worker: Tasks, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(qapp, worker, Preferences(tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


@pytest.fixture
def frame(window: MainWindow, ask, worker: Tasks, qtbot: QtBot, township: Session) -> Frame:
    made = window.enter(township, ask)
    qtbot.waitUntil(lambda: worker.idle)
    return made


def press(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(widget, combination.key(), combination.keyboardModifiers())


def live_texts(root: QWidget) -> set[str]:
    """Every word the widgets under ``root`` show or would show: buttons, labels, tabs, hints, heads of tables."""
    said: set[str] = set()
    inside: list[QWidget] = [root, *root.findChildren(QWidget)]
    for widget in inside:
        if isinstance(widget, QAbstractButton | QLabel):
            said.add(widget.text())
        if isinstance(widget, QLineEdit):
            said.add(widget.placeholderText())
        if isinstance(widget, QTabBar):
            said |= {widget.tabText(at) for at in range(widget.count())}
        if isinstance(widget, QTableView) and widget.model() is not None:
            heads = range(widget.model().columnCount())
            said |= {str(widget.model().headerData(at, Qt.Orientation.Horizontal)) for at in heads}
        said |= {action.text() for action in widget.actions() if isinstance(action, QAction)}
        said.add(widget.accessibleName())
    return said


def written_texts() -> set[str]:
    """Every text the code of the window and of what it asks can put on the screen; no comments, no docstrings."""
    said: set[str] = set()
    root = Path(desktop.__file__).parent
    for room in ("ui", "usecases", "domain"):
        for path in (root / room).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            said |= {
                piece.strip()
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 40
                for piece in (node.value, *re.split(r"\{\w+\}", node.value))
            }
    return said


def topics_of(frame: Frame, issued: str, settle: Callable[[], None]) -> dict[str, set[str]]:
    """Each topic one can come to by going through every place and part, with the words seen there."""
    seen: dict[str, set[str]] = {}

    def look() -> None:
        settle()
        seen.setdefault(frame.help_topic, set()).update(live_texts(frame.stack.currentWidget()))

    for kind in PLACES:
        frame.go(Place(kind, record=issued))
        look()
    for part in RECORD_PARTS:
        frame.go(Place("record", record=issued, tab=part))
        look()
    frame.go(Place("records", tab="new"))
    look()
    frame.go(Place("settings", tab="care"))
    look()
    frame.go(Place("sync"))
    settle()
    view = frame.stack.currentWidget()
    for at in range(view.tabs.count()):
        view.tabs.setCurrentIndex(at)
        look()
    return seen


def test_every_place_of_a_township_has_its_page_and_names_what_is_there(
    frame: Frame, offices, worker: Tasks, qtbot: QtBot, book: Handbook
) -> None:
    seen = topics_of(frame, offices.issued, lambda: qtbot.waitUntil(lambda: worker.idle))
    assert set(PLACES) <= set(seen)
    assert [topic for topic in seen if not book.has(topic)] == []
    strangers = [topic for topic, words in seen.items() if not _speaks_of(book.page(topic), words)]
    assert strangers == []


def test_every_screen_before_a_session_has_its_page_and_a_way_to_it(book: Handbook) -> None:
    fronts = {}
    for path in (Path(desktop.__file__).parent / "ui" / "views").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for topic in re.findall(r'^    help_topic = "([a-z.-]+)"$', text, re.MULTILINE):
            fronts[path.stem] = (topic, "self.help_button" in text)
    assert {"login_view", "lock_view", "first_setup_view", "rescue_view"} <= set(fronts)
    assert [name for name, (topic, _way) in fronts.items() if not book.has(topic)] == []
    assert [name for name, (_topic, way) in fronts.items() if not way] == []


def test_every_tab_of_the_county_has_its_page(
    window: MainWindow, ask, worker: Tasks, qtbot: QtBot, county: Session, book: Handbook
) -> None:
    frame = window.enter(county, ask)
    seen = topics_of(frame, "", lambda: qtbot.waitUntil(lambda: worker.idle))
    assert "sync.offices" in seen
    assert [topic for topic in seen if not book.has(topic)] == []


def _speaks_of(page: HelpPage, words: set[str]) -> bool:
    """Whether a word in 「」 stands on the screen; a page that names none may speak of the place in general."""
    return not page.named or any(name in words for name in page.named)


def test_every_word_in_corner_brackets_is_a_word_of_the_window(book: Handbook) -> None:
    said = written_texts()
    pages = [*book.pages, *book.cards]
    named = [(page.key, word) for page in pages for word in page.named]
    assert len(named) > 150
    assert [pair for pair in named if pair[1] not in said] == []


def test_the_page_of_keys_tells_keys_that_are_bound(book: Handbook) -> None:
    bound = " ".join(command.keys for command in COMMANDS).replace("Return", "Enter")
    said = written_texts()
    told = re.findall(r"^\| (.+?) \|", book.page("keys").markdown, re.MULTILINE)[2:]
    assert len(told) > 12
    for keys in told:
        first = re.split("、| 到 | 和", keys)[0].replace("Alt+←", "Alt+Left")
        assert first in bound.split() or first in said or first == "Ctrl", keys


def test_quick_cards_name_the_same_words_as_the_window_and_stay_short(book: Handbook) -> None:
    assert [card.title for card in book.cards] == [
        "起草", "审核、保密审查、签发", "打印、张贴、撤下", "U盘报送", "县里收包", "出错怎么办",
    ]  # fmt: skip
    for card in book.cards:
        assert len(re.findall(r"^(?:\d+\.|-) ", card.markdown, re.MULTILINE)) <= 18


def test_f1_opens_the_page_of_the_screen_and_closes_it_again(
    window: MainWindow, frame: Frame, worker: Tasks, qtbot: QtBot, book: Handbook
) -> None:
    frame.go_boards()
    qtbot.waitUntil(lambda: worker.idle)
    before = window.focusWidget()
    press(qtbot, window, "F1")
    assert window.help.drawer.isVisible()
    assert window.help.drawer._model.topic == "boards"
    assert "登记撤下" in window.help.drawer.text.toPlainText()
    assert window.focusWidget() is window.help.drawer.search
    press(qtbot, window.help.drawer.search, "Esc")
    assert not window.help.drawer.isVisible()
    assert window.focusWidget() is before
    press(qtbot, window, "F1")
    press(qtbot, window, "F1")
    assert not window.help.drawer.isVisible()


def test_the_field_under_the_focus_comes_first(
    window: MainWindow, frame: Frame, offices, worker: Tasks, qtbot: QtBot, ask
) -> None:
    field = QLineEdit(frame)
    field.setAccessibleDescription("写最近的整数，不带单位。")
    field.show()
    field.setFocus()
    press(qtbot, window, "F1")
    read = window.help.drawer.text.toPlainText()
    assert read.index("写最近的整数") < read.index("每天先看这里")
    window.help.drawer._model.follow("sync")
    assert "写最近的整数" not in window.help.drawer.text.toPlainText()
    window.help.drawer.back_button.click()
    assert "写最近的整数" in window.help.drawer.text.toPlainText()


def test_words_are_searched_as_they_are_typed_and_a_hit_opens(
    window: MainWindow, frame: Frame, qtbot: QtBot, write
) -> None:
    press(qtbot, window, "F1")
    write(window.help.drawer.search, "回执")
    assert "收回执" in window.help.drawer.text.toPlainText()
    window.help.drawer.text.anchorClicked.emit(QUrl("help:sync.receipt"))
    assert window.help.drawer._model.topic == "sync.receipt"
    assert window.help.drawer.search.text() == ""
    window.help.drawer.back_button.click()
    assert window.help.drawer._model.topic == "today"


def test_all_pages_are_listed_and_none_twice(book: Handbook, ask) -> None:
    model = HelpViewModel(HelpDesk(), ask)
    model.open("today")
    model.follow(CONTENTS)
    assert re.findall("help:([a-z.-]+)", model.html) == [page.key for page in book.pages]


def test_a_word_nobody_wrote_is_told_with_another_to_try(ask) -> None:
    model = HelpViewModel(HelpDesk(), ask)
    model.open("today")
    model.search("<b>量子</b>")
    assert "没有找到" in model.html
    assert "<b>" not in model.html
    model.back()
    assert model.topic == "today"


def test_the_login_screen_has_its_help_on_a_button_and_on_f1(
    window: MainWindow, offices, tmp_path: Path, tasks, qtbot: QtBot
) -> None:
    front = LoginView(LoginViewModel(offices.door(offices.folder / "township"), tasks))
    window.show_front(front)
    front.help_button.click()
    assert window.help.drawer._model.topic == "login"
    window.help.drawer.close_button.click()
    press(qtbot, window, "F1")
    assert window.help.drawer.isVisible()


def test_the_locked_screen_shows_its_own_help_and_none_from_before(
    window: MainWindow, frame: Frame, qtbot: QtBot
) -> None:
    press(qtbot, window, "F1")
    window.lock()
    assert not window.help.drawer.isVisible()
    assert window.lock_view is not None
    window.lock_view.help_button.click()
    assert window.help.drawer._model.topic == "lock"


def test_help_that_is_missing_is_told_and_the_window_goes_on(tmp_path: Path, ask) -> None:
    model = HelpViewModel(HelpDesk(tmp_path / "nowhere"), ask)
    model.open("today")
    assert "重新装" in model.html
    model.search("U盘")
    model.back()
    assert model.topic == ""


def test_no_button_of_help_is_cut_off(window: MainWindow, frame: Frame, qtbot: QtBot) -> None:
    window.help.practise = lambda: None
    press(qtbot, window, "F1")
    drawer = window.help.drawer
    buttons = drawer.findChildren(QAbstractButton)
    assert drawer.practice_button in buttons
    cut = [b.text() for b in buttons if b.text() and b.isVisible() and b.width() < b.sizeHint().width()]
    assert cut == []


@pytest.mark.parametrize("size", [(1366, 768), (960, 540), (800, 480)])
def test_help_never_reaches_past_the_window(window: MainWindow, frame: Frame, qtbot: QtBot, size) -> None:
    press(qtbot, window, "F1")
    window.resize(*size)
    qtbot.waitUntil(lambda: window.help.drawer.geometry().right() + 1 == window.centralWidget().width())
    assert window.help.drawer.x() >= 0
    assert window.help.drawer.height() == window.centralWidget().height()


def test_the_quick_cards_are_saved_from_help_and_the_place_is_told(
    window: MainWindow, frame: Frame, ask, qtbot: QtBot, tmp_path: Path
) -> None:
    window.help.ask = ask
    press(qtbot, window, "F1")
    out = tmp_path / "快速卡片.pdf"
    ask.will("save_file", out)
    window.help.drawer.cards_button.click()
    assert "贴在电脑旁边" in window.help.drawer.text.toPlainText()
    window.help.drawer.text.anchorClicked.emit(QUrl("help:save-cards"))
    assert len(pypdfium2.PdfDocument(out)) == 6
    assert ask.asked[-1] == ("show", "快速卡片写好了")


def test_a_card_is_read_and_all_are_printed(
    window: MainWindow, frame: Frame, ask, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.help.ask = ask
    press(qtbot, window, "F1")
    drawer = window.help.drawer
    drawer.cards_button.click()
    drawer.text.anchorClicked.emit(QUrl("help:card.6-trouble"))
    assert "不要用手机拍名单" in drawer.text.toPlainText()
    drawer.back_button.click()
    asked: list[str] = []

    def chosen(paper: str, pages: int, parent: QWidget, title: str) -> QPrinter:
        asked.append(f"{title} {paper} {pages}")
        printer = new_printer(paper, pages)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return printer

    monkeypatch.setattr(help_view, "ask_printer", chosen)
    drawer.text.anchorClicked.emit(QUrl("help:print-cards"))
    assert asked == ["打印快速卡片 A4 6"]
    assert len(pypdfium2.PdfDocument(tmp_path / "printed.pdf")) == 6
    monkeypatch.setattr(QPrinter, "newPage", lambda self: False)
    drawer.text.anchorClicked.emit(QUrl("help:print-cards"))
    assert "打印机没有应答" in ask.told[-1].what


def test_a_folder_that_takes_no_cards_is_told_and_leaving_writes_nothing(ask, tmp_path: Path) -> None:
    model = HelpViewModel(HelpDesk(), ask)
    ask.will("save_file", None, tmp_path / "nowhere" / "deep" / "cards.pdf")
    model.save_cards()
    assert not ask.told
    (tmp_path / "nowhere").write_text("这里是一个文件", encoding="utf-8")
    model.save_cards()
    assert ask.told
