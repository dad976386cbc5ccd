"""Killed before any one of its writes, syncs and renames, the program loses nothing it had acknowledged, shows nothing
half, and does the same thing rightly when asked again."""

from collections.abc import Callable

import pytest

from tests.faults.conftest import chosen, in_part
from tests.faults.operations import OPERATIONS
from tests.faults.trial import Rehearsal, Theatre, spoil


@pytest.mark.parametrize("name", OPERATIONS)
def test_killed_before_any_call_that_changes_a_file(
    name: str, theatre: Theatre, rehearsed: Callable[[str], Rehearsal], count: Callable[..., None]
) -> None:
    rehearsal = rehearsed(name)
    assert any(call.name in {"fsync", "fdatasync"} for call in rehearsal.calls), "nothing was made durable"
    for call in in_part(chosen(rehearsal.calls, 2)):
        inject = f"{call.name}:signal=SIGKILL:when={call.number}"
        try:
            _, killed = spoil(theatre, name, OPERATIONS[name].stage, rehearsal, inject)
        except AssertionError as error:
            raise AssertionError(f"{name} killed at {call}: {error}") from error
        assert killed, f"{name} ran past {call}"
        count(f"kills in {name} (of {len(rehearsal.calls)} calls)")
