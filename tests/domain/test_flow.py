"""The four-eyes flow: every step by the right role, nobody twice, nobody on their own draft."""

from datetime import date
from itertools import product

import pytest

from desktop.base.errors import Refusal
from desktop.domain.account import Account, Role
from desktop.domain.flow import STEPS, check_step, next_step
from desktop.domain.record import Record, RecordState


def record(state: RecordState, **more: str) -> Record:
    return Record(
        id="r", organisation="632299101", matter="m", form="f", edition="2026-1", title="低保公示",
        formed_on=date(2026, 9, 8), state=state, drafted_by="李春梅", **more,
    )  # fmt: skip


def test_the_flow_leads_from_draft_to_issued() -> None:
    state, verbs = RecordState.DRAFT, []
    while step := next_step(state):
        verbs.append(step.verb)
        state = step.after
    assert verbs == ["submit", "review", "secrecy_review", "issue"]
    assert state is RecordState.ISSUED


@pytest.mark.parametrize(("verb", "role"), list(product(STEPS, Role)))
def test_a_step_is_taken_only_by_its_role(verb: str, role: Role) -> None:
    step = STEPS[verb]
    subject = record(next(iter(step.before)))
    account = Account(name="周海明", role=role)
    if role is step.role:
        assert check_step(verb, subject, account) is step
    else:
        with pytest.raises(Refusal) as refused:
            check_step(verb, subject, account)
        assert refused.value.code == "wrong-role"


@pytest.mark.parametrize(("verb", "state"), list(product(STEPS, RecordState)))
def test_a_step_is_taken_only_from_its_state(verb: str, state: RecordState) -> None:
    step = STEPS[verb]
    account = Account(name="周海明", role=step.role)
    if state in step.before:
        assert check_step(verb, record(state), account) is step
    else:
        with pytest.raises(Refusal, match="现在是"):
            check_step(verb, record(state), account)


@pytest.mark.parametrize("verb", ["review", "secrecy_review", "issue"])
def test_nobody_passes_their_own_draft(verb: str) -> None:
    step = STEPS[verb]
    with pytest.raises(Refusal, match="您起草"):
        check_step(verb, record(next(iter(step.before))), Account(name="李春梅", role=step.role))


def test_nobody_takes_two_of_the_later_steps() -> None:
    subject = record(RecordState.SECRECY_REVIEWED, reviewed_by="周海明", secrecy_reviewed_by="马生莲")
    for name in ("周海明", "马生莲"):
        with pytest.raises(Refusal, match="另一位同事"):
            check_step("issue", subject, Account(name=name, role=Role.ISSUER))
