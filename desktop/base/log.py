"""The log of the program: what went wrong and where in the code, never what was in the data.

A message is written by its fixed wording, an error by its kind and the lines of code it came through. Values, texts of
errors and paths of people's files are left out, because they may hold a citizen's name.
"""

import contextlib
import logging
import re
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from desktop.base.errors import MingbaiError

OURS = ("mingbai", "desktop", "prefecture")
_LARGEST = 256 << 10
_FIXED = re.compile(r"[^ -~]|[0-9]{4,}|[/\\]")
_LONGEST = 120


class DiscreetFormatter(logging.Formatter):
    """One line a record: time, level, logger, wording, codes; then the error's chain, a line a step."""

    def format(self, record: logging.LogRecord) -> str:
        words = [
            self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            record.levelname,
            record.name,
            _wording(record),
        ]
        words += [_value(value) for value in _values(record)]
        lines = [" ".join(word for word in words if word)]
        error = record.exc_info[1] if record.exc_info else None
        while error is not None and len(lines) < 60:
            lines += _error_lines(error)
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def _wording(record: logging.LogRecord) -> str:
    """The wording as it stands in our own code; of other people's packages only that they said something."""
    if not record.name.startswith(OURS) or not isinstance(record.msg, str):
        return "(said something)"
    return _FIXED.sub("", record.msg)[:_LONGEST]


def _values(record: logging.LogRecord) -> tuple[object, ...]:
    return record.args if isinstance(record.args, tuple) else ()


def _value(value: object) -> str:
    """Small numbers and the codes of our own errors; anything else by its kind."""
    if isinstance(value, MingbaiError):
        return value.code
    if isinstance(value, int) and abs(value) < 1_000_000:
        return str(value)
    return f"<{type(value).__name__}>"


def _error_lines(error: BaseException) -> list[str]:
    code = f" {error.code}" if isinstance(error, MingbaiError) else ""
    number = f" errno={error.errno}" if isinstance(error, OSError) and error.errno else ""
    return [
        f"  {type(error).__module__}.{type(error).__qualname__}{code}{number}",
        *_steps(error.__traceback__),
    ]


def _steps(trace: TracebackType | None) -> list[str]:
    return [
        f"    {'/'.join(Path(step.filename).parts[-3:])}:{step.lineno} {step.name}"
        for step in extract_tb(trace)
    ]


class _Keeper(logging.FileHandler):
    """A full file becomes the older one, of which there is one. Not the library's own such handler: with it comes all that logs
    over sockets, a twentieth of the window's start."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._turn_over(len(self.format(record).encode("utf-8", "replace")))
            super().emit(record)
        except OSError:
            self.handleError(record)

    def _turn_over(self, more: int) -> None:
        path = Path(self.baseFilename)
        if path.exists() and path.stat().st_size + more > _LARGEST:
            if self.stream is not None:  # it is None until the first line
                self.stream.close()
                self.stream = None  # as the library does it: opened again at the next line
            path.replace(path.with_name(f"{path.name}.1"))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # the library's name
        """A full disk must not fill the screen with traces."""


def keep_nothing() -> logging.Handler:
    """From now on nothing our own code says is shown or kept: a command answers in sentences, not in traces."""
    return _take(logging.NullHandler(), logging.NOTSET)


def keep_log(path: Path, level: int = logging.WARNING) -> logging.Handler:
    """From now on what our own code says at ``level`` and above goes into ``path``, at most half a megabyte. A place that
    cannot be written is no reason to stop: then nothing is kept."""
    handler: logging.Handler = logging.NullHandler()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Keeper(path, encoding="utf-8", delay=True)
    handler.setFormatter(DiscreetFormatter())
    return _take(handler, level)


def _take(handler: logging.Handler, level: int) -> logging.Handler:
    for name in OURS:
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.addHandler(handler)
    return handler


def drop_log(handler: logging.Handler) -> None:
    for name in OURS:
        logger = logging.getLogger(name)
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    handler.close()
