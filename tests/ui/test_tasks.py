"""The worker: results come back on the window's thread, errors as sentences, cancelling stops at the next step."""

import threading
import time

import pytest
from pytestqt.qtbot import QtBot

from desktop.base.errors import Cancelled, MingbaiError, Refusal
from desktop.base.progress import Progress, Step
from desktop.ui.tasks import Tasks


def test_work_runs_elsewhere_and_its_result_comes_back_here(worker: Tasks, qtbot: QtBot) -> None:
    here, seen = threading.get_ident(), {}

    def work(progress: Progress) -> int:
        seen["work"] = threading.get_ident()
        return 7

    def done(result: int) -> None:
        seen["done"], seen["result"] = threading.get_ident(), result

    worker.run(work, done, pytest.fail)
    qtbot.waitUntil(lambda: "done" in seen)
    assert seen["work"] != here
    assert seen["done"] == here
    assert seen["result"] == 7


def test_pieces_of_work_are_done_one_after_the_other_in_order(worker: Tasks, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(5):
        worker.run(lambda progress, number=number: number, order.append, pytest.fail)
    qtbot.waitUntil(lambda: len(order) == 5)
    assert order == [0, 1, 2, 3, 4]


def test_what_goes_over_the_line_keeps_nobody_waiting_and_hears_the_end(qtbot: QtBot) -> None:
    tasks, told, ended = Tasks(), [], []
    tasks.busy.connect(told.append)

    def endless(progress: Progress) -> None:
        try:
            while True:
                progress.tick()
                time.sleep(0.01)
        finally:
            ended.append(True)

    tasks.run(endless, lambda result: None, lambda error: None, line=True)
    done: list[int] = []
    tasks.run(lambda progress: 1, done.append, pytest.fail)
    qtbot.waitUntil(lambda: done == [1])
    assert tasks.idle
    assert told == [True, False]
    assert ended == []
    tasks.close()
    assert ended == [True]


def test_busy_tells_when_the_first_begins_and_the_last_ends(worker: Tasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    worker.busy.connect(told.append)
    for _ in range(3):
        worker.run(lambda progress: None, lambda result: None, pytest.fail)
    qtbot.waitUntil(lambda: worker.idle)
    assert told == [True, False]


def test_a_refusal_arrives_as_it_is(worker: Tasks, qtbot: QtBot) -> None:
    told: list[MingbaiError] = []

    def work(progress: Progress) -> None:
        raise Refusal("不行。", safe="没有改动。", todo="请重来。")

    worker.run(work, pytest.fail, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].what == "不行。"


def test_a_broken_disk_is_told_in_a_sentence_without_a_trace(worker: Tasks, qtbot: QtBot) -> None:
    told: list[MingbaiError] = []

    def work(progress: Progress) -> None:
        raise OSError(5, "Input/output error")

    worker.run(work, pytest.fail, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].safe
    assert told[0].todo
    assert "Traceback" not in str(told[0])


def test_our_own_fault_is_logged_and_told_as_ours(
    worker: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[MingbaiError] = []

    def work(progress: Progress) -> None:
        raise KeyError("x")

    worker.run(work, pytest.fail, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].code == "bug"
    assert "KeyError" in caplog.text


def test_cancelling_stops_at_the_next_step(worker: Tasks, qtbot: QtBot) -> None:
    told: list[MingbaiError] = []
    steps: list[Step] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        progress.step("第一步", 1, 2)
        begun.set()
        go_on.wait(5)
        progress.step("第二步", 2, 2)

    handle = worker.run(work, pytest.fail, told.append, steps.append)
    assert begun.wait(5)
    handle.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Cancelled)
    assert [step.text for step in steps] == ["第一步"]


def test_after_closing_nothing_is_told_any_more(qtbot: QtBot) -> None:
    tasks, told = Tasks(), list[object]()
    tasks.run(lambda progress: 1, told.append, told.append)
    tasks.close()
    qtbot.wait(1)
    assert told == []
    assert tasks.idle


def test_a_save_still_in_the_queue_is_done_before_closing() -> None:
    tasks, saved = Tasks(), list[int]()
    for number in range(4):
        tasks.run(lambda progress, number=number: saved.append(number), lambda result: None, pytest.fail)
    tasks.close()
    assert saved == [0, 1, 2, 3]
