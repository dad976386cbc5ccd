"""A matter said in Chinese words for its page and for the command line. Nothing here decides anything."""

from typing import Any

from desktop.base.words import on_screen, tr, zh
from desktop.domain.matter import (
    DISCLOSURE_WORDS,
    LAYER_WORDS,
    MARK_WORDS,
    OPENNESS_WORDS,
    TIER_WORDS,
    Basis,
    Channel,
    Field,
    Mark,
    Matter,
)
from desktop.domain.timelimit import Stage, StageKind, TimeLimit
from desktop.usecases.catalogue_views import BasisLine

_KIND_WORDS: dict[StageKind, str] = {
    StageKind.RECURRING: zh("定期公开"),
    StageKind.REALTIME: zh("实时公开"),
    StageKind.PROMPT: zh("及时公开"),
    StageKind.ON_EVENT: zh("事情发生时公开"),
    StageKind.STANDING: zh("长期公开"),
    StageKind.NOT_SET: zh("目录没有写明时限"),
}
_PERIOD_WORDS = {
    "day": zh("每天"),
    "week": zh("每周"),
    "month": zh("每月"),
    "quarter": zh("每季度"),
    "half_year": zh("每半年"),
    "year": zh("每年"),
}


def stage_words(stage: Stage) -> str:
    """One stage as a sentence part, e.g. 信息形成或者变更之日起 20个工作日内."""
    if stage.span is not None and stage.kind is StageKind.WITHIN:
        said = tr("{start}起 {words}内公开", start=stage.start or tr("信息形成之日"), words=stage.span.words)
    elif stage.span is not None and stage.kind is StageKind.BEFORE:
        said = tr("{start}前 {words}公开", start=stage.start, words=stage.span.words)
    elif stage.kind is StageKind.RECURRING and stage.period:
        said = tr("{period}公开", period=_PERIOD_WORDS.get(stage.period, zh("定期")))
    else:
        said = tr(_KIND_WORDS.get(stage.kind, stage.text or zh("按目录写明的时间公开")))
        if stage.start and stage.kind is StageKind.ON_EVENT:
            said = tr("{start}时公开", start=stage.start)
    narrowed = tr("{applies_to}：", applies_to=stage.applies_to) if stage.applies_to else ""
    notice = tr("，公示 {words}", words=stage.notice.words) if stage.notice else ""
    return f"{narrowed}{said}{notice}"


def limit_words(limit: TimeLimit) -> tuple[str, ...]:
    """The stages, the notice period, and what must be said of them."""
    lines = [stage_words(stage) for stage in limit.stages]
    if limit.notice:
        lines.append(tr("公示期 {words}", words=limit.notice.words))
    if limit.statutory_override:
        lines.append(tr("法律法规另有规定的从其规定"))
    if limit.text:
        lines.append(tr("目录原文：{text}", text=limit.text))
    return tuple(lines)


def basis_line(basis: Basis, bases: dict[str, Basis]) -> BasisLine:
    """A basis with its successor by name and how far its number was checked."""
    successor = bases[basis.successor].words if basis.successor in bases else basis.successor
    return BasisLine(basis.title, basis.doc_no, successor or basis.repealed, mark_words(basis.doc_no_mark))


def mark_words(mark: Mark | None) -> str:
    return tr(MARK_WORDS[mark]) if mark else ""


def channel_words(matter: Matter) -> str:
    """All of these; at least one of those; and what has no code."""
    parts = []
    if matter.channels.all_of:
        parts.append(_names(matter.channels.all_of))
    if matter.channels.any_of:
        parts.append(tr("至少选一种：{names}", names=_names(matter.channels.any_of)))
    parts.extend(matter.channels.other)
    return tr("；").join(parts)


def _names(channels: tuple[Channel, ...]) -> str:
    return tr("、").join(on_screen(channel.name) for channel in channels)


def audience_words(matter: Matter) -> str:
    parts = ([tr("全社会")] if matter.audience.public else []) + list(matter.audience.specific)
    return tr("、").join(parts) or tr("目录没有写明")


def tier_words(matter: Matter) -> str:
    return tr("、").join(tr(TIER_WORDS[tier]) for tier in matter.tiers) or tr("目录没有写明")


def matter_document(matter: Matter, field: Field, bases: dict[str, Basis]) -> dict[str, Any]:
    """The matter whole as plain JSON data (shape of ``catalogue show --json``)."""
    return {
        "code": matter.code,
        "field": {"code": field.code, "name": field.name},
        "level1": matter.level1,
        "level2": matter.level2,
        "level3": matter.level3,
        "aliases": list(matter.aliases),
        "elements": [
            {"text": element.text, "disclosure": str(element.disclosure), "optional": element.optional}
            for element in matter.elements
        ],
        "bases": [
            {
                "title": line.title,
                "doc_no": line.doc_no,
                "successor": line.successor,
                "doc_no_checked": line.mark_words,
            }
            for line in (basis_line(basis, bases) for basis in matter.bases)
        ],
        "time_limit": {
            "text": matter.time_limit.text,
            "stages": [
                {
                    "kind": str(stage.kind),
                    "start": stage.start,
                    "amount": stage.span.amount if stage.span else None,
                    "unit": str(stage.span.unit) if stage.span else None,
                    "period": stage.period,
                    "applies_to": stage.applies_to,
                    "words": stage_words(stage),
                }
                for stage in matter.time_limit.stages
            ],
            "notice": matter.time_limit.notice.words if matter.time_limit.notice else None,
            "derived": matter.time_limit.derived,
        },
        "publishers": list(matter.publishers),
        "channels": {
            "all_of": [channel.name for channel in matter.channels.all_of],
            "any_of": [channel.name for channel in matter.channels.any_of],
            "other": list(matter.channels.other),
        },
        "audience": audience_words(matter),
        "disclosure": str(matter.disclosure),
        "tiers": [str(tier) for tier in matter.tiers],
        "five_open": [str(kind) for kind in matter.five_open],
        "layer": str(matter.layer),
        "verification": {
            "mark": str(matter.verification.mark),
            "confidence": matter.verification.confidence,
            "words": matter.verification.words,
            "pages": list(matter.verification.pages),
        },
        "posting_forbidden": matter.posting.forbidden,
        "publish_instead": list(matter.posting.publish_instead),
    }


def matter_lines(matter: Matter, field: Field, bases: dict[str, Basis]) -> list[str]:
    """The matter for reading in a terminal."""
    openness = "、".join(OPENNESS_WORDS[kind] for kind in matter.five_open)
    lines = [
        f"{matter.code}　{field.name} › {matter.path}",
        f"核对：{matter.verification.words}　来源：{LAYER_WORDS[matter.layer]}",
        f"公开主体：{'、'.join(matter.publishers)}　层级：{tier_words(matter)}　属性：{DISCLOSURE_WORDS[matter.disclosure]}",
        f"公开对象：{audience_words(matter)}　五公开：{openness}",
        f"渠道：{channel_words(matter)}",
        *(f"时限：{line}" for line in limit_words(matter.time_limit)),
        *(f"要素：{element.text}" for element in matter.elements),
    ]
    for line in (basis_line(basis, bases) for basis in matter.bases):
        number = f"（{line.doc_no}）" if line.doc_no else ""
        lines.append(f"依据：{line.title}{number}" + (f"，现为 {line.successor}" if line.successor else ""))
    if matter.posting.forbidden:
        lines.append(
            f"不得公示名单：{matter.posting.why}　改为公开：{'、'.join(matter.posting.publish_instead)}"
        )
    return lines
