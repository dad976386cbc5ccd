"""The kit: what each part promises to those who use it, above all that everything drawn is also said."""

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.base.progress import Step
from desktop.domain.finding import Finding, Severity
from desktop.ui.theme.looks import dress
from desktop.ui.views.parts.buttons import FilledButton, IconButton, OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.empty import EmptyState
from desktop.ui.views.parts.findings import FindingList
from desktop.ui.views.parts.flow import FlowLayout
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.header import PageHeader
from desktop.ui.views.parts.marks import Label, OneLine
from desktop.ui.views.parts.panel import Banner, clear, scrolling
from desktop.ui.views.parts.progress import ProgressFooter, StepsCard
from desktop.ui.views.parts.segments import Segments
from desktop.ui.views.parts.stepper import Stepper
from desktop.ui.views.parts.strip import FilterStrip
from desktop.ui.views.parts.tables import CellDelegate, style_table
from desktop.ui.views.parts.toast import Toast
from tests.ui.looking_over import cut_off


@dataclass
class Station:
    words: str
    who: str = ""
    when: str = ""
    state: str = "ahead"


def test_a_chip_says_its_words(qtbot: QtBot) -> None:
    chip = StatusChip("late", "逾期 1 天")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "逾期 1 天"
    chip.show_state("done", "已入库")
    assert (chip.text, chip.property("kind")) == ("已入库", "done")


def test_an_icon_alone_has_words_for_those_who_cannot_see_it(qtbot: QtBot) -> None:
    button = IconButton("arrow-left", "返回")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "返回"


def test_a_button_in_a_row_is_lower_but_never_too_low_to_hit(qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp)
    usual, small = OutlinedButton("查看"), OutlinedButton("查看", small=True)
    for button in (usual, small):
        qtbot.addWidget(button)
        button.ensurePolished()
    assert small.sizeHint().height() == 36
    assert usual.sizeHint().height() == 40


def test_segments_tell_the_key_and_keep_the_choice_when_renamed(qtbot: QtBot) -> None:
    segments = Segments([("all", "全部 12", ""), ("draft", "起草 3", "draft")])
    qtbot.addWidget(segments)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    segments._buttons["draft"].click()
    segments.set_options([("all", "全部 9", ""), ("draft", "起草 1", "draft")])
    assert (segments.current, chosen) == ("draft", ["draft"])
    segments.set_options([("all", "全部 9", "")])
    assert segments.current == "all"


def test_the_strip_counts_in_words(qtbot: QtBot) -> None:
    strip = FilterStrip([("all", 2, "全部", "", ""), ("late", 1, "已逾期", "", "late")])
    qtbot.addWidget(strip)
    strip.set_items([("all", 5, "全部", "", ""), ("late", 4, "已逾期", "", "late")])
    assert strip._items["late"].accessibleName() == "已逾期 4 件"
    strip.choose("late")
    assert strip.current == "late"


def test_the_strip_stands_in_two_rows_where_one_would_cut_its_words(qtbot: QtBot) -> None:
    words = ("全部", "已逾期", "今天到期", "公示期内", "退回给我", "等待回执", "数据保管")
    strip, page = FilterStrip([(word, 12, word, "", "") for word in words]), QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(strip)
    page.resize(2000, 200)
    with qtbot.waitExposed(page):
        page.show()

    def rows() -> list[int]:
        return list(Counter(item.y() for item in strip._items.values()).values())

    assert rows() == [7]
    one = sum(item.widest + 1 for item in strip._items.values())
    page.resize(one - 1, 200)
    qtbot.waitUntil(lambda: rows() == [4, 3])
    assert cut_off(page) == []
    strip.choose("数据保管")
    page.resize(page.minimumSizeHint())
    qtbot.waitUntil(lambda: page.width() == strip.minimumSizeHint().width() < one)
    assert cut_off(page) == []
    strip.set_items([("all", 2, "全部", "", ""), ("late", 1, "已逾期", "", "late")])
    qtbot.waitUntil(lambda: rows() == [2])
    page.resize(one - 1, 200)
    strip.set_items([(word, 12, word, "", "") for word in words])
    qtbot.waitUntil(lambda: rows() == [4, 3])


def test_an_error_takes_the_place_of_the_help_and_gives_it_back(qtbot: QtBot) -> None:
    row = FormRow("依据文号", QLineEdit(), "例如 财农〔2023〕11号")
    qtbot.addWidget(row)
    row.set_error("年份请用六角括号：财农〔2023〕11号")
    assert row.editor.accessibleDescription() == row.error == "年份请用六角括号：财农〔2023〕11号"
    row.set_error("")
    assert row.error == ""
    assert row.editor.accessibleDescription() == "例如 财农〔2023〕11号"


def test_findings_come_block_first_and_carry_themselves(qtbot: QtBot) -> None:
    found = [
        Finding(str(s), s, "第 7 行", "对不上", "看一遍")
        for s in (Severity.INFO, Severity.WARN, Severity.BLOCK)
    ]
    cards = FindingList()
    qtbot.addWidget(cards)
    cards.show_findings(found, lambda finding: "改过来")
    assert [card.finding.severity for card in cards.cards] == [Severity.BLOCK, Severity.WARN, Severity.INFO]
    mended: list[object] = []
    cards.remedied.connect(mended.append)
    cards.cards[0].findChild(QPushButton).click()
    assert mended == [found[2]]
    cards.show_findings([])
    assert cards.cards == []


def test_the_stepper_says_all_its_stations(qtbot: QtBot) -> None:
    stepper = Stepper(
        [Station("起草", "李春梅", "今天", "done"), Station("审核", "周海明", "", "now")], vertical=True
    )
    qtbot.addWidget(stepper)
    assert stepper.accessibleName() == "起草 已做 李春梅 今天；审核 现在 周海明"
    stepper.resize(240, 200)
    assert not stepper.grab().isNull()


def test_the_steps_card_ticks_what_is_done(qtbot: QtBot) -> None:
    card = StepsCard(["检查", "写入", "核对"])
    qtbot.addWidget(card)
    card.show_step(1, Step("已写 3 / 6 MB", 3, 6))
    assert card._rows[1][2].text() == "50%"
    card.show_step(3, Step("可以拔出U盘", 6, 6))
    assert card._bar.isHidden()
    assert card.accessibleName() == "可以拔出U盘"


def test_the_progress_footer_counts_and_can_be_cancelled(qtbot: QtBot) -> None:
    footer = ProgressFooter()
    qtbot.addWidget(footer)
    footer.show_step(Step("正在核对", 2, 8))
    assert footer.accessibleName() == "正在核对 2 / 8"
    with qtbot.waitSignal(footer.cancelled):
        footer.cancel.click()
    footer.finish()
    assert footer.isHidden()


def test_a_toast_waits_while_it_is_looked_at(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(600, 300)
    toast = Toast(room)
    toast.say("已保存。", lambda: None)
    assert toast._timer.isActive()
    toast.enterEvent(None) if False else toast._timer.stop()
    toast._end()
    assert toast.isHidden()
    assert toast.geometry().bottom() <= 300


def test_a_header_folds_its_side_actions_where_there_is_no_room(qtbot: QtBot) -> None:
    header = PageHeader("2026年耕地地力保护补贴发放情况")
    qtbot.addWidget(header)
    buttons = [OutlinedButton("导出台账"), OutlinedButton("预览公示"), FilledButton("提交审核")]
    for button in buttons:
        header.add_action(button)
    header.fit(1200)
    assert [button.isHidden() for button in buttons] == [False, False, False]
    header.fit(420)
    assert [button.isHidden() for button in buttons] == [True, True, False]
    assert not header._more.isHidden()


def test_a_row_of_chips_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    for _ in range(4):
        label = QLabel()
        label.setFixedSize(100, 20)
        flow.addWidget(label)
    assert flow.heightForWidth(500) == 20
    assert flow.heightForWidth(220) == 48


def test_a_long_title_keeps_its_whole_in_the_tooltip(qtbot: QtBot) -> None:
    line = OneLine("很长很长的标题" * 9)
    qtbot.addWidget(line)
    line.resize(80, 24)
    assert line.minimumSizeHint().width() <= line.sizeHint().width()
    assert line.toolTip() == "很长很长的标题" * 9
    assert not line.grab().isNull()


def test_a_banner_has_its_button_only_when_there_is_something_to_do(qtbot: QtBot) -> None:
    banner = Banner("warn", "22 号包里还有 1 条没有回执。", "补发这 1 条")
    qtbot.addWidget(banner)
    with qtbot.waitSignal(banner.pressed):
        banner.button.click()
    banner.say("done", "都收到了。")
    assert banner.button.isHidden()


def test_an_empty_place_leads_on(qtbot: QtBot) -> None:
    empty = EmptyState(
        "bulletin-board", "公示栏上还没有公示", (("写好", "已签发", True), ("张贴", "", False)), "登记"
    )
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.pressed):
        empty.findChild(FilledButton).click()


def test_clearing_a_layout_leaves_nothing(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    layout = QVBoxLayout(box)
    layout.addWidget(QLabel("a"))
    layout.addLayout(QVBoxLayout())
    layout.addStretch(1)
    clear(layout)
    assert layout.count() == 0


def test_many_segments_fold_into_a_second_line_and_lose_no_word(qtbot: QtBot) -> None:
    words = ("账户和外观", "单位", "公示栏", "本地放假", "公示和锁定", "索引号", "网络上报", "备份")
    segments = Segments([(word, word, "") for word in words], fold=True)
    host = QWidget()
    column = QVBoxLayout(host)
    column.addWidget(segments)
    column.addWidget(QListView(), 1)
    qtbot.addWidget(host)
    host.show()
    buttons = segments.findChildren(QPushButton)
    for wide, lines in ((1400, 1), (segments.sizeHint().width() * 2 // 3, 2)):
        host.resize(wide, 400)
        qtbot.waitUntil(lambda lines=lines: len({button.y() for button in buttons}) == lines)
        for button in buttons:
            assert segments.rect().contains(button.geometry())
            assert button.width() >= button.sizeHint().width()
        assert column.geometry().contains(segments.geometry())
    segments.choose("备份")
    assert segments.current == "备份"


def test_tables_have_whole_rows_and_draw_through_the_delegate(qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    model = QStringListModel(["一行"])
    table.setModel(model)
    style_table(table, 38)
    assert isinstance(table.itemDelegate(), CellDelegate)
    assert table.selectionBehavior() is QTableView.SelectionBehavior.SelectRows
    assert table.rowHeight(0) >= 38
    plain = QListView()
    qtbot.addWidget(plain)
    plain.setModel(model)
    plain.setItemDelegate(CellDelegate(plain))
    assert plain.sizeHintForRow(0) >= plain.fontMetrics().height()
    assert model.index(0, 0).flags() & Qt.ItemFlag.ItemIsSelectable


def test_a_flowing_row_keeps_its_margins_and_stands_on_one_middle(qtbot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, 8)
    flow.setContentsMargins(9, 9, 9, 9)
    button, label, hidden = FilledButton("打印"), Label("第 1 页"), FilledButton("不在")
    for part in (button, label, hidden):
        flow.addWidget(part)
    hidden.hide()
    box.resize(600, flow.heightForWidth(600))
    box.show()
    assert button.geometry().topLeft() == QPoint(9, 9)
    assert abs(label.geometry().center().y() - button.geometry().center().y()) <= 1
    assert box.height() == button.height() + 18
    assert flow.heightForWidth(button.width() + 18) == button.height() + label.sizeHint().height() + 8 + 18


def test_a_field_that_is_told_the_same_again_is_not_dressed_anew_and_any_change_shows(qtbot):
    row = FormRow("年份", QLineEdit(), "四位数字")
    qtbot.addWidget(row)
    row.show()
    dressed = []
    row._below.set_kind = dressed.append
    for said, help_text, error in (
        ("", "四位数字", ""), ("不对", "四位数字", "不对"), ("不对", "四位数字", "不对"),
        ("不对", "改了", "不对"), ("", "改了", ""), ("", "改了", ""), ("", "又改", ""),
    ):  # fmt: skip
        row.set_help(help_text)
        row.set_error(said)
        assert row.error == error
        assert row._below.text() == (error or help_text)
        assert row.editor.property("fault") == ("true" if error else "false")
    assert len(dressed) == 4


def test_what_is_written_with_marks_of_html_is_shown_as_it_is(qtbot: QtBot) -> None:
    label = Label("<b>一户</b> & 二户")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_long_page_scrolls_up_and_down_only(qtbot: QtBot) -> None:
    wide = QWidget()
    wide.setMinimumWidth(2000)
    area = scrolling(wide)
    qtbot.addWidget(area)
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
