"""How figures come about and are written down; nothing is timed against a limit here."""

import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import compare, report
from bench.curves import curves
from bench.ground import Ground, Time
from bench.measure import Sample, each, p95, result, rounds
from bench.people import account, household, number
from bench.plots import bars
from bench.things import list_pdf
from bench.worker import ROOT
from desktop.domain.idnumber import check_digit

MACHINE = {"processor": "a <fast> one", "cores": 2, "memory_gb": 4.0, "system": "Linux"}


def document(ratio: float = 0.5, scale: int = 10_000, what: str = "list to PDF") -> dict[str, Any]:
    found = {"ours": [Sample(ratio, 90.0)] * 5, "Typst": [Sample(1.0, 900.0)] * 5}
    line = result(what, "Typst", found, scale=scale).as_json()
    more = {**line, "scale": scale * 10, "ours_s": 9 * ratio}
    return {
        "at": "2026-09-16T01:00:00+00:00", "commit": "abc", "quick": False, "machine": MACHINE,
        "results": [line, more], "left_out": ["soffice is not on this machine"],
    }  # fmt: skip


def test_all_take_their_turn_in_every_round_and_the_order_turns_round() -> None:
    seen: list[str] = []
    found = rounds({"ours": lambda: seen.append("o"), "theirs": lambda: seen.append("t")}, 3, warm=1)
    assert "".join(seen) == "ottootto"
    assert {name: len(samples) for name, samples in found.items()} == {"ours": 3, "theirs": 3}


def test_a_ratio_is_taken_within_its_round() -> None:
    """A machine that is twice as slow in one round slows both, and the ratio stays."""
    found = {
        "ours": [Sample(1.0), Sample(2.0), Sample(1.0)],
        "peer": [Sample(4.0), Sample(8.0), Sample(4.0)],
    }
    line = result("thing", "peer", found)
    assert (line.ratio, line.low, line.high, line.ours_s, line.theirs_s) == (0.25, 0.25, 0.25, 1.0, 4.0)


def test_each_question_is_put_to_all_and_the_first_one_warms_up() -> None:
    asked: list[str] = []
    found = each({"ours": asked.append, "theirs": lambda _: None}, ["甲", "乙"])
    assert asked == ["甲", "甲", "乙"]
    assert len(found["theirs"]) == 2


def test_of_a_hundred_times_the_ninety_fifth_hundredth_is_told() -> None:
    assert p95([float(at) for at in range(100)]) == 95.0


def test_a_line_holds_what_the_contract_names() -> None:
    named = {"what", "against", "ours_s", "theirs_s", "ratio", "p95_ms", "rss_mb", "runs"}
    assert named <= document()["results"][0].keys()
    assert document()["results"][0]["rss_mb"] == 90.0


def test_a_run_is_written_as_json_page_and_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "OUT", tmp_path)
    page = report.write(document()).read_text(encoding="utf-8")
    assert "a &lt;fast&gt; one" in page
    assert "soffice is not on this machine" in page
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["results"][0]["ratio"] == 0.5
    report.remember(document())
    assert json.loads((tmp_path / "history.jsonl").read_text(encoding="utf-8"))["ratios"]


def test_a_thing_measured_at_two_sizes_has_a_curve_and_one_bar() -> None:
    results = document()["results"]
    assert curves(results).count("<svg") == 1
    assert curves(results[:1]) == ""
    assert bars(results).count("<rect") == 1


def test_sizes_that_lie_close_are_not_named_over_each_other() -> None:
    lines = [line for scale in (1_000, 50_000) for line in document(scale=scale)["results"]]
    lines += document(scale=100_000)["results"]
    assert [name for name in ("1 k", "10 k", "50 k", "100 k", "500 k", "1 M") if f">{name}<" in curves(lines)] == [
        "1 k", "10 k", "100 k", "1 M"
    ]  # fmt: skip


def test_a_later_run_is_told_slower_when_its_ratio_grew_beyond_noise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "OUT", tmp_path)
    monkeypatch.setattr(compare, "HISTORY", tmp_path / "history.jsonl")
    assert "no run yet" in compare.compare()[0]
    (tmp_path / "report.json").write_text(json.dumps(document(0.9)), encoding="utf-8")
    assert "No run is committed" in compare.compare()[0]
    before = report.history_line(document(0.5)) | {
        "ratios": {"gone | x | 1": 1.0, "list to PDF | Typst | 10000": 0.5}
    }
    (tmp_path / "history.jsonl").write_text(json.dumps(before) + "\n", encoding="utf-8")
    told = compare.compare()
    assert told[1].split()[0] == "slower"
    assert told[2].split()[0] == "new"
    assert told[3].split()[0] == "gone"


@pytest.mark.parametrize("serial", [0, 7, 99_999, 2_000_000])
def test_invented_people_pass_the_checks(serial: int) -> None:
    row = household(serial)
    assert number(serial)[-1] == check_digit(number(serial)[:-1])
    assert round(float(row["subsidy_area"]) * 115, 2) == float(row["amount"])
    digits = [int(mark) for mark in reversed(account(serial))]
    assert sum(sum(divmod(digit * 2, 10)) if at % 2 else digit for at, digit in enumerate(digits)) % 10 == 0


def test_a_contestants_memory_is_its_own_and_not_its_starters() -> None:
    """A process started by a large one must not be told as large."""
    ballast = bytearray(400 << 20)
    ballast[::4096] = b"x" * len(ballast[::4096])
    code = "from bench.contestants.clock import Watch; Watch().tell()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert 0 < json.loads(done.stdout)["rss_mb"] < 200
    assert len(ballast) == 400 << 20


def test_with_plenty_of_time_everybody_sets_ten_thousand_rows_and_never_fewer_than_with_less(
    tmp_path: Path,
) -> None:
    def taking_part(time: Time, count: int) -> set[str]:
        return set(list_pdf.contestants(Ground(time, tmp_path), count))

    everybody = taking_part(Time.PLENTY, 200)
    assert taking_part(Time.PLENTY, 10_000) == everybody
    for count in (200, 10_000):
        for less, more in itertools.pairwise(Time):
            assert {"ours"} < taking_part(less, count) <= taking_part(more, count) <= everybody
    assert {"ours"} < taking_part(Time.ENOUGH, 50_000) <= taking_part(Time.PLENTY, 50_000)
