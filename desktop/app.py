"""Wiring: the one place that builds everything and passes it on. No decision about records is made here.

Imports inside functions are the start's: the window stands at once and loads the rest behind its login screen; a command loads
no window.
"""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from desktop import __version__
from desktop.base.clock import Clock, SteppingClock
from desktop.base.errors import SurroundingsError
from desktop.base.log import drop_log, keep_log
from desktop.base.paths import content_root, default_home, log_file, program_folder, templates_folder
from desktop.base.resting import collector_resting
from desktop.base.words import tr

if TYPE_CHECKING:
    from desktop.catalogue.catalogue import Catalogue
    from desktop.usecases.office import Office

_SURROUNDINGS_FAILED = 3
_WITH_A_VALUE = ("--home", "--as")
_ANSWERED_AT_ONCE = ("--version", "--help")
_loading = Lock()


@cache
def catalogue() -> "Catalogue":
    """Read once per process; it does not change while the program runs."""
    from desktop.catalogue.catalogue import load_catalogue

    return load_catalogue(content_root())


def office(clock: Clock | None = None) -> "Office":
    """From any thread; the first call loads every use case and the catalogue."""
    with _loading, collector_resting():
        from desktop.usecases.office import Office

        return Office(catalogue(), templates_folder(), clock or Clock())


@collector_resting()
def open_window(home: Path, account: str, passphrase: str, clock: Clock | None = None) -> int:
    """The window on ``home``; returns its exit status. With a passphrase it opens without asking.

    Python's collector rests till the window has its own, which works on the window's thread only.
    """
    from desktop.ui.languages import speak_as_wished

    speak_as_wished(home)
    from desktop.ui.application import run as run_window
    from desktop.usecases.door import Door

    time = clock or Clock()
    door = Door(home, time, lambda: office(time))
    log = keep_log(log_file())
    try:
        return run_window(door, account=account or None, passphrase=passphrase or None)
    finally:
        drop_log(log)


def take_pictures(
    home: Path, account: str, passphrase: str, out: Path, at: datetime, scale: float, only: Sequence[str] = ()
) -> list[Path]:
    """Every place of the window as a PNG, or those with the names ``only``.

    Qt takes its scale at start, so each scale runs in a process of its own.
    """
    import subprocess

    from desktop.cli.invocation import PASSPHRASE_VARIABLE

    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    environment = {
        **os.environ,
        PASSPHRASE_VARIABLE: passphrase,
        "QT_SCALE_FACTOR": str(scale),
        "QT_QPA_PLATFORM": "offscreen",
    }
    arguments = ["--home", str(home), "--as", account, "pictures", "--out", str(out), "--at", at.isoformat()]
    arguments += [word for name in only for word in ("--only", name)]
    done = subprocess.run(
        [*command, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SurroundingsError(tr("窗口的画面没有画出来。"), todo=done.stderr.strip(), code="no-pictures")
    return sorted(out.glob("*.png"))


def draw_pictures(
    home: Path, account: str, passphrase: str, out: Path, at: datetime, only: Sequence[str] = ()
) -> list[Path]:
    """In this process: the window's places on ``home`` as they stand at ``at``."""
    from desktop.ui.languages import speak_as_wished

    speak_as_wished(home)
    from desktop.ui.pictures import take

    session = office(SteppingClock(at)).open(home, account, passphrase)
    try:
        return take(session, out, only=only)
    finally:
        session.close()


def main(arguments: Sequence[str] | None = None) -> int:
    words = sys.argv[1:] if arguments is None else list(arguments)
    if not getattr(sys, "frozen", False):
        return _carried_out(words)
    from desktop.base.versions import CHOSEN, Versions, hand_over

    versions = Versions(program_folder())
    window = _opens_the_window(words)
    newer = None if os.environ.get(CHOSEN) else versions.choose(__version__, window=window)
    if newer is not None:
        hand_over(newer, words)
    status = _carried_out(words)
    if status < _SURROUNDINGS_FAILED:
        versions.prove(__version__, window=window)
    return status


def _opens_the_window(words: Sequence[str]) -> bool:
    """Whether no command is asked for. Looked at before any parser is loaded: another version may be the one to parse."""
    rest = iter(words)
    for word in rest:
        if word in _WITH_A_VALUE:
            next(rest, None)
        elif word in _ANSWERED_AT_ONCE or not word.startswith("-"):
            return False
    return True


def _carried_out(words: list[str]) -> int:
    if not words:
        # Started from its icon: there is nothing to read on the command line, so its parser is not loaded.
        return open_window(default_home(), "", "")
    with collector_resting():
        from desktop.cli.invocation import Program
        from desktop.cli.main import run
        from desktop.usecases.demo import DemoTools
    tools = DemoTools(office, templates_folder(), open_window, take_pictures)
    return run(words, Program(office, open_window, draw_pictures, tools))
