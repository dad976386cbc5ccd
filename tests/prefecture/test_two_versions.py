"""A person at the prefecture decides which of two versions is in force: the other is kept and shown, nothing is lost, whatever
else comes fits in, and every office below hears of it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.base.errors import Refusal
from desktop.sync.receipts import parse_receipt
from desktop.sync.signing import document_holds
from prefecture.conflicts import Keep, decide, kept, show, waiting
from prefecture.database.connection import connected
from prefecture.intake import Intake
from prefecture.replay import Replayed, replay
from tests.prefecture.conftest import County, Story, contents, next_revision, posted, story
from tests.prefecture.test_taking_bundles_in import A, B, asked, everything

MakeCounty = Callable[..., County]
C = [{"name": "扎西·东智", "amount": "420.00"}]


@pytest.fixture
def parted(intake: Intake, county_of: MakeCounty) -> tuple[County, County, Story, Story]:
    """Two laptops of one county went on from one revision in two ways: the first one's is in force."""
    ours, theirs = county_of(), county_of()
    told = story("a", A, values={"summary": "第一次"})
    mine, other = next_revision(told, B, title="甲"), next_revision(told, C, title="乙")
    intake.take(ours.write(contents(mine)))
    assert intake.take(theirs.write(contents(posted(other)))).conflict == 1
    return ours, theirs, mine, other


def the_one(intake: Intake) -> str:
    [conflict] = waiting(intake)
    return conflict.held.id


def chain(intake: Intake) -> list[str]:
    return [
        digest
        for (digest,) in asked(intake, "SELECT digest FROM revisions WHERE record = 'a' ORDER BY number")
    ]


def digests(told: Story) -> list[str]:
    return [revision.digest for revision in told.line.revisions]


def roster(intake: Intake) -> list[Any]:
    found = asked(
        intake, 'SELECT DISTINCT ON ("row") "values" FROM roster_rows ORDER BY "row", revision DESC'
    )
    return [values for (values,) in found if values is not None]


def test_both_versions_are_shown_beside_each_other(intake: Intake, parted: Any) -> None:
    shown = show(intake, the_one(intake))
    said = {line.place: (line.ours, line.theirs, line.public) for line in shown.lines}
    assert said["标题"] == ("甲", "乙", True)
    assert said["名单第 1 行，amount"] == ("400.00", "420.00", False)
    assert len(said) == 2, "what both share is not shown"
    assert shown.sides.fork == 1


def test_ours_stays_and_the_other_is_kept(intake: Intake, parted: Any) -> None:
    _, theirs, mine, other = parted
    before = everything(intake)[:4]
    done = decide(intake, the_one(intake), Keep.OURS, "以 复核过的\n为准", "卓玛")
    assert everything(intake)[:4] == before
    assert chain(intake) == digests(mine)
    assert (waiting(intake), done.released) == ([], ())
    [loser] = kept(intake, "a")
    assert (loser.resolved, loser.resolved_by, loser.resolved_for) == ("ours", "卓玛", "以 复核过的 为准")
    assert loser.held.understood().line.digest == other.line.digest
    said = done.said
    assert [one.digest for one in said.kept] == digests(mine)[1:]
    assert [one.digest for one in said.gave_way] == digests(other)[1:]
    assert (said.text, said.organisation, said.sender.code) == ("以 复核过的 为准", "632299101", "632200")
    assert document_holds(said, intake.receiver.party.key)
    assert intake.take(theirs.write(contents(other))).conflict == 1, "known, and not asked about again"
    assert waiting(intake) == []


def test_theirs_takes_the_place_of_ours_and_ours_is_kept_whole(intake: Intake, parted: Any) -> None:
    ours, theirs, mine, other = parted
    done = decide(intake, the_one(intake), Keep.THEIRS, "乙的是县里复核的", "卓玛")
    assert chain(intake) == digests(other)
    assert roster(intake) == C
    assert asked(intake, "SELECT title, state, digest FROM records") == [("乙", "posted", other.line.digest)]
    assert asked(intake, "SELECT posting FROM postings") == [("p-a",)]
    assert [one.digest for one in done.said.kept] == digests(other)[1:]
    found = {one.resolved: one for one in kept(intake, "a")}
    assert set(found) == {"theirs", "replaced"}
    assert show(intake, found["theirs"].held.id).lines == (), "it is what is in force"
    assert {line.place for line in show(intake, found["replaced"].held.id).lines} == {
        "标题",
        "名单第 1 行，amount",
    }
    back = found["replaced"].held.understood()
    assert [one.digest for one in back.line.revisions] == digests(mine)[1:]
    assert {row.row: row.values for row in back.rows} == {
        row.row: row.values for row in mine.rows if row.revision == 2
    }
    assert intake.take(ours.write(contents(mine))).conflict == 1
    assert intake.take(theirs.write(contents(other))).duplicate == 1
    assert waiting(intake) == []
    third = next_revision(other, A)
    assert intake.take(theirs.write(contents(third.since(2)))).accepted == 1, (
        "it goes on from what is in force"
    )
    assert roster(intake) == A


def test_the_version_that_gave_way_can_be_asked_about_again_by_a_new_revision(
    intake: Intake, parted: Any
) -> None:
    ours, _, mine, other = parted
    decide(intake, the_one(intake), Keep.THEIRS, "乙的对", "卓玛")
    third = next_revision(mine, A, title="甲，又改过")
    assert intake.take(ours.write(contents(third.since(2)))).conflict == 1
    done = decide(intake, the_one(intake), Keep.THEIRS, "甲改过以后是对的", "卓玛")
    assert chain(intake) == digests(third)
    assert roster(intake) == A
    assert [one.digest for one in done.said.kept] == digests(third)[1:]
    assert [one.digest for one in done.said.gave_way] == digests(other)[1:]
    assert done.said.number == 2


@pytest.mark.parametrize("keep", list(Keep))
def test_versions_without_a_common_beginning_and_of_another_year(
    intake: Intake, county_of: MakeCounty, keep: Keep
) -> None:
    first, second = county_of(), county_of()
    mine = posted(story("a", A, formed_on="2026-09-14"))
    other = next_revision(story("a", B, formed_on="2025-03-01"), C, formed_on="2025-03-01")
    intake.take(first.write(contents(mine)))
    intake.take(second.write(contents(other)))
    decide(intake, the_one(intake), keep, "核对过", "卓玛")
    assert chain(intake) == digests(other if keep is Keep.THEIRS else mine)
    assert roster(intake) == (C if keep is Keep.THEIRS else A)
    assert asked(intake, "SELECT count(*), count(DISTINCT year) FROM record_places") == [(1, 1)]
    hung = [] if keep is Keep.THEIRS else [("p-a",)]
    assert asked(intake, "SELECT posting FROM postings") == hung, "a sheet goes with the version it shows"
    goes_on = next_revision(other if keep is Keep.THEIRS else mine, B)
    sender = second if keep is Keep.THEIRS else first
    assert intake.take(sender.write(contents(goes_on.since(goes_on.line.revision - 1)))).accepted == 1


def test_a_version_is_decided_as_a_whole_by_its_newest_revision(intake: Intake, parted: Any) -> None:
    _, theirs, _, other = parted
    old = the_one(intake)
    third = next_revision(other, A, title="乙，又改过")
    assert intake.take(theirs.write(contents(third.since(2)))).conflict == 1
    newest = the_one(intake)
    assert newest != old
    with pytest.raises(Refusal, match=newest):
        decide(intake, old, Keep.THEIRS, "乙", "卓玛")
    decide(intake, newest, Keep.THEIRS, "乙", "卓玛")
    assert chain(intake) == digests(third)
    assert waiting(intake) == []


def test_what_goes_on_from_the_version_that_won_comes_in_with_it(intake: Intake, parted: Any) -> None:
    _, theirs, _, other = parted
    third, fork = next_revision(other, A), next_revision(other, [])
    intake.take(theirs.write(contents(third.since(2))))
    assert intake.take(theirs.write(contents(fork.since(2)))).conflict == 1
    by_digest = {one.held.understood().line.digest: one.held.id for one in waiting(intake)}
    assert set(by_digest) == {third.line.digest, fork.line.digest}
    decide(intake, by_digest[fork.line.digest], Keep.OURS, "不要", "卓玛")
    decide(intake, by_digest[third.line.digest], Keep.THEIRS, "要", "卓玛")
    assert chain(intake) == digests(third)
    assert waiting(intake) == []


def test_an_incomplete_version_cannot_take_a_place(intake: Intake, parted: Any) -> None:
    _, theirs, _, other = parted
    fourth = next_revision(next_revision(other, A), B)
    intake.take(theirs.write(contents(fourth.since(3))))
    assert asked(intake, "SELECT reason FROM held WHERE revision = 4") == [("waiting",)]
    decide(intake, the_one(intake), Keep.THEIRS, "乙", "卓玛")
    assert chain(intake) == digests(other), "the third has not come"
    assert intake.take(theirs.write(contents(next_revision(other, A).since(2)))).accepted == 1
    assert chain(intake) == digests(fourth)


def test_a_version_whose_roster_is_not_what_was_sealed_does_not_take_a_place(
    intake: Intake, county_of: MakeCounty
) -> None:
    ours, theirs = county_of(), county_of()
    told = story("a", A)
    intake.take(ours.write(contents(next_revision(told, B))))
    other = next_revision(told, C)
    forged = contents(other)
    lying = tuple(
        row.model_copy(update={"values": {"name": "别人"}}) if row.revision == 2 and row.values else row
        for row in forged.rows
    )
    assert intake.take(theirs.write(replace(forged, rows=lying))).conflict == 1
    before = everything(intake)
    with pytest.raises(Refusal, match="收不进来") as refused:
        decide(intake, the_one(intake), Keep.THEIRS, "乙", "卓玛")
    assert refused.value.code == "branch-unfit"
    assert everything(intake) == before, "all or nothing"


@pytest.mark.parametrize(
    ("reason", "by"),
    [
        ("", "卓玛"),
        ("  \n ", "卓玛"),
        ("对", ""),
        ("长" * 2001, "卓玛"),
        ("对\u0007", "卓玛"),
        ("对", "名" * 101),
    ],
)
def test_a_word_needs_a_reason_and_a_name(intake: Intake, parted: Any, reason: str, by: str) -> None:
    held_id = the_one(intake)
    with pytest.raises(Refusal) as refused:
        decide(intake, held_id, Keep.OURS, reason, by)
    assert refused.value.code == "bad-words"
    assert the_one(intake) == held_id


def test_nothing_is_decided_twice_or_about_nothing(intake: Intake, parted: Any) -> None:
    held_id = the_one(intake)
    decide(intake, held_id, Keep.OURS, "对", "卓玛")
    for asked_for, code in ((held_id, "decided"), ("nothing", "no-conflict")):
        with pytest.raises(Refusal) as refused:
            decide(intake, asked_for, Keep.THEIRS, "对", "卓玛")
        assert refused.value.code == code
    assert asked(intake, "SELECT count(*) FROM settled") == [(1,)]


def test_receipts_stay_as_they_were_and_add_up(intake: Intake, parted: Any) -> None:
    keys = {intake.receiver.device: intake.receiver.party.key}
    query = "SELECT receipt FROM bundles ORDER BY bundle"
    before = asked(intake, query)
    decide(intake, the_one(intake), Keep.THEIRS, "乙", "卓玛")
    assert asked(intake, query) == before
    for (data,) in before:
        counts = parse_receipt(data, keys).counts
        assert counts.accepted + counts.duplicate + counts.conflict + counts.rejected == 1


def forget(intake: Intake) -> None:
    """The database as from an older backup: enrolments are in it, what came since is not."""
    with connected(intake.url) as connection:
        connection.execute(
            "TRUNCATE bundles, record_places, records, revisions, roster_rows, postings, attachments, held, settled, downs"
        )


def taken_again(intake: Intake) -> None:
    with intake.one_after_another(kept=True) as take:
        for path in intake.store.kept():
            take(path)


def test_a_database_built_anew_knows_what_was_decided(intake: Intake, parted: Any) -> None:
    ours, theirs, mine, other = parted
    decide(intake, the_one(intake), Keep.THEIRS, "乙", "卓玛")
    third = next_revision(other, A)
    intake.take(theirs.write(contents(third.since(2))))
    late = next_revision(mine, C, title="甲，又改过")
    intake.take(ours.write(contents(late.since(2))))
    decide(intake, the_one(intake), Keep.OURS, "还是乙", "卓玛")
    before, words = (
        everything(intake),
        asked(intake, "SELECT number, decided_by, document FROM settled ORDER BY 1"),
    )
    forget(intake)
    taken_again(intake)
    assert chain(intake) != digests(third)
    assert replay(intake) == Replayed(2, ())
    assert everything(intake) == before
    assert asked(intake, "SELECT number, decided_by, document FROM settled ORDER BY 1") == words
    assert replay(intake) == Replayed(0, ())
    intake.store.decisions.joinpath("000000002.json").unlink()
    replay(intake)
    assert len(intake.store.kept_decisions()) == 2, "what did not get as far as the store is written there"


def test_decisions_whose_versions_are_not_here_and_words_of_others_are_not_carried_out(
    intake: Intake, parted: Any
) -> None:
    decide(intake, the_one(intake), Keep.THEIRS, "乙", "卓玛")
    path = intake.store.decisions / "000000001.json"
    true = path.read_bytes()
    forget(intake)
    assert replay(intake) == Replayed(0, ("a",))
    taken_again(intake)
    for lie in (true.replace("乙".encode(), "丙".encode()), b"{}", b"", true[:-1]):
        path.write_bytes(lie)
        assert replay(intake) == Replayed(0, ())
    path.write_bytes(true)
    assert replay(intake) == Replayed(1, ())


def test_whichever_came_first_the_same_word_ends_the_same(intake: Intake, county_of: MakeCounty) -> None:
    told = posted(story("a", A, formed_on="2025-12-30"))
    one = posted(next_revision(told, B, title="甲", formed_on="2025-12-30"))
    two = next_revision(
        next_revision(told, C, title="乙", formed_on="2026-01-02"), [], formed_on="2026-01-02"
    )
    ends = []
    for first, second, keep in ((one, two, Keep.THEIRS), (two, one, Keep.OURS)):
        intake.take(county_of().write(contents(first)))
        intake.take(county_of().write(contents(second)))
        said = decide(intake, the_one(intake), keep, "乙的对", "卓玛").said
        beside = {
            held.held.understood().line.digest for held in kept(intake, "a") if held.resolved != "theirs"
        }
        assert beside == {one.line.digest}
        ends.append((everything(intake), said.kept, said.gave_way))
        with connected(intake.url) as connection:
            connection.execute(
                "TRUNCATE bundles, record_places, records, revisions, roster_rows, postings, attachments, held, settled"
            )
    assert ends[0] == ends[1]
    assert ends[0][0][3] == []


def test_of_two_people_who_decide_at_once_one_is_heard(intake: Intake, parted: Any) -> None:
    held_id, done = the_one(intake), list[object]()

    def say(keep: Keep) -> None:
        try:
            done.append(decide(intake, held_id, keep, "同时", "卓玛").said)
        except Refusal as refusal:
            done.append(refusal.code)

    people = [threading.Thread(target=say, args=(keep,)) for keep in (*Keep, *Keep)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(one for one in done if isinstance(one, str)) == ["decided"] * 3
    [said] = [one for one in done if not isinstance(one, str)]
    assert chain(intake)[1:] == [one.digest for one in said.kept]  # type: ignore[attr-defined]
    assert len(intake.store.kept_decisions()) == 1
    assert asked(intake, "SELECT count(*) FROM settled") == [(1,)]
