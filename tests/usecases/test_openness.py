"""Coverage follows the records; the matter's page says what the catalogue says, with its mark."""

from collections.abc import Callable
from datetime import date

from desktop.domain.record import RecordContent, RecordState
from desktop.storage import records
from desktop.usecases.office import Office
from tests.conftest import Open
from tests.farmland import FARMLAND


def test_coverage_counts_what_was_issued(as_person: Open, issued: str) -> None:
    fields = {line.name: line for line in as_person("李春梅").openness.fields()}
    line = fields["涉农补贴"]
    assert (line.current, line.late) == (1, 0)
    assert line.current + line.due + line.late + line.never == line.matters
    matters = {line.code: line for line in as_person("李春梅").openness.matters("SNBT")}
    assert matters[FARMLAND].state == "current"
    assert matters[FARMLAND].form_name == "耕地地力保护补贴"
    assert matters["SNBT-001"].state == "never"


def test_a_matters_page_names_successors_and_marks(as_person: Open) -> None:
    view = as_person("李春梅").openness.matter(FARMLAND)
    assert any("财农〔2023〕11号" in line.successor for line in view.basis_lines)
    assert any("20个工作日" in line for line in view.limit_words)
    assert view.mark_words


def test_a_matter_or_field_is_described_by_code_name_or_alias(office: Office) -> None:
    document, lines = office.describe("SHJZ-005")
    assert document["level1"] == "最低生活保障"
    assert lines
    document, _ = office.describe("宅基地审批")
    assert document["matters"]


def test_a_matter_proposes_its_form_and_leaves_the_choice_of_others(as_person: Open) -> None:
    openness = as_person("李春梅").openness
    view = openness.matter(FARMLAND)
    assert view.form.code == "farmland_subsidy"
    others = [form.code for form in view.other_forms]
    assert others[0] == "general"
    assert {"announcement", "village_finance", "medical_aid"} <= set(others)
    assert "dibao" not in others
    assert "announcement" not in [form.code for form in openness.matter("SZFW-020").other_forms]
    assert "general" not in [form.code for form in openness.matter("SNBT-009").other_forms]


def test_each_element_says_whether_it_is_public_where_that_is_known(
    as_person: Open, issue: Callable[[str], None]
) -> None:
    clerk = as_person("李春梅")
    matter = clerk.desk.catalogue.matter("SNBT-001")
    assert set(clerk.openness.matter(matter.code).element_states) == {"never"}
    values = {"e1": "全文见附件"}
    content = RecordContent(title="政策", formed_on=date(2026, 9, 14), values=values)
    record = clerk.records.new(matter.code, "general", content).value
    with clerk.desk.home.database.transaction() as session:
        known = records.get(session, record)
        records.put(session, known.model_copy(update={"state": RecordState.ISSUED}))
    states = clerk.openness.matter(matter.code).element_states
    assert states == ("current",) + ("never",) * (len(matter.elements) - 1)


def test_of_a_form_that_does_not_ask_per_element_nothing_is_claimed(as_person: Open, issued: str) -> None:
    assert set(as_person("李春梅").openness.matter(FARMLAND).element_states) == {""}
