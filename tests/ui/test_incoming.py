"""Taking in a bundle and its receipt: look first, then in, and what is refused."""

import errno
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.files import surroundings
from desktop.ui.viewmodels.stick_trouble import LATER, OTHER
from desktop.usecases.exchange_views import TravelState


def written(viewmodel, stick: Path) -> Path:
    viewmodel.outgoing.write_to(stick)
    return viewmodel.outgoing.result.path


def test_a_bundle_is_looked_at_before_anything_is_taken_in(below, above, county, ask, stick):
    bundle = written(below, stick)
    ask.will("choose_file", bundle)
    above.incoming.choose_file()
    incoming = above.incoming
    assert incoming.counts == {"new": 1, "updated": 0, "duplicate": 0, "conflict": 0, "quarantined": 0}
    assert incoming.take_words == "收进 1 条"
    assert "青石滩乡" in incoming.sender_words
    assert incoming.chosen_line.title == "2026年耕地地力保护补贴发放情况"
    assert county.exchange.status() == []


def test_taking_in_writes_the_receipt_beside_the_bundle_and_it_closes_the_circle(below, above, ask, stick):
    bundle = written(below, stick)
    above.incoming.look_at(bundle)
    above.incoming.take_in()
    receipt = above.incoming.result.receipt
    assert receipt.parent == stick
    assert above.incoming.result_words == "已入库 1 条。"
    ask.will("choose_file", receipt)
    below.receipt.choose()
    assert below.receipt.words == "县里已入库 1 条。"
    assert sum(number for _word, number, _kind in below.receipt.counts) == 1
    assert [line.state for line in below.outgoing.lines] == [TravelState.RECEIVED_COUNTY]
    assert below.outgoing.open_lines == []
    assert below.context.startswith("上次收到县里回执：")


def test_the_same_bundle_twice_is_a_duplicate(below, above, stick):
    bundle = written(below, stick)
    above.incoming.look_at(bundle)
    above.incoming.take_in()
    above.incoming.look_at(bundle)
    assert above.incoming.counts["duplicate"] == 1
    assert above.incoming.take_words == "都有了，只写回执"


def test_an_altered_bundle_is_refused_and_another_can_be_chosen(below, above, county, ask, stick):
    bundle = written(below, stick)
    bytes_ = bytearray(bundle.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    altered = stick / "改过.mingbai"
    altered.write_bytes(bytes(bytes_))
    ask.will("stop", OTHER)
    ask.will("choose_file", bundle)
    above.incoming.look_at(altered)
    assert ask.asked[0][0] == "stop"
    assert above.incoming.path == bundle
    assert above.incoming.counts["new"] == 1
    assert county.exchange.status() == []


def test_a_receipt_that_is_none_is_refused(below, ask, stick):
    wrong = stick / "不是回执.mingbai-receipt"
    wrong.write_text("这不是回执", encoding="utf-8")
    ask.will("stop", LATER)
    below.receipt.take(wrong)
    assert below.receipt.summary is None
    assert not below.receipt.reading


def test_a_receipt_that_cannot_be_written_can_go_elsewhere(above, ask, stick, monkeypatch):
    tried: list[Path] = []

    def import_(self, path, receipts, progress=None):
        tried.append(receipts)
        if len(tried) == 1:
            raise surroundings(OSError(errno.EROFS, "read-only"), receipts)
        raise Refusal("够了。")

    above.incoming.path = stick / "x.mingbai"
    monkeypatch.setattr(type(above.incoming._session.exchange), "import_", import_)
    ask.will("stop", OTHER, LATER)
    ask.will("choose_folder", stick)
    above.incoming.take_in_to(stick / "只读")
    assert tried == [stick / "只读", stick]
