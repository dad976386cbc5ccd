"""The pages about the data in every size of window and text: nothing cut off, every control has a name."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.errors import SurroundingsError
from desktop.ui.theme.looks import dress
from desktop.ui.viewmodels.care_viewmodel import CareViewModel
from desktop.ui.viewmodels.rescue_viewmodel import RescueViewModel
from desktop.ui.views.leaving_dialog import LeavingDialog
from desktop.ui.views.rescue_view import RescueView
from desktop.ui.views.settings_care import CarePart
from desktop.usecases.office import Session
from tests.ui.looking_over import cut_off, nameless
from tests.ui.test_looked_over import SIZES

DAMAGE = SurroundingsError("数据文件有损坏，读不出来。", safe="程序没有改动它。", code="database-damaged")
RAIL = 160
"""What the rail and the margins take from a page inside the frame."""


def faults_of(page: QWidget, qapp: QApplication, less: int = 0) -> list[str]:
    found = []
    for base, sizes in SIZES.items():
        dress(qapp, "contrast" if base == 16 else "light", base)
        for width, height in sizes:
            page.resize(width - less, height - less)
            page.show()
            qapp.processEvents()
            qapp.processEvents()
            found += [f"{width}×{height} at {base} pt: {fault}" for fault in cut_off(page) + nameless(page)]
    page.hide()
    dress(qapp)
    return found


@pytest.mark.parametrize("damaged", [True, False], ids=["after damage", "asked for"])
def test_the_way_back(damaged: bool, township: Session, offices, ask, tasks, qapp, qtbot: QtBot) -> None:
    township.care.backup()
    door = offices.door(township.desk.home.folder)
    model = RescueViewModel(
        door, ask, tasks, why=DAMAGE if damaged else None, passphrase="x" if damaged else "", name="李春梅"
    )
    view = RescueView(model)
    qtbot.addWidget(view)
    if not damaged:
        model.restore("不是这个口令")
    assert faults_of(view, qapp) == []
    model.done = [
        "数据已经恢复到 20260916 的备份。",
        f"原来的数据留在：{Path('/home/clerk/数据/backups/x.db')}",
    ]
    model.updated.emit()
    assert faults_of(view, qapp) == []


def test_the_part_of_the_settings(township: Session, ask, tasks, changed, qapp, qtbot: QtBot) -> None:
    model = CareViewModel(township, ask, tasks, changed)
    part = CarePart(model)
    qtbot.addWidget(part)
    model.diagnose()
    assert faults_of(part, qapp, RAIL) == []
    dialog = LeavingDialog(model.leaving(), part)
    dialog.show()
    qapp.processEvents()
    assert cut_off(dialog) + nameless(dialog) == []
    dialog.close()
