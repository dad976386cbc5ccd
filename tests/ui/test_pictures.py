"""Pictures of every place: real, whole, and without touching the session they show."""

import pytest
from PySide6.QtGui import QImage

from desktop.base.errors import SurroundingsError
from desktop.domain.record import RecordContent
from desktop.ui.pictures import Nobody, take

PLACES = (
    "01-login", "01b-first-setup", "02-today", "03-catalogue", "04-records", "05-record", "05b-roster", "07-preview", "08-boards", "09-sync",
    "09c-line",
    "10-new-record", "11-person", "12-check", "13-settings", "14-backups", "15-locked",
)  # fmt: skip


def colours(picture: QImage) -> int:
    """How many different colours a coarse look finds: an empty place has one or two."""
    across, down = range(0, picture.width(), 7), range(0, picture.height(), 7)
    return len({picture.pixel(x, y) for x in across for y in down})


def test_every_place_is_painted_and_the_session_stays_open(township, qapp, tmp_path):
    content = RecordContent(title="还在写的一条", formed_on=township.desk.clock.today())
    township.records.new("SNBT-002", "farmland_subsidy", content)
    taken = take(township, tmp_path / "pictures", application=qapp)
    assert [path.stem for path in taken] == list(PLACES)
    pictures = [QImage(str(path)) for path in taken]
    assert {(picture.width(), picture.height()) for picture in pictures} == {(1366, 768)}
    assert all(colours(picture) > 12 for picture in pictures)
    assert len({picture.constBits().tobytes() for picture in pictures}) == len(pictures)
    assert len(township.exchange.status()) == 2


def test_a_folder_that_cannot_be_written_is_told(township, qapp, tmp_path):
    in_the_way = tmp_path / "pictures"
    in_the_way.write_text("这里已经有一个文件", encoding="utf-8")
    with pytest.raises(SurroundingsError):
        take(township, in_the_way, application=qapp)


def test_nobody_leaves_every_question():
    nobody = Nobody()
    assert nobody.confirm("撤回？", "撤回", "不撤回") is False
    assert nobody.stop("停下", "", (), (("leave", "知道了"), ("go", "接着做"))) == "leave"
    assert nobody.choose_folder("哪里") is None
