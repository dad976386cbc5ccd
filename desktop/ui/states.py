"""How the state of a record is told in the window: its words and its meaning. No Qt, no decisions."""

from desktop.base.words import tr
from desktop.domain.flow import STATE_WORDS
from desktop.domain.record import RecordState

STATE_KINDS: dict[RecordState, str] = {
    RecordState.DRAFT: "draft",
    RecordState.SUBMITTED: "running",
    RecordState.REVIEWED: "running",
    RecordState.SECRECY_REVIEWED: "running",
    RecordState.ISSUED: "due",
    RecordState.POSTED: "running",
    RecordState.TAKEN_DOWN: "done",
    RecordState.ARCHIVED: "done",
    RecordState.RETURNED: "returned",
    RecordState.WITHDRAWN: "draft",
}


def state_words(state: RecordState) -> str:
    return tr(STATE_WORDS[state])


def state_kind(state: RecordState) -> str:
    """The meaning (late due running done returned draft) a state is shown in."""
    return STATE_KINDS[state]
