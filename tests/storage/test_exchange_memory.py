"""What left, what arrived, what is missing, whom we know: remembered exactly, asked cheaply."""

from desktop.domain.exchange import Contact, Held, IncomingBundle, OutgoingBundle, Travel
from desktop.domain.organisation import Level
from desktop.storage import bundles, contacts, settings, travel
from desktop.storage.home import Home


def arrived(sequence: int, device: str = "d1", **changes: object) -> IncomingBundle:
    basis = {
        "bundle": f"{device}-{sequence}",
        "device": device,
        "organisation": "632524100",
        "sequence": sequence,
        "digest": f"{sequence:064d}",
        "imported_at": "2026-09-20T10:00:00+08:00",
        "receipt": b"signed",
    }
    return IncomingBundle.model_validate({**basis, **changes})


def test_sequences_run_without_a_gap_and_unanswered_ones_are_named(home: Home) -> None:
    with home.database.transaction() as session:
        assert bundles.next_sequence(session) == 1
        previous = ""
        for _ in range(3):
            number = bundles.next_sequence(session)
            left = OutgoingBundle(
                sequence=number,
                bundle=f"b{number}",
                receiver="county",
                digest=f"{number:064d}",
                previous=previous,
                contents=(("r1", 1), ("r2", number)),
            )
            bundles.add_outgoing(session, left)
            previous = left.digest
        bundles.keep_receipt(session, "b2", b"receipt", "2026-09-21T10:00:00+08:00")
    with home.database.reading() as session:
        assert bundles.without_receipt(session) == [1, 3]
        assert bundles.last_outgoing(session) == bundles.find_outgoing(session, "b3")
        answered = bundles.find_outgoing(session, "b2")
        assert answered is not None
        assert answered.contents == (("r1", 1), ("r2", 2))
        assert answered.receipt_at == "2026-09-21T10:00:00+08:00"
        assert [line.sequence for line in bundles.outgoing(session)] == [1, 2, 3]


def test_missing_arrivals_are_named_per_device_and_may_come_late(home: Home) -> None:
    with home.database.transaction() as session:
        for bundle in (arrived(2), arrived(5), arrived(1, "d2")):
            bundles.put_incoming(session, bundle)
        assert bundles.missing_sequences(session, "d1") == [1, 3, 4]
        assert bundles.missing_sequences(session, "d2") == []
        assert bundles.missing_sequences(session, "unknown") == []
        bundles.put_incoming(session, arrived(3))
        bundles.put_incoming(session, arrived(2, undone_at="2026-09-22T10:00:00+08:00"))
        assert bundles.missing_sequences(session, "d1") == [1, 4]
        assert bundles.find_incoming(session, "d1-5") == arrived(5)
        assert [line.sequence for line in bundles.incoming(session, "d1")] == [2, 3, 5]


def test_the_latest_travel_state_of_each_record_counts(home: Home) -> None:
    with home.database.transaction() as session:
        for record, revision, state in (
            ("r1", 1, "received_county"),
            ("r1", 2, "awaiting_receipt"),
            ("r2", 1, "x"),
        ):
            travel.put(session, Travel(record=record, revision=revision, state=state, sequence=revision))
        travel.put(session, Travel(record="r2", revision=1, state="conflict", detail="两边都改过"))
        assert {key: value.state for key, value in travel.latest(session).items()} == {
            "r1": "awaiting_receipt",
            "r2": "conflict",
        }
        assert [line.revision for line in travel.of_record(session, "r1")] == [1, 2]
        assert travel.find(session, "r1", 3) is None


def test_what_waits_for_a_decision_is_kept_unchanged(home: Home) -> None:
    item = Held(
        id="h1",
        bundle="b",
        record="r1",
        revision=2,
        kind="conflict",
        reason="两边都改过",
        held_at="2026-09-20T10:00:00+08:00",
        payload=b"\0as it came",
    )
    with home.database.transaction() as session:
        travel.hold(session, item)
        travel.hold(session, item.model_copy(update={"payload": b"another"}))
        assert travel.held(session) == [item]
        travel.resolve(session, "h1", "ours", "2026-09-21T10:00:00+08:00", "周海明")
        assert travel.held(session) == []
        (decided,) = travel.held(session, open_only=False, record="r1")
        assert (decided.resolved, decided.payload) == ("ours", item.payload)


def test_the_upward_contact_is_the_latest_one_not_revoked(home: Home) -> None:
    def contact(device: str, granted: str, **changes: object) -> Contact:
        basis = {
            "device": device,
            "organisation": "632524",
            "unit": "兴海县",
            "level": Level.COUNTY,
            "signing_key": device * 32,
            "recipient": "age1x",
            "upward": True,
            "granted_at": granted,
        }
        return Contact.model_validate({**basis, **changes})

    with home.database.transaction() as session:
        assert contacts.upward(session) is None
        contacts.put(session, contact("aa", "2026-01-01"))
        contacts.put(session, contact("bb", "2026-06-01"))
        contacts.put(session, contact("cc", "2026-07-01", revoked_at="2026-08-01"))
        contacts.put(session, contact("dd", "2026-09-01", upward=False, organisation="632524100"))
        upward = contacts.upward(session)
        assert upward == contact("bb", "2026-06-01")
        assert [line.device for line in contacts.every(session)] == ["aa", "bb", "cc", "dd"]


def test_settings_keep_json_values_and_have_defaults(home: Home) -> None:
    with home.database.transaction() as session:
        assert settings.get(session, "paper", "A4") == "A4"
        for value in ("A3", {"a": [1, "二"]}, None, False):
            settings.put(session, "paper", value)
            assert settings.get(session, "paper", "A4") == value
