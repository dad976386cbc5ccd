"""Rule: a notice states its basis, its period, whom to call, who signs and when. Lists and tables need none of these."""

import re
from collections.abc import Iterator

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.lines import everything
from desktop.rules.notice_checks.outline import Outline, outline_of

_PERIOD = re.compile(
    r"(?:公示|公告|公布|张贴|反馈|异议).{0,12}?(?:\d+|[一二三四五六七八九十]+)个?(?:工作)?[日天]"
    r"|自.{0,20}(?:之日|日|即日)起.{0,40}(?:至|止|内)|长期(?:公示|公开|公布)?|即日起|(?:\d+|[一二三四五六七八九十]+)个?(?:工作日|自然日)"
)
_PHONE = re.compile(
    r"0\d{2,3}[-) ]{0,2}(?:[\d×xX]{3,9}|\*)|1[3-9][\d*×xX]{9}|\b12\d{3}\b|(?:电话|热线|举报)[^\d]{0,12}[\d*×xX]{5,13}|[48]00-?\d{3}"
)
_PERIOD_SOURCE = "公示、公告应当写明起止日期（民法典第201条、第203条）"
_OBJECTION_SOURCE = "政府信息公开条例第46条、第51条"
_SIGN_SOURCE = "GB/T 9704-2012 第7.3.5条"
_SENTENCE = re.compile(r"[,，。;；]")
_FEWEST_LETTERS = 40


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    outline = outline_of(document, data)
    if not outline.posted or not outline.page.lines or not _has_prose(outline):
        return
    text = outline.page.text
    end = outline.page.lines[-1].place
    yield from _signature(outline, end)
    if _wants_period(outline) and not _has_period(text, data):
        advice = "请写明从哪天到哪天、共几天，是自然日还是工作日。"
        yield Finding("no-period", Severity.WARN, end, "没有写公示的起止时间。", advice, _PERIOD_SOURCE)
    words = "\n".join(
        line.folded for line in everything(document) if line.part in (Part.BODY, Part.HEADER, Part.TEXT_BOX)
    )
    if _wants_phone(outline) and not _PHONE.search(words):
        advice = "请写上受理单位和电话，例如：监督电话：0974-8500000。"
        yield Finding("no-phone", Severity.WARN, end, "没有写有异议时打哪个电话。", advice, _OBJECTION_SOURCE)
    yield from _basis(outline, text, data)


def _signature(outline: Outline, end: str) -> Iterator[Finding]:
    signature = outline.signature
    if not signature.units:
        advice = "请在末尾写上发布单位的全称。"
        yield Finding("no-signer", Severity.WARN, end, "没有看到署名。", advice, _SIGN_SOURCE)
    if signature.dated is None:
        advice = "请在署名下面写上日期，例如：2026年9月16日。"
        yield Finding("no-sign-date", Severity.WARN, end, "没有看到落款日期。", advice, _SIGN_SOURCE)


def _basis(outline: Outline, text: str, data: ExaminationData) -> Iterator[Finding]:
    if any(word in text for word in data.own.outline.basis_words) or re.search(
        r"《.{2,40}》|〔\d{4}〕", text
    ):
        return
    if outline.kind is not None and not any(
        "依据" in state or "文" in state for state in outline.kind.states
    ):
        return
    procedure = any(word in text for word in data.own.form.approvals)
    severity = Severity.INFO if procedure else Severity.WARN
    advice = "请写明根据哪个文件或哪次会议。"
    yield Finding(
        "no-basis",
        severity,
        outline.page.lines[0].place,
        "没有写依据。",
        advice,
        "政务公开的公示应当写明依据",
    )


def _has_prose(outline: Outline) -> bool:
    """True if there is running text besides title and signature; a bare list is no notice of its own."""
    prose = [line for line in outline.page.lines if line is not outline.title and _SENTENCE.search(line.text)]
    return sum(len(line.text) for line in prose) >= _FEWEST_LETTERS


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
    return kind is not None and any("电话" in state for state in kind.states) and kind.code != "announcement"
