"""The first set-up walks its steps in order, explains what is missing, and makes a home that can be opened."""

from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.domain.account import Role
from desktop.domain.organisation import Level
from desktop.usecases.first_setup import FirstSetup, SetupStep
from desktop.usecases.office import Office


@pytest.fixture
def setup(office: Office, tmp_path: Path) -> FirstSetup:
    return FirstSetup(office, tmp_path / "home")


def at_account(setup: FirstSetup) -> FirstSetup:
    setup.enter(choice=setup.search("河西镇")[0])
    setup.go_on()
    return setup


def test_a_township_is_found_by_name_and_proposes_its_government(setup: FirstSetup) -> None:
    hit = setup.search("河西镇")[0]
    assert hit.full_name == "青海省海南藏族自治州贵德县河西镇"
    setup.enter(choice=hit)
    assert setup.entries.unit == "贵德县河西镇人民政府"
    assert setup.organisation.level is Level.TOWNSHIP


def test_a_place_is_found_by_the_beginning_of_its_code(setup: FirstSetup) -> None:
    assert "632523101" in {hit.code for hit in setup.search("632523")}


def test_nothing_is_found_for_empty_words(setup: FirstSetup) -> None:
    assert setup.search("  ") == []


def test_a_county_proposes_its_own_name_only(setup: FirstSetup) -> None:
    county = next(hit for hit in setup.search("贵德县") if hit.level is Level.COUNTY)
    assert county.unit == "贵德县人民政府"


def test_a_subdistrict_proposes_its_office(setup: FirstSetup) -> None:
    street = next(hit for hit in setup.search("河西街道") if hit.code == "632801004")
    assert street.unit == "格尔木市河西街道办事处"


def test_an_office_name_written_by_hand_stays(setup: FirstSetup) -> None:
    hit = setup.search("河西镇")[0]
    setup.enter(choice=hit, unit="河西镇便民服务中心")
    assert setup.organisation.unit == "河西镇便民服务中心"


def test_without_a_place_one_stays_and_is_told_why(setup: FirstSetup) -> None:
    setup.go_on()
    assert setup.step is SetupStep.ORGANISATION
    assert "choice" in setup.problems()
    with pytest.raises(Refusal):
        _ = setup.organisation


def test_a_village_needs_its_name_and_three_digits(setup: FirstSetup) -> None:
    setup.enter(choice=setup.search("河西镇")[0], is_village=True, village_number="20")
    assert set(setup.problems()) == {"village", "village_number"}
    setup.enter(village="团结村", village_number="201", unit="河西镇团结村村民委员会")
    assert setup.problems() == {}
    assert setup.organisation.code == "632523101201"
    assert setup.organisation.level is Level.VILLAGE


def test_a_village_cannot_stand_directly_under_a_county(setup: FirstSetup) -> None:
    county = next(hit for hit in setup.search("贵德县") if hit.level is Level.COUNTY)
    setup.enter(choice=county, is_village=True, village="某村", village_number="201")
    assert "choice" in setup.problems()


def test_digits_of_other_scripts_are_no_village_number(setup: FirstSetup) -> None:
    setup.enter(choice=setup.search("河西镇")[0], is_village=True, village="团结村", village_number="２０１")
    assert "village_number" in setup.problems()


@pytest.mark.parametrize(
    ("typed", "lacking"),
    [
        ({"name": " ", "passphrase": "一句好记的话", "again": "一句好记的话"}, "name"),
        ({"name": "李春梅", "passphrase": "短", "again": "短"}, "passphrase"),
        ({"name": "李春梅", "passphrase": "一句好记的话", "again": "一句好记的花"}, "again"),
    ],
)
def test_the_account_step_names_what_is_lacking(
    setup: FirstSetup, typed: dict[str, str], lacking: str
) -> None:
    at_account(setup).enter(**typed)
    assert set(setup.problems()) == {lacking}


def test_one_can_go_back_before_the_home_is_made_and_keeps_what_was_typed(setup: FirstSetup) -> None:
    at_account(setup).enter(name="李春梅")
    setup.go_back()
    assert setup.step is SetupStep.ORGANISATION
    assert setup.entries.name == "李春梅"


def test_the_whole_way_makes_a_home_that_opens_with_passphrase_and_code(
    setup: FirstSetup, office: Office, tmp_path: Path
) -> None:
    at_account(setup).enter(name="李春梅", role=Role.DRAFTER, passphrase="一句好记的话", again="一句好记的话")
    setup.create()
    assert setup.step is SetupStep.RECOVERY
    assert setup.entries.passphrase == ""
    code, last = setup.recovery_code, setup.groups[-1]
    setup.go_back()
    assert setup.step is SetupStep.RECOVERY
    setup.enter(last_group=last[:3])
    assert setup.last_group_left == 1
    setup.go_on()
    assert setup.step is SetupStep.RECOVERY
    setup.enter(last_group=f" {last.lower()} ")
    setup.go_on()
    assert setup.step is SetupStep.PERMISSION
    assert setup.recovery_code == ""
    assert setup.session is not None
    setup.session.close()
    folder = tmp_path / "home"
    office.open(folder, "李春梅", "一句好记的话").close()
    office.recover(folder, code, "李春梅", "换了一句新的").close()


def test_a_last_group_that_does_not_match_is_refused(setup: FirstSetup) -> None:
    at_account(setup).enter(name="李春梅", passphrase="一句好记的话", again="一句好记的话")
    setup.create()
    wrong = "".join(reversed(setup.groups[-1])) if len(set(setup.groups[-1])) > 1 else "????"
    if wrong == setup.groups[-1]:
        wrong = "????"
    setup.enter(last_group=wrong)
    assert "对照" in setup.problems()["last_group"]
    assert setup.session is not None
    setup.session.close()
