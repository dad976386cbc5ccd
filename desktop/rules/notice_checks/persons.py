"""Names of persons in running text, as far as the words around them give them away. Finds; judges nothing."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.catalogue.examination import ExaminationData

_ENDS = r"(?=[、,;。()\s因患系为女男之的身被于]|$)"
_PLACE_ENDS = "村镇乡县区市州省局社组站所院校路街年月日元亩庄沟湾河户人项金"
_CONDITION = r"肢体|视力|听力|言语|智力|精神[一二三四\d残障病]|多重残|慢性|急性|先天性"
_TELLING = (
    rf"(?=[, ]{{0,2}}(?:{_CONDITION}|家庭|一家|电话|手机|身份证|男|女|因|患|身患|系|确诊|查出|\d{{1,3}}岁|\(男|\(女|\(\d{{1,3}}岁|"
    r"之子|之女|的儿子|的女儿))"
)


def names_in(
    text: str, data: ExaminationData, known: frozenset[str] = frozenset()
) -> Iterator[tuple[str, int, int]]:
    """``(name, start, end)`` for names after a label (户主张三), before a telling word (张三,男), or ``known`` ones.

    ``text`` is half-width. Masked names (张某某, 张*) are no names.
    """
    told: set[int] = set()
    for pattern in _patterns(data.own.privacy.person_labels, data.own.privacy.surnames):
        for found in pattern.finditer(text):
            name = found["name"]
            if found.start("name") in told or not _is_name(name, text[found.end("name") :], data):
                continue
            told.add(found.start("name"))
            yield name, found.start("name"), found.end("name")
    for name in known:
        at = text.find(name)
        if at >= 0 and at not in told:
            yield name, at, at + len(name)


def _is_name(name: str, after: str, data: ExaminationData) -> bool:
    if "某" in name or name[-1] in _PLACE_ENDS or after[:1] in ("*", "某", "×", "○"):
        return False
    return not any(word in name + after[:1] or word in name for word in data.own.privacy.not_names)


@lru_cache(maxsize=4)
def _patterns(labels: tuple[str, ...], surnames: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    label = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    surname = "|".join(map(re.escape, surnames))
    ours = rf"(?P<name>(?:{surname})[\u3400-\u9fff]{{1,2}}?)"
    tibetan = r"(?P<name>[\u3400-\u9fff]{2,6})"
    return (
        re.compile(rf"(?:{label})[:“ ]{{0,2}}{ours}{_ENDS}"),
        re.compile(rf"(?:姓名|户主|户主姓名|患者|申请人)[:]\s?{tibetan}{_ENDS}"),
        re.compile(rf"(?<![\u3400-\u9fff]){ours}{_TELLING}"),
        re.compile(rf"(?<=[村社组号户]){ours}{_TELLING}"),
        re.compile(rf"{ours}(?=\((?!.{{0,3}}[村镇县]))"),
        re.compile(rf"^(?:\d{{1,4}}[.、 ]{{1,2}})?{ours}(?= )"),
        re.compile(rf"^(?:\d{{1,4}}[.、]|[(]?[一二三四五六七八九十]{{1,3}}[)、.]) ?{ours}(?=[,(])"),
        re.compile(
            rf"^(?:\d{{1,4}}[.、] ?)?{tibetan}(?=,(?:[男女](?![\u4e00-\u9fff])|[^,。]{{2,10}}[村社组],))"
        ),
        re.compile(rf"(?<=[村社组队])[ :]?{ours}(?=[,(] ?(?!等))"),
    )
