"""Document numbers 发文字号: issuer's short name, year in hexagonal brackets 〔〕, serial (GB/T 9704)."""

import re
from dataclasses import dataclass

from desktop.base.words import zh
from desktop.rules.characters import clean_line, half_width
from desktop.rules.refused import ValueRefused, shown

EXAMPLE = "财农〔2023〕11号"
_OPEN, _CLOSE = "〔[［（(【﹝〖「<＜〈", "〕]］）)】﹞〗」>＞〉"
_WHOLE = re.compile(
    rf"([^\d\s{re.escape(_OPEN + _CLOSE)}]{{1,30}})\s*[{re.escape(_OPEN)}]\s*(\d{{4}})\s*年?\s*"
    rf"[{re.escape(_CLOSE)}]\s*第?\s*0*(\d{{1,6}})\s*号"
)
_BRACKETS = re.compile(
    rf"([{re.escape(_OPEN)}])(\s*)((?:19|20)\d{{2}})(\s*)([{re.escape(_CLOSE)}])(\s*)(第?)(\s*)(0*)(\d{{1,6}})(\s*)号"
)


@dataclass(frozen=True, slots=True)
class Repair:
    """A document number in running text that is not written by the rule, and how it should read."""

    start: int
    end: int
    found: str
    right: str


def parse_document_number(raw: str) -> str:
    """The number with 〔〕, no 第, no leading zeros; other brackets are repaired, anything else is refused."""
    found = _WHOLE.fullmatch(_figures(clean_line(raw)))
    if found is None:
        raise ValueRefused(
            zh("年份请用六角括号：{example}。", example=EXAMPLE),
            zh("现在写的是“{shown}”。", shown=shown(raw, 30)),
            "document-number",
        )
    return f"{found[1].strip()}〔{found[2]}〕{found[3]}号"


def repairs_in(text: str) -> list[Repair]:
    """Document numbers in ``text`` whose brackets or serial are not by the rule."""
    repairs: list[Repair] = []
    for found in _BRACKETS.finditer(_figures(text)):
        right = f"〔{found[3]}〕{found[10]}号"
        written = text[found.start() : found.end()]
        if written != right:
            repairs.append(Repair(found.start(), found.end(), written, right))
    return repairs


def _figures(text: str) -> str:
    """Full-width digits as ASCII, brackets as they are; every character stays in its place."""
    return "".join(half_width(character) if "０" <= character <= "９" else character for character in text)
