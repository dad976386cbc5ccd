"""Wiring: the one place that builds everything and passes it on. No decision about records is made here."""

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.paths import content_root, templates_folder
from desktop.catalogue.catalogue import Catalogue, load_catalogue
from desktop.cli.invocation import Program
from desktop.cli.main import run
from desktop.usecases.demo import DemoTools
from desktop.usecases.office import Office


@cache
def catalogue() -> Catalogue:
    """Read once per process; it does not change while the program runs."""
    return load_catalogue(content_root())


def office(clock: Clock | None = None) -> Office:
    return Office(catalogue(), templates_folder(), clock or Clock())


def open_window(home: Path, account: str, passphrase: str, clock: Clock | None = None) -> int:
    """The window on ``home``; returns its exit status. With a passphrase it opens without asking."""
    # Qt is loaded only when a window is wanted: the command line starts without it.
    from desktop.ui.application import run as run_window

    return run_window(office(clock), home, account=account or None, passphrase=passphrase or None)


def take_pictures(home: Path, account: str, passphrase: str, out: Path, clock: Clock) -> list[Path]:
    """Every place of the window as a PNG; this process's QT_SCALE_FACTOR decides the scale."""
    from desktop.ui.pictures import take_all

    return take_all(office(clock), home, account, passphrase, out)


def main(arguments: Sequence[str] | None = None) -> int:
    tools = DemoTools(office=office, open_window=open_window, templates=templates_folder())
    program = Program(office=office, open_window=open_window, demo_tools=tools)
    return run(sys.argv[1:] if arguments is None else arguments, program)
