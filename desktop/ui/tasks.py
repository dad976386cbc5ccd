"""The background worker: work is a plain function ``work(progress)``; results come back on the window's thread.

The only thread code of the program. Every piece of work opens its own transaction; no widget crosses over.
Patient work (the checks of a long roster) has a thread of its own, only reads, and lies still while anything else moves.
So has what goes over the line: it mostly waits for others, and nobody here shall wait for it.
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6 import QtCore  # its Qt is named where it is used: see application.make_classes
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from desktop.base.errors import MingbaiError, SurroundingsError
from desktop.base.progress import Progress, Step
from desktop.base.words import tr

T = TypeVar("T")
Work = Callable[[Progress], T]
_REST = 0.3
log = logging.getLogger(__name__)


def explained(error: BaseException) -> MingbaiError:
    """Any error as one that a clerk can read; what we did wrong goes to the log with its trace."""
    if isinstance(error, MingbaiError):
        return error
    if isinstance(error, OSError):
        return SurroundingsError(
            tr("读写文件时断了：{strerror}。", strerror=error.strerror or error),
            safe=tr("已经保存的记录没有受影响。"),
            todo=tr("请看一下U盘或文件夹还在不在、能不能写，再做一次。"),
            code="io",
        )
    log.error("unexpected error", exc_info=error)
    return MingbaiError(
        tr("程序自己出了差错，这一步没有做完。"),
        safe=tr("已经保存的记录没有受影响。"),
        todo=tr("请再做一次；还是这样，请在“设置”的“备份”里存一份诊断包，交给技术人员。"),
        code="bug",
    )


class _Run(QObject):
    """Carries the results of one piece of work over to the window's thread."""

    finished = Signal(object)
    failed = Signal(object)
    stepped = Signal(object)


class _Job(QRunnable):
    def __init__(self, run: _Run, work: Callable[[Progress], object], progress: Progress) -> None:
        super().__init__()
        self._run, self._work, self._progress = run, work, progress

    def run(self) -> None:
        try:
            result = self._work(self._progress)
        except Exception as error:  # everything must reach the window as a sentence, whatever it was
            self._run.failed.emit(explained(error))
        else:
            self._run.finished.emit(result)


class Tasks(QObject):
    """One worker thread, first come first served, one for patient work, and one for the line. ``busy`` tells True when work
    begins and False when none is left; what goes over the line is not counted."""

    busy = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._patient_pool = QThreadPool(self)
        self._patient_pool.setMaxThreadCount(1)
        self._line_pool = QThreadPool(self)
        self._line_pool.setMaxThreadCount(1)
        self._running: dict[_Run, Progress] = {}
        self._patient: set[_Run] = set()
        self._lined: set[_Run] = set()

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], Any],
        failed: Callable[[MingbaiError], Any],
        progress: Callable[[Step], Any] | None = None,
        *,
        patient: bool = False,
        line: bool = False,
    ) -> Progress:
        """Starts ``work`` on the worker and returns the handle whose ``cancel`` stops it at its next step.

        ``patient`` work stands behind everything else: nothing waits for it. It may only read, and must tick often.
        ``line`` work goes over the line, beside everything else; its own transactions must be short.
        ``done`` or ``failed`` (also with Cancelled) and ``progress`` are called on the window's thread.
        """
        run = _Run()
        handle = Progress(run.stepped.emit)
        self._running[run] = handle
        queued = QtCore.Qt.ConnectionType.QueuedConnection
        # Queued: delivered on the thread the _Run was made on, which is the window's.
        run.finished.connect(lambda result: self._end(run, done, result), queued)
        run.failed.connect(lambda error: self._end(run, failed, error), queued)
        if progress is not None:
            run.stepped.connect(progress, queued)
        if line:
            self._lined.add(run)
            self._line_pool.start(_Job(run, work, handle))
            return handle
        if len(self._running) - len(self._lined) == 1:
            self.busy.emit(True)
        if patient:
            self._patient.add(run)
        else:
            self.hold()
        (self._patient_pool if patient else self._pool).start(_Job(run, work, handle))
        return handle

    def hold(self) -> None:
        """Somebody scrolls or types, or other work begins: patient work lies still for a moment."""
        for run in self._patient:
            self._running[run].rest(_REST)

    @property
    def idle(self) -> bool:
        return len(self._running) == len(self._lined)

    def close(self) -> None:
        """Asks long work to stop at its next step, lets the rest be done (a save in the queue must not be lost) and waits;
        nothing is told any more."""
        for run, handle in self._running.items():
            handle.cancel()
            run.blockSignals(True)
        self._running.clear()
        self._patient.clear()
        self._lined.clear()
        self._pool.waitForDone()
        self._patient_pool.waitForDone()
        self._line_pool.waitForDone()

    def _end(self, run: _Run, then: Callable[[Any], Any], value: object) -> None:
        if self._running.pop(run, None) is None:
            return
        self._patient.discard(run)
        run.deleteLater()
        if run in self._lined:
            self._lined.discard(run)
        elif self.idle:
            self.busy.emit(False)
        then(value)
