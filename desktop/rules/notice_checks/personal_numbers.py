"""Rule: no identity numbers, cards, accounts, private mobiles or plates, wherever in the file they stand."""

import re
from collections.abc import Iterator

from desktop.base.words import zh
from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, Part
from desktop.domain.finding import Finding, Severity
from desktop.rules.bank_account import passes_luhn
from desktop.rules.characters import half_width
from desktop.rules.context_words import words_of
from desktop.rules.detectors import ACCOUNT_WORDS, Hit, find_personal_numbers, tail_of
from desktop.rules.notice_checks.columns import Cell, Column, TableView, tables_of
from desktop.rules.notice_checks.owners import in_column_of_office, is_unit_row, is_unit_text, of_office
from desktop.rules.notice_checks.sightings import LAW, SENSITIVE, Sighting, told

_REMOVE = zh("请删去；上级要核对的号码留在不张贴的底册里。")
_KINDS: dict[str, tuple[str, Severity, str, str, str]] = {
    "id_number": ("personal-id-number", Severity.BLOCK, zh("身份证号"), _REMOVE, LAW),
    "disability_card": ("personal-disability-card", Severity.BLOCK, zh("残疾人证号"), _REMOVE, SENSITIVE),
    "bank_card": ("personal-bank-card", Severity.BLOCK, zh("银行卡号"), _REMOVE, SENSITIVE),
    "account": ("personal-account", Severity.BLOCK, zh("银行账号"), _REMOVE, SENSITIVE),
    "mobile": ("personal-mobile", Severity.BLOCK, zh("个人的手机号"), zh("请删去，或换成单位的座机。"), LAW),
    "office": (
        "office-mobile",
        Severity.WARN,
        zh("办公用的手机号"),
        zh("宜换成单位的座机；确需公布的，由单位决定。"),
        LAW,
    ),
    "document": ("personal-document", Severity.WARN, zh("个人证件的号码"), _REMOVE, LAW),
    "plate": ("personal-plate", Severity.WARN, zh("车牌号"), zh("请删去车牌号。"), LAW),
}
_LONGEST_MASK_TAIL = 4
_EXAM = re.compile("准考证|考号|报考")
_NUMBER_OF_A_THING = re.compile(
    r"(?:项目|合同|采购|招标|档案|图斑|地块|宗地|登记|备案|产权|许可|受理|订单|流水|设备|机具|出厂|发动机).{0,4}(?:编号|编码|代码|号)[^\d]{0,3}$"
    r"|(?<!卡)(?:编码|代码)[^\d]{0,3}$"
)
_CARDS_IN_USE = "62"


def check(document: Document, data: ExaminationData) -> Iterator[Finding]:
    words = words_of(data.masking, "bank_account") or ACCOUNT_WORDS
    seen: list[Sighting] = []
    in_text: set[str] = set()
    rows = _rows_as_text(document)
    previous = ""
    for passage in document.passages:
        for hit in find_personal_numbers(passage.text, words):
            if hit.kind == "bank_card" and passage.place in rows:
                continue  # judged with the heading of its column
            sighting = _in_text(passage.text, previous, passage.place, passage.part, hit, data)
            if sighting:
                seen.append(sighting)
                in_text.add(_figures(passage.text[hit.start : hit.end]))
        previous = passage.text or previous
    for view in tables_of(document, data):
        known = in_text if view.table.in_passages else frozenset[str]()
        seen += [sighting for sighting, figures in _in_table(view, words, data) if figures not in known]
    yield from told(seen)


def _rows_as_text(document: Document) -> frozenset[str]:
    """The lines that are rows of a table as well."""
    return frozenset(
        place for table in document.tables if table.in_passages for row in table.places for place in row
    )


def _in_text(
    text: str, previous: str, place: str, part: Part, hit: Hit, data: ExaminationData
) -> Sighting | None:
    kind = hit.kind
    folded = half_width(text)
    if kind == "mobile" and of_office(folded, previous, hit.start, part, data):
        kind = "office"
    if kind in ("bank_card", "account") and is_unit_text(folded[max(0, hit.start - 40) : hit.start]):
        return None
    if _names_a_thing(hit, folded, folded[max(0, hit.start - 16) : hit.start]):
        return None
    if kind not in _KINDS or (kind == "document" and _EXAM.search(folded)):
        return None
    return _sighting(kind, place, part, tail_of(text, hit))


def _in_table(
    view: TableView, words: tuple[str, ...] | list[str], data: ExaminationData
) -> Iterator[tuple[Sighting, str]]:
    """Cells with the figures of each; those under no heading count too."""
    table = view.table
    columns = {column.index: column for column in view.columns}
    by_heading = {
        cell.place: (kind, column)
        for column in view.columns
        for cell in column.cells
        if (kind := _by_heading(view, column, cell))
    }
    for row, places in zip(table.rows, table.places, strict=True):
        for index, (text, place) in enumerate(zip(row, places, strict=True)):
            if not text:
                continue
            column = columns.get(index)
            heading = column.heading if column else ""
            if place in by_heading and by_heading[place][1] is column:
                kind, _ = by_heading[place]
                figures = _figures(text)
                yield _sighting(kind, place, table.part, figures[-_LONGEST_MASK_TAIL:], heading), figures
                continue
            for hit in find_personal_numbers(text, words):
                kind = hit.kind
                if (
                    kind == "mobile"
                    and table.part is Part.BODY
                    and in_column_of_office(view, column, text, data)
                ):
                    kind = "office"
                if kind in ("bank_card", "account") and is_unit_row(view, row):
                    continue
                if _names_a_thing(hit, half_width(text), heading):
                    continue
                if kind in _KINDS and not (kind == "document" and _EXAM.search(heading + text)):
                    figures = _figures(text[hit.start : hit.end])
                    yield _sighting(kind, place, table.part, tail_of(text, hit), heading), figures


def _names_a_thing(hit: Hit, text: str, before: str) -> bool:
    """A number of 16 to 19 figures that passes as a card by chance, where the words before it say what it numbers."""
    by_chance = hit.kind == "bank_card" and not text[hit.start : hit.end].startswith(_CARDS_IN_USE)
    return by_chance and _NUMBER_OF_A_THING.search(before) is not None


def _by_heading(view: TableView, column: Column, cell: Cell) -> str:
    """The kind of a number that only its heading tells: an old passbook, an identity number with a slip in it."""
    plain = re.sub(r"[\s'‘’-]", "", cell.text).upper()
    if column.kind == "id_number" and re.fullmatch(r"[1-9]\d{14}|\d{17}[\dX]", plain):
        return "id_number"
    if column.kind == "disability_card" and re.fullmatch(r"\d{17}[\dX]\d{0,2}(?:B\d)?", plain):
        return "disability_card"
    if column.kind == "account" and re.fullmatch(r"\d{9,32}", plain):
        if is_unit_row(view, view.table.rows[cell.row]):
            return ""
        return "bank_card" if 16 <= len(plain) <= 19 and passes_luhn(plain) else "account"
    return ""


def _sighting(kind: str, place: str, part: Part, tail: str, column: str = "") -> Sighting:
    code, severity, what, advice, source = _KINDS[kind]
    return Sighting(code, severity, place, what, advice, source, zh("尾号 {tail}", tail=tail), column, part)


def _figures(text: str) -> str:
    return re.sub(r"[^0-9X]", "", half_width(text).upper())
