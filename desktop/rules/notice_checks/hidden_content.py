"""Rule: a file that is handed out should hide nothing. What is hidden and harmless is still told, once per kind."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import PART_WORDS, Document, Part, Passage
from desktop.domain.finding import Finding, Severity

_HIDDEN = (Part.COMMENT, Part.TRACKED, Part.HIDDEN, Part.CACHE, Part.EMBEDDED, Part.PROPERTY, Part.METADATA)
_PLACE = re.compile("GPS|经纬度|拍摄地点|拍摄位置", re.IGNORECASE)


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    printed = _squeezed("".join(passage.text for passage in document.body()))
    counts: dict[Part, list[str]] = {}
    for passage in document.everything():
        if passage.part in _HIDDEN and passage.text.strip() and not _is_harmless(passage, printed):
            counts.setdefault(passage.part, []).append(passage.place)
    for part, places in counts.items():
        located = next((place for place in places if _PLACE.search(place)), "")
        if part is Part.METADATA and located:
            text = zh("照片里带着拍摄地点的经纬度。")
            advice = zh("发出去以前请去掉照片的拍摄信息。")
            yield Finding("hidden-content", Severity.WARN, located, text, advice, zh("个人信息保护法第6条"))
            continue
        text = zh(
            "文件里有{places}处{part}，打印时看不见，发出文件时会一起出去。",
            places=len(places),
            part=PART_WORDS[part],
        )
        yield Finding(
            "hidden-content", Severity.INFO, places[0], text, zh("请看一遍，不需要的请删去后再发。")
        )


def _is_harmless(passage: Passage, printed: str) -> bool:
    """A property that names the program, or says what stands on the page anyway: title, office, index number."""
    if passage.part is not Part.PROPERTY:
        return False
    parts = re.split("[、，,；;]", _squeezed(passage.text))
    return passage.place.endswith("制作程序") or all(part in printed for part in parts)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
