"""Python's cyclic garbage is collected on the window's thread only.

A widget caught in a reference cycle dies wherever the collector happens to run; if that is the worker, Qt ends the
program. So automatic collection is off while a window is open, and a timer does the same work at the same thresholds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from desktop.base.resting import let_collector_rest, let_collector_work

_EVERY_MS = 500


class Collector(QObject):
    """Made once at start, on the window's thread; ``stop`` gives collecting back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # What the start left stays for the whole run: frozen, it costs later collections nothing. Looking through it first
        # would cost the start more than the little garbage in it is worth.
        gc.freeze()
        let_collector_rest()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        let_collector_work()


def keep_what_was_loaded() -> None:
    """Code and content loaded since the start stay for the whole run as well. Where Python collects by itself, nothing."""
    if not gc.isenabled():
        gc.freeze()


def collect_due() -> int:
    """Collect the generations whose counts have passed their thresholds; the oldest collected, -1 for none."""
    collected = -1
    for generation, most in enumerate(gc.get_threshold()):
        if gc.get_count()[generation] <= most:
            break
        gc.collect(generation)
        collected = generation
    return collected
