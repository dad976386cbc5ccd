"""Words of another language are longer and bolder: chips and segments still have room for them."""

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.itemmodels.told_model import STATE, ToldLine
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.parts.told import ToldList


def line(words: str) -> ToldLine:
    return ToldLine("a", "云滩县青石滩乡人民政府", "Last heard: Today", "done", words, "check")


def test_a_column_of_chips_is_as_wide_as_its_longest_words_and_no_narrower_than_asked(qtbot: QtBot) -> None:
    offices = ToldList("各单位", ("单位", "情况"), 122)
    qtbot.addWidget(offices)
    offices.show_lines([line("已收")], "")
    assert offices.columnWidth(STATE) == 122
    offices.show_lines([line("已收"), line("Waiting for a decision of the county")], "")
    assert offices.columnWidth(STATE) >= offices.sizeHintForColumn(STATE) > 122


def test_a_segment_has_room_for_its_words_in_bold(qtbot: QtBot) -> None:
    segments = Segments([("all", "All households 1206", ""), ("block", "Errors 0", "block")])
    qtbot.addWidget(segments)
    for button in segments.findChildren(QPushButton):
        bold = QFont(button.font())
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(button.text()) - button.fontMetrics().horizontalAdvance(
            button.text()
        )
        assert button.sizeHint().width() == QPushButton.sizeHint(button).width() + max(0, more)
        assert more > 0
