"""The preview page: what prints, page by page; saving, printing and hanging it."""

import io
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from desktop.base.changes import Topic
from desktop.domain.finding import Finding, Severity
from desktop.domain.record import RecordContent, RecordState
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import render_page_png
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.preview_viewmodel import PreviewViewModel
from desktop.ui.views.page_sheet import ACTUAL, WHOLE, WIDTH, PageSheet
from desktop.ui.views.paper import new_printer
from desktop.ui.views.posting_dialogs import PostDialog
from desktop.ui.views.preview_view import PreviewView
from desktop.usecases.examiner import Examiner
from tests.pdfs import sizes_of


@pytest.fixture
def viewmodel(township, ask, tasks, changed, gone, offices):
    made = PreviewViewModel(township, ask, tasks, changed, gone.append)
    made.show_place(Place("preview", record=offices.issued))
    return made


@pytest.fixture
def view(viewmodel, qtbot):
    made = PreviewView(viewmodel)
    qtbot.addWidget(made)
    made.resize(1270, 734)
    made.show()
    return made


def said_by(viewmodel) -> list[str]:
    lines: list[str] = []
    viewmodel.said.connect(lines.append)
    return lines


def test_an_issued_notice_can_be_read_with_its_pages_and_period(viewmodel):
    assert viewmodel.pages >= 1
    assert viewmodel.page_words == f"第 1 页 共 {viewmodel.pages} 页"
    assert "9月" in viewmodel.preview.period_words
    assert viewmodel.chip[0] == "done"
    assert "祁建国" in viewmodel.chip[1]


def test_a_draft_can_be_previewed_but_says_that_it_is_not_issued(
    township, ask, tasks, changed, gone, catalogue
):
    matter = catalogue.fields[0].matters[0]
    content = RecordContent(title="还在写的一条", formed_on=township.desk.clock.today())
    draft = township.records.new(matter.code, "general", content).value
    viewmodel = PreviewViewModel(township, ask, tasks, changed, gone.append)
    viewmodel.show_place(Place("preview", record=draft))
    assert viewmodel.chip == ("draft", "还没有签发，只供查看")
    assert not viewmodel.can_post


def test_pages_stop_at_both_ends(viewmodel):
    viewmodel.previous_page()
    assert viewmodel.page == 1
    viewmodel.go_to_page(10_000)
    assert viewmodel.page == viewmodel.pages


def test_a_page_is_rendered_once_per_width(viewmodel, township):
    first = viewmodel.images.image(1, 200)
    ready = viewmodel.images.image(1, 200)
    assert first is None
    assert ready is not None
    assert ready.width == 200
    assert len(ready.rgba) == 4 * ready.width * ready.height
    assert viewmodel.images.image(viewmodel.pages + 1, 200) is None


def test_old_page_images_make_room_and_can_be_had_again(viewmodel, monkeypatch):
    monkeypatch.setattr("desktop.ui.viewmodels.page_images.KEPT_BYTES", 300_000)
    for width in (200, 210, 220, 230):
        viewmodel.images.image(1, width)
    assert viewmodel.images.image(1, 230) is not None
    assert viewmodel.images.image(1, 200) is None
    assert viewmodel.images.image(1, 200).width == 200


def test_a_posting_does_not_lay_the_pages_out_again(viewmodel, changed):
    before = viewmodel.preview
    changed.tell(frozenset({Topic.NOTICES}))
    assert viewmodel.preview is before
    changed.tell(frozenset({Topic.RECORDS}))
    assert viewmodel.preview is not before


def test_changing_the_paper_lays_out_anew(viewmodel):
    before = viewmodel.preview.pdf
    viewmodel.choose_paper("A3")
    assert viewmodel.preview.pdf != before
    assert max(sizes_of(viewmodel.preview.pdf)[0]) == pytest.approx(420 / 25.4 * 72, abs=2)


def test_saving_writes_the_previewed_pages(viewmodel, ask, tmp_path):
    said = said_by(viewmodel)
    ask.will("save_file", tmp_path / "公示")
    viewmodel.save_pdf()
    written = tmp_path / "公示.pdf"
    assert len(sizes_of(written.read_bytes())) == viewmodel.pages
    assert said == [f"公示已存为 PDF：公示.pdf，共 {viewmodel.pages} 页。"]
    assert viewmodel.notices


def test_a_folder_that_is_gone_is_told_and_nothing_is_registered(viewmodel, ask, tmp_path):
    ask.will("save_file", tmp_path / "没有这个文件夹" / "公示.pdf")
    viewmodel.save_pdf()
    assert [error.code for error in ask.told] == ["write-failed"]
    assert not viewmodel.working
    assert not viewmodel.notices


def test_leaving_the_file_dialog_does_nothing(viewmodel, ask):
    ask.will("save_file", None)
    viewmodel.save_pdf()
    assert not viewmodel.notices


def test_posting_enters_the_register_and_moves_the_record(viewmodel, township):
    said = said_by(viewmodel)
    viewmodel.post("乡政府公示栏", viewmodel.today)
    lines = township.notices.postings()
    assert [line.posting.board for line in lines] == ["乡政府公示栏"]
    assert viewmodel.view.record.state is RecordState.POSTED
    assert viewmodel.board_words == lines[0].posting.number
    over = lines[0].posting.due_down_on
    assert said[0].startswith(f"已登记张贴：{lines[0].posting.number}，")
    assert f"{over.month}月{over.day}日起可以撤下" in said[0]


def test_posting_after_the_printed_period_began_is_refused(viewmodel, ask, township):
    viewmodel.post("乡政府公示栏", viewmodel.today + timedelta(days=30))
    assert [error.code for error in ask.told] == ["period-begun"]
    assert township.notices.postings() == []


def test_going_back_leads_to_the_record(viewmodel, gone, offices):
    viewmodel.back()
    assert gone == [Place("record", record=offices.issued)]


class PaperPile:
    """A printer of the test: remembers widths and sheets, can jam."""

    width = 400

    def __init__(self, jam_at: int = 0) -> None:
        self.sheets, self.finished, self.jam_at = [], False, jam_at

    def order(self, count: int) -> list[int]:
        return list(range(1, count + 1))

    def draw(self, image) -> None:
        self.sheets.append(image)

    def next_sheet(self) -> None:
        return None

    def finish(self) -> None:
        self.finished = True


def test_printing_registers_the_notice_and_draws_every_page_at_the_printers_width(viewmodel):
    pile = PaperPile()
    viewmodel.print_on(pile)
    assert [sheet.width for sheet in pile.sheets] == [400] * viewmodel.pages
    assert pile.finished
    assert len(viewmodel.notices) == 1


def test_cancelling_the_print_stops_after_the_sheet_at_hand(
    township, ask, changed, gone, offices, qtbot, worker
):
    viewmodel = PreviewViewModel(township, ask, worker, changed, gone.append)
    viewmodel.show_place(Place("preview", record=offices.issued))
    qtbot.waitUntil(lambda: viewmodel.pages > 1)
    pile, said, drawing, go_on = PaperPile(), said_by(viewmodel), Event(), Event()

    def draw(image) -> None:
        pile.sheets.append(image)
        drawing.set()
        go_on.wait(10)

    pile.draw = draw
    viewmodel.print_on(pile)
    qtbot.waitUntil(drawing.is_set)
    viewmodel.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not viewmodel.working)
    assert len(pile.sheets) == 1
    assert pile.finished
    assert said == ["打印停下了。已经送到打印机的几页可能还会印出来。"]


def test_the_page_is_painted_at_device_dots(view, viewmodel):
    assert view.sheet.image is not None
    assert view.sheet.image.width() == view.sheet.wanted_width


def test_zooms_are_whole_page_page_width_and_true_size(view, viewmodel):
    widths = {}
    for zoom in (WHOLE, WIDTH, ACTUAL):
        view.sheet.set_zoom(zoom)
        widths[zoom] = view.sheet.wanted_width / view.devicePixelRatioF()
    assert widths[WHOLE] * 297 / 210 <= view.sheet.height()
    assert widths[WIDTH] > widths[WHOLE]
    assert widths[ACTUAL] == pytest.approx(210 / 25.4 * view.logicalDpiX(), abs=1)


def test_printing_to_a_file_printer_gives_as_many_pages(view, viewmodel, tmp_path: Path):
    target = tmp_path / "print.pdf"

    def to_file(paper: str, pages: int, parent) -> QPrinter:
        printer = new_printer(paper, pages)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    view.choose_printer = to_file
    view.side.print_button.click()
    printed = target.read_bytes()
    assert len(sizes_of(printed)) == viewmodel.pages
    assert sizes_of(printed)[0] == pytest.approx((595, 842), abs=2)
    with Image.open(io.BytesIO(render_page_png(printed, 0, 0.3))) as picture:
        assert picture.convert("L").getextrema()[0] < 128


def test_the_posting_dialog_asks_for_board_and_date(view, viewmodel, township):
    view.side.post_button.click()
    dialog = view.findChild(PostDialog)
    dialog.board.setEditText("")
    dialog.go.click()
    assert township.notices.postings() == []
    dialog.board.setEditText("上滩村公示栏")
    dialog.go.click()
    assert [line.posting.board for line in township.notices.postings()] == ["上滩村公示栏"]
    assert "上滩村公示栏" in township.notices.boards()


def test_a_narrow_window_keeps_the_page_and_the_print_button(view):
    view.resize(880, 506)
    assert not view.thumbnails.isVisible()
    assert view.sheet.isVisible()
    assert view.side.print_button.isVisible()
    view.resize(1270, 734)
    assert view.thumbnails.isVisible()


def test_in_the_smallest_window_the_page_does_not_lie_over_what_stands_beside_it(view, qtbot):
    view.setMinimumSize(1, 1)
    view.resize(716, 762)  # what a window of 800 by 800 leaves to its page
    panel = view.sheet.parentWidget()
    qtbot.waitUntil(lambda: panel.geometry().right() < view.side.geometry().left())
    assert view.side.geometry().right() <= view.width()


def test_the_examiner_looks_at_the_sheet_and_leads_to_the_page(view, viewmodel, township, monkeypatch, qtbot):
    found = Finding("sum-wrong", Severity.WARN, "第 1 页", "合计写的是3，各行加起来是2。", "请核对。")
    monkeypatch.setattr(
        Examiner, "examine", lambda self, document: [found] if document.kind == "notice" else []
    )
    viewmodel.reload()
    assert found in viewmodel.findings
    viewmodel.go_to_page(viewmodel.pages)
    card = next(card for card in view.side.findings.cards if card.finding == found)
    button = next(b for b in card.findChildren(QPushButton) if b.text().strip() == "看这一页")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert viewmodel.page == 1
    view.hide()


def test_an_ordinary_sheet_of_ours_gives_the_examiner_nothing_to_stop_for(viewmodel):
    assert [finding for finding in viewmodel.on_sheet if finding.severity is Severity.BLOCK] == []


def test_what_is_one_sheet_by_its_nature_has_no_village_to_choose(
    township, ask, tasks, changed, gone, catalogue, qtbot
):
    content = RecordContent(title="还在写的一条", formed_on=township.desk.clock.today())
    draft = township.records.new(catalogue.fields[0].matters[0].code, "general", content).value
    viewmodel = PreviewViewModel(township, ask, tasks, changed, gone.append)
    viewmodel.show_place(Place("preview", record=draft))
    view = PreviewView(viewmodel)
    qtbot.addWidget(view)
    view.show()
    assert view.paper.isVisible()
    assert not view.part.isVisible()
    assert not view.side.parts_button.isVisible()


def test_a_village_can_be_chosen_looked_at_and_hung(viewmodel, view, township):
    whole = viewmodel.preview.title
    assert view.part.itemText(0) == "整份"
    assert view.part.isVisible()
    view.part.activated.emit(view.part.findData("下滩村"))
    assert viewmodel.part == "下滩村"
    assert "下滩村" in viewmodel.preview.title != whole
    viewmodel.post("下滩村公示栏", viewmodel.today)
    (line,) = township.notices.postings()
    assert line.title == viewmodel.preview.title
    viewmodel.choose_part("没有的村")
    assert viewmodel.part == "下滩村"


def test_every_village_gets_a_file_and_its_board_gets_its_sheet(viewmodel, view, ask, township, tmp_path):
    said = said_by(viewmodel)
    ask.will("choose_folder", tmp_path / "各村")
    view.side.parts_button.click()
    assert sorted(file.name for file in (tmp_path / "各村").iterdir()) == ["1 上滩村.pdf", "2 下滩村.pdf"]
    assert said == ["2 个村的公示已存到“各村”，一村一份。"]
    viewmodel.post("上滩村公示栏", viewmodel.today)
    viewmodel.post("乡政府公示栏", viewmodel.today)
    titles = {line.posting.board: line.title for line in township.notices.postings()}
    assert "上滩村" in titles["上滩村公示栏"]
    assert "滩村" not in titles["乡政府公示栏"]


def test_making_a_long_notice_can_be_stopped_and_leaves_nothing(
    township, ask, changed, gone, offices, qtbot, worker, tmp_path, monkeypatch
):
    viewmodel = PreviewViewModel(township, ask, worker, changed, gone.append)
    viewmodel.show_place(Place("preview", record=offices.issued))
    qtbot.waitUntil(lambda: viewmodel.pages > 1)
    drawing, go_on, said = Event(), Event(), said_by(viewmodel)

    def slowly(pages, progress):
        drawing.set()
        go_on.wait(10)
        return pdf_bytes(pages, progress)

    monkeypatch.setattr("desktop.usecases.notice_making.pdf_bytes", slowly)
    ask.will("save_file", tmp_path / "公示.pdf")
    viewmodel.save_pdf()
    qtbot.waitUntil(drawing.is_set)
    viewmodel.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not viewmodel.working)
    assert said == ["已经停下，公示没有做，也没有存。"]
    assert list(tmp_path.glob("*.pdf")) == []
    assert township.notices.notices_of(offices.issued) == []


def test_a_page_settles_in_a_window_of_any_height(qtbot) -> None:
    """The picture that comes is a dot higher or lower than asked for; that must not ask for another one for ever."""
    sheet = PageSheet()
    qtbot.addWidget(sheet)
    asked: list[int] = []

    def bring() -> None:
        asked.append(sheet.wanted_width)
        wide = sheet.wanted_width
        sheet.set_image(QImage(wide, round(wide * 297 / 210 + 0.49), QImage.Format.Format_RGB32), "一页")

    sheet.resized.connect(bring)
    sheet.set_zoom(WHOLE)
    for height in range(300, 420):
        asked.clear()
        sheet.resize(600, height)
        sheet.show()
        assert len(asked) <= 2, height


@pytest.mark.parametrize(
    ("place", "words", "wanted"),
    [
        ("补贴标准", "到这一项", {"key": "rate"}),
        ("名单第 2 行“户主姓名”", "到名单第 2 行", {"tab": "roster", "key": "name", "position": 2}),
        ("整条记录", "", None),
    ],
)
def test_a_finding_on_the_record_leads_to_its_field_or_its_row(
    view, viewmodel, gone, offices, place, words, wanted
):
    found = Finding("privacy", Severity.WARN, place, "这里要看一看。", "请核对。")
    viewmodel.on_sheet = (found,)
    viewmodel.updated.emit()
    card = next(card for card in view.side.findings.cards if card.finding == found)
    buttons = [button for button in card.findChildren(QPushButton) if button.text() == words and words]
    assert bool(buttons) is (wanted is not None)
    if wanted is not None:
        buttons[0].click()
        assert gone == [Place("record", record=offices.issued, **wanted)]
