"""A bundle from a county comes in once, whole, whatever the order, and is answered with a receipt that adds up."""

import itertools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import Refusal
from desktop.sync.read import Archive
from desktop.sync.receipts import parse_receipt
from prefecture.database.connection import connected
from prefecture.intake import Answer, Intake
from tests.prefecture.conftest import County, Story, contents, next_revision, posted, story

MakeCounty = Callable[..., County]
A = [{"name": "扎西·东智", "amount": "386.00"}, {"name": "马得福\t\\N", "amount": "386.00"}]
B = [{"name": "扎西·东智", "amount": "400.00"}]


def asked(intake: Intake, query: str, *values: object) -> list[tuple[Any, ...]]:
    with connected(intake.url) as connection:
        return connection.execute(query.encode(), values).fetchall()


def everything(intake: Intake) -> list[list[tuple[Any, ...]]]:
    """The final state, without what depends on the way there."""
    return [
        asked(intake, "SELECT record, state, revision, digest FROM records ORDER BY 1"),
        asked(intake, "SELECT record, number, digest FROM revisions ORDER BY 1, 2"),
        asked(intake, 'SELECT record, "row", revision, position, "values" FROM roster_rows ORDER BY 1, 2, 3'),
        asked(intake, "SELECT record, posting, hung FROM postings ORDER BY 1, 2"),
        asked(intake, "SELECT record FROM held WHERE resolved = ''"),
    ]


def test_a_bundle_comes_in_and_the_receipt_adds_up(intake: Intake, county_of: MakeCounty) -> None:
    answer = intake.take(county_of().write(contents(story("a", A), posted(story("b", [])))))
    receipt = parse_receipt(answer.receipt, {intake.receiver.device: intake.receiver.party.key})
    assert (answer.accepted, answer.duplicate, answer.conflict, answer.rejected) == (2, 0, 0, 0)
    assert receipt.receiver.level == "prefecture"
    assert [(line.record, line.status) for line in receipt.lines] == [("a", "accepted"), ("b", "accepted")]
    assert asked(intake, 'SELECT "values" FROM roster_rows ORDER BY "row"') == [(A[0],), (A[1],)]
    assert asked(intake, "SELECT posting FROM postings") == [("p-b",)]
    assert asked(intake, "SELECT tableoid::regclass::text FROM records WHERE record = 'a'") == [
        ("records_632299_2026",)
    ]


def test_the_bytes_are_kept_under_their_own_digest(intake: Intake, county_of: MakeCounty) -> None:
    path = county_of().write(contents(story("a", A)))
    intake.take(path)
    [(file,)] = asked(intake, "SELECT file FROM bundles")
    assert intake.store.path_of(file).read_bytes() == path.read_bytes()


def test_the_same_bundle_again_gives_the_same_receipt_and_changes_nothing(
    intake: Intake, county_of: MakeCounty
) -> None:
    path = county_of().write(contents(story("a", A)))
    first, before = intake.take(path), everything(intake)
    again = intake.take(path)
    assert again.known
    assert again.receipt == first.receipt
    assert everything(intake) == before


def test_a_new_revision_follows_and_only_its_rows_are_stored(intake: Intake, county_of: MakeCounty) -> None:
    county, told = county_of(), story("a", A)
    intake.take(county.write(contents(told)))
    answer = intake.take(county.write(contents(next_revision(told, B).since(1))))
    assert answer.accepted == 1
    assert asked(intake, 'SELECT "row", revision, "values" FROM roster_rows ORDER BY 1, 2') == [
        ("r1", 1, A[0]),
        ("r1", 2, B[0]),
        ("r2", 1, A[1]),
        ("r2", 2, None),
    ]


def test_bundles_in_any_order_end_in_the_same_state(
    intake: Intake, county_of: MakeCounty, postgres: Any
) -> None:
    county, first = county_of(), story("a", A)
    second = next_revision(first, B)
    third = next_revision(second, A)
    told = [first, second.since(1), posted(third.since(2)), posted(third.since(3), removed=True)]
    paths = [county.write(contents(each)) for each in told]
    states = []
    for order in list(itertools.permutations(paths))[::3]:  # every bundle comes first, and last, and between
        for path in order:
            intake.take(path)
        for path in order:  # everything once more
            intake.take(path)
        states.append(everything(intake))
        with connected(intake.url) as connection:
            connection.execute(
                "TRUNCATE bundles, record_places, records, revisions, roster_rows, postings, attachments, held"
            )
    assert len(states) == 8
    assert all(state == states[0] for state in states)
    assert states[0][0] == [("a", "taken_down", 3, third.line.digest)]
    assert states[0][4] == []


def test_in_a_conflict_both_versions_are_kept(intake: Intake, county_of: MakeCounty) -> None:
    ours, theirs = county_of(), county_of()
    told = story("a", A)
    intake.take(ours.write(contents(next_revision(told, B))))
    answer = intake.take(theirs.write(contents(next_revision(told, []))))
    assert (answer.conflict, answer.accepted) == (1, 0)
    assert asked(intake, "SELECT kind, reason FROM held") == [("conflict", "both_changed")]
    assert asked(intake, "SELECT digest FROM records") == [(next_revision(told, B).line.digest,)]
    repeated = intake.take(theirs.write(contents(next_revision(told, []))))
    assert repeated.conflict == 1
    assert asked(intake, "SELECT count(*) FROM held") == [(1,)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"matter": "NICHT-001"}, "unknown_matter"),
        ({"form": "nothing"}, "unknown_form"),
        ({"organisation": "632521103"}, "foreign_organisation"),
        ({"title": "说的是别的"}, "faulty"),
        ({"drafted_by": "a\x00b"}, "faulty"),
    ],
)
def test_what_is_not_understood_waits_and_does_not_stop_the_rest(
    intake: Intake, county_of: MakeCounty, change: dict[str, str], why: str
) -> None:
    odd = story("odd", A)
    odd = Story(odd.line.model_copy(update=change), odd.rows, odd.state)
    answer = intake.take(county_of().write(contents(odd, story("good", A))))
    assert (answer.accepted, answer.rejected) == (1, 1)
    assert asked(intake, "SELECT record, reason FROM held") == [("odd", why)]
    assert asked(intake, "SELECT record FROM records") == [("good",)]


def test_a_roster_that_is_not_the_sealed_one_is_held(intake: Intake, county_of: MakeCounty) -> None:
    told = story("a", A)
    altered = told.rows[0].model_copy(update={"values": {"name": "别人", "amount": "1.00"}})
    intake.take(county_of().write(contents(Story(told.line, (altered, *told.rows[1:]), told.state))))
    assert asked(intake, "SELECT reason FROM held") == [("roster_differs",)]
    assert asked(intake, "SELECT count(*) FROM roster_rows") == [(0,)]


def test_one_county_cannot_touch_the_records_of_another(intake: Intake, county_of: MakeCounty) -> None:
    first, second = county_of("632299"), county_of("632221")
    told = story("a", A)
    intake.take(first.write(contents(told)))
    taken_over = story("a", B, organisation="632221102")
    answer = intake.take(second.write(contents(taken_over)))
    assert answer.rejected == 1
    assert asked(intake, "SELECT organisation, digest FROM records") == [("632299101", told.line.digest)]


def test_two_intakes_of_one_bundle_at_once_take_it_in_once(intake: Intake, county_of: MakeCounty) -> None:
    path = county_of().write(contents(*(story(f"r{n}", A) for n in range(20))))
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(intake.take(path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert {answer.receipt for answer in answers} == {answers[0].receipt}
    assert sorted(answer.known for answer in answers) == [False, True, True, True]
    assert asked(intake, "SELECT count(*) FROM roster_rows") == [(40,)]


def test_a_file_another_receiver_cleared_away_is_no_refusal(
    intake: Intake, county_of: MakeCounty, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = county_of().write(contents(story("a", A)))
    true_opened = Intake._opened

    def the_other_was_quicker(ours: Intake, at: Path) -> Archive:
        at.unlink()
        return true_opened(ours, at)

    monkeypatch.setattr(Intake, "_opened", the_other_was_quicker)
    with pytest.raises(Refusal):
        intake.take(path)
    assert asked(intake, "SELECT count(*) FROM refusals") == [(0,)]


def test_an_attachment_is_found_again_in_the_bag_that_brought_it(
    intake: Intake, county_of: MakeCounty
) -> None:
    county, told = county_of(), story("a", A, files=(b"\x89PNG no picture",))
    intake.take(county.write(contents(told)))
    later = next_revision(told, B).since(1)
    answer = intake.take(county.write(contents(Story(later.line, later.rows, later.state))))
    assert answer.accepted == 1


@pytest.mark.parametrize("code", ["sender-unknown", "sender-key-differs", "sender-revoked", "wrong-receiver"])
def test_whoever_is_not_enrolled_is_turned_away_and_noted(
    intake: Intake, county_of: MakeCounty, code: str
) -> None:
    from dataclasses import replace as changed

    county = county_of(enrolled=code != "sender-unknown")
    if code == "sender-key-differs":
        county.sender = changed(county.sender, signing_key=county_of().sender.signing_key)
    if code == "wrong-receiver":
        county.receiver = changed(county.receiver, organisation="632500")
    if code == "sender-revoked":
        with connected(intake.url) as connection:
            connection.execute("UPDATE contacts SET revoked_at = '2026-09-10'")
    path = county.write(contents(story("a", A)))
    with pytest.raises(Refusal) as refused:
        intake.take(path)
    assert refused.value.code == code
    assert asked(intake, "SELECT code FROM refusals") == [(code,)]
    assert asked(intake, "SELECT count(*) FROM records") == [(0,)]
    assert not list(intake.store.folder.rglob("bundles/*/*/*"))


def test_a_damaged_bundle_is_turned_away_at_every_place(
    intake: Intake, county_of: MakeCounty, tmp_path: Path
) -> None:
    whole = county_of().write(contents(story("a", A))).read_bytes()
    bad = tmp_path / "bad.mingbai"
    for at in range(0, len(whole), max(1, len(whole) // 25)):
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        with pytest.raises(Refusal):
            intake.take(bad)
        bad.write_bytes(whole[:at])
        with pytest.raises(Refusal):
            intake.take(bad)
    assert asked(intake, "SELECT count(*) FROM bundles") == [(0,)]
    assert asked(intake, "SELECT count(*) FROM records") == [(0,)]


def test_the_name_of_a_bundle_is_not_given_twice(intake: Intake, county_of: MakeCounty) -> None:
    county = county_of()
    intake.take(county.write(contents(story("a", A)), bundle="the-same"))
    with pytest.raises(Refusal) as refused:
        intake.take(county.write(contents(story("b", A)), bundle="the-same"))
    assert refused.value.code == "bundle-differs"
    assert asked(intake, "SELECT record FROM records") == [("a",)]


def test_words_that_no_database_can_hold_are_a_fault_of_the_bundle(
    intake: Intake, county_of: MakeCounty
) -> None:
    with pytest.raises(Refusal):
        intake.take(county_of().write(contents(story("a", A)), program="0.1\x00"))
    assert asked(intake, "SELECT status FROM bundles") == [("refused",)]
