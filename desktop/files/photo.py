"""Photos from telephones and cameras: a copy of the pixels alone, when it was taken, codes seen on it.

A photo is taken for hostile: it is only decoded by formats named here, and not if it would fill the memory. What the
camera wrote besides pixels (place, owner, thumbnail) never goes into the copy.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from desktop.base.errors import Refusal
from desktop.base.words import zh

KINDS = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_OPENED = ("JPEG", "PNG", "WEBP")
_MOST_BYTES, _MOST_PIXELS = 40_000_000, 120_000_000
_LONGEST = 4000  # pixels of the copy's longer side: the text of an A3 sheet on a board stays readable
_QUALITY = 88
_EXIF, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypheim", b"ftypavif")
_SAFE, _TODO = zh("没有添加。"), zh("请换一张 jpg、png 或 webp 的照片。")


def stripped(data: bytes) -> bytes:
    """The photo upright as JPEG: pixels only, at most 4000 a side. Refusal for anything that is no sound photo."""
    with _opened(data) as picture:
        upright = ImageOps.exif_transpose(picture)
        if upright.mode in {"RGBA", "LA", "PA", "P"}:
            clear = upright.convert("RGBA")
            upright = Image.new("RGB", clear.size, "white")
            upright.paste(clear, mask=clear.getchannel("A"))
        flat = upright.convert("RGB")
        flat.thumbnail((_LONGEST, _LONGEST))
        # A new picture of the same pixels: nothing the old one carried can be written along.
        clean = Image.frombytes("RGB", flat.size, flat.tobytes())
        out = io.BytesIO()
        clean.save(out, "JPEG", quality=_QUALITY, optimize=True)
        return out.getvalue()


def media_type(data: bytes) -> str:
    """By content, never by the file's name."""
    with _opened(data) as picture:
        return KINDS[picture.format or ""]


def taken_at(data: bytes) -> str:
    """The camera's own time, ISO without zone (2026-09-16T10:20:00); empty if it wrote none that makes sense."""
    with _opened(data) as picture:
        try:
            exif = picture.getexif()
            said = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED) or ""
            return _iso(str(said).strip("\0 "))
        except (ValueError, SyntaxError, KeyError, TypeError, OSError):
            return ""


def codes_in(data: bytes) -> list[str]:
    """The texts of the QR codes on a photo, from the first found; empty if none can be read."""
    with _opened(data) as picture:
        upright = ImageOps.exif_transpose(picture).convert("L")
        upright.thumbnail((_LONGEST, _LONGEST))
        found = zxingcpp.read_barcodes(
            upright, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
        return [code.text for code in found if code.text]


def _iso(said: str) -> str:
    """2026:09:16 10:20:00 as EXIF writes it -> 2026-09-16T10:20:00; ValueError for anything else."""
    day, _, time = said.partition(" ")
    return datetime.fromisoformat(f"{day.replace(':', '-')}T{time}").replace(tzinfo=None).isoformat()


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    if len(data) > _MOST_BYTES:
        raise _no(zh("这张照片超过 40 MB。"), zh("请用普通清晰度再拍一张。"), "photo-too-big")
    if data[4:12] in _HEIC:
        raise _no(
            zh("这是苹果手机的 HEIC 照片，本程序读不了。"),
            zh("请在手机“设置—相机—格式”里选“兼容性最佳”再拍，或把照片转成 jpg。"),
            "photo-heic",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # Pillow warns of odd EXIF; its size warning is asked below, by us
            with Image.open(io.BytesIO(data), formats=_OPENED) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise _too_many_pixels()
                picture.load()
                yield picture
    except UnidentifiedImageError as error:
        raise _no(zh("这个文件不是 jpg、png 或 webp 照片。"), _TODO, "not-a-photo") from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _no(zh("这张照片不完整，打不开。"), zh("请从手机里重新复制一次。"), "photo-broken") from error


def _too_many_pixels() -> Refusal:
    return _no(zh("这张照片的像素太多。"), zh("请用普通清晰度再拍一张。"), "photo-too-big")


def _no(what: str, todo: str, code: str) -> Refusal:
    return Refusal(what, safe=_SAFE, todo=todo, code=code)
