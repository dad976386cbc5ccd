"""Widgets in reference cycles die on the window's thread, never on the worker's."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject

from desktop.ui.collector import Collector, collect_due


class Knot:
    """Holds itself, and tells on which thread it was collected."""

    def __init__(self, told: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: told.append(threading.get_ident()))


def test_garbage_made_on_a_worker_is_collected_on_the_windows_thread(qtbot):
    collector = Collector()
    told: list[int] = []

    def work() -> None:
        for _ in range(5000):
            Knot(told)

    try:
        assert not gc.isenabled()
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        assert told == []
        qtbot.waitUntil(lambda: len(told) == 5000, timeout=5000)
        assert set(told) == {threading.get_ident()}
    finally:
        collector.stop()


def test_nothing_is_collected_below_the_thresholds():
    gc.collect()
    assert collect_due() == -1
    kept = [QObject() for _ in range(gc.get_threshold()[0] + 100)]
    assert collect_due() >= 0
    assert len(kept) > 0
