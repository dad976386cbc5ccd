"""Rule: illness and disability do not stand beside a person's name, in a column or in a sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document
from desktop.domain.finding import Finding, Severity
from desktop.rules.notice_checks.columns import PERSONS, Column, TableView, tables_of
from desktop.rules.notice_checks.lines import everything
from desktop.rules.notice_checks.persons import names_in
from desktop.rules.notice_checks.sightings import SENSITIVE, Sighting, told

_NEAR = 40
_AFTER_OF = re.compile(r"的([\u4e00-\u9fff]{2,3}?)(?=[、,。;(]|等|拟|享受|符合|$)")
_NOTHING = re.compile(r"(?:无|否|健康|良好|正常|没有|无残疾|[-/\\—]*|\d{0,2})")
# Any illness somebody is said to have, named in the list or not.
_SICK_WITH = (
    r"(?:患有?|身患|罹患|确诊为?|查出)(?!者)[\u4e00-\u9fff]{1,10}?(?:炎|症|癌|瘤|综合征|梗|[^大重慢疾患]病)"
)
_POLICY = r"(?!人?(?:护理|生活|两项)?补贴|保险|救助对象|人(?:家庭|专项|托养|康复))"
_ADVICE_ILL = zh("请删去病情，只写救助类别和金额。")
_ADVICE_DISABLED = zh("请删去残疾的类别、等级和原因，只写补贴类别和金额。")
_TOO_MANY_NAMES = 60
_OTHER = frozenset({"unit", "school", "address", "official", "guardian", "phone", "id_number"})


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    seen: list[Sighting] = []
    names: set[str] = set()
    for view in tables_of(document, data):
        names.update(view.names().values())
        seen += _in_table(view, data)
    known = frozenset(names) if len(names) <= _TOO_MANY_NAMES else frozenset[str]()
    for line in everything(document):
        for code, word, severity in _beside_name(line.folded, known, data):
            what = zh(
                "姓名旁边的{part}“{word}”",
                part=zh("病情") if code == "personal-illness" else zh("残疾情况"),
                word=word,
            )
            advice = _ADVICE_ILL if code == "personal-illness" else _ADVICE_DISABLED
            seen.append(Sighting(code, severity, line.place, what, advice, SENSITIVE, part=line.part))
    yield from told(seen)


def _in_table(view: TableView, data: ExaminationData) -> Iterator[Sighting]:
    """Columns that hold nothing else, and words in other columns of a list of persons."""
    shown, masked = view.person_rows()
    part = view.table.part
    for column in view.columns:
        if column.kind in _OTHER:
            continue
        for cell in column.cells:
            text = cell.text.partition("(")[2] if column.kind in PERSONS else cell.text
            found = _condition(column, text, data) if text else None
            if found is None or cell.row not in shown | masked:
                continue
            code, severity = found
            if cell.row in masked and severity is Severity.BLOCK:
                severity = Severity.WARN
            what = zh("病情") if code == "personal-illness" else zh("残疾情况")
            advice = _ADVICE_ILL if code == "personal-illness" else _ADVICE_DISABLED
            yield Sighting(
                code,
                severity,
                cell.place,
                zh("每个人的{what}", what=what),
                advice,
                SENSITIVE,
                "",
                column.heading,
                part,
            )


def _condition(column: Column, text: str, data: ExaminationData) -> tuple[str, Severity] | None:
    if column.kind == "illness" and not _NOTHING.fullmatch(text):
        return "personal-illness", Severity.BLOCK
    if column.kind == "disability" and not re.fullmatch("无|否|[-/—]*", text):
        return "personal-disability", Severity.BLOCK
    words = data.own.privacy
    if _pattern(words.disabilities).search(text):
        return "personal-disability", Severity.BLOCK
    if _pattern(words.illnesses, _SICK_WITH).search(text):
        return "personal-illness", Severity.BLOCK
    if _pattern(words.illness_classes).search(text):
        return "personal-illness", Severity.INFO
    return None


def _beside_name(
    text: str, known: frozenset[str], data: ExaminationData
) -> Iterator[tuple[str, str, Severity]]:
    """Words of illness or disability within a sentence's reach after a name, or right before it."""
    words = data.own.privacy
    kinds = (
        ("personal-illness", _pattern(words.illnesses, _SICK_WITH), Severity.BLOCK),
        ("personal-disability", _pattern(words.disabilities), Severity.BLOCK),
        ("personal-illness", _pattern(words.illness_classes), Severity.WARN),
    )
    hits = [(code, found, severity) for code, pattern, severity in kinds for found in pattern.finditer(text)]
    if not hits:
        return
    names = [*names_in(text, data, known), *_named_after(text, words.surnames, words.not_names)]
    told_codes: set[str] = set()
    for code, found, severity in hits:
        near = any(
            (end <= found.start() <= end + _NEAR and not re.search("[。;]", text[end : found.start()]))
            or (0 <= start - found.end() <= 6 and not re.search("[。;,]", text[found.end() : start]))
            for _, start, end in names
        )
        if near and code not in told_codes:
            told_codes.add(code)
            yield code, found.group(), severity


def _named_after(
    text: str, surnames: tuple[str, ...], not_names: tuple[str, ...]
) -> Iterator[tuple[str, int, int]]:
    """残疾二级的李桂花、马成英拟享受补贴: a name right behind 的, known by its surname and by what follows it."""
    for found in _AFTER_OF.finditer(text):
        name = found[1]
        if name.startswith(surnames) and not name.startswith(not_names):
            yield name, found.start(1), found.end(1)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...], more: str = "(?!)") -> re.Pattern[str]:
    """Any of ``words``, the longest first, or ``more``; not where they are part of a policy's name."""
    known = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?:{known}|{more}){_POLICY}")
