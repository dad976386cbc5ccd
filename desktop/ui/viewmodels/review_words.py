"""The words of reviewing: what each step is called, what is often said, what others said before. No Qt, no state."""

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.base.words import tr, zh
from desktop.domain.account import ROLE_WORDS
from desktop.domain.codelist import CodeList
from desktop.domain.flow import STEPS
from desktop.ui.itemmodels.moments import moment_words
from desktop.usecases.review_sheet import Opinion

# verb: label of the opinion, words of the button, chip, sentence afterwards
WORDS = {
    "review": (tr("审核意见"), tr("通过，送保密审查"), tr("等您审核"), tr("已通过，送保密审查。")),
    "secrecy_review": (
        tr("保密审查意见"),
        tr("通过，送签发"),
        tr("等您保密审查"),
        tr("保密审查已通过，送签发。"),
    ),
    "issue": (tr("签发意见"), tr("签发"), tr("等您签发"), tr("已签发，可以打印张贴了。")),
}
# What is put into an opinion is printed with it: Chinese in every language of the screen.
PHRASES = {
    "review": (
        zh("已对照村级核实表抽查，金额与面积一致。"),
        zh("已核对名单与银行发放表，户数和金额一致。"),
        zh("同意。"),
    ),
    "secrecy_review": (
        zh("不涉及国家秘密、工作秘密和个人隐私，可以公开。"),
        zh("身份证号、银行卡号不在张贴内容里。"),
    ),
    "issue": (zh("同意公开。"), zh("同意公示。")),
}
RETURN_REASONS = "return_reasons"


def return_reasons(verb: str, lists: Mapping[str, CodeList]) -> tuple[str, ...]:
    """What this step often returns for: reasons of its own and those of every step."""
    found = lists.get(RETURN_REASONS)
    if found is None or verb not in WORDS:
        return ()
    mine = {ROLE_WORDS[STEPS[verb].role], ""}
    return tuple(entry.name for entry in found.entries if entry.group in mine)


def said_before(opinions: Sequence[Opinion], today: date) -> list[str]:
    """What was said in words at earlier steps, the latest first."""
    return [
        tr(
            "{who}　{words}　{moment_words}\n{text}",
            who=opinion.who,
            words=tr(opinion.words),
            moment_words=moment_words(opinion.at, today),
            text=opinion.text,
        )
        for opinion in reversed(opinions)
        if opinion.text
    ]
