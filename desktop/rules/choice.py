"""Choices and yes/no as typed: the label itself, or what clearly means one label and no other."""

from desktop.base.words import zh
from desktop.domain.form import FormField
from desktop.rules.characters import half_width, number_text
from desktop.rules.refused import ValueRefused, shown

_YES = frozenset({"是", "有", "√", "✓", "✔", "对", "Y", "YES", "TRUE", "1", "真"})
_NO = frozenset({"否", "无", "没有", "不是", "X", "✗", "✘", "N", "NO", "FALSE", "0", "假"})
_DENIALS = frozenset("非不未无没否")


def parse_choice(field: FormField, raw: str) -> str:
    """The label chosen; a shortened or lengthened form is taken if only one label fits.

    A or a类 for A类; 困难残疾人生活补贴 for 生活补贴, but never 未完工 for 完工.
    """
    text = _plain(raw)
    exact = [choice for choice in field.choices if _plain(choice) == text]
    near = [
        choice
        for choice in field.choices
        if text
        and (
            _plain(choice).startswith(text) or text.startswith(_plain(choice)) or _ends(text, _plain(choice))
        )
    ]
    found = exact or near
    if len(found) != 1:
        known = zh("、").join(field.choices)
        raise ValueRefused(
            zh("“{shown}”不在可选的里面。", shown=shown(raw)),
            zh("可以选：{known}。", known=known),
            "choice-unknown",
        )
    return found[0]


def parse_yes_no(raw: str) -> str:
    text = number_text(raw).upper()
    if text in _YES:
        return "是"
    if text in _NO:
        return "否"
    raise ValueRefused(zh("“{shown}”看不出是还是否。", shown=shown(raw)), zh("请写“是”或“否”。"), "yes-no")


def _ends(text: str, label: str) -> bool:
    """True if ``text`` is ``label`` with words before it that do not deny it."""
    before = text.removesuffix(label)
    return before != text and before[-1:] not in _DENIALS


def _plain(text: str) -> str:
    return "".join(half_width(text).split()).casefold()
