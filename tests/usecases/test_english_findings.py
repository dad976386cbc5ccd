"""A finding is kept, matched and printed in Chinese, and shown in the language of the screen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.words import on_screen, speak, tr
from desktop.domain.finding import Finding
from desktop.storage import audit
from desktop.ui.languages import phrases
from tests.conftest import Open

CHINESE = re.compile("[\u4e00-\u9fff]")
CODE, REASON = "personal-mobile", "乡农牧站只有这一部值班手机，本人书面同意公布"


@pytest.fixture
def english() -> Iterator[None]:
    speak(phrases("en"))
    yield
    speak({})


@pytest.mark.usefixtures("english")
def test_what_is_let_through_on_an_english_screen_is_kept_in_chinese(as_person: Open, drafted: str) -> None:
    clerk, secrecy = as_person("李春梅"), as_person("马生莲")
    content = clerk.records.get(drafted).content
    title = "2026年耕地地力保护补贴发放情况（咨询13897001234）"
    clerk.records.save(drafted, content.model_copy(update={"title": title}))
    found = next(finding for finding in secrecy.records.findings(drafted) if finding.code == CODE)
    assert (found.place, on_screen(found.place)) == ("标题", "Title")
    assert "标题" in found.text
    assert not CHINESE.search(on_screen(found.text) + on_screen(found.advice))
    secrecy.overrides.give(drafted, found.code, found.place, REASON)
    with clerk.desk.home.database.reading() as session:
        kept = [entry for entry in audit.of_subject(session, drafted) if entry.verb == "overridden"]
    assert [entry.details["place"] for entry in kept] == ["标题"]
    speak({})
    assert not [f for f in clerk.records.findings(drafted) if f.code == CODE and f.severity == "block"]


@pytest.mark.usefixtures("english")
def test_what_a_file_hides_is_told_in_english_without_a_chinese_word_of_the_program(
    as_person: Open, tmp_path: Path
) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("张三 13897001234\n2026年2月30日\n金额 100元，大写：壹佰零壹元整\n", encoding="utf-8")
    found: list[Finding] = [f for one in as_person("李春梅").examiner.check([notice]) for f in one.findings]
    assert {"date-impossible", "capitals-differ"} <= {finding.code for finding in found}
    for finding in found:
        quoted = re.sub(
            r'"[^"]*"|\d元', "", " ".join(map(on_screen, (finding.place, finding.text, finding.advice)))
        )
        assert not CHINESE.search(quoted), quoted
        assert tr(finding.text) != finding.text
