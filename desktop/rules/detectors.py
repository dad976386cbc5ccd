"""Finds personal numbers in any text: identity numbers, cards and accounts, mobiles, certificates, plates.

Numbers are recognised by their checksum or by the words before them, written in any usual way: full-width, with
blanks or hyphens, with hidden marks between the digits. Says where and what, never judges whether it may be shown.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.idnumber import birth_date, is_valid
from desktop.rules.bank_account import is_card_shaped, passes_luhn
from desktop.rules.characters import folded_for_search

ACCOUNT_WORDS = ("卡号", "账号", "帐号", "账户", "帐户", "一卡通", "一折通", "存折", "开户行")
_GAP = "[ -]{0,2}"
_NO_DIGIT_BEFORE, _NO_DIGIT_AFTER = r"(?<![0-9])(?<![0-9]\.)", r"(?![0-9])"
_NOT_A_FIGURE = r"(?!\.[0-9])(?! ?(?:元|亩|万|公顷|平方米|㎡))"
_ID18 = re.compile(rf"{_NO_DIGIT_BEFORE}[1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx]{_NO_DIGIT_AFTER}")
_ID15 = re.compile(rf"{_NO_DIGIT_BEFORE}[1-9][0-9]{{14}}{_NO_DIGIT_AFTER}{_NOT_A_FIGURE}")
_DISABILITY = re.compile(
    rf"{_NO_DIGIT_BEFORE}[1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx]{_GAP}[1-7]{_GAP}[1-4](?:B[1-9])?{_NO_DIGIT_AFTER}(?! ?[岁年月日元亩人户口])"
)
_PARTLY = re.compile(
    rf"{_NO_DIGIT_BEFORE}[1-9][0-9]{{5}}(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{{0,2}}[*xX•]{{2,4}}"
)
_CARD = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?:[0-9]{{16,19}}|[0-9]{{4}}([ -])[0-9]{{4}}\1[0-9]{{4}}\1[0-9]{{4}}(?:\1?[0-9]{{1,3}})?)"
    rf"(?![0-9A-Za-z]){_NOT_A_FIGURE}"
)
# Unified social credit codes of companies are 18 characters, often all figures; no card begins like them.
_CREDIT_CODE = re.compile(r"9[1-3][0-9]{16}")
_MOBILE = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{{4}}[ -]?[0-9]{{4}}{_NO_DIGIT_AFTER}{_NOT_A_FIGURE}"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•.\- ]?"
    r"(?=[A-Z]*[0-9])[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_DOCUMENT = re.compile(
    r"(?:护照|驾驶证|户口簿|户口本|低保证|残疾人?证|准考证|学籍)(?:证?编?号码?)?[为是:： ]{0,3}([A-Z]{0,3}[0-9]{6,20})(?![0-9])"
)
_ID_WORDS = re.compile(r"身份证|公民身份|证件号|身份号")
_TELEPHONE = re.compile(r"电话|热线|传真|手机|咨询|举报")
_UNIT = re.compile(r"政府|局|公司|委员会|中心|合作社|财政所|单位名称|国库|专户|对公")
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_CONTEXT, _SHORTEST_ACCOUNT = 24, 9
_ENOUGH_DIGITS = re.compile(r"[0-9](?:[^0-9]{0,2}[0-9]){2}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A number found at ``text[start:end]``.

    ``kind``: id_number, id_partly (birth date left readable), disability_card, bank_card, account (by the words
    before it), unit_account (an office's), mobile, document, plate.
    """

    kind: str
    start: int
    end: int


def find_personal_numbers(text: str, account_words: Sequence[str] = ACCOUNT_WORDS) -> list[Hit]:
    """All hits in order of place; overlapping ones are told once, as the graver kind."""
    folded, places = folded_for_search(text)
    if not _ENOUGH_DIGITS.search(folded):
        return []
    taken: list[Hit] = []
    finders: tuple[Callable[[str], Iterator[Hit]], ...] = (
        _disability_cards,
        _id_numbers,
        _old_id_numbers,
        _partly_hidden,
        _cards,
        _mobiles,
        lambda whole: _accounts(whole, account_words),
        _documents,
        _plates,
    )
    for find in finders:
        for hit in find(folded):
            if all(hit.end <= other.start or hit.start >= other.end for other in taken):
                taken.append(hit)
    hits = (Hit(hit.kind, places[hit.start], places[hit.end - 1] + 1) for hit in taken)
    return sorted(hits, key=lambda hit: hit.start)


def tail_of(text: str, hit: Hit) -> str:
    """The last four characters of the number, for a message."""
    return re.sub(r"[^0-9A-Za-z]", "", folded_for_search(text[hit.start : hit.end])[0])[-4:].upper()


def _every(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches, also those that begin inside another one."""
    found = pattern.search(text)
    while found:
        yield found
        found = pattern.search(text, found.start() + 1)


def _bare(written: str) -> str:
    return written.replace(" ", "").replace("-", "").upper()


def _id_numbers(text: str) -> Iterator[Hit]:
    for found in _every(_ID18, text):
        number = _bare(found.group())
        named = _ID_WORDS.search(text, max(0, found.start() - _CONTEXT), found.start())
        # A slip in one digit leaves the person just as recognisable, if the words or the number itself say what it is.
        slipped = birth_date(number) and (named or _reads_as_a_person(number))
        if (is_valid(number) or slipped) and "1850" < number[6:10] < "2100":
            yield Hit("id_number", found.start(), found.end())


def _reads_as_a_person(number: str) -> bool:
    """A province and the birth date of a living grown-up; numbers of projects and files carry a day of late."""
    return number[:2] in _PROVINCES and "1915" <= number[6:10] <= "2008"


def _old_id_numbers(text: str) -> Iterator[Hit]:
    for found in _every(_ID15, text):
        number = found.group()
        if number[:2] in _PROVINCES and is_valid(number):
            yield Hit("id_number", found.start(), found.end())


def _disability_cards(text: str) -> Iterator[Hit]:
    for found in _every(_DISABILITY, text):
        if is_valid(_bare(found.group())[:18]):
            yield Hit("disability_card", found.start(), found.end())


def _partly_hidden(text: str) -> Iterator[Hit]:
    return (Hit("id_partly", found.start(), found.end()) for found in _PARTLY.finditer(text))


def _cards(text: str) -> Iterator[Hit]:
    for found in _every(_CARD, text):
        number = _bare(found.group())
        if is_card_shaped(number) and passes_luhn(number) and not _CREDIT_CODE.fullmatch(number):
            yield Hit("bank_card", found.start(), found.end())


def _mobiles(text: str) -> Iterator[Hit]:
    return (Hit("mobile", found.start(), found.end()) for found in _MOBILE.finditer(text))


@lru_cache(maxsize=4)
def _account_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, words))})([^0-9\n]{{0,16}})([0-9](?:[ -]?[0-9]){{{_SHORTEST_ACCOUNT - 1},31}})"
        rf"{_NO_DIGIT_AFTER}{_NOT_A_FIGURE}"
    )


def _accounts(text: str, words: Sequence[str]) -> Iterator[Hit]:
    if not words:
        return
    for found in _every(_account_pattern(tuple(words)), text):
        number = _bare(found[2])
        if _TELEPHONE.search(found[1]) or (number.startswith("0") and len(number) <= 12):
            continue
        before = text[max(0, found.start() - _CONTEXT) : found.start(2)]
        yield Hit("unit_account" if _UNIT.search(before) else "account", found.start(2), found.end(2))


def _documents(text: str) -> Iterator[Hit]:
    return (Hit("document", found.start(1), found.end(1)) for found in _DOCUMENT.finditer(text))


def _plates(text: str) -> Iterator[Hit]:
    return (Hit("plate", found.start(), found.end()) for found in _PLATE.finditer(text))
