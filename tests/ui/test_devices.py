"""In 同步 · 加入 the county sees the laptops it let in, stops one, and answers what was seen of one."""

import pypdfium2
import pytest
from PIL import Image

from desktop.storage import bundles
from desktop.ui.viewmodels.enrolment_viewmodel import EnrolmentViewModel
from desktop.ui.views.devices_panel import DevicesPanel
from desktop.ui.views.enrolment_view import EnrolmentView
from desktop.ui.views.receipt_view import ReceiptView
from desktop.usecases.devices import Decision


@pytest.fixture
def forked(township, county, stick):
    """The county has number 1 of a laptop and was shown another number 1 of it."""
    first = township.exchange.export(stick).value.path.rename(stick / "first.mingbai")
    with township.desk.home.database.transaction() as session:
        bundles.take_out_outgoing(session)
    second = township.exchange.export(stick).value.path
    county.exchange.import_(first, stick)
    return second


def test_the_laptops_stand_in_a_list_and_a_lost_one_is_stopped(above, ask, qtbot):
    devices, said = above.enrolment.devices, []
    above.said.connect(said.append)
    panel = DevicesPanel(devices)
    qtbot.addWidget(panel)
    devices.reload()
    [line] = devices.lines
    assert (line.kind, line.words) == ("done", "可以报送")
    assert "核对码" in devices.about
    assert (panel.stop_button.isEnabled(), panel.decide_button.isHidden()) == (True, True)
    ask.will("confirm", False, True)
    devices.stop("lost")
    assert devices.line is not None
    assert not devices.line.revoked_at
    devices.stop("lost")
    assert devices.lines[0].words == "已停用"
    assert "电脑丢了" in devices.about
    assert not panel.stop_button.isEnabled()
    assert said == ["已停用云滩县青石滩乡人民政府的这台电脑。写给下级的文件会带上停用名单。"]


@pytest.mark.parametrize("decision", list(Decision))
def test_what_was_seen_of_a_laptop_is_shown_and_answered(above, ask, qtbot, forked, stick, decision):
    ask.will("stop", "later")
    above.incoming.look_at(forked)
    above.incoming.take_in()
    assert any(
        "设备状况要由人处理" in text for text in [*map(str, ask.told), *(what for _, what in ask.asked)]
    )
    devices = above.enrolment.devices
    panel = DevicesPanel(devices)
    qtbot.addWidget(panel)
    devices.reload()
    assert devices.lines[0].words == "要处理"
    assert "1 号包以前收到过一个" in devices.about
    assert not panel.decide_button.isHidden()
    ask.will("confirm", True)
    devices.decide(decision)
    assert devices.lines[0].words == ("可以报送" if decision is Decision.EXPLAINED else "已停用")
    assert panel.decide_button.isHidden()


def test_a_request_becomes_a_sheet_that_is_read_from_its_photo(
    newcomer, above, ask, tasks, changed, tmp_path, qtbot
):
    joining = EnrolmentViewModel(newcomer, ask, tasks, changed)
    view = EnrolmentView(joining, newcomer.organisation.level)
    qtbot.addWidget(view)
    ask.will("save_file", tmp_path / "申请.pdf")
    view.paper_button.click()
    picture: Image.Image = pypdfium2.PdfDocument(tmp_path / "申请.pdf")[0].render(scale=4).to_pil()
    picture.convert("RGB").save(tmp_path / "照片.jpg")
    ask.will("choose_file", tmp_path / "照片.jpg")
    ask.will("confirm", True)
    above.enrolment.grant()
    assert len(above.enrolment.devices.devices) == 2
    assert list(tmp_path.glob("*.mingbai-grant"))


def test_a_receipt_is_saved_as_a_sheet(below, above, ask, stick, tmp_path, qtbot):
    view = ReceiptView(below.receipt)
    qtbot.addWidget(view)
    below.outgoing.write_to(stick)
    above.incoming.look_at(below.outgoing.result.path)
    above.incoming.take_in()
    below.receipt.take(above.incoming.result.receipt)
    ask.will("save_file", tmp_path / "回执.pdf")
    view.print_button.click()
    assert (tmp_path / "回执.pdf").read_bytes()[:5] == b"%PDF-"
