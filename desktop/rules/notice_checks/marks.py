"""Rule: what is secret, internal or still a draft is not posted."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.lines import Line, everything
from desktop.rules.notice_checks.outline import Outline, outline_of

_SECRETS = zh("保守国家秘密法第48条、第57条")
_OPENNESS = zh("政府信息公开条例第16条")
_ADVICE = zh("请不要张贴，也不要发到网上；请单位的保密审查员看。")


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    words = data.own.form
    secret = re.compile(
        rf"(?:密级[:\s]*)?\(?(?:{'|'.join(words.secret_marks)})\)?(?:\s?[★☆*]\s?\S{{0,8}}|级|\s?(?:\d+|[一二三五十]+)年|\s?长期)?|.{{0,12}}(?:{'|'.join(words.secret_marks)})\s?[★☆].{{0,12}}"
        rf"|密级[:\s]{{1,2}}(?:内部|{'|'.join(words.secret_marks)}).*"
    )
    for line in everything(document):
        if line.part is Part.FILE_NAME:
            continue
        if secret.fullmatch(line.dense.strip()):
            text = zh("有密级标志“{text}”。", text=line.text.strip()[:12])
            yield Finding("secret-mark", Severity.BLOCK, line.place, text, _ADVICE, _SECRETS)
        mark = _internal_mark(line, words.internal_marks)
        if mark:
            text = zh("写着“{mark}”，是不往外发的文件。", mark=mark)
            yield Finding("internal-report", Severity.BLOCK, line.place, text, _ADVICE, _OPENNESS)
    yield from _paper_for_inside(outline_of(document, data), data)


def _internal_mark(line: Line, marks: tuple[str, ...]) -> str:
    """A mark that stands as such: a short line, or in brackets; not a sentence that speaks about such marks."""
    dense = line.dense.replace(" ", "")
    found = next((mark for mark in marks if mark in dense), "")
    if not found:
        return ""
    return found if len(dense) <= 24 or re.search(rf"[(【\[]{found}", dense) else ""


def _paper_for_inside(outline: Outline, data: ExaminationData) -> Iterator[Finding]:
    words = data.own.form
    title = outline.title_text
    public = any(word in title for word in (*words.public_reports, *words.consultations)) or (
        outline.posted and "公示" in title
    )
    head = [outline.title] if outline.title else []
    first = outline.page.lines[:6]
    draft = next((w for w in words.draft_marks if any(w in line.dense for line in (*head, *first[:3]))), "")
    if draft and not any(word in outline.page.text for word in words.consultations):
        place = (outline.title or first[0]).place
        text = zh("写着“{draft}”，还没有定稿。", draft=draft)
        yield Finding("internal-report", Severity.WARN, place, text, zh("定稿并审核以后再张贴。"), _OPENNESS)
        return
    if public:
        return
    named = next(
        (word for word in words.internal_titles if title.endswith(word) or re.search(rf"{word}\(", title)), ""
    )
    if named and outline.title:
        text = zh("标题是“{named}”，像是报给上级的内部公文。", named=named)
        yield Finding("internal-report", Severity.WARN, outline.title.place, text, _ADVICE, _OPENNESS)
        return
    endings = {word.replace("，", ","): word for word in words.internal_endings}
    for line in outline.page.lines:
        ending = next((word for folded, word in endings.items() if folded in line.dense), "")
        if ending:
            text = zh("“{ending}”是报给上级的用语，这像是内部公文。", ending=ending)
            yield Finding("internal-report", Severity.WARN, line.place, text, _ADVICE, _OPENNESS)
            return
