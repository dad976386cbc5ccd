"""Tells what Windows would refuse: a file or folder renamed, replaced or deleted while this process holds it open. For Linux."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MOVED = {"os.rename": 2, "os.remove": 1, "os.rmdir": 1, "shutil.rmtree": 1}
_watching: list[list[str]] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in _MOVED and _watching:
        for place in arguments[: _MOVED[event]]:
            if isinstance(place, str | Path) and (held := _held_below(os.path.realpath(place))):
                _watching[-1].append(f"{event} {place} while {held} is open, {_where()}")


def _held_below(place: str) -> str:
    """An open file at ``place`` or below it; empty if there is none."""
    for descriptor in list(Path("/proc/self/fd").iterdir()):
        try:
            target = str(descriptor.readlink())
        except OSError:
            continue  # the one that listed them
        if target == place or target.startswith(place + "/"):
            return target
    return ""


def _where() -> str:
    ours = [step for step in traceback.extract_stack() if "/desktop/" in step.filename]
    return f"{ours[-1].filename}:{ours[-1].lineno}" if ours else "not by us"


@contextmanager
def watched() -> Iterator[list[str]]:
    """What Windows would have refused in the meantime, in words."""
    if not _added:  # a hook stays for the life of the process
        sys.addaudithook(_hook)
        _added.append(_hook)
    found: list[str] = []
    _watching.append(found)
    try:
        yield found
    finally:
        _watching.remove(found)


_added: list[object] = []
