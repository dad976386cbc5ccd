"""Enrolment by file, picture, paper and photo; with the usual keys, or with 国密 ones that then carry the bundles."""

import io
import json
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from desktop.base.errors import Refusal
from desktop.sync.enrolment import make_request, read_request
from desktop.sync.signing import fingerprint
from desktop.usecases.exchange import verify_file
from tests.conftest import Open


def enrolled(as_person: Open, tmp_path: Path, request: Path) -> None:
    _, grant = as_person("王得福").exchange.grant(request, tmp_path / "g.mingbai-grant").value
    as_person("李春梅").exchange.accept_grant(grant)


def photographed(page: Image.Image, out: Path, angle: float = 4) -> Path:
    """As a phone gives it: turned a little, on a table, compressed."""
    turned = page.convert("RGB").rotate(angle, expand=True, fillcolor=(180, 170, 160))
    turned.save(out, quality=70)
    return out


@pytest.mark.parametrize("guomi", [False, True])
def test_a_request_is_read_back_from_a_photo_of_its_sheet(
    as_person: Open, tmp_path: Path, guomi: bool
) -> None:
    clerk = as_person("李春梅")
    sheet = clerk.exchange.request_enrolment(tmp_path / "申请.pdf", guomi=guomi).value
    page = pypdfium2.PdfDocument(sheet)[0]
    text = page.get_textpage().get_text_range()
    assert clerk.organisation.unit in text.replace("\r\n", "")
    assert fingerprint(clerk.desk.home.device.public_key) in text
    photo = photographed(page.render(scale=4).to_pil(), tmp_path / "照片.jpg")
    contact, _ = as_person("王得福").exchange.grant(photo, tmp_path / "g.mingbai-grant").value
    assert contact.device == clerk.desk.home.device.id
    clerk.exchange.accept_grant(tmp_path / "g.mingbai-grant")


def test_a_request_as_a_picture_is_the_request(as_person: Open, tmp_path: Path) -> None:
    clerk = as_person("李春梅")
    picture = clerk.exchange.request_enrolment(tmp_path / "申请.png").value
    enrolled(as_person, tmp_path, picture)
    assert clerk.exchange.partner() is not None


def test_a_photo_without_a_code_or_with_another_one_is_refused(as_person: Open, tmp_path: Path) -> None:
    blank = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(blank, "png")
    (tmp_path / "空.png").write_bytes(blank.getvalue())
    with pytest.raises(Refusal, match="没有认出登记申请的二维码"):
        as_person("王得福").exchange.grant(tmp_path / "空.png", tmp_path)


def test_bundles_go_under_guomi_from_export_to_receipt_once_enrolled_so(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    clerk, county = as_person("李春梅"), as_person("王得福")
    request = clerk.exchange.request_enrolment(tmp_path / "r.mingbai-request", guomi=True).value
    assert read_request(request).party.guomi_recipient.startswith("sm2:")
    enrolled(as_person, tmp_path, request)
    exported = clerk.exchange.export(tmp_path).value
    assert b"payload.sm4" in exported.path.read_bytes()
    report = verify_file(exported.path)
    assert report.ok
    assert report.key == read_request(request).party.guomi_key
    assert county.exchange.preview_import(exported.path).new == 1
    result = county.exchange.import_(exported.path, tmp_path).value
    assert (result.accepted, result.rejected) == (1, 0)
    assert county.records.rows(issued) == clerk.records.rows(issued)
    clerk.exchange.receive_receipt(result.receipt)
    assert clerk.exchange.status()[0].sequence == 1


def test_who_was_enrolled_with_guomi_is_not_believed_without_it(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    usual = clerk.exchange.export(tmp_path).value.path
    request = clerk.exchange.request_enrolment(tmp_path / "r.mingbai-request", guomi=True).value
    enrolled(as_person, tmp_path, request)
    with pytest.raises(Refusal, match="签名不是登记过的那台电脑的"):
        as_person("王得福").exchange.import_(usual, tmp_path)


def test_without_asking_nothing_is_guomi(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk = as_person("李春梅")
    request = clerk.exchange.request_enrolment(tmp_path / "r.mingbai-request").value
    assert "guomi" not in request.read_text(encoding="utf-8")
    assert set(json.loads(request.read_bytes())["party"]) == {"device", "organisation", "key", "recipient"}
    assert b"payload.age" in clerk.exchange.export(tmp_path).value.path.read_bytes()


def test_half_of_the_guomi_keys_is_no_request(as_person: Open, tmp_path: Path) -> None:
    clerk = as_person("李春梅")
    path = clerk.exchange.request_enrolment(tmp_path / "r.mingbai-request", guomi=True).value
    half = read_request(path).party.model_copy(update={"guomi_recipient": ""})
    request = make_request(half, clerk.desk.home.device.signing_key, "2026-09-16T09:00:00+08:00")
    path.write_bytes(request.canonical())
    with pytest.raises(Refusal, match="可能被改动过"):
        read_request(path)


def test_a_bundle_in_parts_is_taken_in_like_one_file(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk, county = as_person("李春梅"), as_person("王得福")
    made = clerk.exchange.export(tmp_path, largest=5000).value
    assert made.path.name.endswith(".mingbai.001")
    assert county.exchange.preview_import(made.path).new == 1
    result = county.exchange.import_(tmp_path / made.path.name.replace(".001", ".002"), tmp_path).value
    assert result.accepted == 1
    clerk.exchange.receive_receipt(result.receipt)
