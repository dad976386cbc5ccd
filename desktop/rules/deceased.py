"""Rows whose words say that somebody died. The words are data; who died, a person must look up."""

import re
from collections.abc import Iterator, Sequence

from desktop.base.words import zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.form import FieldType, Form
from desktop.domain.masking import MaskingRules
from desktop.domain.record import RosterRow
from desktop.rules.context_words import words_of

_WORDY = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE})


def find_deceased(form: Form, rows: Sequence[RosterRow], masking: MaskingRules) -> Iterator[Finding]:
    """A warning for each cell of a roster of persons that holds such a word (备注：2026年3月去世)."""
    words = words_of(masking, "deceased")
    if not words or not any(column.type is FieldType.PERSON_NAME for column in form.roster):
        return
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    columns = [column for column in form.roster if column.type in _WORDY]
    for row in rows:
        for column in columns:
            found = pattern.search(row.values.get(column.key, ""))
            if found:
                place = zh("第 {position} 行“{label}”", position=row.position, label=column.label)
                text = zh("{place}里写着“{found}”。", place=place, found=found[0])
                advice = zh("请核对这一行的人还在不在世，钱是不是该由别人领。")
                yield Finding("deceased", Severity.WARN, place, text, advice)
