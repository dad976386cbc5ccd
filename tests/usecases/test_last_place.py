"""Where somebody worked is found again by that account, while there is something to work on."""

from desktop.usecases.last_place import WorkingPlace
from tests.conftest import Open


def test_the_place_is_found_again_by_the_same_account_only(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    assert clerk.last_place.recall() is None
    clerk.last_place.keep(WorkingPlace(drafted, "form", "rate"))
    clerk.last_place.keep(WorkingPlace(drafted, "roster", "amount", 2))
    assert as_person("李春梅").last_place.recall() == WorkingPlace(drafted, "roster", "amount", 2)
    assert as_person("周海明").last_place.recall() is None
    clerk.last_place.forget()
    assert clerk.last_place.recall() is None


def test_what_was_handed_in_since_is_not_opened(as_person: Open, drafted: str) -> None:
    clerk = as_person("李春梅")
    clerk.last_place.keep(WorkingPlace(drafted, "form", "rate"))
    clerk.flow.submit(drafted)
    assert clerk.last_place.recall() is None
    clerk.last_place.keep(WorkingPlace("gone", "form"))
    assert clerk.last_place.recall() is None
