"""The real catalogue as other rooms see it."""

import pytest

from desktop.catalogue.catalogue import Catalogue, MatterNotFound
from desktop.domain.matter import Layer, Mark
from desktop.domain.record import Disclosure
from desktop.domain.timelimit import Span, StageKind, TimeUnit

AREAS = {
    "土地利用总体规划": "GTKJ",
    "税费收缴": "SSGL",
    "征地补偿": "TDZS",
    "拆迁安置": "FWZS",
    "环境治理": "STHJ",
    "公共事业投入": "ZDXM",
    "公共文化服务": "GGWH",
    "劳动就业": "JYCY",
    "社会保险": "SHBX",
    "社会救助": "SHJZ",
    "社会福利": "YLFW",
    "户籍管理": "HJGL",
    "宅基地审批": "ZJD",
    "涉农补贴": "SNBT",
    "医疗卫生": "YLWS",
}


@pytest.mark.parametrize(("area", "code"), AREAS.items())
def test_each_area_of_the_mission_is_found_by_name_or_alias(
    catalogue: Catalogue, area: str, code: str
) -> None:
    field = catalogue.find_field(area)
    assert field is not None
    assert field.code == code


def test_an_area_that_is_two_fields_leads_to_both(catalogue: Catalogue) -> None:
    assert {field.code for field in catalogue.find_fields("扶贫救灾")} == {"FP", "JZ"}


def test_a_field_is_found_whatever_the_case_and_width(catalogue: Catalogue) -> None:
    assert catalogue.find_field(" ｓｈｊｚ ") is catalogue.find_field("社会救助")
    assert catalogue.find_field("没有这个领域") is None


def test_the_whole_catalogue_loads_without_a_problem(catalogue: Catalogue) -> None:
    assert catalogue.problems == ()
    assert catalogue.edition.number == "2026-1"
    assert len(catalogue.fields) == 27
    assert len(catalogue.matters) == 703
    assert sum(len(matter.elements) for matter in catalogue.matters) == 4190


def test_the_matters_behind_the_six_forms_are_there(catalogue: Catalogue) -> None:
    expected = {
        "SHJZ-006": "审批信息",
        "SNBT-002": "耕地地力保护",
        "SNBT-014": "补助奖励到户情况",
        "TDZS-009": "征地补偿安置方案公告",
        "FP-021": "年度计划",
        "ZJD-004": "农村宅基地批准书核发情况",
    }
    assert {code: catalogue.matter(code).name for code in expected} == expected


def test_a_wrong_code_is_refused_with_codes_that_look_like_it(catalogue: Catalogue) -> None:
    with pytest.raises(MatterNotFound) as refused:
        catalogue.matter("SHJZ-0006")
    assert "SHJZ-006" in str(refused.value)
    assert "没有" in refused.value.what


def test_a_name_given_for_a_code_leads_to_matters_of_that_name(catalogue: Catalogue) -> None:
    with pytest.raises(MatterNotFound) as refused:
        catalogue.matter("草原补奖")
    assert [matter.code for matter in refused.value.near] == ["SNBT-013", "SNBT-014"]


def test_search_puts_a_hit_in_the_name_before_a_hit_in_the_elements(catalogue: Catalogue) -> None:
    codes = [matter.code for matter in catalogue.search("宅基地")]
    assert codes.index("ZJD-004") < codes.index("ZJD-003")
    assert catalogue.search("   ") == []
    assert all("公租房" in str(matter) for matter in catalogue.search("公租房"))


def test_lists_of_children_are_forbidden_and_totals_take_their_place(catalogue: Catalogue) -> None:
    forbidden = [matter for matter in catalogue.matters if matter.posting.forbidden]
    assert {matter.level1 for matter in forbidden} == {"孤儿保障", "事实无人抚养儿童保障"}
    for matter in forbidden:
        assert "月总金额" in matter.posting.publish_instead
        assert not any("姓名" in element.text or "名单" in element.text for element in matter.elements)
    orphans = catalogue.notice_kinds.get("orphan")
    assert orphans is not None
    assert orphans.forbidden


def test_what_counties_added_never_stands_as_national(catalogue: Catalogue) -> None:
    added = {"残疾人两项补贴", "高龄补贴", "孤儿保障", "事实无人抚养儿童保障", "草原生态保护补助奖励"}
    found = {matter.level1: matter for matter in catalogue.matters if matter.level1 in added}
    assert found.keys() == added
    assert all(matter.layer in (Layer.LOCAL, Layer.PROVINCIAL) for matter in found.values())
    assert all(matter.verification.mark is Mark.MEMORY for matter in found.values())


def test_a_mark_never_says_more_than_was_seen(catalogue: Catalogue) -> None:
    for matter in catalogue.matters:
        mark = matter.verification
        if mark.mark is Mark.MEMORY:
            assert "凭记忆" in mark.words
        elif mark.copy_only:
            assert "转载" in mark.words
        else:
            assert mark.pages
    for basis in catalogue.bases.values():
        assert bool(basis.doc_no) == (basis.doc_no_mark is not None)


def test_a_land_matter_has_a_stage_for_the_board_and_one_for_the_web(catalogue: Catalogue) -> None:
    board, web = catalogue.matter("TDZS-003").time_limit.stages
    assert board.channels == ("notice_board",)
    assert board.span == Span(5, TimeUnit.WORKING_DAY)
    assert web.channels == ("government_website", "land_acquisition_platform")
    assert web.span == Span(10, TimeUnit.WORKING_DAY)


def test_publishing_and_the_notice_period_are_kept_apart(catalogue: Catalogue) -> None:
    limit = catalogue.matter("SHJZ-005").time_limit
    assert limit.publish_within is not None
    assert limit.publish_within.span == Span(10, TimeUnit.WORKING_DAY)
    assert limit.notice == Span(7, TimeUnit.WORKING_DAY)


def test_every_limit_keeps_its_text_and_counted_stages_say_from_when(catalogue: Catalogue) -> None:
    for matter in catalogue.matters:
        assert matter.time_limit.text
        for stage in matter.time_limit.stages:
            counted = stage.kind in (StageKind.WITHIN, StageKind.BEFORE)
            assert counted == (stage.span is not None)
            assert stage.start or not counted


def test_budget_matters_count_calendar_days_and_not_working_days(catalogue: Catalogue) -> None:
    budget = catalogue.find_field("财政预决算")
    assert budget is not None
    spans = [matter.time_limit.stages[0].span for matter in budget.matters]
    assert spans == [Span(20, TimeUnit.CALENDAR_DAY)] * 4


def test_one_set_of_elements_serves_all_of_social_insurance(catalogue: Catalogue) -> None:
    insurance = catalogue.find_field("社会保险")
    assert insurance is not None
    national = [matter for matter in insurance.matters if matter.layer is not Layer.LOCAL]
    assert {matter.element_set for matter in national} == {"SHBX-E1"}
    assert all(len(matter.elements) == 11 for matter in national)


def test_an_element_may_be_on_request_inside_a_proactive_matter(catalogue: Catalogue) -> None:
    hearing = catalogue.matter("TDZS-004")
    own = {element.text: element.disclosure for element in hearing.elements}
    assert hearing.disclosure is Disclosure.PROACTIVE
    assert own["听证笔录等材料"] is Disclosure.ON_REQUEST


def test_a_repealed_basis_leads_to_its_successor(catalogue: Catalogue) -> None:
    old = next(basis for basis in catalogue.bases.values() if basis.doc_no == "民发〔2012〕220号")
    assert catalogue.bases[old.successor].doc_no == "民发〔2021〕57号"


def test_each_form_belongs_to_matters_that_exist(catalogue: Catalogue) -> None:
    assert len(catalogue.forms) == 27
    for form in catalogue.forms:
        assert all(catalogue.matter(code).code == code for code in form.matters)
        assert catalogue.notice_kinds.get(form.code) is not None


def test_the_reasons_for_withholding_cite_their_articles(catalogue: Catalogue) -> None:
    reasons = catalogue.code_lists["withheld_reasons"].entries
    assert {reason.cite[:6] for reason in reasons} == {"条例第14条", "条例第15条", "条例第16条"}


def test_countable_obligations_have_a_span(catalogue: Catalogue) -> None:
    spans = {duty.id: duty.span for duty in catalogue.obligations if duty.span}
    assert spans["R12"] == Span(20, TimeUnit.WORKING_DAY)
    assert spans["S40"] == Span(5, TimeUnit.HOUR)
    assert len(catalogue.obligations) == 132
