"""Why something is not published by oneself: the legal reason by code, and what is to be said of a missing one.

政府信息公开条例 14–16 (withheld) and 19, 27, 32, 37 (on request). The reasons are code lists; nothing is decided here.
"""

from collections.abc import Iterator, Mapping

from desktop.base.words import zh
from desktop.domain.codelist import Code, CodeList
from desktop.domain.finding import Finding, Severity
from desktop.domain.matter import DISCLOSURE_WORDS
from desktop.domain.record import Disclosure, RecordContent

LISTS: dict[Disclosure, str] = {
    Disclosure.ON_REQUEST: "on_request_reasons",
    Disclosure.WITHHELD: "withheld_reasons",
}
PLACE = zh("公开属性")


def reasons_for(disclosure: Disclosure, lists: Mapping[str, CodeList]) -> tuple[Code, ...]:
    """The reasons that may be given; none for what is published anyway."""
    found = lists.get(LISTS.get(disclosure, ""))
    return found.entries if found is not None else ()


def reason_words(content: RecordContent, lists: Mapping[str, CodeList]) -> str:
    """The reason as it is printed: article first, then its words, then what the clerk added."""
    code = _known(content, lists)
    said = content.withheld_reason.strip()
    if code is None:
        return said
    return f"依据《政府信息公开{code.cite.replace('条例', '条例》', 1)}：{code.name}" + (
        f"。{said}" if said else ""
    )


def check_withholding(
    content: RecordContent, usual: Disclosure, lists: Mapping[str, CodeList]
) -> Iterator[Finding]:
    """``usual`` is what the catalogue sets for the matter: what it keeps from the board needs no reason again, unless
    it is withheld altogether."""
    chosen = zh(DISCLOSURE_WORDS[content.disclosure])
    if content.disclosure is Disclosure.PROACTIVE:
        return
    reasons = reasons_for(content.disclosure, lists)
    said = bool(content.withheld_reason.strip())
    if content.withheld_code and _known(content, lists) is None:
        text = zh(
            "理由的代码“{code}”不是“{chosen}”的理由。",
            code=content.withheld_code,
            chosen=chosen,
        )
        listed = zh("、").join(
            zh("{code}（{name}，{cite}）", code=reason.code, name=reason.name, cite=reason.cite)
            for reason in reasons
        )
        yield Finding(
            "reason-unknown", Severity.BLOCK, PLACE, text, zh("请重新选一条：{listed}。", listed=listed)
        )
    elif content.disclosure is usual and content.disclosure is Disclosure.ON_REQUEST:
        return
    elif not content.withheld_code and not said:
        cites = (
            zh("第十四条、第十五条还是第十六条")
            if content.disclosure is Disclosure.WITHHELD
            else zh("哪一条")
        )
        advice = zh("请选一条理由，写明依据《政府信息公开条例》{cites}。", cites=cites)
        usually = zh("标准目录要求主动公开，") if usual is Disclosure.PROACTIVE else ""
        text = zh("{usually}选了{chosen}，还没有写理由。", usually=usually, chosen=chosen)
        yield Finding("reason-missing", Severity.BLOCK, PLACE, text, advice)
    elif not content.withheld_code:
        text = zh("{chosen}的理由没有选是条例的哪一条。", chosen=chosen)
        yield Finding(
            "reason-article", Severity.WARN, PLACE, text, zh("请从列出的理由里选一条，再补充说明。")
        )


def _known(content: RecordContent, lists: Mapping[str, CodeList]) -> Code | None:
    reasons = reasons_for(content.disclosure, lists)
    return next((reason for reason in reasons if reason.code == content.withheld_code), None)
