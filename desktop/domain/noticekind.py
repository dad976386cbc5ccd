"""A kind of notice 公示/公告: what it states, how long it hangs, what must not be on it. Values only."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.base.words import zh
from desktop.domain.timelimit import Span


class PeriodMark(StrEnum):
    """Where the number of days comes from."""

    LAW = "law"
    PAGE = "page"
    PRACTICE = "practice"
    LOCAL = "local"
    MEMORY = "memory"


PERIOD_MARK_WORDS: dict[PeriodMark, str] = {
    PeriodMark.LAW: zh("法律写明"),
    PeriodMark.PAGE: zh("政府网页写明"),
    PeriodMark.PRACTICE: zh("真实公示常见"),
    PeriodMark.LOCAL: zh("地方规定"),
    PeriodMark.MEMORY: zh("凭记忆，用前请核对"),
}


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """How long it hangs; with ``issue_within`` instead: how soon it must be issued."""

    span: Span
    mark: PeriodMark
    basis: str
    note: str = ""
    issue_within: bool = False


@dataclass(frozen=True, slots=True)
class NoticeStage:
    name: str
    by: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """``limits`` pairs an item with what may be shown of it. ``forbidden``: no list of this kind may be posted."""

    code: str
    name: str
    titles: tuple[str, ...] = ()
    issuer: str = ""
    stages: tuple[NoticeStage, ...] = ()
    states: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    period: NoticePeriod | None = None
    checks: tuple[str, ...] = ()
    limits: tuple[tuple[str, str], ...] = ()
    forbidden: bool = False
    publish_instead: tuple[str, ...] = ()
    why: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeKinds:
    """All kinds and what holds for every one of them. ``objection_answer``: how soon an objection is answered."""

    kinds: tuple[NoticeKind, ...]
    parts_in_order: tuple[str, ...] = ()
    evidence_to_keep: tuple[str, ...] = ()
    always_forbidden: tuple[str, ...] = ()
    period_rule: str = ""
    board_and_web: str = ""
    objection_answer: NoticePeriod | None = None

    def get(self, code: str) -> NoticeKind | None:
        return next((kind for kind in self.kinds if kind.code == code), None)
