"""Damaged and hostile files end in a sentence, soon and without eating the laptop's memory."""

import io
import random
import time
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from desktop.base.errors import Refusal
from desktop.files.examined import document_of
from tests.files.packages import compound, docx, old_word, package, paragraph

SECONDS = 5.0


def workbook() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "金额"])
    book.save(out)
    return out.getvalue()


def page() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(60, 700, "notice")
    canvas.save()
    return out.getvalue()


def photo() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "notice"
    Image.new("RGB", (40, 40)).save(out, "JPEG", exif=exif)
    return out.getvalue()


WHOLE: dict[str, Callable[[], bytes]] = {
    "a.docx": lambda: docx(paragraph("正文")),
    "a.xlsx": workbook,
    "a.pdf": page,
    "a.jpg": photo,
    "a.doc": lambda: old_word("公示\r", (3,)),
}


def quickly(name: str, data: bytes) -> str:
    """How the file was taken: its kind, or the refusal's code. Anything but a Refusal fails the test."""
    begun = time.monotonic()
    try:
        outcome = document_of(name, data).kind
    except Refusal as refusal:
        outcome = refusal.code if refusal.what and refusal.todo else "a refusal without advice"
    assert outcome != "a refusal without advice"
    assert time.monotonic() - begun < SECONDS
    return outcome


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_short_anywhere_is_refused_or_read_but_never_a_fault(name: str) -> None:
    data = WHOLE[name]()
    for part in range(1, 24):
        quickly(name, data[: len(data) * part // 24])


@pytest.mark.parametrize("name", WHOLE)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_with_altered_bytes_is_refused_or_read_but_never_a_fault(name: str, seed: int) -> None:
    data = bytearray(WHOLE[name]())
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    quickly(name, bytes(data))


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.docx", "a.pdf", "a.jpg"])
def test_a_file_whose_beginning_is_gone_is_not_called_clean(name: str) -> None:
    rest = bytes(range(256)) * 20
    assert quickly(name, b"\xd0\xcf\x11\xe0" + rest) == "file-damaged"
    assert quickly(name, rest[1:]) == "file-damaged"


def test_an_old_program_s_text_under_the_name_of_a_workbook_is_read() -> None:
    table = "村\t户主姓名\t金额\n上滩村\t才让\t575.00\n"
    for data in (table.encode("gb18030"), table.encode("utf-16"), b"<table><tr><td>x</td></tr></table>"):
        assert quickly("a.xls", data) != "file-damaged"


def test_a_zip_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    assert quickly("弹.docx", out.getvalue()) == "file-too-large"


def test_many_parts_that_are_large_together_are_not_unpacked() -> None:
    part = b"<a>" + b" " * 41_000_000 + b"</a>"
    parts: dict[str, str | bytes] = {f"word/header{number}.xml": part for number in range(6)}
    assert quickly("弹.docx", docx(paragraph("x"), parts)) == "file-too-large"


def test_entities_that_multiply_are_refused() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {chr(98 + number)} "{f"&{chr(97 + number)};" * 10}">' for number in range(9)
    )
    data = package({"word/document.xml": f"<?xml version='1.0'?>{laughs}]><a>&j;</a>"})
    assert quickly("笑.docx", data) == "file-damaged"
    wide = package(
        {"word/document.xml": f"<?xml version='1.0' encoding='utf-16'?>{laughs}]><a>&j;</a>".encode("utf-16")}
    )
    assert quickly("笑.docx", wide) == "file-damaged"


def test_elements_nested_without_end_are_refused() -> None:
    assert quickly("深.docx", docx("<w:sdt>" * 50_000)) == "file-damaged"
    deep = docx("<w:sdt>" * 5_000 + paragraph("底") + "</w:sdt>" * 5_000)
    assert quickly("深.docx", deep) == "file-damaged"


def test_files_in_files_without_end_are_left_unread_and_said() -> None:
    data = docx(paragraph("最里面"))
    for _ in range(8):
        data = docx(paragraph("外"), {"word/embeddings/inner.docx": data})
    document = document_of("套.docx", data)
    assert any("套的文件太多" in unread.why for unread in document.unread)
    assert "最里面" not in [passage.text for passage in document.passages]


def test_a_damaged_file_inside_does_not_spoil_the_one_around_it() -> None:
    document = document_of(
        "外.docx", docx(paragraph("外"), {"word/embeddings/inner.docx": b"PK\x03\x04broken"})
    )
    assert "外" in [passage.text for passage in document.passages]
    assert [unread.place for unread in document.unread] == ["嵌入的文件“inner.docx”"]


def test_a_chain_of_sectors_in_a_circle_ends() -> None:
    data = bytearray(compound({"WordDocument": b"x" * 100}))
    at = len(data) - 512
    for number in range(0, 40, 4):
        data[at + number : at + number + 4] = (0).to_bytes(4, "little")
    quickly("圈.doc", bytes(data))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.docx", b"", "file-unknown"),
        ("零.pdf", b"\0" * 500, "file-unknown"),
        ("压.zip", package({"a.txt": "x"}), "file-unknown"),
        ("片.pptx", package({"ppt/presentation.xml": "<a/>"}), "file-unknown"),
        ("程序.txt", bytes(range(256)) * 20, "file-unknown"),
        ("富.doc", b"{\\rtf1 x}", "file-unknown"),
        ("锁.docx", compound({"EncryptedPackage": b"x" * 10}), "file-locked"),
    ],
)
def test_what_the_examiner_cannot_read_it_says_and_tells_what_to_do(
    name: str, data: bytes, code: str
) -> None:
    assert quickly(name, data) == code
