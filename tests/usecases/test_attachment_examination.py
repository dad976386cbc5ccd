"""Attachments are examined whatever kind of file they are, and each finding says where in which attachment."""

import io
from pathlib import Path

import pytest
from PIL import Image

from desktop.base.errors import Refusal
from desktop.domain.finding import Finding
from tests.conftest import Open
from tests.farmland import id_number
from tests.files.packages import docx, paragraph


def of_attachments(as_person: Open, record: str) -> list[Finding]:
    return [each for each in as_person("李春梅").records.findings(record) if "附件" in each.place]


def photo(tmp_path: Path) -> Path:
    exif = Image.Exif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (36.0, 30.0, 36.0), "E", (101.0, 45.0, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG", exif=exif)
    path = tmp_path / "现场.jpeg"
    path.write_bytes(out.getvalue())
    return path


def test_a_number_hidden_in_a_word_file_stops_the_record_with_its_place(
    as_person: Open, drafted: str, tmp_path: Path
) -> None:
    path = tmp_path / "批复.docx"
    path.write_bytes(docx(paragraph("同意") + paragraph(f"身份证号{id_number(5)}", "<w:vanish/>")))
    as_person("李春梅").attachments.add(drafted, path)
    [found] = [each for each in of_attachments(as_person, drafted) if each.severity == "block"]
    assert found.code == "personal-id-number"
    assert found.place.startswith("附件“批复.docx”")
    assert "段" in found.place
    with pytest.raises(Refusal, match="必须改好"):
        as_person("李春梅").flow.submit(drafted)


def test_an_attachment_needs_no_title_signer_or_period(as_person: Open, drafted: str, tmp_path: Path) -> None:
    path = tmp_path / "公示底稿.docx"
    path.write_bytes(docx(paragraph("关于补贴的公示") + paragraph("现予公示")))
    as_person("李春梅").attachments.add(drafted, path)
    assert of_attachments(as_person, drafted) == []


def test_a_photo_with_its_position_is_told_and_the_position_can_be_taken_out(
    as_person: Open, drafted: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    digest = clerk.attachments.add(drafted, photo(tmp_path)).value.digest
    assert {each.code for each in of_attachments(as_person, drafted)} == {
        "hidden-content",
        "attachment-unread",
    }
    line = clerk.attachments.strip(drafted, digest).value
    assert clerk.attachments.of(drafted) == [line]
    assert line.name == "现场.jpg"
    assert {each.code for each in of_attachments(as_person, drafted)} == {"attachment-unread"}
    clerk.attachments.save(drafted, line.digest, tmp_path / "出.jpg")
    with Image.open(tmp_path / "出.jpg") as picture:
        assert not picture.getexif()


def test_only_a_photo_can_be_stripped(as_person: Open, drafted: str, tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text("方案", "utf-8")
    clerk = as_person("李春梅")
    line = clerk.attachments.add(drafted, path).value
    with pytest.raises(Refusal):
        clerk.attachments.strip(drafted, line.digest)
    assert clerk.attachments.of(drafted) == [line]


def test_a_damaged_word_file_is_not_taken_in(as_person: Open, drafted: str, tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(docx(paragraph("x"))[:-200])
    with pytest.raises(Refusal, match="坏了"):
        as_person("李春梅").attachments.add(drafted, path)
