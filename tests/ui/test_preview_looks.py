"""Large print, two scripts and the village screen, from the preview page."""

import pytest
from PIL import Image

from desktop.printing.preview import pdf_page_count, pdf_text
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.preview_shown import LOOKS
from desktop.ui.viewmodels.preview_viewmodel import PreviewViewModel
from desktop.ui.views.preview_view import PreviewView
from desktop.ui.views.tibetan_dialog import TibetanDialog

TITLE = "ཆིང་ཧྲི་ཐན་ཤང་གི་གསལ་བསྒྲགས།"


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


def text_of(pdf: bytes) -> str:
    return "".join("".join(pdf_text(pdf, page).split()) for page in range(pdf_page_count(pdf)))


def open_dialog(view, qtbot) -> TibetanDialog:
    view.side.tibetan_button.click()
    dialog = view.findChild(TibetanDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_large_print_is_one_choice_away(viewmodel):
    usual = viewmodel.preview
    viewmodel.choose_look("大字")
    assert viewmodel.preview.pdf != usual.pdf
    assert viewmodel.pages >= usual.pages
    viewmodel.choose_look("没有这种")
    assert viewmodel.look_name == "大字"


def test_the_page_offers_every_look_and_tibetan_only_with_two_scripts(view, viewmodel):
    assert [view.look.itemText(at) for at in range(view.look.count())] == list(LOOKS)
    assert not view.side.tibetan_button.isVisible()
    view.look.setCurrentText("藏汉双语")
    viewmodel.choose_look("藏汉双语")
    assert view.side.tibetan_button.isVisible()
    assert "还没有核对过的藏文" in " ".join(finding.text for finding in viewmodel.findings)


def test_missing_phrases_are_filled_in_on_one_page_and_printed(view, viewmodel, qtbot, ask, tmp_path):
    viewmodel.choose_look("藏汉双语")
    dialog = open_dialog(view, qtbot)
    assert dialog.title.isReadOnly()  # the record is issued
    assert set(dialog.phrases) == set(viewmodel.preview.needed)
    for field in dialog.phrases.values():
        field.setText("མིང་།")
    dialog.answerable.setText("才让卓玛")
    dialog.save.click()
    assert "用语" not in "".join(
        finding.text for finding in viewmodel.findings if finding.code == "bilingual-missing"
    )
    assert "མིང་" in text_of(viewmodel.preview.pdf)
    lines = viewmodel._session.bilingual.phrases(viewmodel.preview.needed)
    assert all(line.source.startswith("才让卓玛 ") for line in lines)


def test_the_finding_leads_to_the_page_where_it_is_mended(view, viewmodel, qtbot):
    viewmodel.choose_look("藏汉双语")
    missing = next(finding for finding in viewmodel.findings if finding.code == "bilingual-missing")
    assert viewmodel.remedy(missing) == "填写藏文"
    view.side.findings.remedied.emit(missing)
    dialog = view.findChild(TibetanDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_a_phrase_that_cannot_be_set_is_said_in_the_dialog(view, viewmodel, qtbot):
    viewmodel.choose_look("藏汉双语")
    dialog = open_dialog(view, qtbot)
    next(iter(dialog.phrases.values())).setText("བོད་ི")
    dialog.save.click()
    assert dialog.isVisible()
    assert "少了字母" in dialog._error.text()
    dialog.reject()


def test_the_clerk_writes_tibetan_while_the_record_is_a_draft(
    township, ask, tasks, changed, gone, qtbot, offices
):
    content = township.records.get(offices.issued).content
    matter = township.records.get(offices.issued).matter
    draft = township.records.new(matter.code, township.records.get(offices.issued).form.code, content).value
    viewmodel = PreviewViewModel(township, ask, tasks, changed, gone.append)
    viewmodel.show_place(Place("preview", record=draft))
    view = PreviewView(viewmodel)
    qtbot.addWidget(view)
    view.show()
    viewmodel.choose_look("藏汉双语")
    dialog = open_dialog(view, qtbot)
    assert not dialog.title.isReadOnly()
    assert not dialog.annexes.isVisible()  # without a list there is no annex to name
    dialog.title.setText(TITLE)
    dialog.order.choose("chinese")
    dialog.save.click()
    assert township.bilingual.texts(draft) == {"title_bo": TITLE}
    text = text_of(viewmodel.preview.pdf)
    assert text.index("公示") < text.index(TITLE)
    assert not view.side.screen_button.isVisible()


def test_pictures_for_the_village_screen_go_into_a_folder_of_their_own(view, viewmodel, ask, tmp_path):
    said: list[str] = []
    viewmodel.said.connect(said.append)
    stick = tmp_path / "U盘"
    stick.mkdir()
    ask.will("choose_folder", stick)
    view.side.screen_button.click()
    (folder,) = stick.iterdir()
    assert folder.name.startswith("电子屏 ")
    for path in folder.iterdir():
        with Image.open(path) as picture:
            assert picture.size == (1920, 1080)
    assert f"共 {len(list(folder.iterdir()))} 屏" in said[-1]
