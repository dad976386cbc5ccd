import importlib.util
import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from desktop.base.errors import Refusal
from desktop.base.paths import standards_folder, templates_folder
from desktop.catalogue.forms import load_forms
from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet, bundled
from desktop.printing.options import SERIAL, kinds, load_options
from desktop.printing.sample import load_sample
from desktop.printing.wording import suggested_title

TEMPLATES = templates_folder()
KINDS = kinds(TEMPLATES)
WITH_LISTS = [kind for kind in KINDS if load_options(TEMPLATES, kind).columns]
_spec = importlib.util.spec_from_file_location("golden_texts", Path(__file__).parent / "golden_texts.py")
assert _spec is not None
assert _spec.loader is not None
golden_texts = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(golden_texts)

# What each kind must state, in the words of the research on notice kinds: the sample's values that must be printed.
STATES = {
    "dibao": ["basis_docs", "standard_monthly", "household_count", "person_count", "monthly_total"],
    "grassland_subsidy": ["basis_docs", "prohibit_rate", "balance_rate", "household_count", "total_area", "total_amount"],
    "farmland_subsidy": ["basis_docs", "rate", "household_count", "total_area", "total_amount"],
    "land_compensation": [
        "basis_docs", "land_location", "land_area", "purpose", "current_use", "compensation_standard", "resettlement",
        "resettlement_target", "social_security", "registration_place", "hearing",
    ],
    "rural_revitalisation_project": ["basis_docs", "fund_doc", "total_invest", "meeting"],
    "homestead": ["basis_docs", "household_count", "approval_meeting"],
    "general": ["basis_docs"],
    "tekun": ["basis_docs", "standard", "person_count", "monthly_total"],
    "linshi": ["basis_docs", "household_count", "person_count", "total_amount"],
    "orphan": ["basis_docs", "standard", "person_count", "monthly_total"],
    "disability_two": ["basis_docs", "living_standard", "care_standard", "person_count", "total_amount"],
    "medical_aid": ["basis_docs", "person_count", "total_amount"],
    "disaster_relief": ["basis_docs", "disaster", "standard", "household_count", "person_count", "total_amount"],
    "social_insurance": ["basis_docs", "person_count", "total_amount"],
    "grain_to_green": [
        "basis_docs", "project_year", "rate", "central_fund", "local_fund", "amount_in_words", "household_count",
        "total_area", "total_amount",
    ],
    "farm_machinery": [
        "basis_docs", "accepted_count", "check_method", "household_count", "machine_count", "total_amount",
    ],
    "dilapidated_house": ["basis_docs", "conditions", "procedure", "standard", "household_count", "total_amount"],
    "land_pre_notice": [
        "basis_docs", "land_location", "land_area", "purpose", "survey", "risk_assessment", "contact",
    ],
    "land_notice": [
        "basis_docs", "approver", "approval_no", "land_location", "land_area", "purpose", "schedule", "decision",
        "remedy",
    ],
    "anti_poverty_monitoring": ["basis_docs", "household_count", "person_count"],
    "one_case_one_vote": [
        "basis_docs", "meeting", "expected", "attended", "agreed", "per_head", "labour_per_head", "exemption",
        "project_count", "total_invest", "total_award",
    ],
    "village_finance": [
        "basis_docs", "opening_balance", "income_total", "expense_total", "closing_balance", "debts", "assets",
        "reviewer",
    ],
    "hukou": ["basis_docs", "person_count", "place_to_declare", "materials"],
    "public_job": [
        "basis_docs", "post", "post_count", "subsidy", "term", "conditions", "procedure", "person_count",
    ],
    "env_approval": ["basis_docs", "permit", "project_count", "hearing", "objection_address"],
    "other_subsidy": ["basis_docs", "standard", "household_count", "total_quantity", "total_amount"],
    "announcement": ["basis_docs", "subject", "items", "penalty"],
    "notice_holiday": ["basis_docs", "subject", "recipients", "items", "duty_phone"],
}  # fmt: skip
EVERYWHERE = ["objection_unit", "objection_phone", "supervision_phone"]


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return bundled(TEMPLATES, office=False)


def test_every_form_has_its_template_and_there_is_the_general_one() -> None:
    forms, _ = load_forms(standards_folder())
    assert set(KINDS) == set(STATES) == {form.code for form in forms} | {"general"}
    for kind in KINDS:
        assert {"notice.md", "options.yaml", "sample.yaml"} <= {
            path.name for path in (TEMPLATES / kind).iterdir()
        }


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_prints_as_it_did(kind: str) -> None:
    golden = (Path(__file__).parent / "golden" / f"{kind}.txt").read_text(encoding="utf-8")
    assert golden_texts.printed(kind, TEMPLATES) == golden


@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_states_what_its_kind_must_state(kind: str, fonts: FontSet) -> None:
    sample = load_sample(TEMPLATES, kind)
    pages = list(make_notice(sample, TEMPLATES, fonts=fonts))
    text = re.sub(r"— \d+ —", "", "".join(page.text() for page in pages).replace("\n", ""))
    for key in (*STATES[kind], *EVERYWHERE):
        for line in sample.values[key].splitlines():
            assert line.rstrip("。") in text, (kind, key)
    assert sample.period is not None
    for day in (sample.period.start, sample.period.end):
        assert f"{day.year}年{day.month}月{day.day}日" in text
    assert re.search(f"共{sample.period.days}(日|个工作日)", text)
    assert sample.unit in text
    assert sample.index_number in text


@pytest.mark.parametrize("kind", WITH_LISTS)
def test_every_row_and_total_of_the_sample_is_printed(kind: str, fonts: FontSet) -> None:
    sample = load_sample(TEMPLATES, kind)
    assert sample.table is not None
    drawn = "".join(run.text for page in make_notice(sample, TEMPLATES, fonts=fonts) for run in page.runs)
    for row in (*sample.table.rows, sample.table.totals):
        for cell in row:
            assert cell in drawn or all(character in drawn for character in cell)
    names = [run.text for page in make_notice(sample, TEMPLATES, fonts=fonts) for run in page.runs]
    keys = [column.key for column in sample.table.columns]
    for at in [keys.index(key) for key in ("name", "amount") if key in keys]:
        assert all(row[at] in names for row in sample.table.rows)


@pytest.mark.parametrize("kind", WITH_LISTS)
def test_totals_of_the_sample_are_the_sums_of_its_rows(kind: str) -> None:
    data = yaml.safe_load((TEMPLATES / kind / "sample.yaml").read_text(encoding="utf-8"))
    for key, total in data.get("totals", {}).items():
        at = data["columns"].index(key)
        assert sum(Decimal(row[at] or "0") for row in data["rows"]) == Decimal(total), key


@pytest.mark.parametrize("kind", KINDS)
def test_samples_hold_no_number_of_a_person(kind: str) -> None:
    text = (TEMPLATES / kind / "sample.yaml").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{16,19}(?!\d)", text)


@pytest.mark.parametrize("kind", WITH_LISTS)
def test_keys_are_those_of_the_form_and_nothing_withheld_is_printed(kind: str) -> None:
    forms, findings = load_forms(standards_folder())
    assert not findings
    form = next(form for form in forms if form.code == kind)
    options = load_options(TEMPLATES, kind)
    fields = {field.key for field in form.fields}
    roster = {column.key: column for column in form.roster}
    assert set(options.required) | set(options.optional) <= fields
    assert set(options.required) <= {field.key for field in form.fields if field.required}
    printed = [column.key for column in options.columns if column.key != SERIAL]
    assert set(printed) <= set(roster)
    for key in printed:
        assert roster[key].disclosure.value in {"public", "masked"}, key
    for key in options.totals:
        assert roster[key].total, key


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_the_wording_uses_is_declared_in_the_options(kind: str) -> None:
    options = load_options(TEMPLATES, kind)
    declared = set(options.required) | set(options.optional)
    text = (TEMPLATES / kind / "notice.md").read_text(encoding="utf-8") + options.title + options.list_title
    assert set(re.findall(r"values\.(\w+)", text)) <= declared


@pytest.mark.parametrize("kind", KINDS)
def test_the_proposed_title_names_the_place_and_ends_with_the_word(kind: str) -> None:
    sample = load_sample(TEMPLATES, kind)
    title = suggested_title(sample, TEMPLATES)
    assert title == sample.title
    assert title.endswith(load_options(TEMPLATES, kind).word if kind != "general" else "公告")


@pytest.mark.parametrize(
    ("stage", "words"), [("分配计划", "资金分配计划"), ("完工", "已经完工"), ("实施前", "在实施前")]
)
def test_a_project_notice_speaks_of_its_stage(stage: str, words: str, fonts: FontSet) -> None:
    from dataclasses import replace

    sample = load_sample(TEMPLATES, "rural_revitalisation_project")
    changed = replace(sample, values={**sample.values, "stage": stage})
    assert words in make_notice(changed, TEMPLATES, fonts=fonts).page(0).text().replace("\n", "")
    assert stage[:2] in suggested_title(changed, TEMPLATES)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name: [", "读不出来"),
        ("name: 甲", "word"),
        (
            "{name: 甲, word: 告示, title: t, period: {days: 7, unit: natural, basis: b, sure: law}, values: {}}",
            "word",
        ),
    ],
)
def test_a_broken_options_file_is_named_in_chinese(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/options.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="模板文件“x/options") as caught:
        load_options(tmp_path, "x")
    assert fault in caught.value.what


def test_a_broken_sample_is_named_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "general").mkdir()
    (tmp_path / "general/options.yaml").write_text(
        (TEMPLATES / "general/options.yaml").read_text("utf-8"), "utf-8"
    )
    with pytest.raises(Refusal, match="样例文件“general/sample"):
        load_sample(tmp_path, "general")
