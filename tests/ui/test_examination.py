"""The checks of a record run behind everything else, and only the newest answer counts."""

import threading
import time

from desktop.base.errors import Cancelled
from desktop.base.progress import Progress, Watched
from desktop.ui.viewmodels.examination import Examination


class Records:
    """Answers only when it is let go."""

    def __init__(self):
        self.free = threading.Event()
        self.stopped = []

    def findings(self, record, progress):
        try:
            while not self.free.is_set():
                progress.tick()
                time.sleep(0.001)
        except Cancelled:
            self.stopped.append(record)
            raise
        return [record]


class Desk:
    def __init__(self):
        self.records = Records()


def test_other_work_does_not_wait_for_the_checks(worker, ask, qtbot):
    desk, answers, saved = Desk(), [], []
    examination = Examination(desk, ask, worker)
    examination.start("long", lambda record, found: answers.append(found))
    worker.run(lambda _progress: "saved", saved.append, ask.tell)
    qtbot.waitUntil(lambda: saved == ["saved"])
    assert examination.running
    assert answers == []
    desk.records.free.set()
    qtbot.waitUntil(lambda: answers == [["long"]])
    assert not examination.running


def test_checks_that_are_out_of_date_stop_and_are_never_told(worker, ask, qtbot):
    desk, answers = Desk(), []
    examination = Examination(desk, ask, worker)
    examination.start("first", lambda record, found: answers.append(found))
    examination.start("second", lambda record, found: answers.append(found))
    qtbot.waitUntil(lambda: desk.records.stopped == ["first"])
    desk.records.free.set()
    qtbot.waitUntil(lambda: answers == [["second"]])
    assert ask.told == []


def test_resting_work_goes_on_by_itself():
    progress = Progress()
    progress.rest(0.05)
    began = time.monotonic()
    assert list(Watched(range(40), progress)) == list(range(40))
    assert time.monotonic() - began >= 0.05
