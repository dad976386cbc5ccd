"""The log says where the program went wrong; names and numbers of people never get into it, however they arrive."""

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Refusal
from desktop.base.log import DiscreetFormatter, drop_log, keep_log, keep_nothing

NAME, NUMBER, PHONE = "才让卓玛", "632521196503151243", "13997012345"


def line(
    message: object, *values: object, name: str = "desktop.ui.tasks", error: BaseException | None = None
) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, values, info)
    record.created = 0.0  # two lines differ in what they say, never in their second
    return DiscreetFormatter().format(record)


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:
        return caught


@pytest.mark.parametrize("planted", [NAME, NUMBER, PHONE, f"/home/clerk/{NAME}.xlsx", "Cairang Zhuoma"])
def test_a_planted_name_or_number_gets_in_by_no_way(planted: str) -> None:
    try:
        try:
            raise ValueError(f"invalid literal: {planted}")
        except ValueError as first:
            raise OSError(2, "No such file", planted) from first
    except OSError as second:
        written = [
            line("row %s was refused", planted),
            line("row refused", error=second),
            line("refused: %s", Refusal(f"“{planted}”不对。", code="not-a-name")),
            line(f"library says {planted}", name="openpyxl.reader"),
            line({"name": planted}),
            line("%(who)s", {"who": planted}),
        ]
    assert not any(planted in each for each in written)
    assert "errno=2" in written[1]
    assert "ValueError" in written[1]
    assert written[2].endswith("not-a-name")


@given(st.text(min_size=1), st.integers())
def test_no_text_and_no_long_number_is_written(text: str, number: int) -> None:
    assert line("said %s", text) == line("said %s", "another")
    assert line("error", error=raised(ValueError(text))) == line("error", error=raised(ValueError("another")))
    written = line("counted %s", number).removeprefix(line("counted"))
    assert str(number) in written or "<int>" in written
    assert len(written) < 20


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_even_a_careless_message_of_ours_loses_its_chinese(text: str) -> None:
    assert text not in line(f"refused {text} {NUMBER}")
    assert NUMBER not in line(f"refused {text} {NUMBER}")


def test_the_line_of_code_is_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "mingbai.log"
    handler = keep_log(path)
    try:
        logging.getLogger("desktop.ui.tasks").error(
            "unexpected error", exc_info=raised(ZeroDivisionError("x"))
        )
        logging.getLogger("desktop.ui.tasks").info("not worth keeping")
    finally:
        drop_log(handler)
    said = path.read_text(encoding="utf-8")
    assert "desktop.ui.tasks unexpected error" in said
    assert "builtins.ZeroDivisionError" in said
    assert "tests/base/test_log.py:" in said
    assert "not worth" not in said


def test_a_place_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    handler = keep_log(tmp_path / "file" / "mingbai.log")
    logging.getLogger("desktop").error("unexpected error")
    drop_log(handler)
    assert (tmp_path / "file").read_text() == "in the way"


def test_the_log_does_not_grow_without_end(tmp_path: Path) -> None:
    handler = keep_log(tmp_path / "mingbai.log")
    try:
        for number in range(8_000):
            logging.getLogger("desktop").error(
                "the same fault again and again, written every time it happens: %s", number
            )
    finally:
        drop_log(handler)
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes.keys() == {"mingbai.log", "mingbai.log.1"}
    assert max(sizes.values()) <= 256 << 10
    lines = [(tmp_path / name).read_text().splitlines() for name in ("mingbai.log.1", "mingbai.log")]
    numbers = [int(each.rsplit(" ", 1)[1]) for part in lines for each in part]
    assert numbers == list(range(numbers[0], 8_000))


def test_where_nothing_is_kept_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    handler = keep_nothing()
    logging.getLogger("desktop.usecases.examiner").error(
        "examining a file", exc_info=raised(ValueError(NAME))
    )
    drop_log(handler)
    assert capsys.readouterr().err == ""


def test_a_log_that_can_no_longer_be_written_stays_silent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = keep_log(tmp_path / "log" / "mingbai.log")
    (tmp_path / "log").rmdir()
    logging.getLogger("desktop").error("unexpected error")
    drop_log(handler)
    assert capsys.readouterr().err == ""
