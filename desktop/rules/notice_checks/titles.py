"""Rule: a notice has a title, and its text calls it what the title calls it (公示 or 公告)."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.outline import outline_of

_SOURCE = zh("党政机关公文处理工作条例第9条；GB/T 9704-2012")
# How a text speaks of itself; what speaks of an earlier step (经公示, 公示期满) is left out.
_SELF = (
    r"特此{word}|(?<!经)(?<!经过)(?<!已)(?<!完成)(?:现予|予以|进行){word}(?!后|期|无异议|制度|、|并)|{word}如下"
    r"|{word}(?:期限|时间|期)(?!满|结束|内?无|后|已)[:为自是]"
)
_FAMILY = {"公示": "公示", "公告": "公告", "通告": "通告"}


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    outline = outline_of(document, data)
    if not outline.posted or not outline.page.lines:
        return
    if outline.title is None:
        first = outline.page.lines[0].place
        advice = zh("请加上标题，例如“关于……的公示”。")
        severity = Severity.WARN
        if outline.page.navigation:  # copied from a web page, which shows its title outside the text
            severity, advice = (
                Severity.INFO,
                zh("像是从网页上抄下来的，标题可能没有抄到。贴出来的那份{advice}", advice=advice),
            )
        yield Finding("no-title", severity, first, zh("没有看到标题。"), advice, _SOURCE)
        return
    named = [word for word in _FAMILY if word in outline.title_text]
    if len(named) != 1:
        return
    for line in outline.page.lines:
        if line is outline.title:
            continue
        for other in _FAMILY:
            found = re.search(_SELF.format(word=other), line.dense) if other != named[0] else None
            if found and not re.search(_SELF.format(word=named[0]), line.dense):
                text = zh(
                    "标题是“{named}”，这里写的是“{found}”。",
                    named=named[0],
                    found=found.group().rstrip(":"),
                )
                advice = zh(
                    "请统一成一种：征求意见、接受监督的用“公示”，宣布事项的用“公告”。这里大概应当是“{named}”。",
                    named=named[0],
                )
                yield Finding("title-word-differs", Severity.WARN, line.place, text, advice, _SOURCE)
                return
