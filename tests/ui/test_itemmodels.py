"""Item models: what Qt may ask of them, lazy pages, words and marks of the cells. No window is made."""

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from desktop.base.errors import SurroundingsError
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import DisclosureClass, FieldType, Form, FormField
from desktop.domain.record import RecordState, RosterRow
from desktop.ui.itemmodels.differences_model import DifferencesModel
from desktop.ui.itemmodels.moments import day_words, limit_words, moment_words
from desktop.ui.itemmodels.paged import Pages
from desktop.ui.itemmodels.records_model import LIMIT, NUMBER, STATE, TITLE, RecordsModel
from desktop.ui.itemmodels.roles import ItemRole
from desktop.ui.itemmodels.roster_model import RosterModel, veil
from desktop.usecases.record_views import Difference, RecordLine

TODAY = date(2026, 9, 16)
FORM = Form(
    code="farmland_subsidy", name="耕地地力保护补贴", matters=("m",), fields=(),
    roster=(
        FormField("name", "户主姓名", FieldType.PERSON_NAME),
        FormField("id_number", "身份证号", FieldType.ID_NUMBER, DisclosureClass.INTERNAL),
        FormField("amount", "金额", FieldType.MONEY, unit="元", total=True),
    ),
)  # fmt: skip


def line(number: int, state: RecordState = RecordState.DRAFT, publish_by: date | None = None) -> RecordLine:
    return RecordLine(
        id=f"r{number}", title=f"2026年第{number}批补贴", matter="m",
        matter_name="耕地地力保护", field_name="涉农补贴",
        state=state, revision=1, digest="", updated_at="2026-09-16T10:42:00+08:00", publish_by=publish_by,
        issued_on=None, roster_count=0, index_number="", drafted_by="李春梅",
    )  # fmt: skip


def rows(offset: int, limit: int, count: int = 50_000) -> list[RosterRow]:
    numbers = range(offset + 1, min(offset + limit, count) + 1)
    return [
        RosterRow(
            row=f"w{n}", position=n,
            values={"name": f"马成{n}", "id_number": "632522199001011234", "amount": "1249.90"},
        )
        for n in numbers
    ]  # fmt: skip


def roster(count: int = 50_000, *, editable: bool = True) -> RosterModel:
    model = RosterModel(lambda field, text: f"{field.unit}{text}")
    model.show(FORM, Pages(lambda offset, limit: rows(offset, limit, count), count), editable=editable)
    return model


def test_every_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    records = RecordsModel(TODAY)
    records.show(
        Pages(lambda offset, limit: [line(n) for n in range(offset, min(offset + limit, 30))], 30), TODAY
    )
    differences = DifferencesModel()
    differences.show(
        (
            Difference("改", "依据文号", "财农[2023]11号", "财农〔2023〕11号"),
            Difference("增", "名单第 2 行", "", "甲"),
        )
    )
    for model in (records, differences, roster(40)):
        qtmodeltester.check(model)


def test_a_long_roster_reads_only_the_pages_looked_at() -> None:
    asked: list[int] = []

    def load(offset: int, limit: int) -> list[RosterRow]:
        asked.append(offset)
        return rows(offset, limit)

    model = RosterModel(lambda _field, text: text)
    model.show(FORM, Pages(load, 50_000), editable=True)
    assert model.rowCount() == 50_000
    assert not asked
    assert model.index(30_000, 1).data() == "马成30001"
    assert model.index(30_001, 1).data() == "马成30002"
    assert asked == [30_000]


def test_pages_used_longest_ago_are_let_go_and_read_again() -> None:
    asked: list[int] = []

    def load(offset: int, limit: int) -> list[int]:
        asked.append(offset)
        return list(range(offset, offset + limit))

    pages = Pages(load, 1000, size=10, keep=2)
    assert [pages.line(at) for at in (5, 15, 5, 25, 5, 15)] == [5, 15, 5, 25, 5, 15]
    assert asked == [0, 10, 20, 10]


def test_a_page_that_cannot_be_read_is_told_and_tried_again() -> None:
    broken = [True]

    def load(offset: int, limit: int) -> list[RosterRow]:
        if broken[0]:
            raise SurroundingsError("数据文件读不出来。")
        return rows(offset, limit, 10)

    model = RosterModel(lambda _field, text: text)
    told: list[object] = []
    model.failed.connect(told.append)
    model.show(FORM, Pages(load, 10), editable=False)
    assert model.index(0, 1).data() is None
    assert "读不出来" in str(told[0])
    broken[0] = False
    assert model.index(0, 1).data() == "马成1"


def test_personal_numbers_are_veiled_until_edited() -> None:
    model = roster()
    cell = model.index(0, 2)
    assert cell.data() == "632***********1234"
    assert cell.data(Qt.ItemDataRole.EditRole) == "632522199001011234"
    assert veil("632") == "632"


def test_heads_carry_unit_and_disclosure_class() -> None:
    model = roster()
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(3, horizontal) == "金额（元）"
    assert model.headerData(2, horizontal, ItemRole.CLASS) == "internal"


def test_a_typed_cell_asks_to_be_saved_and_shows_the_typed_text_meanwhile() -> None:
    model = roster(10)
    asked: list[tuple[str, str, str]] = []
    model.edited.connect(lambda row, key, text: asked.append((row.row, key, text)))
    assert model.setData(model.index(2, 1), " 才让卓玛 ")
    assert asked == [("w3", "name", "才让卓玛")]
    assert model.index(2, 1).data() == "才让卓玛"
    model.reread()
    assert model.index(2, 1).data() == "马成3"


def test_the_same_text_and_the_number_column_are_not_saved() -> None:
    model = roster(10)
    assert not model.setData(model.index(2, 1), "马成3")
    assert not model.setData(model.index(2, 0), "9")
    read_only = roster(10, editable=False)
    assert not read_only.setData(read_only.index(2, 1), "甲")


def test_a_fault_marks_its_cell_and_only_faulty_rows_can_be_shown() -> None:
    model = roster()
    fault = Finding("amount", Severity.BLOCK, "名单第 30001 行", "金额对不上。")
    model.mark({(30_001, "amount"): fault})
    cell = model.cell(30_001, "amount")
    assert (cell.row(), cell.column()) == (30_000, 3)
    assert cell.data(ItemRole.FAULT) == "block"
    assert "有错：金额对不上。" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    model.arrange([30_001], Pages(lambda _offset, _limit: rows(30_000, 1, 50_000), 1))
    assert model.rowCount() == 1
    assert model.index(0, 1).data() == "马成30001"
    assert model.cell(30_001, "amount").row() == 0
    assert model.cell(7, "amount") == QModelIndex()
    model.show_all()
    assert model.cell(7, "amount").row() == 6


def test_a_row_is_found_by_position_although_rows_before_it_were_removed() -> None:
    kept = [row for row in rows(0, 400, 400) if row.position % 3]
    model = RosterModel(lambda _field, text: text)
    model.show(FORM, Pages(lambda offset, limit: kept[offset : offset + limit], len(kept)), editable=True)
    assert model.cell(302, "name").data() == "马成302"
    assert model.cell(300, "name") == QModelIndex()


@pytest.mark.parametrize(
    ("state", "chip"),
    [
        (RecordState.ISSUED, ("due", "待张贴")),
        (RecordState.SUBMITTED, ("running", "待审核")),
        (RecordState.RETURNED, ("returned", "退回")),
        (RecordState.ARCHIVED, ("done", "已归档")),
        (RecordState.DRAFT, ("draft", "起草")),
    ],
)
def test_each_state_has_a_chip_of_shape_and_word(state: RecordState, chip: tuple[str, str]) -> None:
    model = RecordsModel(TODAY)
    model.show(Pages(lambda _offset, _limit: [line(1, state)], 1), TODAY, "补贴")
    cell = model.index(0, STATE)
    assert (cell.data(ItemRole.KIND), cell.data()) == chip
    assert model.index(0, TITLE).data(ItemRole.CONTEXT) == "涉农补贴 › 耕地地力保护"
    assert model.index(0, TITLE).data(ItemRole.HIT) == "补贴"
    assert model.index(0, NUMBER).data() == "—"


def test_a_limit_is_told_for_open_records_only() -> None:
    model = RecordsModel(TODAY)
    lines = [line(1, publish_by=date(2026, 9, 14)), line(2, RecordState.ARCHIVED, date(2026, 9, 14))]
    model.show(Pages(lambda _offset, _limit: lines, 2), TODAY)
    assert model.index(0, LIMIT).data() == "逾期 2 天"
    assert model.index(0, LIMIT).data(ItemRole.KIND) == "late"
    assert model.index(1, LIMIT).data() == "—"


def test_days_and_times_in_words() -> None:
    assert day_words(date(2025, 1, 2), TODAY) == "2025年1月2日"
    assert moment_words("2026-09-16T10:42:00+08:00", TODAY) == "今天 10:42"
    assert moment_words("2026-09-14T10:42:00+08:00", TODAY) == "9月14日"
    assert moment_words("2025-09-14T10:42:00+08:00", TODAY) == "2025年"
    assert limit_words(TODAY, TODAY) == ("今天", "due")
    assert limit_words(None, TODAY) == ("—", "")
