import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from desktop.catalogue.forms import form_for, general_form, load_forms
from desktop.domain.form import DisclosureClass, FieldType, Form
from desktop.files.headings import plain
from desktop.rules.arithmetic import parse_expression
from desktop.rules.values import parse_value
from tests import factories

STANDARDS = factories.ROOT / "standards"
FORMS = sorted((STANDARDS / "forms").glob("*.yaml"))
COMMON = STANDARDS / "forms" / "shared" / "common.yaml"
SIX = {
    "dibao", "grassland_subsidy", "farmland_subsidy", "land_compensation", "rural_revitalisation_project", "homestead",
}  # fmt: skip


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


def test_the_six_forms_are_there_and_load_without_a_finding() -> None:
    assert set(factories.forms()) == SIX


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
    assert len(forms) == len(SIX) - 1


def test_a_broken_shared_file_is_told_once_and_stops_nobody_silently(copy: Path) -> None:
    (copy / "standards" / "forms" / "shared" / "common.yaml").write_text("fields: [", encoding="utf-8")
    forms, findings = load_forms(copy)
    assert forms == ()
    assert any("common.yaml" in finding.place for finding in findings)
    assert {finding.place.split()[0] for finding in findings} >= {
        f"standards/forms/{code}.yaml" for code in SIX
    }


def test_a_form_may_leave_out_a_common_field(copy: Path) -> None:
    spoil(copy, 'notice_days: {default: "7"}', "notice_days: false")
    form = next(form for form in load_forms(copy)[0] if form.code == "dibao")
    assert "notice_days" not in {field.key for field in form.fields}
