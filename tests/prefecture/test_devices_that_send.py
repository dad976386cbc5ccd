"""A laptop that was restored or copied is halted until a person decides; a stopped one brings nothing more and loses nothing."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.base.errors import Refusal
from desktop.sync.enrolment import make_request, party_of, write_document
from desktop.sync.models import Office
from desktop.sync.revocation import Revoked, make_revocations, parse_revocations, write_revocations
from desktop.sync.seal import new_identity, recipient_of
from prefecture.database.connection import connected
from prefecture.devices import Decision, decide, revoke, take_list, write_list
from prefecture.enrol import enrol
from prefecture.intake import Intake
from tests.prefecture.conftest import County, contents, story
from tests.prefecture.serving import Sender, serving
from tests.prefecture.test_taking_bundles_in import asked, everything

MakeCounty = Callable[..., County]
ROWS = [{"name": "扎西·东智", "amount": "386.00"}]


def forked(intake: Intake, county: County) -> list[Path]:
    """The county's bundles 1 and 2 are in; of another 2 and 3 that a copy of the laptop wrote, the paths."""
    intake.take(county.write(contents(story("first", ROWS))))
    at = county.sequence, county.previous
    intake.take(county.write(contents(story("second", ROWS))))
    county.sequence, county.previous = at
    return [
        county.write(contents(story("copied", ROWS))),
        county.write(contents(story("copied-later", ROWS))),
    ]


def halted(intake: Intake, path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        intake.take(path)
    assert refused.value.code == "device-state"


def records(intake: Intake) -> list[str]:
    return [record for (record,) in asked(intake, "SELECT record FROM records ORDER BY 1")]


def test_a_copied_laptop_is_halted_and_its_bundles_are_kept(intake: Intake, county_of: MakeCounty) -> None:
    county, other = county_of(), county_of("632221")
    for path in forked(intake, county):
        halted(intake, path)
        halted(intake, path)
    honest = other.write(contents(story("elsewhere", ROWS, organisation="632221101")))
    assert intake.take(honest).accepted == 1, "nobody else is held up"
    assert records(intake) == ["elsewhere", "first", "second"]
    assert asked(intake, "SELECT sequence FROM bundles WHERE status = 'halted' ORDER BY 1") == [(2,), (3,)]
    assert len(intake.store.kept()) == 5
    assert asked(intake, "SELECT sequence, texts FROM troubles") == [
        (2, ["2 号包以前收到过一个，内容不一样。"])
    ]


def test_what_a_person_explained_is_loaded_without_being_sent_again(
    intake: Intake, county_of: MakeCounty
) -> None:
    county = county_of()
    for path in reversed(forked(intake, county)):
        halted(intake, path)
        path.unlink()
    done = decide(intake, county.sender.device, Decision.EXPLAINED)
    assert [answer.sequence for answer in done.loaded] == [2, 3]
    assert (done.refused, done.dropped) == ((), 0)
    assert records(intake) == ["copied", "copied-later", "first", "second"]
    assert intake.take(county.write(contents(story("goes-on", ROWS)))).accepted == 1
    with pytest.raises(Refusal, match="没有要定的情况"):
        decide(intake, county.sender.device, Decision.EXPLAINED)


@pytest.mark.parametrize("decision", [Decision.RESTORED, Decision.CLONED])
def test_a_laptop_that_was_stopped_brings_nothing_more(
    intake: Intake, county_of: MakeCounty, decision: Decision, tmp_path: Path
) -> None:
    county = county_of()
    for path in forked(intake, county):
        halted(intake, path)
    assert decide(intake, county.sender.device, decision).dropped == 2
    with pytest.raises(Refusal) as refused:
        intake.take(county.write(contents(story("more", ROWS))))
    assert refused.value.code == "sender-revoked"
    assert records(intake) == ["first", "second"]
    party = party_of(
        county.sender.device, county.sender.organisation, county.sender.signing_key, recipient_of(new_identity())
    )  # fmt: skip
    again = write_document(
        make_request(party, county.sender.signing_key, "2026-09-16T09:00:00+08:00"), tmp_path
    )
    with pytest.raises(Refusal) as declined:
        enrol(intake.url, intake.receiver, again, tmp_path, intake.clock)
    assert declined.value.code == "enrolled-and-stopped"


def test_of_two_copies_at_once_only_one_is_loaded(intake: Intake, county_of: MakeCounty) -> None:
    county = county_of()
    paths = []
    for name in "abcd":
        county.sequence, county.previous = 0, ""
        paths.append(county.write(contents(story(name, ROWS))))
    seen: list[str] = []

    def take(path: Path) -> None:
        try:
            intake.take(path)
        except Refusal as refusal:
            seen.append(refusal.code)

    threads = [threading.Thread(target=take, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["device-state"] * 3
    assert len(records(intake)) == 1


def test_the_sender_asks_for_its_receipt_until_it_is_decided(intake: Intake, county_of: MakeCounty) -> None:
    county = county_of()
    path = forked(intake, county)[0]
    with serving(intake) as address:
        sender = Sender(address)
        data = path.read_bytes()
        sender.patch(sender.create(data).headers["location"], 0, data)
        bundle = county.made[2].bundle
        while not asked(intake, "SELECT 1 FROM troubles"):
            assert sender.client.get(f"/receipts/{bundle}").status_code == 404
        answer = sender.client.get(f"/receipts/{bundle}")
        assert (answer.status_code, "已经存好" in answer.json()["words"]) == (404, True)
        assert sender.client.get(f"/arrivals/{bundle}").status_code == 200
        assert "mingbai_devices_undecided 1" in sender.client.get("/metrics").text
        decide(intake, county.sender.device, Decision.EXPLAINED)
        assert sender.receipt(bundle).json()["counts"]["accepted"] == 1
        sender.client.close()


def test_the_list_of_stopped_devices_is_signed_and_grows(
    intake: Intake, county_of: MakeCounty, tmp_path: Path
) -> None:
    lost, left = county_of(), county_of("632221")
    with pytest.raises(Refusal, match="还没有停用过"):
        write_list(intake, tmp_path)
    revoke(intake, lost.sender.device, "lost")
    keys = {intake.receiver.device: intake.receiver.party.key}
    first = parse_revocations(write_list(intake, tmp_path).read_bytes(), keys, {})
    assert [(one.device, one.reason) for one in first.revoked] == [(lost.sender.device, "lost")]
    revoke(intake, left.sender.device, "left")
    revoke(intake, left.sender.device, "left")
    second = parse_revocations(
        write_list(intake, tmp_path).read_bytes(), keys, {intake.receiver.device: first.number}
    )
    assert (first.number, second.number, len(second.revoked)) == (1, 2, 2)
    with pytest.raises(Refusal, match="没有登记过"):
        revoke(intake, "nobody", "lost")


def test_a_county_stops_its_own_townships_devices_and_no_others(
    intake: Intake, county_of: MakeCounty, tmp_path: Path
) -> None:
    county, township, stranger = county_of(), county_of("632299101", level="township"), county_of("632221")
    before = story("before", ROWS)
    intake.take(township.write(contents(before)))

    def said(number: int, *stopped: County, key: bytes = county.sender.signing_key) -> Path:
        revoked = tuple(
            Revoked(
                device=one.sender.device, organisation=one.code, key=_key(one), at="2026-09-16T09:00:00+08:00", reason="lost"
            )
            for one in stopped
        )  # fmt: skip
        office = Office(code=county.code, unit="县", level="county")
        listed = make_revocations(
            office, county.sender.device, key, number, revoked, "2026-09-16T09:00:00+08:00"
        )
        return write_revocations(listed, tmp_path)

    listed, stopped = take_list(intake, said(2, township, stranger, county))
    assert (listed.number, len(listed.revoked), len(stopped)) == (2, 3, 1)
    assert asked(intake, "SELECT device FROM contacts WHERE revoked_at <> ''") == [(township.sender.device,)]
    with pytest.raises(Refusal) as older:
        take_list(intake, said(1))
    assert older.value.code == "revocations-older"
    with pytest.raises(Refusal) as forged:
        take_list(intake, said(3, stranger, key=stranger.sender.signing_key))
    assert forged.value.code == "revocations-forged"


def _key(one: County) -> str:
    return Ed25519PrivateKey.from_private_bytes(one.sender.signing_key).public_key().public_bytes_raw().hex()


def test_a_rebuilt_database_has_what_a_stopped_device_brought_before(
    intake: Intake, county_of: MakeCounty
) -> None:
    county, other = county_of(), county_of("632221")
    for path in forked(intake, county):
        halted(intake, path)
    intake.take(other.write(contents(story("other", ROWS, organisation="632221101"))))
    decide(intake, county.sender.device, Decision.CLONED)
    revoke(intake, other.sender.device, "left")
    before = everything(intake)
    with connected(intake.url) as connection:
        connection.execute(
            "TRUNCATE record_places, records, revisions, roster_rows, postings, attachments, held"
        )
        connection.execute("DELETE FROM bundles WHERE status = 'loaded'")
    with intake.one_after_another(kept=True) as take:
        for path in intake.store.kept():
            with suppress(Refusal):
                take(path)
    assert everything(intake) == before
    assert records(intake) == ["first", "other", "second"]


def test_a_device_with_another_key_under_a_known_name_is_not_enrolled(
    intake: Intake, county_of: MakeCounty, tmp_path: Path
) -> None:
    county = county_of()
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    party = party_of(county.sender.device, county.sender.organisation, key, recipient_of(new_identity()))
    asked_for = write_document(make_request(party, key, "2026-09-16T09:00:00+08:00"), tmp_path)
    with pytest.raises(Refusal) as refused:
        enrol(intake.url, intake.receiver, asked_for, tmp_path, intake.clock)
    assert refused.value.code == "enrolled-with-another-key"
    forged = asked_for.read_bytes().replace(b'"county"', b'"village"')
    asked_for.write_bytes(forged)
    with pytest.raises(Refusal):
        enrol(intake.url, intake.receiver, asked_for, tmp_path, replace(intake).clock)
