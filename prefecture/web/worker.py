"""Takes in what lies in the spool, one bundle after another, beside the web server. Loses nothing and never gives up.

A bundle leaves the spool when it is in or was turned away for good. Where the database or the disk hinders, everything
waits and is tried again.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.base.errors import Refusal, SurroundingsError
from prefecture.intake import Answer, Intake
from prefecture.uploads import Uploads
from prefecture.web.counters import Counters

log = logging.getLogger("mingbai.prefecture")
_SWEEP = 3600.0


class Worker:
    """``start`` and ``stop`` it with the server; ``wake`` it when something arrived. ``pause`` seconds between tries."""

    def __init__(self, intake: Intake, uploads: Uploads, counters: Counters, *, pause: float = 15.0) -> None:
        self._intake, self._uploads, self._counters, self._pause = intake, uploads, counters, pause
        self._news, self._end = threading.Event(), threading.Event()
        self._later: dict[str, float] = {}
        self._swept = 0.0
        self._thread = threading.Thread(target=self._run, name="intake")

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._news.set()

    def stop(self) -> None:
        """After the bundle in hand."""
        self._end.set()
        self._news.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._end.is_set():
            self._news.clear()
            try:
                self._round()
            except Exception:
                log.exception("the round broke off")
            self._news.wait(self._pause)

    def _round(self) -> None:
        if time.monotonic() - self._swept > _SWEEP or not self._swept:
            self._uploads.sweep()
            self._swept = time.monotonic()
        waiting = self._intake.store.waiting()
        if not waiting:
            return
        try:
            with self._intake.one_after_another() as take:
                self._take_in(waiting, take)
        except SurroundingsError as hindrance:
            log.warning("intake waits: %s", hindrance.what)
            self._counters.add("intake_put_off")

    def _take_in(self, waiting: Sequence[Path], take: Callable[[Path], Answer]) -> None:
        for path in waiting:
            if self._end.is_set():
                return
            if self._later.get(path.name, 0.0) > time.monotonic():
                continue
            try:
                take(path)
                self._counters.add("bundles_taken")
            except Refusal as refusal:
                if not path.exists():
                    continue  # another receiver was quicker
                log.info("%s turned away: %s", path.name, refusal.code)
                self._counters.add("bundles_turned_away")
            except SurroundingsError:
                raise
            except Exception:
                # A fault of ours with one bundle must not hold up the others; it stays, and is tried again in a while.
                log.exception("intake of %s", path.name)
                self._counters.add("intake_faults")
                self._later[path.name] = time.monotonic() + 600.0
                continue
            path.unlink(missing_ok=True)
