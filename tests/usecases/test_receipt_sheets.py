"""A receipt on paper says what the file says, and a photo of it is recognised."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from desktop.base.errors import Refusal
from desktop.domain.receipt_code import ReceiptCode, read_receipt_code
from desktop.sync.merge import WORDS, Case
from desktop.sync.receipts import ReceiptLine, read_receipt
from desktop.sync.signing import sign_document
from desktop.usecases.office import Session
from tests.conftest import Open


@pytest.fixture
def answered(as_person: Open, issued: str, tmp_path: Path) -> Path:
    """The receipt file of the township's first bundle."""
    path = as_person("李春梅").exchange.export(tmp_path).value.path
    return as_person("王得福").exchange.import_(path, tmp_path).value.receipt


def page_of(sheet: Path) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(sheet)[0]


def photo_of(sheet: Path, out: Path) -> Path:
    page: Image.Image = page_of(sheet).render(scale=3).to_pil().convert("RGB")
    page.rotate(-5, expand=True, fillcolor=(170, 160, 150)).save(out, quality=70)
    return out


@pytest.mark.parametrize("who", ["李春梅", "王得福"])
def test_the_sheet_says_what_the_receipt_says_and_reads_back_from_a_photo(
    as_person: Open, answered: Path, tmp_path: Path, who: str
) -> None:
    session: Session = as_person(who)
    if who == "李春梅":
        session.exchange.receive_receipt(answered)
    sheet = session.receipt_sheets.write(answered, tmp_path / "回执.pdf")
    text = page_of(sheet).get_textpage().get_text_range()
    for said in ("同步包回执", "第1号同步包", "入库", "1条", as_person("王得福").organisation.unit[:8]):
        assert said in text.replace("\r\n", ""), said
    county, township = as_person("王得福").organisation.unit, as_person("李春梅").organisation.unit
    assert text.count(county) == 2, "in the table and as who signs"
    assert text.count(township) <= 1
    found = session.receipt_sheets.check_photo(photo_of(sheet, tmp_path / "照片.jpg"))
    assert (found.good, found.code.sequence, found.code.accepted) == (True, 1, 1)
    assert "一致" in found.words


def test_a_sheet_of_a_receipt_that_is_not_here_or_was_changed_is_told_apart(
    as_person: Open, answered: Path, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    sheet = clerk.receipt_sheets.write(answered, tmp_path / "回执.pdf")
    picture = photo_of(sheet, tmp_path / "照片.jpg")
    unknown = clerk.receipt_sheets.check_photo(picture)
    assert (unknown.good, "本机没有 1 号包的回执" in unknown.words) == (False, True)
    clerk.exchange.receive_receipt(answered)
    good = clerk.receipt_sheets.check_photo(picture)
    assert good.good
    for changed in (
        replace(good.code, accepted=2),
        replace(good.code, digest="0" * 16),
        replace(good.code, signature="0" * 16),
    ):
        assert not clerk.receipt_sheets.check_text(changed.text()).good


def test_what_was_not_taken_in_stands_on_the_sheet_with_its_reason(
    as_person: Open, answered: Path, tmp_path: Path
) -> None:
    county = as_person("王得福")
    device = county.desk.home.device
    given = read_receipt(answered, {device.id: device.public_key})
    lines = (*given.lines, ReceiptLine(record="r-2", revision=3, status="rejected", why="waiting"))
    counts = given.counts.model_copy(update={"rejected": 1})
    more = given.model_copy(update={"lines": lines, "records": 2, "counts": counts})
    (tmp_path / "receipt.pdf").write_bytes(county.receipt_sheets.pdf(sign_document(more, device.signing_key)))
    text = page_of(tmp_path / "receipt.pdf").get_textpage().get_text_range()
    assert "没有入库的记录" in text
    assert "r-2" in text
    assert WORDS[Case.WAITING][:6] in text.replace("\r\n", "")


def test_the_receipt_of_a_bundle_is_found_by_its_id(as_person: Open, answered: Path, tmp_path: Path) -> None:
    county = as_person("王得福")
    device = county.desk.home.device
    bundle = read_receipt(answered, {device.id: device.public_key}).bundle
    sheet = county.receipt_sheets.write_of_bundle(bundle, tmp_path / "x.pdf")
    assert county.receipt_sheets.check_photo(photo_of(sheet, tmp_path / "x.jpg")).code.bundle == bundle
    with pytest.raises(Refusal, match="还没有回执"):
        as_person("李春梅").receipt_sheets.write_of_bundle(bundle, tmp_path / "y.pdf")


def test_a_forged_receipt_is_not_printed(as_person: Open, answered: Path, tmp_path: Path) -> None:
    answered.write_bytes(answered.read_bytes().replace(b'"accepted":1', b'"accepted":2'))
    with pytest.raises(Refusal):
        as_person("李春梅").receipt_sheets.write(answered, tmp_path / "回执.pdf")
    assert not (tmp_path / "回执.pdf").exists()


def test_a_code_survives_a_scanner_that_joins_lines() -> None:
    code = ReceiptCode("632521103", "0199-a", 7, "0199-b", 3, 1, 0, 2, "ab" * 8, "cd" * 8)
    assert read_receipt_code(code.text().replace("\n", " ")) == code
    assert read_receipt_code(code.text()[:-1]) is None
    assert read_receipt_code("MINGBAI1 x") is None
