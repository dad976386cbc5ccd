"""Texts a clerk writes around a notice (objections, answers, reasons): no citizen's numbers in them. One place."""

from collections.abc import Mapping

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.finding import blocks
from desktop.rules.privacy_gate import examine_text
from desktop.usecases.desk import Desk


def require_clean(desk: Desk, texts: Mapping[str, str]) -> None:
    """``texts`` by their place in Chinese. Refusal at the first block of the privacy gate."""
    found = [
        finding
        for place, text in texts.items()
        if text.strip()
        for finding in blocks(examine_text(place, text, desk.catalogue.masking))
    ]
    if found:
        raise Refusal(found[0].text, safe=tr("没有登记。"), todo=found[0].advice, code="private-words")
