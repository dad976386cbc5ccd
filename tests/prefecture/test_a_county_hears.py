"""From the prefecture's word on two versions to the township's screen: over the line to a real county, by stick to its township."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.usecases.exchange_views import TravelState
from desktop.usecases.line_settings import LineSettings
from desktop.usecases.office import Session
from prefecture.conflicts import Keep, decide
from prefecture.enrol import enrol
from prefecture.intake import Intake
from tests.conftest import Open
from tests.laptops import send
from tests.prefecture.conftest import County, contents, story
from tests.prefecture.serving import serving
from tests.prefecture.test_taking_bundles_in import A
from tests.prefecture.test_two_versions import the_one

MakeCounty = Callable[..., County]


def upload(county: Session, address: str) -> tuple[object, ...]:
    """Accepted, duplicate, conflict of the receipt that came back, and what was heard besides: given back, put right."""
    done = county.upload.send(LineSettings(server=address), wait=20).value
    heard = (done.heard.returned, done.heard.settled) if done.heard else ()
    return *((got.accepted, got.duplicate, got.conflict) for got in done.receipts), heard


@pytest.mark.parametrize(
    ("keep", "state"),
    [(Keep.OURS, TravelState.RETURNED), (Keep.THEIRS, TravelState.RECEIVED_PREFECTURE)],
)
def test_what_the_prefecture_decided_is_heard_by_the_county_and_by_its_township(
    intake: Intake, county_of: MakeCounty, as_person: Open, issued: str, tmp_path: Path, keep: Keep, state: TravelState
) -> None:  # fmt: skip
    township, county = as_person("李春梅"), as_person("王得福")
    request = county.exchange.request_enrolment(tmp_path).value
    grant = enrol(intake.url, intake.receiver, request, tmp_path / "grants", intake.clock)
    county.exchange.accept_grant(grant)
    stick = tmp_path / "stick"
    stick.mkdir()
    send(township, county, stick)
    intake.take(county_of().write(contents(story(issued, A))))
    with serving(intake) as address:
        assert upload(county, address) == ((0, 0, 1), ())
        [line] = county.exchange.status()
        assert line.state is TravelState.CONFLICT
        township.down.take_in(county.down.write(stick, "632299101").value.path)
        [waits] = township.exchange.status()
        assert "两边都改过，等那边定" in waits.detail
        decide(intake, the_one(intake), keep, "县里复核过", "卓玛")
        assert upload(county, address)[-1] == ((1, 0) if keep is Keep.OURS else (0, 1))
        assert upload(county, address)[-1] == (), "nothing new"
    township.down.take_in(county.down.write(stick, "632299101").value.path)
    for office in (county, township):
        [line] = office.exchange.status()
        assert line.state is state
        assert ("县里复核过" in line.detail) == (keep is Keep.OURS)
        assert "等那边定" not in line.detail
