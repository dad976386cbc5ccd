"""The tour through a practice township in the real window: every step plays where it says, colleagues take their turns."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import desktop
from desktop.base.paths import handbook_folder
from desktop.catalogue.handbook import Tour, read_handbook
from desktop.domain.record import RecordState
from desktop.ui.application import Entrance
from desktop.ui.frame import Frame
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Tasks
from desktop.ui.views.first_setup_view import FirstSetupView
from desktop.ui.views.tour_view import TourBand
from desktop.usecases.door import Door
from desktop.usecases.office import Session
from desktop.usecases.record_views import RecordFilter, RecordLine


@pytest.fixture
def entrance(
    qapp: QApplication, offices, tmp_path: Path, ask, worker: Tasks, qtbot: QtBot
) -> Iterator[Entrance]:
    """The window on a laptop where nothing was set up yet."""
    window = MainWindow(qapp, worker, Preferences(tmp_path))
    window.sends = False
    qtbot.addWidget(window)
    office = offices.office()
    made = Entrance(window, Door(tmp_path / "home", office.clock, lambda: office), ask, worker)
    made.show_door()
    with qtbot.waitExposed(window):
        window.show()
    yield made
    window.close()
    made.close()


@pytest.fixture
def tour() -> Tour:
    return read_handbook(handbook_folder()).tour


def practising(entrance: Entrance, qtbot: QtBot, worker: Tasks) -> Frame:
    front = entrance.window.shown
    assert isinstance(front, FirstSetupView)
    front.practice_button.click()
    qtbot.waitUntil(lambda: entrance.window.frame is not None, timeout=30_000)
    qtbot.waitUntil(lambda: worker.idle, timeout=10_000)
    frame = entrance.window.frame
    assert frame is not None
    return frame


def band(entrance: Entrance) -> TourBand:
    frame = entrance.window.frame
    assert frame is not None
    found = frame.findChild(TourBand)
    assert found is not None
    return found


def test_the_first_screen_leads_into_a_marked_practice_and_its_end_clears_it_away(
    entrance: Entrance, ask, worker: Tasks, qtbot: QtBot
) -> None:
    frame = practising(entrance, qtbot, worker)
    home = frame.session.desk.home.folder
    assert home.is_dir()
    assert "练习" in entrance.window.windowTitle()
    assert "（练习）" in frame._model.place_words
    assert band(entrance).isVisible()
    assert frame.help_topic == "today"
    ask.will("confirm", False, True)
    band(entrance).end_button.click()
    assert entrance.window.frame is frame
    band(entrance).end_button.click()
    qtbot.waitUntil(lambda: isinstance(entrance.window.shown, FirstSetupView))
    assert not home.exists()
    assert entrance.window.windowTitle() == "明白"


def test_every_step_plays_where_it_says_by_whom_it_says(
    entrance: Entrance, tour: Tour, ask, worker: Tasks, qtbot: QtBot
) -> None:
    practising(entrance, qtbot, worker)
    for number, step in enumerate(tour.steps):
        frame = entrance.window.frame
        assert frame is not None
        qtbot.waitUntil(lambda: worker.idle, timeout=10_000)
        assert frame.place.kind == step.place
        assert frame.place.tab == step.tab
        assert frame.session.account.role is step.who
        assert bool(frame.place.record) is step.about
        assert f"第 {number + 1} 步" in band(entrance)._title.text()
        band(entrance).next_button.click()
        if step.until:  # nothing was done: the tour says so once, then lets one look on
            assert "还没有做完" in band(entrance)._hint.text()
            band(entrance).next_button.click()
    assert not band(entrance).next_button.isEnabled()
    band(entrance).back_button.click()
    frame = entrance.window.frame
    assert frame is not None
    assert frame.place.kind == tour.steps[-2].place


def test_what_was_done_lets_the_tour_go_on_at_once(
    entrance: Entrance, tour: Tour, worker: Tasks, qtbot: QtBot
) -> None:
    frame = practising(entrance, qtbot, worker)
    at = next(n for n, step in enumerate(tour.steps) if step.until == RecordState.SUBMITTED)
    session = frame.session
    session.practice.go_to(at)
    line = next(line for line in session.records.page(RecordFilter(), 0, 50) if line.title == tour.record)
    session.flow.submit(line.id)
    band(entrance).next_button.click()
    qtbot.waitUntil(lambda: worker.idle, timeout=10_000)
    assert entrance.window.frame is not None
    assert entrance.window.frame.session.account.role is tour.steps[at + 1].who


def test_whoever_does_what_the_steps_say_gets_from_the_return_to_the_board(
    entrance: Entrance, tour: Tour, tmp_path: Path, worker: Tasks, qtbot: QtBot
) -> None:
    practising(entrance, qtbot, worker)

    def session() -> Session:
        qtbot.waitUntil(lambda: worker.idle, timeout=10_000)
        assert entrance.window.frame is not None
        return entrance.window.frame.session

    def line() -> RecordLine:
        return next(
            line for line in session().records.page(RecordFilter(), 0, 50) if line.title == tour.record
        )

    for step in tour.steps:
        if "改两处" in step.title:
            told = "马得福因病致贫，已另行说明。"
            assert told in step.words
            before = session().records.get(line().id).content
            mended = {
                **before.values,
                "basis_docs": before.values["basis_docs"].replace("[2023]", "〔2023〕"),
                "summary": before.values["summary"].replace(told, ""),
            }
            session().records.save(line().id, before.model_copy(update={"values": mended}))
            assert session().records.findings(line().id) == []
        elif step.until:
            session().flow.advance(line().id)
            assert line().state == step.until
        elif step.place == "boards":
            notice = session().notices.make(line().id, tmp_path / "公示.pdf").value
            session().notices.post(notice.id, "乡政府公示栏", session().desk.clock.today())
        band(entrance).next_button.click()
        assert not band(entrance)._hint.text()
    assert line().state is RecordState.POSTED


def test_the_words_a_step_names_are_words_of_the_window(tour: Tour) -> None:
    said: set[str] = set()
    for room in ("ui", "usecases", "domain"):
        for path in (Path(desktop.__file__).parent / room).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            said |= {
                piece.strip()
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
                for piece in (node.value, *re.split(r"\{\w+\}", node.value))
            }
    named = [word for step in tour.steps for word in re.findall("「([^」]+)」", step.words)]
    assert len(named) > 10
    assert [word for word in named if word not in said] == []
