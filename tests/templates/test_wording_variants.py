"""The wording holds whatever was chosen and whatever was left empty: one word for title and text, no gaps left open."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.base.paths import standards_folder, templates_folder
from desktop.catalogue.forms import load_forms
from desktop.domain.form import FieldType
from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet, bundled
from desktop.printing.notice import NoticeContent
from desktop.printing.options import WORDS, kinds, load_options
from desktop.printing.sample import load_sample
from desktop.printing.wording import suggested_title
from tests import factories

TEMPLATES = templates_folder()
FORMS = {form.code: form for form in load_forms(standards_folder())[0]}
CHOICES = [
    (form.code, field.key, choice)
    for form in FORMS.values()
    for field in form.fields
    if field.type is FieldType.CHOICE
    for choice in field.choices
]
GAPS = re.compile(r"[，。；：、]{2}|（）|《》|[（《][，。；：、]|共日|自至|None|\{\{|\}\}|\{%")
MARKS = {"law": "law", "page": "page", "practice": "practice", "local": "local", "memory": "knowledge"}


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return bundled(TEMPLATES, office=False)


def printed(content: NoticeContent, fonts: FontSet) -> str:
    """The words of the notice; of its list the first rows will do."""
    table = content.table and replace(content.table, rows=content.table.rows[:2])
    pages = list(make_notice(replace(content, table=table, qr_text=""), TEMPLATES, fonts=fonts))
    return re.sub(r"— \d+ —", "", "".join(page.text() for page in pages).replace("\n", ""))


def other_words(word: str, text: str) -> Iterator[str]:
    """What the text calls itself, where that is not ``word``."""
    for said in re.findall(rf"(?:予以|特此)({'|'.join(WORDS)})", text):
        if said != word:
            yield said


@pytest.mark.parametrize(("kind", "key", "choice"), CHOICES)
def test_every_choice_prints_and_title_and_text_use_one_word(
    kind: str, key: str, choice: str, fonts: FontSet
) -> None:
    sample = load_sample(TEMPLATES, kind)
    chosen = replace(sample, values={**sample.values, key: choice})
    title = suggested_title(chosen, TEMPLATES)
    word = next(word for word in WORDS if title.endswith(word))
    text = printed(replace(chosen, title=title), fonts)
    assert not list(other_words(word, text))
    assert not GAPS.search(text)


@pytest.mark.parametrize("kind", kinds(TEMPLATES))
def test_what_may_be_left_empty_leaves_no_gap(kind: str, fonts: FontSet) -> None:
    sample = load_sample(TEMPLATES, kind)
    options = load_options(TEMPLATES, kind)
    bare = {key: text for key, text in sample.values.items() if key not in options.optional}
    full = {**dict.fromkeys(options.optional, "另有说明"), **sample.values}
    for values in (bare, full):
        text = printed(replace(sample, values=values), fonts)
        assert not GAPS.search(text), GAPS.search(text)
    assert not GAPS.search(printed(replace(sample, values=bare, table=None), fonts))


@pytest.mark.parametrize("kind", factories.catalogue().notice_kinds.kinds, ids=lambda kind: kind.code)
def test_days_of_the_template_are_those_of_the_kind_and_no_surer(kind) -> None:
    options = load_options(TEMPLATES, kind.code)
    assert options.basis
    assert str(options.days) == FORMS[kind.code].field("notice_days").default
    if kind.period is None or kind.period.issue_within:
        return
    assert options.days == kind.period.span.amount
    assert options.sure == MARKS[kind.period.mark]
    assert {"natural": "calendar_day", "working": "working_day"}[options.unit] == kind.period.span.unit


@pytest.mark.parametrize("kind", kinds(TEMPLATES))
def test_a_full_stop_that_the_clerk_typed_is_not_doubled(kind: str, fonts: FontSet) -> None:
    sample = load_sample(TEMPLATES, kind)
    typed = {
        key: text if re.fullmatch(r"[\d.-]+", text) else "\n".join(f"{line}。" for line in text.splitlines())
        for key, text in {
            **dict.fromkeys(load_options(TEMPLATES, kind).optional, "另有说明"),
            **sample.values,
        }.items()
        if kind not in FORMS or FORMS[kind].field(key).type is not FieldType.CHOICE
    }
    text = printed(replace(sample, values={**sample.values, **typed}), fonts)
    assert not GAPS.search(text), text[max(0, GAPS.search(text).start() - 30) :][:60]
