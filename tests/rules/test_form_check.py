from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.finding import Finding, Repair, Severity, blocks
from desktop.domain.form import Form, RowCheck
from desktop.domain.record import RecordContent, RosterRow
from desktop.rules.arithmetic import ExpressionFault, parse_expression
from desktop.rules.form_check import LONGEST_REASON, LONGEST_TITLE, check_content
from desktop.rules.row_checks import RowChecker
from desktop.rules.totals import column_totals, computed_values, with_computed
from tests import factories


def changed(rows: list[RosterRow], number: int, **values: str) -> list[RosterRow]:
    return [row.with_values({**row.values, **values}) if row.position == number else row for row in rows]


def checked(form: Form, rows: list[RosterRow], **values: str) -> list[Finding]:
    return check_content(form, factories.content(form, **values), rows)


@pytest.mark.parametrize("code", sorted(factories.forms()))
def test_a_complete_record_of_every_form_has_no_finding(code: str) -> None:
    form = factories.form(code)
    assert checked(form, factories.rows(form, 12)) == []


@pytest.mark.parametrize("code", sorted(factories.forms()))
def test_every_required_field_and_column_is_missed_when_empty(code: str) -> None:
    form = factories.form(code)
    rows = factories.rows(form)
    for field in form.fields:
        if field.required and not field.computed_from:
            found = blocks(checked(form, rows, **{field.key: " "}))
            assert [(f.code, f.place) for f in found] == [("required", f"“{field.label}”")]
    for column in form.roster:
        if column.required:
            found = blocks(checked(form, changed(rows, 2, **{column.key: ""})))
            assert [f.place for f in found if f.code == "required"] == [f"第 2 行“{column.label}”"]


def test_area_times_rate_must_be_the_amount_and_the_reckoning_is_shown() -> None:
    form = factories.form("farmland_subsidy")
    rows = changed(factories.rows(form), 3, subsidy_area="11.26", confirmed_area="11.52", amount="1249.90")
    (found,) = checked(form, rows)
    assert found.severity is Severity.BLOCK
    assert found.place == "第 3 行“补贴金额”"
    assert found.text == "第 3 行补贴金额对不上：11.26 亩 × 115 元/亩 = 1,294.90 元，表里是 1,249.90 元。"


def test_rounding_to_whole_yuan_is_a_warning_only() -> None:
    form = factories.form("farmland_subsidy")
    rows = changed(factories.rows(form), 1, subsidy_area="11.26", confirmed_area="11.52", amount="1295.00")
    assert [f.severity for f in checked(form, rows)] == [Severity.WARN]


def test_columns_an_office_does_not_keep_are_not_reckoned_with() -> None:
    form = factories.form("farmland_subsidy")
    assert checked(form, changed(factories.rows(form), 1, confirmed_area="", deducted_area="")) == []


def test_more_forbidden_and_balanced_area_than_contracted_is_stopped() -> None:
    form = factories.form("grassland_subsidy")
    (found,) = checked(form, changed(factories.rows(form), 1, contracted_area="299.00"))
    assert found.severity is Severity.BLOCK
    assert "超过了承包草原面积" in found.text


def test_aid_above_the_standard_is_pointed_out_but_allowed() -> None:
    form = factories.form("dibao")
    (found,) = checked(form, changed(factories.rows(form), 1, monthly_amount="1600.00"))
    assert found.severity is Severity.WARN
    assert "分类施保" in found.text


def test_a_typed_total_that_is_not_the_rosters_is_stopped() -> None:
    form = factories.form("grassland_subsidy")
    (found,) = checked(form, factories.rows(form, 2), household_count="3")
    assert found.code == "computed-differs"
    assert found.repair == Repair("", "")  # emptied, it is reckoned
    assert "2户" in found.text
    assert checked(form, factories.rows(form, 2), household_count="2") == []


def test_totals_and_computed_fields_agree_with_the_rows() -> None:
    form = factories.form("grassland_subsidy")
    rows = factories.rows(form, 4)
    assert column_totals(form, rows)["amount"] == "6944.00"
    assert computed_values(form, rows) == {
        "household_count": "4", "total_area": "1200.00", "total_amount": "6944.00"
    }  # fmt: skip
    assert with_computed(form, {"household_count": "9"}, rows)["household_count"] == "9"


def test_an_empty_roster_an_empty_title_and_a_day_to_come_are_seen() -> None:
    form = factories.form("homestead")
    content = RecordContent(title=" ", formed_on=date(2026, 9, 2), values={})
    codes = {f.code for f in check_content(form, content, [], today=date(2026, 9, 1))}
    assert {"title-missing", "formed-later", "roster-empty", "required"} <= codes


def test_brackets_of_document_numbers_are_found_in_any_text() -> None:
    form = factories.form("homestead")
    found = checked(form, factories.rows(form), basis_docs="农经发[2019]6号\n民发〔2021〕57号")
    assert [f.code for f in found] == ["document-number"]
    assert "〔2019〕6号" in found[0].advice
    mend = found[0].repair
    assert mend is not None
    assert "农经发[2019]6号".replace(mend.found, mend.right) == "农经发〔2019〕6号"


def test_one_person_twice_is_pointed_out_without_the_number() -> None:
    form = factories.form("dibao")
    number = factories.id_number(1)
    (found,) = checked(form, changed(factories.rows(form), 3, id_number=number))
    assert found.code == "duplicate-id-number"
    assert number not in found.text
    assert "第 1、3 行" in found.text


def test_a_card_with_a_slip_and_a_missing_number_are_warnings() -> None:
    form = factories.form("dibao")
    slipped = factories.card(3)[:-1] + str((int(factories.card(3)[-1]) + 1) % 10)
    found = checked(form, changed(factories.rows(form), 3, bank_account=slipped, id_number=""))
    assert {f.code for f in found} == {"account-checksum", "id-missing"}
    assert blocks(found) == []


def test_many_findings_of_one_kind_are_counted_not_listed() -> None:
    form = factories.form("dibao")
    rows = [row.with_values({**row.values, "name": ""}) for row in factories.rows(form, 300)]
    found = [f for f in checked(form, rows) if f.code == "required"]
    assert len(found) == 201
    assert "还有 100 处" in found[-1].text


def test_a_check_of_the_whole_record_uses_sums() -> None:
    form = factories.form("homestead")
    whole = RowCheck("count", "count * 220", "sum:area", relation=">=", text="面积太多")
    strict = replace(form, checks=(whole,))
    assert checked(strict, factories.rows(strict, 2)) == []
    rows = changed(factories.rows(strict, 2), 1, area="900.00")
    assert [f.code for f in checked(strict, rows)] == ["whole-count"]


def test_the_row_checker_is_silent_while_rates_are_unknown() -> None:
    form = factories.form("farmland_subsidy")
    values = {**factories.row_values(form), "amount": "1.00"}
    assert RowChecker(form, {}).check(values) == []
    (fault,) = RowChecker(form, {"rate": "115"}).check(values)
    assert fault.repair is not None
    assert fault.repair.right.replace(",", "") == factories.row_values(form)["amount"]


def test_only_an_equation_says_which_figure_is_right() -> None:
    form = factories.form("grassland_subsidy")
    (found,) = checked(form, changed(factories.rows(form), 1, contracted_area="299.00"))
    assert found.repair is None
    plain = Finding("x", Severity.WARN, "标题", "不对。", repair=Repair("一", "二"))
    assert set(plain.as_json()) == {"code", "severity", "place", "text", "advice"}


@pytest.mark.parametrize(
    "text", ["", "a +", "a ** b", "__import__", "a - b", "a b", "2 3", "(a)", "a * * b", "A"]
)
def test_nothing_but_sums_of_products_is_an_expression(text: str) -> None:
    with pytest.raises(ExpressionFault):
        parse_expression(text)


def test_a_title_or_a_reason_longer_than_a_bundle_holds_is_stopped() -> None:
    form = factories.form(min(factories.forms()))
    rows, content = factories.rows(form), factories.content(form)
    longest = content.model_copy(
        update={"title": "长" * LONGEST_TITLE, "withheld_reason": "长" * LONGEST_REASON}
    )
    assert "too-long" not in {finding.code for finding in check_content(form, longest, rows)}
    over = content.model_copy(
        update={"title": "长" * (LONGEST_TITLE + 1), "withheld_reason": "长" * (LONGEST_REASON + 1)}
    )
    found = [finding for finding in blocks(check_content(form, over, rows)) if finding.code == "too-long"]
    assert [finding.place for finding in found] == ["标题", "不公开的理由"]
