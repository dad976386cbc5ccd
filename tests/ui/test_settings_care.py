"""Settings, part 备份: a copy on a stick, a rehearsal, the doctor's report, a pack that is read before it is kept."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.base.errors import Refusal
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.ui.changes import Changed
from desktop.ui.viewmodels.care_viewmodel import CareViewModel
from desktop.ui.views.settings_care import CarePart
from desktop.usecases import pack_keys, program_making
from desktop.usecases.office import Session
from desktop.usecases.program_updates import this_system
from tests.ui.conftest import PASSPHRASE, QUICK, FakeAsk, ImmediateTasks
from tests.ui.looking_over import cut_off

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(township: Session, ask: FakeAsk, tasks: ImmediateTasks, changed: Changed) -> CareViewModel:
    return CareViewModel(township, ask, tasks, changed)  # type: ignore[arg-type]


@pytest.fixture
def part(model: CareViewModel, qtbot: QtBot) -> CarePart:
    made = CarePart(model)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def said(model: CareViewModel) -> list[str]:
    heard: list[str] = []
    model.said.connect(heard.append)
    return heard


def test_the_stick_gets_the_backup_and_the_drill_counts_it(
    part: CarePart, ask: FakeAsk, said: list[str], stick: Path, qtbot: QtBot
) -> None:
    assert "还没有备份" in part._last.text()
    ask.will("choose_folder", stick)
    qtbot.mouseClick(part.carry_button, LEFT)
    assert "可以拔出U盘" in said[-1]
    assert list(stick.glob("mingbai-backup-632299101-*/*-manual.db"))
    assert "上次备份" in part._last.text()
    qtbot.mouseClick(part.drill_button, LEFT)
    assert ask.asked[-1] == ("show", "练了一次恢复，备份是好的")


def test_a_drill_without_a_backup_says_what_to_do(part: CarePart, ask: FakeAsk, qtbot: QtBot) -> None:
    qtbot.mouseClick(part.drill_button, LEFT)
    assert isinstance(ask.told[0], Refusal)
    assert part.drill_button.isEnabled()


def test_the_report_shows_what_was_looked_at_and_what_is_wrong(
    part: CarePart, model: CareViewModel, said: list[str], qtbot: QtBot
) -> None:
    qtbot.mouseClick(part.doctor_button, LEFT)
    assert model.report is not None
    assert part._looked.count() == len(model.report.looked_at) == 4
    assert [card.finding.code for card in part.findings.cards] == ["no-backup"]
    qtbot.mouseClick(part.backup_button, LEFT)
    qtbot.mouseClick(part.doctor_button, LEFT)
    assert part._looked.count() == 5
    assert part.findings.cards == []
    assert said[-1] == "体检做完了，一切正常。"


def test_the_pack_is_read_first_and_kept_only_when_wanted(
    part: CarePart, ask: FakeAsk, said: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    ask.will("stop", "leave", "save")
    qtbot.mouseClick(part.pack_button, LEFT)
    assert said == []
    ask.will("save_file", tmp_path / "明白诊断包.zip")
    qtbot.mouseClick(part.pack_button, LEFT)
    assert said == ["诊断包已存成“明白诊断包.zip”。"]
    with zipfile.ZipFile(tmp_path / "明白诊断包.zip") as pack:
        assert set(pack.namelist()) == {"readme.txt", "system.txt", "home.txt", "log.txt", "doctor.txt"}


@pytest.fixture
def update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Version 0.2.0 from a publisher nobody here knows yet."""
    monkeypatch.setenv("MINGBAI_PROGRAM", str(tmp_path / "program"))
    built = tmp_path / "built"
    built.mkdir()
    (built / "mingbai").write_text("new program")
    keys, today = tmp_path / "keys", date(2026, 9, 16)
    maker = Organisation(code="632200", unit="明白编制组", level=Level.PREFECTURE)
    pack_keys.init_keys(keys, maker, PASSPHRASE, today, QUICK)
    new = program_making.NewProgram(built, "0.2.0", this_system(), "mingbai", "第二版", "更快")
    out = tmp_path / "0.2.0.mingbai-update"
    program_making.make_update(
        pack_keys.PublisherFolder(keys), new, out, today=today, days=200, passphrase=PASSPHRASE
    )
    return out


def test_an_update_is_answered_for_and_laid_beside_the_program(
    as_role: Callable[[Role], Session],
    ask: FakeAsk,
    tasks: ImmediateTasks,
    changed: Changed,
    update: Path,
    qtbot: QtBot,
) -> None:
    model = CareViewModel(as_role(Role.ADMIN), ask, tasks, changed)  # type: ignore[arg-type]
    part = CarePart(model)
    qtbot.addWidget(part)
    said: list[str] = []
    model.said.connect(said.append)
    ask.will("choose_file", update, update, update)
    ask.will("confirm", False, True, False, True, True)
    qtbot.mouseClick(part.update_button, LEFT)
    assert "指纹" in ask.asked[-1][1]
    qtbot.mouseClick(part.update_button, LEFT)
    assert "装 0.2.0 版吗" in ask.asked[-1][1]
    assert said == []
    qtbot.mouseClick(part.update_button, LEFT)
    assert said == ["0.2.0 版已装好。请在方便的时候退出，再打开就是新版本。"]
    assert "0.2.0 版已装好" in part._program.text()
    assert (update.parent / "program" / "versions" / "0.2.0" / "mingbai").read_text() == "new program"


def test_a_drafter_is_told_who_installs(part: CarePart, ask: FakeAsk, update: Path, qtbot: QtBot) -> None:
    ask.will("choose_file", update)
    ask.will("confirm", True, True)
    qtbot.mouseClick(part.update_button, LEFT)
    assert ask.told[0].code == "wrong-role"
    assert part.update_button.isEnabled()


def test_a_clerk_who_leaves_hands_over_and_is_let_in_no_more(
    as_role: Callable[[Role], Session],
    ask: FakeAsk,
    tasks: ImmediateTasks,
    changed: Changed,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    model = CareViewModel(as_role(Role.ADMIN), ask, tasks, changed)  # type: ignore[arg-type]
    part = CarePart(model)
    qtbot.addWidget(part)
    part.show()
    qtbot.mouseClick(part.leaving_button, LEFT)
    dialog = part.leaving
    dialog.who.setCurrentIndex(dialog.who.findData("李春梅"))
    dialog.who.activated.emit(dialog.who.currentIndex())
    assert "没有办完的 1 条" in dialog._words.text()
    qtbot.mouseClick(dialog.write_button, LEFT)
    assert "接手的人" in dialog._taker_row.error
    dialog.taker.setText("韩雪")
    ask.will("save_file", tmp_path / "移交.pdf")
    qtbot.mouseClick(dialog.write_button, LEFT)
    assert (tmp_path / "移交.pdf").read_bytes().startswith(b"%PDF")
    assert dialog._taker_row.error == ""
    assert "已存成“移交.pdf”" in dialog._words.text()
    qtbot.waitUntil(lambda: cut_off(dialog) == [], timeout=2000)
    ask.will("confirm", False, True)
    qtbot.mouseClick(dialog.retire_button, LEFT)
    assert dialog.who.findData("李春梅") >= 0
    ask.will("text", "调离")
    qtbot.mouseClick(dialog.retire_button, LEFT)
    assert dialog.who.findData("李春梅") == -1
    qtbot.mouseClick(dialog.close_button, LEFT)
    part.hide()
