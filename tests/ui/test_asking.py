"""The questions of the window: the safe button first, the chosen one told by its key, a needed reason insisted on."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.errors import Cancelled, Refusal
from desktop.ui.views.asking import WindowAsk
from desktop.ui.views.parts.buttons import DangerButton
from desktop.ui.views.parts.dialogs import StopDialog
from desktop.ui.views.parts.forms import FormRow


def test_a_destructive_dialog_begins_on_the_safe_button(qtbot: QtBot) -> None:
    dialog = StopDialog(
        "撤回后，编号不再使用。",
        "记录都还在。",
        ["写明理由"],
        (("no", "不撤回"), ("yes", "撤回")),
        destructive=True,
    )
    qtbot.addWidget(dialog)
    safe = next(button for button in dialog.findChildren(QPushButton) if button.text() == "不撤回")
    assert safe.isDefault()
    assert dialog.findChild(DangerButton) is not None
    dialog.reject()
    assert dialog.chosen == "no"


def test_the_chosen_button_is_told_by_its_key(qtbot: QtBot) -> None:
    dialog = StopDialog(
        "U盘中途断开了", "", (), (("leave", "以后再说"), ("other", "换一个"), ("again", "接着做"))
    )
    qtbot.addWidget(dialog)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "接着做").click()
    assert dialog.chosen == "again"


def test_an_error_brings_its_own_safe_word_and_step(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    told: list[list[str]] = []

    def answer(dialog: StopDialog) -> int:
        told.append([label.text() for label in dialog.findChildren(QLabel)])
        return 0

    monkeypatch.setattr(StopDialog, "exec", answer)
    ask = WindowAsk(lambda: None)
    ask.tell(Refusal("U盘空间不够。", safe="什么都没有写。", todo="请换一个U盘。"))
    ask.tell(Cancelled())
    assert len(told) == 1
    assert {"U盘空间不够。", "什么都没有写。", "请换一个U盘。"} <= set(told[0])


def test_a_title_is_offered_as_a_file_name_that_every_disk_takes(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    offered: list[str] = []

    def answer(_parent: object, _title: str, name: str, _pattern: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    out = WindowAsk(lambda: None).save_file("存为 PDF", "关于2025/2026年度草原补奖的公示.pdf")
    assert offered == ["关于2025_2026年度草原补奖的公示.pdf"]
    assert out == tmp_path / offered[0]


def test_a_needed_reason_is_asked_for_again_until_it_is_there(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def answer(dialog: StopDialog) -> int:
        row = dialog.findChild(FormRow)
        seen.append(row.error)
        if len(seen) > 1:
            row.editor.setPlainText(" 缺一个村的合计 ")
        dialog.chosen = "go"
        return 1

    monkeypatch.setattr(StopDialog, "exec", answer)
    assert WindowAsk(lambda: None).text("退回这条记录", "理由", "退回") == "缺一个村的合计"
    assert seen[0] == ""
    assert seen[1]
