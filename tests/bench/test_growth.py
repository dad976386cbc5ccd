"""The curves of issue 7: each row of its table has one, really measured at tiny sizes; what is not reached is said, never invented."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import __main__ as command
from bench import homes, report
from bench.growth import child, run
from bench.growth.curve import Reached, lines, powers, steepness
from bench.growth.thing import Spot, Thing
from bench.growth_page import markdown, steeper, unreached
from bench.measure import Sample, result
from desktop.base.errors import SurroundingsError
from desktop.sync.fitting import ROOM
from prefecture.temporary import binaries

TABLE = {
    "10,000 and 50,000-row Chinese list to PDF; memory": {"list to PDF"},
    "one-page notice, warm and cold": {"one notice, cold", "one notice, warm"},
    "cold start to usable window": {"cold start to the login screen", "from the passphrase to today's board"},
    "durable save of one form": {"save one form"},
    "search 1, 2, 3, 6 characters, pinyin initials": {
        *(f"search: {what}" for what in ("1 character", "2 characters", "3 characters", "6 characters", "pinyin initials"))
    },
    "page of 50 rows at any depth, filter, sort": {
        "page of 50 rows, first", "page of 50 rows, last", "page of 50 rows, sorted by amount", "page of 50 rows, those with a name",
    },
    "Excel import with checks": {"Excel import: reading with checks", "Excel import: checks and writing"},
    "bundle export, verify, import": {"bundle: export", "bundle: verify", "bundle: import"},
    "export of 100 new rows": {"export 100 new rows"},
    "receiver intake": {"receiver: intake"},
    "examiner": {"examiner: a PDF", "examiner: plain text"},
    "memory at rest and with rows open": {"open a roster in the window"},
}  # fmt: skip
SIZES = {
    "list_pdf": (20, 60),
    "notice": (2, 5),
    "examiner": (1, 3),
    "bundle": (40, 120),
    "receiver": (40, 120),
}
USUAL = (60, 150)


def thing(name: str) -> Thing:
    found: Thing = import_module(f"bench.growth.things.{name}").THING
    return found


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Homes and reports of these tests alone; what starts a process each time does so once."""
    folder = tmp_path_factory.mktemp("growth")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(homes, "CACHE", folder / "cache")
        patch.setattr(report, "OUT", folder)
        for name in ("start", "roster_open", "notice"):
            patch.setattr(import_module(f"bench.growth.things.{name}"), "_TIMES", 1)
        yield folder


def here(name: str, contestant: str, spot: Spot, limit: float) -> dict[str, Any]:
    """In this process, and ours alone: peers need not be installed for the tests."""
    if contestant not in {"ours", child.READY}:
        return {"refused": "not asked"}
    return child.act(name, contestant, spot)


def test_every_row_of_the_table_has_a_curve() -> None:
    promised = {what for name in run.THINGS for what in thing(name).whats}
    assert {row for row, whats in TABLE.items() if not whats <= promised} == set()


def test_what_is_measured_grows_too() -> None:
    assert set(command.THINGS) <= set(run.THINGS)


@pytest.mark.parametrize("name", run.THINGS)
def test_a_thing_is_really_done_at_each_size(name: str, ground: Path) -> None:
    if name == "receiver":
        try:
            binaries()
        except SurroundingsError:
            pytest.skip("no PostgreSQL here; packaging/system.sh tests installs it")
    sizes = SIZES.get(name, USUAL)
    found, _ = run.measured(name, thing(name), sizes, here)
    ours = {(one["what"], one["scale"]): one["ours_s"] for one in found}
    assert ours.keys() == {(what, size) for what in thing(name).whats for size in sizes}
    assert all(seconds > 0 for seconds in ours.values())


def test_the_sizes_are_those_that_were_asked_for() -> None:
    """Pages and paragraphs to 1,000, rows to 1,000,000; of one bundle as many as the program puts into one."""
    for name in run.THINGS:
        most = ROOM.rows if name in {"bundle", "receiver"} else 1_000_000
        assert {10_000, 100_000, most} <= {*thing(name).scales} or thing(name).scales == (10, 100, 1_000), (
            name
        )


def test_a_contestant_that_takes_too_long_is_ended_and_told(ground: Path, tmp_path: Path) -> None:
    told = run.in_a_process("save", "ours", Spot(10, tmp_path), 0.05)
    assert told == {"refused": "not finished in 0 s"}


def test_a_fault_of_a_contestant_is_its_reason(tmp_path: Path) -> None:
    told = run.in_a_process("list_pdf", "nobody", Spot(10, tmp_path), 60)
    assert "KeyError: 'nobody'" in told["refused"]


def test_after_nothing_came_of_a_size_larger_ones_are_not_tried(ground: Path) -> None:
    def act(name: str, contestant: str, spot: Spot, limit: float) -> dict[str, Any]:
        if contestant == "peer" and spot.scale == 100:
            return {"refused": "not finished in 60 s"}
        return {"took": {"a thing": [[0.1 * spot.scale, 5.0]]}}

    found, _ = run.measured("a", made(), (10, 100, 1_000), act)
    assert [one["theirs_s"] for one in found] == [1.0, None, None]
    assert [one["ratio"] for one in found] == [1.0, None, None]
    assert unreached(found) == [
        "a thing, 100 rows: peer: not finished in 60 s",
        "a thing, 1,000 rows: peer: not tried: nothing came of 100 rows",
    ]


def test_a_size_that_even_growth_with_the_rows_could_not_reach_is_not_tried(ground: Path) -> None:
    asked: list[int] = []

    def act(name: str, contestant: str, spot: Spot, limit: float) -> dict[str, Any]:
        if contestant == "peer":
            asked.append(spot.scale)
        return {"took": {"a thing": [[1.0 * spot.scale, 5.0]]}}

    found, _ = run.measured("a", made(), (10, 100), act)
    assert asked == [10]
    assert unreached(found) == [
        "a thing, 100 rows: peer: not tried: 10 s at 10 rows, and no more than 60 s are allowed"
    ]


def test_a_peer_stands_beside_what_it_can_do_only() -> None:
    found = lines(
        made("one", "two"),
        {
            10: {
                "ours": Reached({"one": [Sample(1)], "two": [Sample(1)]}),
                "peer": Reached({"one": [Sample(2)]}),
            }
        },
    )
    assert [(one["what"], one["against"]) for one in found] == [("one", "peer"), ("two", "")]


def test_a_line_has_the_shape_of_every_other_line() -> None:
    shape = result("a", "b", {"ours": [Sample(1)], "b": [Sample(1)]}).as_json().keys()
    (line,) = lines(made(), {10: {"ours": Reached({"a thing": [Sample(1)]}), "peer": Reached(why="absent")}})
    assert shape <= line.keys()
    assert (line["ours_s"], line["theirs_s"], line["note"]) == (1, None, "peer: absent")


@given(st.floats(0, 3), st.floats(0.001, 10))
def test_steepness_is_the_power_of_the_size(power: float, seconds: float) -> None:
    points = [(size, seconds * size**power) for size in (1_000, 10_000, 1_000_000)]
    assert steepness(points) == pytest.approx([power, power], abs=1e-9)


def test_a_hair_below_flat_is_flat() -> None:
    assert powers([(10, 1.0), (100, 0.999)]) == "0.00"


def test_growth_stands_beside_the_run_before_and_outlives_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "OUT", tmp_path)
    page = report.write_growth(growth()).read_text(encoding="utf-8")
    assert page.count("<svg") == 2  # the bars of a run that was not yet made, and one curve
    assert "1.00, 2.00" in page
    assert "a thing, 1,000 rows: peer: not finished in 60 s" in page
    run_of = {**report.stamp(), "quick": True, "machine": report.machine.describe(), "left_out": []}
    report.write({**run_of, "results": [result("x", "y", {"ours": [Sample(1)], "y": [Sample(1)]}).as_json()]})
    report.write_growth(growth())
    kept = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert kept["results"][0]["what"] == "x"
    assert kept["growth"]["results"][0]["what"] == "a thing"
    assert "| a thing | ours | 10: 1.00 s (5 MB) →" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_ours_that_grows_faster_than_the_work_is_told_by_name() -> None:
    results = growth()["results"]
    assert steeper(results) == ["a thing: 1.00, 2.00"]
    assert markdown(results).count("\n") == 4


def made(*whats: str) -> Thing:
    return Thing(whats=whats or ("a thing",), contestants={"ours": lambda _: {}, "peer": lambda _: {}})


def growth() -> dict[str, Any]:
    ours = {10: 1.0, 100: 10.0, 1_000: 1_000.0}
    found = {
        size: {
            "ours": Reached({"a thing": [Sample(seconds, 5.0)]}),
            "peer": Reached({"a thing": [Sample(2.0)]})
            if size < 1_000
            else Reached(why="not finished in 60 s"),
        }
        for size, seconds in ours.items()
    }
    return {**report.stamp(), "results": lines(made(), found), "left_out": [], "took_s": 1}


def test_one_thing_measured_anew_leaves_the_lines_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "OUT", tmp_path)
    old = lines(
        made("save one form", "receiver: intake"), {10: {"ours": Reached({"save one form": [Sample(9)]})}}
    )
    report.write_growth({**growth(), "results": old})

    def measured(name: str, *_: Any) -> tuple[list[dict[str, Any]], float]:
        return lines(made("save one form"), {10: {"ours": Reached({"save one form": [Sample(1)]})}}), 0.0

    monkeypatch.setattr(run, "measured", measured)
    run.grow(["save"])
    kept = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["growth"]["results"]
    assert [(one["what"], one["ours_s"]) for one in kept] == [
        ("receiver: intake", None),
        ("save one form", 1),
    ]
