"""A process that may use 512 MiB of addresses and tries one reader on one file: what became of it, and the memory used."""

import json
import resource
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.files.container import open_container
from desktop.files.examined import read_document
from desktop.sync.check import verify_bundle
from desktop.sync.down import read_down
from desktop.sync.enrolment import read_grant, read_request
from desktop.sync.packs.file import read_pack
from desktop.sync.packs.trust import Days, follow
from desktop.sync.receipts import read_receipt
from desktop.sync.revocation import read_revocations
from desktop.sync.updates.file import opened_update
from desktop.sync.updates.models import ProgramFiles

ADDRESSES = 512 << 20


def _bundle(path: Path) -> None:
    report = verify_bundle(path)
    if not report.ok:
        first = report.findings[0]
        raise Refusal(first.text, safe="", todo=first.advice, code=first.code)


def _update(path: Path) -> None:
    with opened_update(path) as update:
        follow(update.papers, ProgramFiles, None, Days(date(2026, 9, 16)))


READERS: dict[str, Callable[[Path], object]] = {
    "bundle": _bundle,
    "receipt": lambda path: read_receipt(path, {}),
    "request": read_request,
    "grant": read_grant,
    "down": lambda path: read_down(path, {}),
    "revocations": lambda path: read_revocations(path, {}, {}),
    "pack": read_pack,
    "update": _update,
    "workbook": open_container,
    "document": read_document,
}


def main() -> None:
    """Lines of ``reader path`` on standard input; a JSON line for each."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    for reader, path in (line.rstrip("\n").split(" ", 1) for line in sys.stdin):
        try:
            READERS[reader](Path(path))
            said = {"taken": True}
        except Refusal as refusal:
            said = {"refused": refusal.code, "what": refusal.what, "todo": refusal.todo}
        print(json.dumps({**said, "mib": _peak_kib() // 1024}), flush=True)


def _peak_kib() -> int:
    """The most memory held since this program began. `getrusage` would also count the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))


if __name__ == "__main__":
    main()
