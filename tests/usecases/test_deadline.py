"""The day to publish by follows from the matter's own stages, else from the law's limit for what is published unasked."""

from datetime import date

import pytest

from desktop.catalogue.catalogue import Catalogue
from desktop.domain.matter import Matter
from desktop.domain.record import Disclosure
from desktop.domain.timelimit import Span, StageKind, TimeUnit
from desktop.usecases.record_content import legal_limit, publish_by

FORMED = date(2026, 9, 14)
TWENTY = date(2026, 10, 16)  # twenty working days on, over the holidays of October


def first_with(
    catalogue: Catalogue, kind: StageKind, disclosure: Disclosure = Disclosure.PROACTIVE
) -> Matter:
    """The first matter whose stages are all of this kind."""
    return next(
        matter
        for matter in catalogue.matters
        if matter.disclosure is disclosure and {stage.kind for stage in matter.time_limit.stages} == {kind}
    )


def test_the_law_s_limit_is_read_from_the_standards(catalogue: Catalogue) -> None:
    assert legal_limit(catalogue.obligations) == Span(20, TimeUnit.WORKING_DAY)
    assert legal_limit([]) is None


@pytest.mark.parametrize("kind", [StageKind.PROMPT, StageKind.REALTIME, StageKind.ON_EVENT])
def test_promptly_means_within_the_law_s_limit_at_the_latest(catalogue: Catalogue, kind: StageKind) -> None:
    matter, outer = first_with(catalogue, kind), legal_limit(catalogue.obligations)
    assert publish_by(matter, FORMED, catalogue.calendar, outer) == TWENTY
    assert publish_by(matter, FORMED, catalogue.calendar) is None


@pytest.mark.parametrize("kind", [StageKind.RECURRING, StageKind.BEFORE])
def test_what_has_another_rhythm_gets_no_day_from_the_law(catalogue: Catalogue, kind: StageKind) -> None:
    matter, outer = first_with(catalogue, kind), legal_limit(catalogue.obligations)
    assert publish_by(matter, FORMED, catalogue.calendar, outer) is None


def test_what_is_given_on_request_gets_no_day_from_the_law(catalogue: Catalogue) -> None:
    matter = first_with(catalogue, StageKind.PROMPT, Disclosure.ON_REQUEST)
    assert publish_by(matter, FORMED, catalogue.calendar, legal_limit(catalogue.obligations)) is None


def test_limits_of_parts_count_when_the_last_of_them_has_passed(catalogue: Catalogue) -> None:
    matter = next(
        matter
        for matter in catalogue.matters
        if matter.time_limit.publish_within is None
        and any(stage.kind is StageKind.WITHIN for stage in matter.time_limit.stages)
    )
    assert publish_by(matter, FORMED, catalogue.calendar) == TWENTY
