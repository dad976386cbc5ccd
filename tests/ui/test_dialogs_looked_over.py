"""Every dialog at the usual and at the largest text: no words cut off, each control has a name, and it fits the screen."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.tasks import Tasks
from desktop.ui.theme.looks import dress
from desktop.ui.viewmodels.lock_viewmodel import PinViewModel
from desktop.ui.viewmodels.passphrase_viewmodel import PassphraseViewModel
from desktop.ui.views.objection_dialogs import NewObjectionDialog, ObjectionsDialog
from desktop.ui.views.parts.dialogs import StopDialog
from desktop.ui.views.passphrase_dialog import PassphraseDialog
from desktop.ui.views.pin_dialog import PinDialog
from desktop.ui.views.posting_dialogs import PostDialog, TakeDownDialog
from desktop.ui.views.sheet_check_dialog import SheetCheckDialog
from desktop.usecases.office import Session
from tests.ui.looking_over import cut_off, nameless

TODAY = date(2026, 9, 16)
TITLE = "关于云滩县青石滩乡2026年第一批财政衔接推进乡村振兴补助资金项目实施前的公示"
WAYS = (("当面说的", "in_person"), ("打电话说的", "phone"), ("写信来的", "letter"))
BOARDS = ("乡政府公示栏", "上滩村村民委员会公示栏")
# Points of text and the lowest screen: 1920×1080 at 200 %, and with the largest text a laptop's less its task bar.
SCREENS = ((12, 540), (16, 720))

Make = Callable[[Session, Tasks, QWidget], QDialog]
DIALOGS: dict[str, Make] = {
    "post": lambda session, tasks, over: PostDialog([("r", TITLE)], BOARDS, TODAY, over),
    "take down": lambda session, tasks, over: TakeDownDialog(
        f"{TITLE}，上滩村公示栏", "公示期还没有满，还剩 3 天。", TODAY, over
    ),
    "objections": lambda session, tasks, over: ObjectionsDialog(TITLE, TODAY, over),
    "new objection": lambda session, tasks, over: NewObjectionDialog(
        WAYS, "9月30日前要答复", TODAY, over
    ),
    "check a sheet": lambda session, tasks, over: SheetCheckDialog(over),
    "pin": lambda session, tasks, over: PinDialog(PinViewModel(session, tasks), over),
    "passphrase": lambda session, tasks, over: PassphraseDialog(PassphraseViewModel(session, tasks), over),
    "stop": lambda session, tasks, over: StopDialog(
        "U盘空间不够：还差 12 MB，什么都没有写。", "已经保存的记录没有受影响。",
        ("删掉U盘上不用的文件", "或者换一个U盘", "插好以后，接着做"),
        (("leave", "先不写"), ("other", "换一个文件夹…"), ("go", "插好了，接着做")), parent=over,
    ),
    "a long question": lambda session, tasks, over: StopDialog(
        "Is the fingerprint read out on the telephone the same as this? 5604 3A53 F472 21AE F556 9026 A7FC D07A",
        "This is the first program update from 明白编制组: please telephone them and have the fingerprint read out. "
        "Use a number you already know.", buttons=(("leave", "Different, stop"), ("go", "Same, go on")), parent=over,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("base", "lowest"), SCREENS)
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_whole_and_can_be_read_aloud(
    name: str, base: int, lowest: int, township: Session, tasks: Tasks, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, "contrast" if base == 16 else "light", base)
    over = QWidget()
    qtbot.addWidget(over)
    dialog = DIALOGS[name](township, tasks, over)
    dialog.show()
    qapp.processEvents()
    qapp.processEvents()
    faults = cut_off(dialog) + nameless(dialog)
    tall = max(dialog.minimumSizeHint().height(), dialog.minimumHeight())
    dialog.close()
    dress(qapp)
    assert faults == []
    assert tall <= lowest
