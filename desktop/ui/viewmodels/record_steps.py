"""The steps that a record's header offers: which verb, in what words, which of them is the filled button. No Qt."""

from dataclasses import dataclass

from desktop.base.words import tr


@dataclass(frozen=True, slots=True)
class Step:
    """A button in the header: the verb to take, its words, its icon."""

    verb: str
    words: str
    icon: str


MAIN_STEPS = (
    Step("submit", tr("提交审核"), "send-outline"),
    Step("review", tr("去审核"), "file-document-check-outline"),
    Step("secrecy_review", tr("去保密审查"), "shield-check-outline"),
    Step("issue", tr("去签发"), "file-document-check-outline"),
    Step("post", tr("打印和张贴"), "printer-outline"),
)
SIDE_STEPS = (
    Step("preview", tr("预览公示"), "file-eye-outline"),
    Step("correct", tr("更正"), "pencil-outline"),
    Step("withdraw", tr("撤回"), "arrow-u-left-top"),
)
PREVIEW = SIDE_STEPS[0]
REVIEWS = frozenset({"review", "secrecy_review", "issue"})


def main_step(may: frozenset[str]) -> Step | None:
    """The step this account most probably takes now."""
    return next((step for step in MAIN_STEPS if step.verb in may), PREVIEW if "preview" in may else None)


def side_steps(may: frozenset[str]) -> list[Step]:
    """The others, in the order of the header."""
    main = main_step(may)
    return [step for step in SIDE_STEPS if step.verb in may and step is not main]
