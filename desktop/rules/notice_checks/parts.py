"""Rule: a notice states its basis, its period, whom to call, who signs and when. Lists and tables need none of these."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.columns import tables_of
from desktop.rules.notice_checks.lines import everything
from desktop.rules.notice_checks.outline import Outline, outline_of

_PERIOD = re.compile(
    r"(?:公示|公告|公布|张贴|反馈|异议).{0,12}?(?:\d+|[一二三四五六七八九十]+)个?(?:工作)?[日天]"
    r"|\d日?(?:至|到|-{1,2}|~)(?:20\d\d年)?\d{1,2}月\d{1,2}日|自.{0,20}(?:之日|日|即日)起.{0,40}(?:至|止|内)|长期(?:公示|公开|公布)?|即日起|(?:\d+|[一二三四五六七八九十]+)个?(?:工作日|自然日)"
)
_LANDLINE = re.compile(r"(?<![\dA-Za-z])0\d{2,3}[-) ]{0,2}(?:[\d×xXOo]{3,9}|\*)(?!-\d{2}-)|[48]00-\d{3}")
_CALLED = re.compile(r"\d{5}|\d{3,4}[ -]{1,3}\d{3,5}(?![\d.])|[*×xX]{4,}")
_PERIOD_SOURCE = zh("公示、公告应当写明起止日期（民法典第201条、第203条）")
_OBJECTION_SOURCE = zh("政府信息公开条例第46条、第51条")
_SIGN_SOURCE = zh("GB/T 9704-2012 第7.3.5条")
_OWN_NUMBER = re.compile(r".{2,20}〔\d{4}〕\d+号")
_WITHOUT_BASIS = frozenset({"village_finance", "notice_holiday", "announcement"})
_SENTENCE = re.compile(r"[,，。;；]")
_FEWEST_LETTERS, _FEWEST_LINES = 40, 2


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    outline = outline_of(document, data)
    if not outline.posted or not outline.page.lines or not _has_prose(document, outline, data):
        return
    text = outline.page.text
    end = outline.page.lines[-1].place
    yield from _signature(outline, end)
    if _wants_period(outline) and not _has_period(text, data):
        advice = zh("请写明从哪天到哪天、共几天，是自然日还是工作日。")
        yield Finding("no-period", Severity.WARN, end, zh("没有写公示的起止时间。"), advice, _PERIOD_SOURCE)
    if _wants_phone(outline) and not _has_phone(document, outline, data):
        advice = zh("请写上受理单位和电话，例如：监督电话：0974-8500000。")
        yield Finding(
            "no-phone", Severity.WARN, end, zh("没有写有异议时打哪个电话。"), advice, _OBJECTION_SOURCE
        )
    yield from _basis(outline, text, data)


def _signature(outline: Outline, end: str) -> Iterator[Finding]:
    signature = outline.signature
    if not signature.units:
        advice = zh("请在末尾写上发布单位的全称。")
        yield Finding("no-signer", Severity.WARN, end, zh("没有看到署名。"), advice, _SIGN_SOURCE)
    if signature.dated is None:
        advice = zh("请在署名下面写上日期，例如：2026年9月16日。")
        yield Finding("no-sign-date", Severity.WARN, end, zh("没有看到落款日期。"), advice, _SIGN_SOURCE)


def _basis(outline: Outline, text: str, data: ExaminationData) -> Iterator[Finding]:
    if any(word in text for word in data.own.outline.basis_words) or re.search(r"《.{2,40}》", text):
        return
    cited = (line for line in outline.page.lines if not _OWN_NUMBER.fullmatch(line.dense))
    if any(re.search(r"〔\d{4}〕", line.folded) for line in cited):
        return
    if outline.kind is not None and outline.kind.code in _WITHOUT_BASIS:
        return
    procedure = any(word in text for word in data.own.form.approvals)
    severity = Severity.INFO if procedure else Severity.WARN
    advice = zh("请写明根据哪个文件或哪次会议。")
    yield Finding(
        "no-basis",
        severity,
        outline.page.lines[0].place,
        zh("没有写依据。"),
        advice,
        zh("政务公开的公示应当写明依据"),
    )


def _has_prose(document: Document, outline: Outline, data: ExaminationData) -> bool:
    """True if there is text besides title, list and signature; a bare list is no notice of its own."""
    listed = {place for view in tables_of(document, data) for row in view.table.places for place in row}
    prose = [line for line in outline.page.lines if line is not outline.title and line.place not in listed]
    if sum(len(line.text) for line in prose if _SENTENCE.search(line.text)) >= _FEWEST_LETTERS:
        return True
    return "公示" in outline.title_text and bool(outline.signature.units) and len(prose) > _FEWEST_LINES


def _has_phone(document: Document, outline: Outline, data: ExaminationData) -> bool:
    """A telephone in figures (also blotted out): a landline anywhere, any other behind a word such as 电话.

    Mobiles in a list of persons are theirs and nobody to object to.
    """
    seen = (line for line in everything(document) if line.part in (Part.BODY, Part.HEADER, Part.TEXT_BOX))
    if any(_LANDLINE.search(line.folded) for line in seen):
        return True
    for line in outline.page.lines:
        for word in data.own.outline.phone_words:
            at = line.folded.find(word)
            if at >= 0 and _CALLED.search(line.folded[at:]):
                return True
    return False


def _has_period(text: str, data: ExaminationData) -> bool:
    return _PERIOD.search(text) is not None or any(word in text for word in data.own.outline.period_words)


def _wants_period(outline: Outline) -> bool:
    kind = outline.kind
    if kind is not None and kind.code in ("announcement", "notice_holiday", "village_finance", "land_notice"):
        return False
    if "公示" in outline.title_text or not outline.title_word:
        return "公示" in (outline.title_text or outline.page.text)
    return kind is not None and kind.period is not None and not kind.period.issue_within


def _wants_phone(outline: Outline) -> bool:
    if "公示" in outline.title_text or (not outline.title_word and "公示" in outline.page.text):
        return outline.kind is None or outline.kind.code not in ("village_finance", "notice_holiday")
    kind = outline.kind
    if re.search("有(?:意见|异议|问题)[^。]{0,30}反映", outline.page.text) and "公告" in outline.title_text:
        return True
    if kind is None or kind.code in ("announcement", "notice_holiday", "land_notice"):
        return False
    return kind.period is not None or any("电话" in state for state in kind.states)
