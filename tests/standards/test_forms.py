import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from desktop.catalogue.forms import form_for, general_form, load_forms
from desktop.domain.form import DisclosureClass, FieldType, Form
from desktop.domain.noticekind import NoticeKind, PeriodMark
from desktop.files.headings import plain
from desktop.rules.arithmetic import parse_expression
from desktop.rules.masking import is_shown
from desktop.rules.values import parse_value
from tests import factories

STANDARDS = factories.ROOT / "standards"
FORMS = sorted((STANDARDS / "forms").glob("*.yaml"))
COMMON = STANDARDS / "forms" / "shared" / "common.yaml"
KINDS = factories.catalogue().notice_kinds.kinds
FORBIDDEN_WORDS = (
    "残疾人证",
    "残疾类别",
    "残疾等级",
    "病名",
    "病种",
    "医院",
    "就诊",
    "家庭收入",
    "人均收入",
    "学校",
    "班级",
    "缴费档次",
    "民族",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(STANDARDS / "forms", tmp_path / "standards" / "forms")
    return tmp_path


def spoil(root: Path, old: str, new: str, name: str = "dibao.yaml") -> int:
    """Change one place of a form file; the line it stands on."""
    path = root / "standards" / "forms" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_every_kind_of_notice_has_a_form_and_all_load_without_a_finding() -> None:
    assert len(KINDS) == 27
    assert set(factories.forms()) == {kind.code for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_of_notice_is_reached_from_a_matter_and_no_matter_from_two(kind: NoticeKind) -> None:
    """A clerk begins at the public catalogue, so a kind without a matter would never be found there."""
    matters = factories.form(kind.code).matters
    assert matters
    for code in matters:
        assert form_for(factories.catalogue().forms, factories.catalogue().matter(code)).code == kind.code


def test_the_form_for_children_without_parents_has_no_list_and_asks_for_no_name() -> None:
    form = factories.form("orphan")
    assert form.roster == ()
    assert not [field for field in form.fields if field.type in (FieldType.PERSON_NAME, FieldType.ID_NUMBER)]
    for code in form.matters:
        assert factories.catalogue().matter(code).posting.forbidden


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_form_keeps_the_limits_of_its_kind(kind: NoticeKind) -> None:
    """What the research says may not stand on the board is masked, kept inside, or not asked at all."""
    form = factories.form(kind.code)
    rules = dict(kind.limits)
    named = [column for column in form.roster if column.key == "name"]
    if rules.get("姓名") == "遮盖":
        assert [column.disclosure for column in named] == [DisclosureClass.MASKED]
    if kind.forbidden:
        assert not form.roster
    shown = [column for column in form.roster if is_shown(column)]
    for column in shown:
        assert not any(word in column.label for word in FORBIDDEN_WORDS)
        assert column.type is not FieldType.ADDRESS
    if "照料护理等级" in rules:
        assert "care_level" not in {column.key for column in shown}
    if "出厂编号" in rules:
        assert form.column("serial_no").disclosure is DisclosureClass.INTERNAL
    if "出生日期" in rules:
        assert form.column("birth_year").type is FieldType.INTEGER


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_days_proposed_are_those_of_the_kind(kind: NoticeKind) -> None:
    days = factories.form(kind.code).field("notice_days")
    if kind.period is None or kind.period.issue_within:
        assert int(days.default) > 0
        return
    assert int(days.default) == kind.period.span.amount
    if kind.period.mark is PeriodMark.LAW:
        assert days.minimum == days.default


@pytest.mark.parametrize("path", [*FORMS, COMMON], ids=lambda path: path.name)
def test_every_form_file_follows_its_schema(path: Path) -> None:
    kind = "form_common" if path == COMMON else "form"
    schema = json.loads((STANDARDS / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    faults = list(
        jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))
    )
    assert faults == []


@pytest.mark.parametrize("form", factories.forms().values(), ids=lambda form: form.code)
def test_numbers_of_citizens_are_never_public(form: Form) -> None:
    for column in form.roster:
        if column.type in (FieldType.ID_NUMBER, FieldType.BANK_ACCOUNT, FieldType.PHONE):
            assert column.disclosure is DisclosureClass.INTERNAL


@pytest.mark.parametrize("form", factories.forms().values(), ids=lambda form: form.code)
def test_no_heading_means_two_columns(form: Form) -> None:
    owners: dict[str, str] = {}
    for column in form.roster:
        for name in {plain(name) for name in (column.label, *column.aliases)}:
            assert name
            assert owners.setdefault(name, column.key) == column.key


@pytest.mark.parametrize("form", factories.forms().values(), ids=lambda form: form.code)
def test_defaults_bounds_and_checks_can_be_read(form: Form) -> None:
    for field in (*form.fields, *form.roster):
        assert parse_value(field, field.default) == field.default
    for entry in form.checks:
        assert parse_expression(entry.left).names
        assert parse_expression(entry.right).names


def test_every_matter_of_the_catalogue_has_a_form() -> None:
    catalogue = factories.catalogue()
    own = {code for form in catalogue.forms for code in form.matters}
    assert own <= {matter.code for matter in catalogue.matters}
    for matter in catalogue.matters:
        form = form_for(catalogue.forms, matter)
        assert form.fields
        assert (form.code == "general") is (matter.code not in own)


def test_the_general_form_asks_for_every_element_in_order() -> None:
    for matter in factories.catalogue().matters:
        form = general_form(matter)
        assert [field.key for field in form.fields] == [
            f"e{n}" for n in range(1, max(len(matter.elements), 1) + 1)
        ]
        assert all(field.type is FieldType.LONG_TEXT and 0 < len(field.label) <= 24 for field in form.fields)
        for field, element in zip(form.fields, matter.elements, strict=False):
            assert element.text in (field.label, field.help) or field.label in element.text
            assert field.required is not element.optional


def test_the_general_form_ends_with_what_a_notice_says_beside_its_elements() -> None:
    catalogue = factories.catalogue()
    own = {code for form in catalogue.forms for code in form.matters}
    matter = next(matter for matter in catalogue.matters if matter.code not in own)
    form = catalogue.form_for(matter)
    beside = [field for field in form.fields if field.key not in {f"e{n}" for n in range(1, 99)}]
    assert [field.key for field in beside] == [
        "basis_docs", "notice_days", "objection_unit", "objection_phone", "objection_address", "supervision_phone",
        "joint_signers", "further_annexes",
    ]  # fmt: skip
    assert not any(field.required for field in beside)  # not every publication is a sheet on a board
    assert catalogue.form("general", matter) == form


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "key: category\n    label: 保障类别\n    type: choice",
            "key: category\n    label: 保障类别\n    type: colour",
            "colour",
        ),
        ("computed_from: count", "computed_from: sum:nothing", "sum:nothing"),
        ("standard_monthly * household_size", "standard_monthly * members", "members"),
        ("{use: group}", "{use: gruop}", "gruop"),
        ("severity: warn", "severity: loud", "loud"),
        ("[A类, B类, C类]", "A类", "列表"),
        ("code: dibao", "code: dibau", "文件名"),
        ("key: period_text", "key: year", "两次"),
        ("key: period_text,", "key: period_text, rare: true,", "不能收起来"),
        ("matters: [SHJZ-005, SHJZ-006, SHJZ-020]", "matters: [SNBT-014]", "SNBT-014"),
        ("roster:\n", "roster:\n\t- x\n", "制表符"),
    ],
)
def test_a_fault_is_told_with_file_and_line_and_the_other_forms_stay(
    copy: Path, old: str, new: str, words: str
) -> None:
    line = spoil(copy, old, new)
    forms, findings = load_forms(copy)
    assert any(words in finding.text for finding in findings)
    told = next(finding for finding in findings if words in finding.text)
    broken = told.place.split()[0]
    assert broken.startswith("standards/forms/")
    assert "行" in told.place
    assert abs(int(told.place.split("第 ")[1].split(" ")[0]) - line) <= 2 or words == "SNBT-014"
    assert len(forms) == len(KINDS) - 1


def test_a_broken_shared_file_is_told_once_and_stops_nobody_silently(copy: Path) -> None:
    (copy / "standards" / "forms" / "shared" / "common.yaml").write_text("fields: [", encoding="utf-8")
    forms, findings = load_forms(copy)
    assert forms == ()
    assert any("common.yaml" in finding.place for finding in findings)
    assert {finding.place.split()[0] for finding in findings} >= {
        f"standards/forms/{kind.code}.yaml" for kind in KINDS
    }


def test_a_form_may_leave_out_a_common_field(copy: Path) -> None:
    spoil(copy, 'notice_days: {default: "7"}', "notice_days: false")
    form = next(form for form in load_forms(copy)[0] if form.code == "dibao")
    assert "notice_days" not in {field.key for field in form.fields}
