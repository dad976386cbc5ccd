"""No room, a disk that errs, a place that turns read-only, at any one call and from any call on: the clerk gets a
sentence with a next step, nothing half is kept, and once the disk is well the same session goes on."""

import re
from collections.abc import Callable

import pytest

from tests.faults.conftest import SOAK, chosen, in_part
from tests.faults.operations import OPERATIONS
from tests.faults.trial import Rehearsal, Theatre, spoil

ERRORS = ("ENOSPC", "EIO", "EROFS")
_NEVER = {"ENOSPC": {"unlink", "unlinkat"}}
"""Taking away needs no room."""
OPENING = {"open", "openat"}
"""Spoilt once only: from then on would spoil the opening for reading too, which a full disk does not."""


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_disk_that_gives_up_at_any_call(
    name: str,
    lasting: bool,
    theatre: Theatre,
    rehearsed: Callable[[str], Rehearsal],
    count: Callable[..., None],
) -> None:
    rehearsal = rehearsed(name)
    refused = 0
    calls = tuple(call for call in rehearsal.calls if call.on_disk)
    few = chosen(calls, 2)
    # Some calls may fail without harm, as taking an empty journal away. If the few were such, more are tried.
    more = [call for call in chosen(calls, 12) if call not in few]
    for number, call in enumerate(in_part([*few, *more])):
        if number >= len(few) and refused:
            break
        for error in ERRORS if SOAK else (ERRORS[number % 3],):
            if call.name in _NEVER.get(error, ()) or (lasting and call.name in OPENING):
                continue
            inject = f"{call.name}:error={error}:when={call.number}{'+' if lasting else ''}"
            try:
                said, killed = spoil(theatre, name, OPERATIONS[name].stage, rehearsal, inject)
                for words in said:
                    if "refused" in words:
                        refused += 1
                        assert words["surroundings"], words
                        assert words["what"], words
                        assert words["todo"], words
            except AssertionError as fault:
                raise AssertionError(f"{name}, {error} at {call}, {lasting=}: {fault}") from fault
            assert not killed
            count(f"{error} {'from a call on' if lasting else 'at one call'}")
    assert refused, "nothing was ever refused: the fault did not reach the program"


@pytest.mark.parametrize(
    ("name", "stage", "call", "place", "error"),
    [
        ("create", "drafted", "fsync", "new$", "ENOSPC"),
        ("upload", "connected", "unlink", "township/outbox/", "EIO"),
    ],
    ids=["right after a home was named", "where a bundle that arrived is taken away"],
)
def test_the_disk_gives_up_where_little_is_left_to_do(
    name: str,
    stage: str,
    call: str,
    place: str,
    error: str,
    theatre: Theatre,
    rehearsed: Callable[[str], Rehearsal],
    count: Callable[..., None],
) -> None:
    rehearsal = rehearsed(name)
    there = [each for each in rehearsal.calls if each.name == call and re.match(place, each.on)]
    for each in dict.fromkeys((there[0], there[-1])):
        inject = f"{call}:error={error}:when={each.number}"
        said, killed = spoil(theatre, name, stage, rehearsal, inject)
        assert not killed
        assert all(words["surroundings"] for words in said if "refused" in words)
        count(f"{error} at one call")


def test_the_disk_where_sealed_bytes_wait_is_full(
    theatre: Theatre, rehearsed: Callable[[str], Rehearsal], count: Callable[..., None]
) -> None:
    rehearsal = rehearsed("export")
    waiting = next(
        call for call in rehearsal.calls if call.name == "write" and call.on.startswith("township/#")
    )
    said, _ = spoil(theatre, "export", "drafted", rehearsal, f"write:error=ENOSPC:when={waiting.number}")
    assert [words["code"] for words in said if "refused" in words] == ["write-failed"]
    count("ENOSPC at one call")
