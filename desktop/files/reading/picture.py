"""A photo or picture: what is written around its pixels (place, camera's owner, captions). Cannot read words in it."""

import io
import re
import struct
import warnings
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin, UnidentifiedImageError

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.limits import damaged, too_large

GPS_PLACE = zh("照片信息 GPS")
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "MPO")
_EXIF_IFD, _GPS_IFD, _THUMBNAIL = 0x8769, 0x8825, ExifTags.IFD.IFD1
_WORDS = {
    0x010E: zh("说明"), 0x013B: zh("作者"), 0x8298: zh("版权"), 0x9286: zh("备注"), 0xA430: zh("相机主人"), 0xA431: zh("相机编号"),
    0x9C9B: zh("标题"), 0x9C9C: zh("备注"), 0x9C9D: zh("作者"), 0x9C9E: zh("关键词"), 0x9C9F: zh("主题"), 0x0132: zh("修改时间"),
    0x9003: zh("拍摄时间"), 0x013C: zh("电脑名"), 0x010D: zh("文件名"), 0x0110: zh("相机型号"),
}  # fmt: skip
_MICROSOFT = range(0x9C9B, 0x9CA0)
_USER_COMMENT = 0x9286
_IPTC = {
    (2, 5): zh("标题"),
    (2, 80): zh("作者"),
    (2, 90): zh("城市"),
    (2, 92): zh("地点"),
    (2, 105): zh("标题"),
    (2, 120): zh("说明"),
}
_FAULTS = (
    OSError,
    ValueError,
    SyntaxError,
    struct.error,
    KeyError,
    TypeError,
    IndexError,
    EOFError,
    OverflowError,
)
_LONGEST = 20_000


def read_picture(name: str, data: bytes, into: Collector) -> str:
    """Everything written in it as METADATA passages; never decodes the pixels. Refusal for a damaged picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise too_large(name) from error
    except (UnidentifiedImageError, *_FAULTS) as error:
        raise damaged(name) from error
    with picture, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for read in (_exif, _position, _xmp, _chunks, _iptc):
            try:
                read(picture, into)
            except _FAULTS:
                into.cannot(zh("照片信息"), zh("照片信息有一部分坏了，读不出来。"))
    into.cannot(zh("图片"), zh("图片里的字程序认不出来。"), slight=True)
    return "image"


def _exif(picture: Image.Image, into: Collector) -> None:
    exif = picture.getexif()
    if not exif:
        return
    for number, value in (*exif.items(), *exif.get_ifd(_EXIF_IFD).items()):
        word = _WORDS.get(number)
        if word:
            into.say(zh("照片信息 {word}", word=word), _text(number, value), Part.METADATA)
    if exif.get_ifd(_THUMBNAIL):
        into.cannot(
            zh("照片信息 缩略图"), zh("照片里另存着一张小图，裁剪或涂抹以后小图可能还是原样。"), slight=True
        )


def _position(picture: Image.Image, into: Collector) -> None:
    gps = picture.getexif().get_ifd(_GPS_IFD)
    latitude, longitude = _degrees(gps.get(2)), _degrees(gps.get(4))
    if latitude is None or longitude is None:
        return
    north = "南纬" if str(gps.get(1, "N")).upper().startswith("S") else "北纬"
    east = "西经" if str(gps.get(3, "E")).upper().startswith("W") else "东经"
    into.say(GPS_PLACE, f"拍摄地点：{north} {latitude:.5f}°，{east} {longitude:.5f}°", Part.METADATA)


def _degrees(value: Any) -> float | None:
    if not isinstance(value, tuple) or len(value) != 3:
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in value)
    except (ZeroDivisionError, TypeError, ValueError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    return found if 0 < found <= 180 else None


def _text(number: int, value: object) -> str:
    """A tag's text; Windows writes UTF-16, cameras put the encoding's name before a comment."""
    if isinstance(value, tuple) and number in _MICROSOFT:
        value = bytes(part for part in value if isinstance(part, int) and 0 <= part < 256)
    if isinstance(value, bytes):
        if number in _MICROSOFT:
            return value.decode("utf-16-le", "replace").rstrip("\0")
        if number == _USER_COMMENT and len(value) > 8:
            mark, value = value[:8], value[8:]
            if mark.startswith(b"UNICODE"):
                return max((value.decode(name, "replace") for name in ("utf-16-le", "utf-16-be")), key=_han)
        return _decoded(value)
    if isinstance(value, str):
        return _decoded(value.encode("latin-1")) if value and max(value) <= "\xff" else value
    return str(value)


def _han(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" or character.isascii() for character in text)


def _decoded(raw: bytes) -> str:
    raw = raw[:_LONGEST].rstrip(b"\0 ")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _xmp(picture: Image.Image, into: Collector) -> None:
    raw = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    text = raw if isinstance(raw, str) else bytes(raw).decode("utf-8", "replace")
    into.say(zh("照片信息 XMP"), xmp_words(text), Part.METADATA)


def xmp_words(text: str) -> str:
    """The words and positions of an XMP packet without its marks and identifiers."""
    given = re.findall(r"(?:GPSLatitude|GPSLongitude|creator|title|City|Location)=\"([^\"]+)\"", text)
    plain = re.sub(r"<\?.*?\?>|<[^>]*>", "\n", text[:_LONGEST])
    lines = (line.strip() for line in (*given, *plain.split("\n")))
    return " ".join(line for line in lines if line and not line.startswith(("xmp.", "uuid:", "adobe:")))


def _chunks(picture: Image.Image, into: Collector) -> None:
    texts: dict[str, str] = getattr(picture, "text", {}) if picture.format == "PNG" else {}
    for key, value in texts.items():
        if key != "XML:com.adobe.xmp":
            into.say(zh("图片附带的文字 {key}", key=key), value[:_LONGEST], Part.METADATA)
    comment = picture.info.get("comment")
    if isinstance(comment, bytes):
        into.say(zh("图片附带的文字"), _decoded(comment), Part.METADATA)


def _iptc(picture: Image.Image, into: Collector) -> None:
    if not isinstance(picture, ImageFile.ImageFile):
        return
    found: Any = IptcImagePlugin.getiptcinfo(picture)
    for key, value in (found or {}).items():
        if key in _IPTC:
            for each in value if isinstance(value, list) else [value]:
                into.say(zh("照片信息 {word}", word=_IPTC[key]), _decoded(bytes(each)), Part.METADATA)
