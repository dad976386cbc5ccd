"""Names of persons: one dot (U+00B7), no stray blanks, no hidden marks, no characters lost by an old program."""

import re
import unicodedata

from desktop.base.words import zh
from desktop.rules.characters import clean_line, half_width, lost_character
from desktop.rules.refused import ValueRefused, shown

DOT = "\u00b7"
_DOTS = re.compile(r"\s*[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\u0387\u16eb]\s*")
# A full stop or bullet typed between Han characters for want of the dot key.
_TYPED_DOT = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U000323af])\s*[.．。]\s*(?=[\u3400-\u9fff\U00020000-\U000323af])"
)
_BETWEEN_HAN = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U000323af·]) +(?=[\u3400-\u9fff\U00020000-\U000323af·（(])"
)
_ALLOWED = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af\u0f00-\u0fffA-Za-zÀ-ɏ·〇 '’（）\-]+(?:[（][^）]*[）])?"
)
_ORDINARY = re.compile(r"[\u3400-\u9fff]{2,8}")
_LONGEST = 30


def parse_person_name(raw: str) -> str:
    """The name as it is printed; refuses what cannot be one (figures, several names, a lost character)."""
    if _ORDINARY.fullmatch(raw):
        return raw
    text = clean_line(raw)
    lost = lost_character(text)
    if lost:
        advice = zh("请重新输入这个字；输入法打不出来的，可以从户籍系统里复制。")
        raise ValueRefused(
            zh("姓名里有一个字丢了，只剩“{visible}”。", visible=_visible(lost)), advice, "name-lost-character"
        )
    text = _TYPED_DOT.sub(DOT, _DOTS.sub(DOT, text))
    text = _BETWEEN_HAN.sub("", text).replace("(", "（").replace(")", "）").strip("·")
    if re.search(r"\d", half_width(text)):
        raise ValueRefused(
            zh("姓名“{shown}”里有数字。", shown=shown(_digits_hidden(text))),
            zh("请看一下是不是填错了列。"),
            "name-digits",
        )
    if re.search(r"[、，,;；/]", text):
        raise ValueRefused(
            zh("姓名“{shown}”像是好几个人。", shown=shown(text)), zh("一行写一个人。"), "name-several"
        )
    if not text or not _ALLOWED.fullmatch(text):
        raise ValueRefused(
            zh("“{shown}”不像姓名。", shown=shown(text)), zh("请对照户口簿再看一遍。"), "name-wrong"
        )
    if sum(map(_counts, text)) > _LONGEST:
        raise ValueRefused(
            zh("姓名超过了{longest}个字。", longest=_LONGEST), zh("请看一下是不是填错了列。"), "name-long"
        )
    return text


def _counts(character: str) -> bool:
    """Vowels and subjoined letters of Tibetan stand above and below a letter, the tsheg between syllables: none is one."""
    return character != "\u0f0b" and unicodedata.category(character) != "Mn"


def _visible(character: str) -> str:
    code = ord(character)
    return (
        character
        if code < 0xE000 or 0xF900 <= code < 0xFFF0
        else zh("自造字 U+{code:04X}", code=code)
        if code != 0xFFFD
        else "�"
    )


def _digits_hidden(text: str) -> str:
    return re.sub(r"\d", "*", half_width(text))
