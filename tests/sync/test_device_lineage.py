"""A restored or copied laptop is noticed by its own row of bundles, in whatever order they come; an honest one never."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.exchange import IncomingBundle
from desktop.sync.lineage import Arrival, signs


def row(length: int, mark: str = "a", after: tuple[Arrival, ...] = ()) -> tuple[Arrival, ...]:
    """``length`` bundles that continue ``after``."""
    found = list(after)
    for _ in range(length):
        number = len(found) + 1
        previous = found[-1].digest if found else ""
        found.append(Arrival(f"{mark}{number}", number, f"digest-{mark}{number}", previous))
    return tuple(found)


def kept(arrival: Arrival) -> IncomingBundle:
    return IncomingBundle(
        bundle=arrival.bundle, device="d", organisation="632521103", sequence=arrival.sequence, digest=arrival.digest,
        previous=arrival.previous,
    )  # fmt: skip


def received(order: list[Arrival]) -> list[tuple[str, str]]:
    """Bundle and code of every sign seen, if each bundle without a sign is taken in."""
    here: list[IncomingBundle] = []
    seen: list[tuple[str, str]] = []
    for arrival in order:
        found = signs(arrival, here)
        seen += [(arrival.bundle, one.code) for one in found]
        if not found:
            here.append(kept(arrival))
    return seen


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 8), st.randoms(use_true_random=False), st.sets(st.integers(0, 7)))
def test_an_honest_laptop_is_never_suspected_whatever_is_late_lost_or_doubled(length, chosen, lost):
    sent = [one for place, one in enumerate(row(length)) if place not in lost]
    order = sent * 2
    chosen.shuffle(order)
    assert received(order) == []


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 4), st.integers(1, 3), st.integers(1, 3), st.randoms(use_true_random=False))
def test_two_rows_from_one_beginning_are_always_seen(common, first, second, chosen):
    start = row(common)
    one, other = row(first, "b", start), row(second, "c", start)
    order = [*one, *other[common:]]
    chosen.shuffle(order)
    assert received(order)


def test_what_was_seen_is_named():
    before = [kept(one) for one in row(3)]
    again = row(1, "z", row(2))[-1]
    assert [one.code for one in signs(again, before)] == ["number-twice"]
    next_but_one = row(2, "z", row(2))[-1]
    assert [(one.code, one.other) for one in signs(next_but_one, before)] == [("not-continuing", "a3")]
    late = row(1, "z", row(1))[-1]
    assert [one.code for one in signs(late, [before[0], before[2]])] == ["not-continued"]
    assert "不是接着收到的 3 号包" in signs(next_but_one, before)[0].text


def test_what_a_person_explained_is_not_asked_again():
    before = [kept(one) for one in row(3)]
    again = row(1, "z", row(2))[-1]
    assert signs(again, before, frozenset({"z3"})) == []
    here = [*before, kept(again)]
    assert signs(row(4)[-1], here) == []
    assert signs(row(1, "z", (*row(2), again))[-1], here) == []


@pytest.mark.parametrize(("sequence", "previous"), [(1, "digest-x"), (5, "")])
def test_a_first_bundle_is_number_one_and_only_it(sequence, previous):
    assert signs(Arrival("n", sequence, "digest-n", previous), [])


def test_any_order_of_a_fork_ends_in_a_sign():
    chosen = random.Random(632521)
    start = row(3)
    one, other = row(3, "b", start), row(2, "c", start)
    for _ in range(2000):
        order = [*one, *other[3:]]
        chosen.shuffle(order)
        assert received(order)
