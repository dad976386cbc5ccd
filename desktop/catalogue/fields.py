"""Reads one field file of ``standards/fields/`` into a `Field`. A matter with a fault is left out, the rest is kept."""

import re
from collections.abc import Mapping
from typing import TypeVar

from desktop.base.words import tr, zh
from desktop.catalogue.content import ContentFault, ContentFile, Node
from desktop.catalogue.shared import Shared
from desktop.domain.finding import Finding
from desktop.domain.matter import (
    Audience,
    Channel,
    Channels,
    Element,
    Field,
    Guideline,
    Layer,
    LocalVariant,
    Mark,
    Matter,
    Openness,
    Posting,
    Source,
    Tier,
    Verification,
)
from desktop.domain.record import Disclosure
from desktop.domain.timelimit import Span, Stage, StageKind, TimeLimit, TimeUnit

V = TypeVar("V")
MATTER_CODE = re.compile(r"[A-Z]{2,6}-\d{3}")


def read_field(file: ContentFile, shared: Shared) -> tuple[Field | None, list[Finding]]:
    """The field with all sound matters, and what was found wrong. None if the head of the file is unusable."""
    findings = list(file.faults)
    if file.data is None:
        return None, findings
    node = file.node()
    try:
        sources = tuple(_source(item) for item in node.items("sources"))
        code = node.text("code")
        matters = tuple(node.items("matters"))
    except ContentFault as fault:
        return None, [*findings, file.finding(fault)]
    pages = {source.id: source.url for source in sources}
    found: list[Matter] = []
    seen: set[str] = set()
    for item in matters:
        try:
            matter = _matter(item, code, shared, pages)
            if matter.code in seen:
                text = zh("事项代码“{code}”用了两次。", code=matter.code)
                raise ContentFault((*item.path, "code"), text, "content-duplicate-code")
            seen.add(matter.code)
            found.append(matter)
        except ContentFault as fault:
            findings.append(file.finding(fault))
    try:
        return _field(node, file.path.stem, tuple(found), sources, pages), findings
    except ContentFault as fault:
        return None, [*findings, file.finding(fault)]


def _field(
    node: Node, slug: str, matters: tuple[Matter, ...], sources: tuple[Source, ...], pages: dict[str, str]
) -> Field:
    return Field(
        code=node.text("code"),
        slug=slug,
        name=zh(node.text("name")),
        aliases=node.texts("aliases"),
        layer=node.choice("layer", Layer),
        lead_ministry=node.text("lead_ministry"),
        guideline=_guideline(node.child("guideline"), pages) if "guideline" in node else None,
        matters=matters,
        sources=sources,
        variants=tuple(
            LocalVariant(item.text("place"), item.text("change"), item.optional("url"))
            for item in node.items("variants")
        ),
        notes=node.texts("notes"),
        name_in_54=node.optional("name_in_54"),
        expected=_expected(node),
    )


def _expected(node: Node) -> tuple[tuple[str, int], ...]:
    if "expected" not in node:
        return ()
    counts = node.child("expected")
    return tuple((level, counts.number(level)) for level in counts.mapping())


def _source(node: Node) -> Source:
    return Source(node.text("id"), node.text("url"), node.optional("place"), node.optional("note"))


def _guideline(node: Node, pages: dict[str, str]) -> Guideline:
    _pages(node, "pages", pages)
    return Guideline(
        title=node.text("title"),
        doc_no=node.optional("doc_no"),
        doc_no_mark=node.choice("doc_no_mark", Mark) if "doc_no_mark" in node else None,
        year=node.number("year") if "year" in node else 0,
        effective_from=node.optional("effective_from"),
        note=node.optional("note"),
    )


def _matter(node: Node, field: str, shared: Shared, pages: dict[str, str]) -> Matter:
    code = node.text("code")
    if not MATTER_CODE.fullmatch(code) or not code.startswith(f"{field}-"):
        text = zh("事项代码“{code}”写法不对，应当是“{field}-”加三位数字。", code=code, field=field)
        raise ContentFault((*node.path, "code"), text, "content-matter-code")
    disclosure = node.choice("disclosure", Disclosure)
    elements, element_set = _elements(node.child("elements"), disclosure, shared)
    return Matter(
        code=code,
        field=field,
        level1=node.text("level1"),
        level2=node.optional("level2"),
        level3=node.optional("level3"),
        elements=elements,
        bases=tuple(
            _known(item, shared.bases, zh("公开依据"), "content-unknown-basis")
            for item in node.items("bases")
        ),
        time_limit=_time_limit(node.child("time_limit"), shared),
        publishers=node.texts("publishers"),
        channels=_channels(node.child("channels"), shared),
        audience=_audience(node.child("audience")),
        disclosure=disclosure,
        tiers=tuple(item.as_choice(Tier) for item in node.items("tiers")),
        layer=node.choice("layer", Layer),
        verification=_verification(node.child("verification"), pages),
        aliases=node.texts("aliases"),
        five_open=tuple(item.as_choice(Openness) for item in node.items("five_open")),
        five_open_derived=node.flag("five_open_derived"),
        posting=_posting(node.child("posting")) if "posting" in node else Posting(),
        notes=node.texts("notes"),
        legal_update=node.optional("legal_update"),
        element_set=element_set,
    )


def _elements(node: Node, disclosure: Disclosure, shared: Shared) -> tuple[tuple[Element, ...], str]:
    """Elements written out, or a shared set with ``drop`` and ``add``; and the id of that set."""
    if isinstance(node.value, list):
        items = [Node(value, (*node.path, index)) for index, value in enumerate(node.value)]
        if not items:
            raise ContentFault(node.path, tr("公开要素不能是空的。"))
        return tuple(_element(item, disclosure) for item in items), ""
    name = node.text("set")
    if name not in shared.element_sets:
        text = zh("共用要素“{name}”在 standards/shared/element_sets.yaml 里没有。", name=name)
        raise ContentFault((*node.path, "set"), text, "content-unknown-set")
    dropped = node.texts("drop")
    missing = [text for text in dropped if text not in shared.element_sets[name]]
    if missing:
        raise ContentFault(
            (*node.path, "drop"),
            tr("共用要素“{name}”里没有“{missing}”，去不掉。", name=name, missing=missing[0]),
        )
    kept = [Element(text, disclosure) for text in shared.element_sets[name] if text not in dropped]
    return (*kept, *(_element(item, disclosure) for item in node.items("add"))), name


def _element(node: Node, disclosure: Disclosure) -> Element:
    if isinstance(node.value, str):
        return Element(node.value, disclosure)
    own = node.choice("disclosure", Disclosure) if "disclosure" in node else disclosure
    return Element(node.text("text"), own, node.flag("optional"))


def _span(node: Node) -> Span:
    amount = node.number("amount")
    if amount <= 0:
        raise ContentFault((*node.path, "amount"), tr("天数要大于 0，现在是 {amount}。", amount=amount))
    return Span(amount, node.choice("unit", TimeUnit))


def _stage(node: Node, shared: Shared) -> Stage:
    kind = node.choice("kind", StageKind)
    counted = kind in (StageKind.WITHIN, StageKind.BEFORE)
    if counted and "start" not in node:
        raise ContentFault(node.path, tr("有天数的时限要用“start”写明从哪一天算起。"))
    return Stage(
        kind=kind,
        start=node.optional("start"),
        span=_span(node) if counted else None,
        name=node.optional("name"),
        text=node.optional("text"),
        applies_to=node.optional("applies_to"),
        period=node.optional("period"),
        channels=tuple(item.id for item in _channel_list(node, "channels", shared)),
        notice=_span(node.child("notice")) if "notice" in node else None,
    )


def _time_limit(node: Node, shared: Shared) -> TimeLimit:
    stages = tuple(_stage(item, shared) for item in node.items("stages"))
    if not stages:
        raise ContentFault(node.path, tr("公开时限至少要有一个阶段（stages）。"))
    return TimeLimit(
        text=node.text("text"),
        stages=stages,
        notice=_span(node.child("notice")) if "notice" in node else None,
        derived=node.flag("derived"),
        statutory_override=node.flag("statutory_override"),
    )


def _channel_list(node: Node, key: str, shared: Shared) -> tuple[Channel, ...]:
    return tuple(
        _known(item, shared.channels, zh("公开渠道"), "content-unknown-channel") for item in node.items(key)
    )


def _channels(node: Node, shared: Shared) -> Channels:
    channels = Channels(
        _channel_list(node, "all_of", shared), _channel_list(node, "any_of", shared), node.texts("other")
    )
    if not (channels.all_of or channels.any_of or channels.other):
        raise ContentFault(node.path, tr("公开渠道不能是空的。"))
    return channels


def _audience(node: Node) -> Audience:
    audience = Audience(node.flag("public"), node.texts("specific"))
    if not audience.public and not audience.specific:
        raise ContentFault(node.path, tr("公开对象要么是全社会，要么写明是哪些人。"))
    return audience


def _verification(node: Node, pages: dict[str, str]) -> Verification:
    mark = node.choice("mark", Mark)
    if mark is Mark.OFFICE and not ("by" in node and "on" in node):
        raise ContentFault(node.path, tr("已由单位核对的，要写明单位（by）和日期（on）。"))
    return Verification(
        mark=mark,
        confidence=node.optional("confidence"),
        pages=_pages(node, "pages", pages),
        name_pages=_pages(node, "name_pages", pages),
        from_memory=node.texts("from_memory"),
        by=node.optional("by"),
        on=node.optional("on"),
        note=node.optional("note"),
    )


def _posting(node: Node) -> Posting:
    posting = Posting(node.flag("forbidden"), node.texts("publish_instead"), node.optional("why"))
    if posting.forbidden and not posting.publish_instead:
        raise ContentFault(node.path, tr("不得张贴的事项，要用“publish_instead”写明改为公布什么。"))
    return posting


def _pages(node: Node, key: str, pages: dict[str, str]) -> tuple[str, ...]:
    return tuple(_known(item, pages, zh("来源"), "content-unknown-source") for item in node.items(key))


def _known(item: Node, known: Mapping[str, V], what: str, code: str) -> V:
    name = item.as_text()
    if name not in known:
        raise ContentFault(item.path, tr("{what}“{name}”没有登记过。", what=what, name=name), code)
    return known[name]
