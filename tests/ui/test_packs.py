"""A pack in the window: looked at, taken in by the administrator, gone back from."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from desktop.base.paths import content_root
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.storage.keyslots import KdfCost
from desktop.ui.viewmodels.packs_viewmodel import PacksViewModel
from desktop.ui.viewmodels.stick_trouble import LATER
from desktop.ui.viewmodels.sync_viewmodel import PACKS, SyncViewModel
from desktop.ui.views.packs_view import PacksView
from desktop.ui.views.sync_view import SyncView
from desktop.usecases import pack_keys, pack_making
from desktop.usecases.pack_arrivals import arrived_folder

WORDS = "两个人记得住的话"
TODAY = date(2026, 9, 16)
WORDING = "templates/farmland_subsidy/notice.md"


@pytest.fixture(scope="module")
def publisher(tmp_path_factory) -> pack_keys.PublisherFolder:
    folder = tmp_path_factory.mktemp("publisher") / "keys"
    county = Organisation(code="632299", unit="云滩县人民政府办公室", level=Level.COUNTY)
    pack_keys.init_keys(folder, county, WORDS, TODAY, KdfCost(memory_kib=64, passes=1, lanes=1))
    return pack_keys.PublisherFolder(folder)


def pack(publisher, stick: Path, word: str, *, days: int = 200, today: date = TODAY) -> Path:
    source = stick / word
    (source / WORDING).parent.mkdir(parents=True)
    text = (content_root() / WORDING).read_text(encoding="utf-8")
    (source / WORDING).write_text(f"{text}\n\n{word}。\n", encoding="utf-8")
    out = stick / f"{word}.mingbai-pack"
    pack_making.make(
        publisher, source, out, title=word, notes="请秋收前换上。", today=today, days=days,
        program_root=content_root(), passphrase=WORDS,
    )  # fmt: skip
    return out


@pytest.fixture
def admin(as_role, ask, tasks, changed) -> PacksViewModel:
    return PacksViewModel(as_role(Role.ADMIN), ask, tasks, changed)


def visible_words(view) -> str:
    # Labels laid into a shown layout become visible with the next turn of the event loop.
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view))


def test_a_pack_is_looked_at_taken_in_and_gone_back_from(admin, ask, publisher, stick, qtbot):
    view = PacksView(admin)
    qtbot.addWidget(view)
    view.show()
    admin.reload()
    assert "程序自带的内容" in visible_words(view)
    assert not view.accept_button.isVisibleTo(view)

    ask.will("choose_file", pack(publisher, stick, "请相互转告"))
    view.choose_button.click()
    shown = visible_words(view)
    assert "有这些不同（1）" in shown
    assert "公示文字" in shown
    assert admin.preview.fingerprint in shown
    assert "请秋收前换上。" in shown

    said = []
    admin.said.connect(said.append)
    ask.will("confirm", True)
    view.accept_button.click()
    assert admin.preview is None
    assert said == ["已在用云滩县人民政府办公室的更新包“请相互转告”。"]
    assert "管到 2027-04-04" in visible_words(view)

    ask.will("confirm", True)
    view.undo_buttons[0].click()
    assert said[1:] == ["已退回，现在用程序自带的内容。"]
    assert "没有在用的更新包" in visible_words(view)


def test_a_fingerprint_that_differs_takes_nothing_in(admin, ask, publisher, stick):
    admin.look_at(pack(publisher, stick, "甲"))
    ask.will("confirm", False)
    admin.accept()
    assert admin.lines == ()
    assert ask.asked[-1][1].endswith(admin.preview.fingerprint)
    admin.leave()
    assert admin.preview is None


def test_a_pack_late_by_the_clock_is_taken_in_only_on_a_person_s_word(admin, ask, publisher, stick):
    admin.look_at(pack(publisher, stick, "乙", days=1, today=date(2026, 1, 5)))
    assert [finding.code for finding in admin.preview.late] == ["pack-late"]
    ask.will("confirm", True, False)
    admin.accept()
    assert admin.lines == ()
    ask.will("confirm", True, True)
    admin.accept()
    assert [line.title for line in admin.lines] == ["乙"]
    assert admin.notes


def test_a_broken_pack_is_explained(admin, ask, stick):
    broken = stick / "坏的.mingbai-pack"
    broken.write_bytes(b"PK")
    ask.will("stop", LATER)
    admin.look_at(broken)
    assert admin.preview is None
    assert admin.doing == ""
    assert "更新包不完整" in ask.asked[-1][1]


def test_a_clerk_sees_the_changes_and_takes_nothing_in(as_role, ask, tasks, changed, publisher, stick, qtbot):
    clerk = PacksViewModel(as_role(Role.DRAFTER), ask, tasks, changed)
    view = PacksView(clerk)
    qtbot.addWidget(view)
    view.show()
    clerk.look_at(pack(publisher, stick, "丙"))
    assert "系统管理员" in visible_words(view)
    assert not view.accept_button.isVisibleTo(view)
    assert view.leave_button.isVisibleTo(view)


def test_packs_are_a_tab_of_sync(as_role, ask, tasks, changed, gone, qtbot):
    viewmodel = SyncViewModel(as_role(Role.ADMIN), ask, tasks, changed, gone.append)
    view = SyncView(viewmodel)
    qtbot.addWidget(view)
    view.show()
    viewmodel.reload()
    viewmodel.choose_tab(PACKS)
    assert view.packs.isVisibleTo(view)
    assert view.primary() is view.packs.choose_button


def test_a_pack_that_came_over_the_line_waits_for_a_look(admin, ask, publisher, stick, qtbot):
    view = PacksView(admin)
    qtbot.addWidget(view)
    admin.reload()
    view.show()
    assert not view.arrived_button.isVisibleTo(view)
    folder = arrived_folder(admin._session.desk.home.folder)
    folder.mkdir(parents=True)
    pack(publisher, stick, "网上来的").replace(folder / f"632299-000001-{'a' * 12}.mingbai-pack")
    (folder / "stray.mingbai-pack").write_bytes(b"")
    admin.reload()
    assert view.arrived_button.isVisibleTo(view)
    assert "取到一个更新包" in admin.notes[0].text
    view.arrived_button.click()
    assert admin.preview is not None
    assert not view.arrived_button.isVisibleTo(view)
    ask.will("confirm", True)
    view.accept_button.click()
    assert admin.preview is None
    assert not view.arrived_button.isVisibleTo(view)
    assert list(folder.iterdir()) == [], "what was taken in waits no longer"
