"""The privacy gate 隐私关: what in a record must not leave it, before print, before a bundle, before issue.

It looks at typed columns by their class and at every other text with the detectors. It only finds; whoever prints
or exports stops at a ``block``. The numbers themselves are never repeated in a finding.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.base.words import zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import DisclosureClass, FieldType, Form, FormField
from desktop.domain.idnumber import birth_date, is_valid
from desktop.domain.masking import MaskingRules
from desktop.domain.matter import Matter
from desktop.domain.record import BILINGUAL_LABELS, RecordContent, RosterRow
from desktop.rules.context_words import find_words, near_a_name, words_of
from desktop.rules.detectors import ACCOUNT_WORDS, Hit, find_personal_numbers, tail_of
from desktop.rules.listing import limited
from desktop.rules.masking import is_masked, is_shown
from desktop.rules.phone import is_mobile

NOTICE, BUNDLE = "notice", "bundle"
_ADULT = 18
# Long enough a row of digits for any number that needs no word before it; and the words that shorter ones need.
_SOME_DIGITS = r"[0-9０-９](?:[^0-9０-９\n]{0,3}[0-9０-９]){8}"
_CERTIFICATES = r"[证照籍簿本][^\n]{0,6}[0-9０-９]{2}"
_TIBETAN_DIGITS = str.maketrans("༠༡༢༣༤༥༦༧༨༩", "0123456789")
_DOOR = re.compile(r"[0-9０-９]+\s*(?:号楼?|栋|幢|单元|室)")


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of number is told: its code, its name, how grave it is."""

    code: str
    name: str
    severity: Severity
    advice: str = zh("请删去；上级要核对的号码填在名单里不张贴的那一列。")


_KINDS = {
    "id_number": _Kind("personal-id-number", zh("身份证号"), Severity.BLOCK),
    "disability_card": _Kind("personal-disability-card", zh("残疾人证号"), Severity.BLOCK),
    "bank_card": _Kind("personal-bank-card", zh("银行卡号"), Severity.BLOCK),
    "account": _Kind("personal-account", zh("银行账号"), Severity.BLOCK),
    "mobile": _Kind("personal-mobile", zh("手机号"), Severity.BLOCK, zh("请删去，或换成单位的座机。")),
    "id_partly": _Kind(
        "personal-id-partly",
        zh("只遮了后几位的身份证号，出生日期还看得出"),
        Severity.WARN,
        zh("请整个删去。"),
    ),
    "unit_account": _Kind("unit-account", zh("单位账号"), Severity.WARN, zh("请看一下是不是需要公开。")),
    "document": _Kind("personal-document", zh("证件号"), Severity.WARN, zh("请删去。")),
    "plate": _Kind("personal-plate", zh("车牌号"), Severity.WARN, zh("如果是个人的车，请删去。")),
}


def examine_record(
    form: Form,
    content: RecordContent,
    rows: Sequence[RosterRow],
    *,
    purpose: str = NOTICE,
    masking: MaskingRules,
    attachments_texts: Sequence[tuple[str, str]] = (),
    matter: Matter | None = None,
) -> list[Finding]:
    """All findings, in the order title, form, roster, attachments.

    ``purpose`` is notice (what is printed) or bundle (what goes up). ``attachments_texts`` are pairs of file name
    and text. With ``matter`` its ban on posting lists of persons is kept.
    """
    gate = _Gate(form, masking, purpose, content.formed_on, frozenset(_names(form, rows)))
    findings: list[Finding] = [
        *_posting_ban(matter, rows, purpose),
        *gate.forbidden(form.fields, content.values, ""),
        *gate.text(zh("标题"), content.title),
        *gate.second_script(content),
        *gate.fields(content),
        *gate.rows(rows),
    ]
    for name, text in attachments_texts:
        findings.extend(gate.attachment(name, text))
    return limited(findings)


def examine_text(place: str, text: str, masking: MaskingRules) -> list[Finding]:
    """Findings on one text that is not part of a form (an opinion, an objection's answer, a file's name)."""
    account_words = words_of(masking, "bank_account") or ACCOUNT_WORDS
    return [_told(place, text, hit) for hit in find_personal_numbers(text, account_words)]


@dataclass(frozen=True)
class _Gate:
    form: Form
    masking: MaskingRules
    purpose: str
    on: date
    names: frozenset[str]

    def text(self, place: str, text: str) -> Iterator[Finding]:
        """A free text: numbers, and words of illness or childhood beside a name of the roster."""
        yield from examine_text(place, text, self.masking)
        for word in find_words(text, self.masking):
            if near_a_name(text, word, self.names):
                yield _beside_name(place, word.kind, word.word)

    def second_script(self, content: RecordContent) -> Iterator[Finding]:
        for key, text in content.bilingual.items():
            yield from self.text(BILINGUAL_LABELS.get(key, key), text.translate(_TIBETAN_DIGITS))

    def fields(self, content: RecordContent) -> Iterator[Finding]:
        if content.withheld_reason:
            yield from self.text(zh("不公开的理由"), content.withheld_reason)
        for field in self.form.fields:
            value = content.values.get(field.key, "")
            if not value or not is_shown(field) or is_masked(field, self.masking):
                continue
            place = zh("“{label}”", label=field.label)
            if field.type is FieldType.PHONE and is_mobile(value):
                text = zh("{place}是手机号。", place=place)
                advice = zh("请换成单位的座机；确需公布办公手机的，由单位决定。")
                yield Finding("office-mobile", Severity.WARN, place, text, advice)
            elif field.type is not FieldType.PHONE:
                yield from self.text(place, value)

    def rows(self, rows: Sequence[RosterRow]) -> Iterator[Finding]:
        about_persons = any(column.type is FieldType.ID_NUMBER for column in self.form.roster)
        columns = [
            column for column in self.form.roster if is_shown(column) and not is_masked(column, self.masking)
        ]
        forbidden = [column for column in self.form.roster if column.disclosure is DisclosureClass.FORBIDDEN]
        keys = [column.key for column in columns]
        pattern = worth_a_look(self.masking, about_persons)
        for row in rows:
            if forbidden:
                yield from self.forbidden(forbidden, row.values, _where(row))
            if about_persons and self.purpose == NOTICE:
                yield from self._minor(row)
            values = row.values
            if not pattern.search("\n".join([values.get(key, "") for key in keys])):
                continue
            for column in columns:
                value = values.get(column.key, "")
                if value and pattern.search(value):
                    yield from self._cell(
                        _where(row) + zh("“{label}”", label=column.label), column, value, about_persons
                    )

    def attachment(self, name: str, text: str) -> Iterator[Finding]:
        place = zh("附件“{name}”", name=name)
        yield from examine_text(zh("{place}的文件名", place=place), name, self.masking)
        for finding in examine_text(place, text, self.masking):
            # What goes up to the county may hold the numbers the county works with; a person still looks.
            softened = Severity.WARN if self.purpose == BUNDLE else finding.severity
            yield Finding(finding.code, softened, finding.place, finding.text, finding.advice)

    def forbidden(
        self, fields: Sequence[FormField], values: Mapping[str, str], where: str
    ) -> Iterator[Finding]:
        for field in fields:
            if field.disclosure is DisclosureClass.FORBIDDEN and values.get(field.key):
                place = where + zh("“{label}”", label=field.label)
                yield Finding(
                    "forbidden-value",
                    Severity.BLOCK,
                    place,
                    zh("{place}这一项不收。", place=place),
                    zh("请清空。"),
                )

    def _cell(self, place: str, column: FormField, value: str, about_persons: bool) -> Iterator[Finding]:
        yield from examine_text(place, value, self.masking)
        if not about_persons or column.type is FieldType.PERSON_NAME:
            return
        for word in find_words(value, self.masking):
            yield _beside_name(place, word.kind, word.word)
        if column.type is FieldType.ADDRESS and _DOOR.search(value):
            yield Finding(
                "personal-address",
                Severity.WARN,
                place,
                zh("{place}写到了门牌。", place=place),
                zh("写到村、组或社区为止。"),
            )

    def _minor(self, row: RosterRow) -> Iterator[Finding]:
        """A name that is shown in the row of somebody under 18."""
        born = next((when for when in map(birth_date, self._id_numbers(row)) if when), None)
        name = next((c for c in self.form.roster if c.type is FieldType.PERSON_NAME and is_shown(c)), None)
        if born is None or name is None or is_masked(name, self.masking):
            return
        if (self.on.year - born.year) - ((self.on.month, self.on.day) < (born.month, born.day)) < _ADULT:
            place = zh("第 {position} 行“{label}”", position=row.position, label=name.label)
            text = zh("第 {position} 行是未成年人，姓名不能张贴。", position=row.position)
            advice = zh("请改填监护人或户主；法律要求写的只写“姓某”。")
            yield Finding("minor-name", Severity.BLOCK, place, text, advice)

    def _id_numbers(self, row: RosterRow) -> Iterator[str]:
        for column in self.form.roster:
            value = row.values.get(column.key, "") if column.type is FieldType.ID_NUMBER else ""
            if value and is_valid(value):
                yield value


def worth_a_look(masking: MaskingRules, about_persons: bool) -> re.Pattern[str]:
    """One quick pattern that every cell with a finding matches, so that long rosters stay fast.

    Nearly every character of a roster begins none of the parts, and is passed over by one look at it.
    """
    words = [*words_of(masking, "health"), *words_of(masking, "minor")] if about_persons else []
    parts = [
        _SOME_DIGITS,
        _CERTIFICATES,
        _DOOR.pattern,
        r"(?<=[\u4e00-\u9fff])[A-Z][·A-Z0-9]{5}",
        *map(re.escape, words),
    ]
    begin = "".join(sorted({re.escape(word[0]) for word in words}))
    return re.compile(f"(?=[0-9０-９证照籍簿本A-Z{begin}])(?:{'|'.join(parts)})")


def _posting_ban(matter: Matter | None, rows: Sequence[RosterRow], purpose: str) -> Iterator[Finding]:
    if matter is None or not matter.posting.forbidden or purpose != NOTICE or not rows:
        return
    instead = zh("、").join(matter.posting.publish_instead)
    advice = zh("可以公布：{instead}。", instead=instead) if instead else zh("请只公布总数。")
    text = zh("“{name}”的名单不能张贴。{why}", name=matter.name, why=matter.posting.why)
    yield Finding("posting-forbidden", Severity.BLOCK, zh("名单"), text, advice)


def _names(form: Form, rows: Sequence[RosterRow]) -> Iterator[str]:
    keys = [column.key for column in form.roster if column.type is FieldType.PERSON_NAME]
    for row in rows:
        for key in keys:
            name = row.values.get(key, "")
            if len(name) > 1:
                yield name


def _told(place: str, text: str, hit: Hit) -> Finding:
    kind = _KINDS[hit.kind]
    tail = zh("（尾号 {tail}）", tail=tail_of(text, hit)) if hit.kind != "id_partly" else ""
    return Finding(
        kind.code,
        kind.severity,
        place,
        zh("{place}里有{name}{tail}。", place=place, name=kind.name, tail=tail),
        kind.advice,
    )


def _where(row: RosterRow) -> str:
    return zh("第 {position} 行", position=row.position)


def _beside_name(place: str, kind: str, word: str) -> Finding:
    what = zh("病情") if kind == "health" else zh("是未成年人")
    text = zh("{place}里“{word}”和姓名写在一起，会让人知道{what}。", place=place, word=word, what=what)
    return Finding(
        f"{kind}-beside-name", Severity.WARN, place, text, zh("建议删去；要保留，请写明理由，由第二人同意。")
    )
