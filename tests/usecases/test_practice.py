"""A practice township: whole, marked, quick to make, and nothing can leave it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.paths import handbook_folder, templates_folder
from desktop.catalogue.catalogue import Catalogue
from desktop.catalogue.handbook import read_handbook
from desktop.domain.account import Role
from desktop.domain.record import RecordState
from desktop.usecases.office import Office, Session
from desktop.usecases.practice import PASSPHRASE
from desktop.usecases.practice_making import begin_practice
from desktop.usecases.record_views import RecordFilter


@pytest.fixture(scope="module")
def practice(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    office = Office(catalogue, templates_folder(), Clock())
    session = begin_practice(office, tmp_path_factory.mktemp("practice"))
    yield session
    session.close()


def test_the_tours_record_lies_returned_on_the_drafters_desk(practice: Session) -> None:
    tour = read_handbook(handbook_folder()).tour
    lines = practice.records.page(RecordFilter(), 0, 50)
    states = {line.title: line.state for line in lines}
    assert states[tour.record] is RecordState.RETURNED
    assert RecordState.POSTED in states.values()
    assert practice.account.role is Role.DRAFTER
    assert practice.duties.due()


def test_a_practice_says_so_wherever_the_unit_is_named(practice: Session) -> None:
    assert practice.practice.on
    assert practice.organisation.unit.endswith("（练习）")


def test_nothing_leaves_a_practice_and_nobody_joins_it(practice: Session, tmp_path: Path) -> None:
    admin = practice.switch(practice.practice.person(Role.ADMIN), PASSPHRASE)
    tries = (
        lambda: practice.exchange.export(tmp_path),
        lambda: admin.exchange.request_enrolment(tmp_path),
        lambda: admin.exchange.accept_grant(tmp_path / "x.mingbai-grant"),
        lambda: admin.exchange.grant(tmp_path / "x.mingbai-request", tmp_path),
    )
    for attempt in tries:
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.code == "practice"
    assert not list(tmp_path.iterdir())


def test_the_mark_goes_along_with_a_backup(practice: Session, office: Office, tmp_path: Path) -> None:
    made = practice.care.backup()
    office.restore(tmp_path / "elsewhere", made, practice.account.name, PASSPHRASE)
    back = office.open(tmp_path / "elsewhere", practice.account.name, PASSPHRASE)
    try:
        assert back.practice.on
        with pytest.raises(Refusal):
            back.exchange.export(tmp_path)
    finally:
        back.close()


def test_the_tours_step_is_kept_and_only_in_a_practice(practice: Session, as_person) -> None:
    practice.practice.go_to(3)
    assert practice.practice.step == 3
    other = practice.switch(practice.practice.person(Role.REVIEWER), PASSPHRASE)
    assert other.practice.step == 3
    real = as_person("李春梅")
    assert not real.practice.on
    with pytest.raises(Refusal):
        real.practice.go_to(1)
