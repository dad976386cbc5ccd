"""A block of the privacy gate is let through by a second person, with a reason, for one content; some kinds never."""

from collections.abc import Callable

import pytest

from desktop.base.errors import Refusal
from desktop.domain.finding import Severity
from desktop.domain.record import RecordState
from desktop.rules import privacy_gate
from desktop.storage import audit
from tests.conftest import Open
from tests.farmland import id_number
from tests.pdfs import running_text

CODE, PLACE, REASON = "personal-mobile", "标题", "乡农牧站只有这一部值班手机，本人书面同意公布"
Titled = Callable[[str], str]


@pytest.fixture
def titled(as_person: Open, drafted: str) -> Titled:
    """The farmland draft with other words in its title."""

    def write(words: str) -> str:
        clerk = as_person("李春梅")
        content = clerk.records.get(drafted).content
        changed = content.model_copy(update={"title": f"2026年耕地地力保护补贴发放情况{words}"})
        clerk.records.save(drafted, changed)
        return drafted

    return write


def test_let_through_it_can_be_issued_and_the_sheet_says_by_whom(
    as_person: Open, titled: Titled, issue: Callable[[str], None]
) -> None:
    record = titled("（咨询13897001234）")
    clerk, secrecy = as_person("李春梅"), as_person("马生莲")
    with pytest.raises(Refusal, match="必须改好"):
        clerk.flow.submit(record)
    given = secrecy.overrides.give(record, CODE, PLACE, REASON).value
    assert (given.by, given.revision) == ("马生莲", 1)
    issue(record)
    assert clerk.records.get(record).record.state is RecordState.ISSUED
    softened = [finding for finding in clerk.notices.make(record, None).findings if finding.code == CODE]
    assert [(finding.severity, finding.advice) for finding in softened] == [
        (Severity.WARN, f"已由马生莲同意放行：{REASON}")
    ]
    sheet = running_text(clerk.sheets.pdf(record))
    assert "隐私关放行" in sheet
    assert REASON in sheet
    with clerk.desk.home.database.reading() as session:
        logged = [entry for entry in audit.of_subject(session, record) if entry.verb == "overridden"]
    assert [(entry.who, entry.details["place"]) for entry in logged] == [("马生莲", PLACE)]
    assert "13897001234" not in str(logged)


def test_any_later_change_of_the_content_ends_it(as_person: Open, titled: Titled) -> None:
    record = titled("（咨询13897001234）")
    as_person("祁建国").overrides.give(record, CODE, PLACE, REASON)
    titled("（请咨询13897001234）")
    with pytest.raises(Refusal, match="手机号"):
        as_person("李春梅").flow.submit(record)


@pytest.mark.parametrize(
    ("who", "words"), [("李春梅", "您起草的"), ("周海明", "保密审查或签发"), ("系统管理员", "保密审查或签发")]
)
def test_only_a_second_person_with_the_duty_may(
    who: str, words: str, as_person: Open, titled: Titled
) -> None:
    record = titled("（咨询13897001234）")
    with pytest.raises(Refusal, match=words):
        as_person(who).overrides.give(record, CODE, PLACE, REASON)
    assert as_person(who).overrides.of(record) == []


@pytest.mark.parametrize(
    ("code", "place", "reason", "words"),
    [
        (CODE, PLACE, "同意", "写明理由"),
        (CODE, PLACE, "请打13897001235找他", "手机号"),
        (CODE, "“别处”", REASON, "没有这条意见"),
        ("value-missing", PLACE, REASON, "不是可以放行"),
        ("personal-id-number", PLACE, REASON, "任何情况下都不能放行"),
    ],
)
def test_what_does_not_fit_is_refused(
    code: str, place: str, reason: str, words: str, as_person: Open, titled: Titled
) -> None:
    record = titled(f"（咨询13897001234，{id_number(7)}）")
    with pytest.raises(Refusal, match=words):
        as_person("马生莲").overrides.give(record, code, place, reason)


def test_two_numbers_in_one_place_cannot_be_told_apart(as_person: Open, titled: Titled) -> None:
    record = titled("（13897001234或13997005678）")
    with pytest.raises(Refusal, match="2 处"):
        as_person("马生莲").overrides.give(record, CODE, PLACE, REASON)


def test_an_issued_record_is_not_let_through_afterwards(as_person: Open, issued: str) -> None:
    with pytest.raises(Refusal, match="不能再放行"):
        as_person("马生莲").overrides.give(issued, CODE, PLACE, REASON)


def test_every_block_of_the_gate_is_decided_in_the_standard(as_person: Open) -> None:
    known = as_person("李春梅").desk.catalogue.code_lists["block_overrides"].entries
    assert {entry.group for entry in known} == {"可以放行", "不能放行"}
    assert all(entry.note for entry in known)
    blocking = {kind.code for kind in privacy_gate._KINDS.values() if kind.severity is Severity.BLOCK}
    assert blocking | {"minor-name", "forbidden-value", "posting-forbidden"} == {
        entry.code for entry in known
    }
