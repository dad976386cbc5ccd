"""A photo is copied without what the camera wrote; odd files are refused in plain words."""

import io

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.base.errors import Refusal
from desktop.files.photo import codes_in, media_type, stripped, taken_at

ORIENTATION, GPS, EXIF, TAKEN, MAKER = 0x0112, 0x8825, 0x8769, 0x9003, 0x010F


def telephone_photo(kind: str = "JPEG", taken: str = "2026:09:16 10:20:30") -> bytes:
    """40×20 pixels lying on the side, red at what is the top when upright; place, maker, XMP and time in it."""
    picture = Image.new("RGB", (40, 20), "blue")
    picture.paste("red", (0, 0, 10, 20))
    marks = Image.Exif()
    marks[ORIENTATION], marks[MAKER] = 6, "HUAWEI-LYA-AL00"
    marks.get_ifd(EXIF)[TAKEN] = taken
    marks.get_ifd(GPS).update({1: "N", 2: (36.0, 21.0, 10.0), 3: "E", 4: (100.0, 37.0, 0.0)})
    out = io.BytesIO()
    extra = {"xmp": b"<x:xmpmeta>13897001234</x:xmpmeta>"} if kind in {"JPEG", "WEBP"} else {}
    picture.save(out, kind, exif=marks, comment="13897001234", **extra)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_copy_is_upright_and_carries_only_pixels(kind: str) -> None:
    data = telephone_photo(kind)
    assert b"HUAWEI" in data
    copy = stripped(data)
    with Image.open(io.BytesIO(copy)) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (20, 40)
        top, bottom = picture.getpixel((10, 2)), picture.getpixel((10, 37))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert top[0] > 200 > bottom[0]
        assert dict(picture.getexif()) == {}
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for mark in (b"HUAWEI", b"Exif", b"xmpmeta", b"13897001234"):
        assert mark not in copy
    assert media_type(data) == f"image/{kind.lower()}"
    assert taken_at(data) == "2026-09-16T10:20:30"


def test_a_clear_ground_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(stripped(out.getvalue()))) as picture:
        assert picture.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("said", ["", "0000:00:00 00:00:00", "昨天", "2026:13:40 10:00:00"])
def test_a_time_that_makes_no_sense_is_no_time(said: str) -> None:
    assert taken_at(telephone_photo(taken=said)) == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        (b"%PDF-1.7 ...", "不是 jpg"),
        (b"", "不是 jpg"),
        (telephone_photo()[:400], "不完整|不是 jpg"),
        (bytes(40_000_001), "40 MB"),
    ],
)
def test_what_is_no_sound_photo_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        stripped(data)


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 200_000
    with pytest.raises(Refusal, match="像素太多"):
        stripped(out.getvalue())


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(noise: bytes) -> None:
    with pytest.raises(Refusal):
        stripped(telephone_photo()[:24] + noise)


def test_a_code_is_read_off_a_photo() -> None:
    out = io.BytesIO()
    segno.make("MINGBAI1\n索引号").save(out, kind="png", scale=5, border=4)
    with Image.open(io.BytesIO(out.getvalue())) as code:
        wall = Image.new("RGB", (900, 700), (200, 190, 170))
        wall.paste(code.convert("RGB").rotate(7, expand=True, fillcolor=(255, 255, 255)), (300, 200))
    out = io.BytesIO()
    wall.save(out, "JPEG", quality=70)
    assert codes_in(out.getvalue()) == ["MINGBAI1\n索引号"]
    assert codes_in(telephone_photo()) == []
