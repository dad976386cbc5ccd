"""Author, company and the like of old office files: property sets of [MS-OLEPS]. Values only."""

import struct

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.ole import CompoundFile

_SUMMARY = {
    2: zh("标题"),
    3: zh("主题"),
    4: zh("作者"),
    5: zh("关键词"),
    6: zh("备注"),
    7: zh("模板"),
    8: zh("最后保存的人"),
}
_DOCUMENT = {2: zh("类别"), 14: zh("经理"), 15: zh("单位")}
_BYTES, _WIDE = 0x1E, 0x1F
_UTF8, _UTF16 = 65001, 1200
_MOST = 200


def read_property_sets(file: CompoundFile, into: Collector) -> None:
    """The two usual sets; a damaged one is passed over, since it shows nothing to anybody either."""
    for stream, words in (("SummaryInformation", _SUMMARY), ("DocumentSummaryInformation", _DOCUMENT)):
        if stream not in file:
            continue
        try:
            for number, text in _strings(file.read(stream)).items():
                if number in words:
                    into.say(zh("文件属性 {word}", word=words[number]), text, Part.PROPERTY)
        except (struct.error, UnicodeDecodeError, LookupError):
            into.cannot(zh("文件属性"), zh("这一部分坏了，读不出来。"))


def _strings(data: bytes) -> dict[int, str]:
    """Property number → text, of the first section."""
    (section,) = struct.unpack_from("<I", data, 44)
    _, count = struct.unpack_from("<II", data, section)
    offsets = [struct.unpack_from("<II", data, section + 8 + 8 * each) for each in range(min(count, _MOST))]
    page = _UTF8
    found: dict[int, str] = {}
    for number, offset in offsets:
        kind, length = struct.unpack_from("<II", data, section + offset)
        at = section + offset + 8
        if number == 1 and kind == 2:
            (page,) = struct.unpack_from("<H", data, section + offset + 4)
        elif kind == _BYTES:
            found[number] = _decoded(data[at : at + min(length, 4000)], page)
        elif kind == _WIDE:
            found[number] = data[at : at + min(2 * length, 8000)].decode("utf-16-le", "replace").rstrip("\0")
    return found


def _decoded(raw: bytes, page: int) -> str:
    encoding = {_UTF8: "utf-8", _UTF16: "utf-16-le", 936: "gb18030"}.get(page, "gb18030")
    return raw.decode(encoding, "replace").rstrip("\0")
