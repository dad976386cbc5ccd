from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Command
from tests.conftest import Open

TITLE, BODY = "ཆིང་ཧྲི་ཐན་ཤང་གི་གསལ་བསྒྲགས།", "བོད་ལྗོངས་སྤྱི་ཚོགས།"
Call = Callable[..., Answer]


@pytest.fixture
def call(mingbai: Command, homes: Path) -> Call:
    return lambda *words: mingbai("--home", homes / "township", "--as", "李春梅", "--json", *words)


def test_what_is_written_is_shown_and_may_be_written_in_parts(
    call: Call, drafted: str, as_person: Open, tmp_path: Path
) -> None:
    as_person("李春梅").close()
    body = tmp_path / "正文.txt"
    body.write_text(f"\ufeff{BODY}\n", encoding="utf-8")
    assert call("notice", "tibetan", "write", drafted, "--title", TITLE).status == 0
    assert call("notice", "tibetan", "write", drafted, "--body", body).status == 0
    assert call("notice", "tibetan", "show", drafted).json["texts"] == {"title_bo": TITLE, "body_bo": BODY}
    assert call("notice", "tibetan", "write", drafted, "--annex", TITLE, "--annex", BODY).status == 0
    assert call("notice", "tibetan", "show", drafted).json["texts"]["annexes_bo"] == f"{TITLE}\n{BODY}"
    body.write_bytes(b"\xff\xfe\x00")
    refused = call("notice", "tibetan", "write", drafted, "--body", body)
    assert (refused.status, "读不出来" in refused.err) == (1, True)


def test_a_bilingual_notice_from_the_command_line(
    call: Call, drafted: str, issue: Callable[[str], None], as_person: Open, tmp_path: Path
) -> None:
    as_person("李春梅").bilingual.save(drafted, {"title_bo": TITLE, "body_bo": BODY})
    issue(drafted)
    as_person("李春梅").close()
    out = tmp_path / "双语.pdf"
    refused = call("notice", "make", drafted, "--out", out, "--bilingual", "bo")
    assert refused.status == 1
    assert "还没有核对过的藏文" in refused.err
    assert not out.exists()
    for phrase in call("notice", "tibetan", "show", drafted).json["phrases"]:
        assert call("notice", "tibetan", "confirm", phrase["chinese"], "མིང་།", "--by", "才让").status == 0
    made = call("notice", "make", drafted, "--out", out, "--bilingual", "bo", "--large", "--paper", "A3")
    assert made.status == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert call("notice", "tibetan", "order", "chinese").json == {"first": "chinese"}
    assert call("notice", "tibetan", "order", "sideways").status == 1
    assert any(line["mark"] == "confirmed" for line in call("notice", "tibetan", "phrases").json)
    assert call("notice", "make", drafted, "--out", out, "--bilingual", "xx").status == 1
