"""Every case of a merge by name, and what must hold for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.record import RecordState
from desktop.sync.merge import STATE_ORDER, TREATMENT, WORDS, Case, Known, Ours, decide, further

TOWNSHIP = "632521103"
EVERYTHING = Known(matter=lambda _: True, form=lambda _matter, _form: True)


def ours(chain, length=None, state=RecordState.ISSUED, open_draft=False):
    return Ours(tuple(entry.digest for entry in chain[:length]), state, open_draft)


@pytest.fixture(scope="session")
def chain(making):
    return making.chain("r", 5)


@pytest.fixture(scope="session")
def other(making):
    return making.chain("r", 5, {"other": "yes"})


def forked(making, chain, at):
    """A chain that shares revisions up to ``at`` and then goes its own way."""
    found = list(chain[:at])
    for number in range(at + 1, 6):
        parent = found[-1].digest if found else ""
        found.append(making.revision("r", number, parent, [], {"fork": str(number)}))
    return found


def test_unknown_here_and_complete_is_new(making, chain):
    assert decide(None, making.line("r", chain[:2]), TOWNSHIP, EVERYTHING) is Case.NEW


def test_unknown_here_and_beginning_in_the_middle_waits(making, chain):
    assert decide(None, making.line("r", chain[:3], since=1), TOWNSHIP, EVERYTHING) is Case.WAITING


def test_the_same_head_is_unchanged(making, chain):
    assert decide(ours(chain, 2), making.line("r", chain[:2]), TOWNSHIP, EVERYTHING) is Case.UNCHANGED


def test_one_more_revision_is_theirs_newer(making, chain):
    for since in range(3):
        line = making.line("r", chain[:3], since=since)
        assert decide(ours(chain, 2), line, TOWNSHIP, EVERYTHING) is Case.THEIRS_NEWER


def test_an_older_head_is_ours_newer(making, chain):
    assert decide(ours(chain, 3), making.line("r", chain[:2]), TOWNSHIP, EVERYTHING) is Case.OURS_NEWER


def test_another_revision_of_the_same_number_is_both_changed(making, chain):
    line = making.line("r", forked(making, chain, 1)[:2])
    assert decide(ours(chain, 2), line, TOWNSHIP, EVERYTHING) is Case.BOTH_CHANGED


def test_a_longer_chain_that_parts_before_our_head_is_both_changed(making, chain):
    fork = forked(making, chain, 1)
    for since in (0, 1, 2):
        line = making.line("r", fork[:4], since=since)
        assert decide(ours(chain, 2), line, TOWNSHIP, EVERYTHING) is Case.BOTH_CHANGED


def test_work_begun_here_on_the_next_revision_is_not_run_over(making, chain):
    case = decide(ours(chain, 2, open_draft=True), making.line("r", chain[:3]), TOWNSHIP, EVERYTHING)
    assert case is Case.BOTH_CHANGED


def test_a_gap_after_our_head_waits(making, chain):
    assert decide(ours(chain, 1), making.line("r", chain[:4], since=2), TOWNSHIP, EVERYTHING) is Case.WAITING


def test_the_same_head_further_on_its_way_has_moved_on_and_never_back(making, chain):
    line = making.line("r", chain[:2], state="taken_down")
    assert decide(ours(chain, 2), line, TOWNSHIP, EVERYTHING) is Case.MOVED_ON
    assert decide(ours(chain, 2, RecordState.WITHDRAWN), line, TOWNSHIP, EVERYTHING) is Case.UNCHANGED


def test_what_the_catalogue_does_not_have_is_named(making, chain):
    line = making.line("r", chain[:1])
    no_matter = Known(lambda _: False, lambda _m, _f: True)
    no_form = Known(lambda _: True, lambda _m, _f: False)
    assert decide(None, line, TOWNSHIP, no_matter) is Case.UNKNOWN_MATTER
    assert decide(None, line, TOWNSHIP, no_form) is Case.UNKNOWN_FORM


def test_a_record_of_an_office_that_is_not_below_the_sender_is_foreign(making, chain):
    assert decide(None, making.line("r", chain[:1]), "632522", EVERYTHING) is Case.FOREIGN
    assert decide(None, making.line("r", chain[:1]), "632521", EVERYTHING) is Case.NEW


@pytest.mark.parametrize(
    "change", [{"title": "别的题目"}, {"formed_on": "2026-01-01"}, {"roster_count": 7}, {"digest": "0" * 64}]
)
def test_a_card_that_says_something_else_than_its_revision_is_faulty(making, chain, change):
    assert decide(None, making.line("r", chain[:2], **change), TOWNSHIP, EVERYTHING) is Case.FAULTY


def test_a_revision_that_is_not_what_its_digest_says_is_faulty(making, chain):
    altered = chain[1].model_copy(update={"content": {**chain[1].content, "values": {"n": "3"}}})
    assert decide(None, making.line("r", [chain[0], altered]), TOWNSHIP, EVERYTHING) is Case.FAULTY


def test_revisions_out_of_order_or_of_another_record_are_faulty(making, chain):
    swapped = making.line("r", chain[:2]).model_copy(update={"revisions": (chain[1], chain[0])})
    assert decide(None, swapped, TOWNSHIP, EVERYTHING) is Case.FAULTY
    foreign = making.line("r", making.chain("another", 2)).model_copy(update={"record": "r"})
    assert decide(None, foreign, TOWNSHIP, EVERYTHING) is Case.FAULTY


def test_every_case_has_its_words_and_only_named_cases_take_anything_in():
    assert set(WORDS) == set(Case)
    assert set(TREATMENT) < set(Case)


@given(first=st.sampled_from(STATE_ORDER), second=st.sampled_from(STATE_ORDER))
def test_of_two_states_of_one_revision_at_most_one_is_further(first, second):
    assert (first == second) == (not further(first, second) and not further(second, first))
    assert not (further(first, second) and further(second, first))


@given(split=st.integers(0, 4), here=st.integers(0, 5), there=st.integers(1, 5), since=st.integers(0, 4))
def test_nothing_is_taken_in_that_does_not_continue_our_chain(making, chain, split, here, there, since):
    fork = forked(making, chain, split)
    line = making.line("r", fork[:there], since=min(since, there))
    case = decide(ours(chain, here), line, TOWNSHIP, EVERYTHING)
    if case is Case.THEIRS_NEWER:
        assert here < there
        assert [entry.digest for entry in fork[:here]] == [entry.digest for entry in chain[:here]]
    if case in {Case.UNCHANGED, Case.OURS_NEWER}:
        assert fork[there - 1].digest == chain[there - 1].digest
