"""Stands between a process and the kernel: lists its calls that change files or say something over the line, and spoils
the one it is told to.

Uses strace on a process that waits. Counting is per kind of call from the moment of attaching; a call spoilt by a kill
is not carried out.
"""

import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

CHANGING = (
    "write", "writev", "pwrite64", "pwritev", "pwritev2", "copy_file_range", "sendfile", "fsync", "fdatasync", "sync_file_range",
    "ftruncate", "fallocate", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat",
    "rmdir", "chmod", "fchmod", "openat", "open",
)  # fmt: skip
"""Every call by which the program can change a file. Of the opening ones only those count that may make or empty it."""

TELLING = "sendto"
"""The call by which the program says something to a server. To others too (the tests' own socket is one), who do not count."""

_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)$")
_MAKING = re.compile(r"O_CREAT|O_TRUNC|O_TMPFILE")
_SERVER = re.compile(r"^\d+<TCP:")


def strace() -> str:
    """Where the tool is; empty if it is not installed."""
    return shutil.which("strace") or ""


@dataclass(frozen=True, slots=True)
class Call:
    """The ``number``-th call of this ``name``; ``on`` is the first file it names, relative to the stage, or "the line"."""

    name: str
    number: int
    on: str

    @property
    def on_disk(self) -> bool:
        return self.name != TELLING

    def __str__(self) -> str:
        return f"{self.name}#{self.number} {self.on}"


def attach(pid: int, log: Path, inject: str = "") -> "subprocess.Popen[str]":
    """strace at work on ``pid`` when this returns. ``inject`` is as strace takes it after ``inject=``."""
    command = [strace(), "-yy", "-p", str(pid), "-o", str(log)]
    command += ["-e", f"trace={','.join((*CHANGING, TELLING))}"]
    if inject:
        command += ["-e", f"inject={inject}"]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C"})
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    if "attached" not in said:
        tracer.kill()
        raise RuntimeError(f"strace could not attach: {said}{tracer.stderr.read()}")
    return tracer


def detach(tracer: "subprocess.Popen[str]") -> None:
    """The process goes on by itself; whatever stood in its way is gone."""
    tracer.terminate()
    tracer.wait(20)


def calls(log: Path, stage: Path) -> list[Call]:
    """The calls on files below ``stage`` and to servers, in their order."""
    counted: Counter[str] = Counter()
    found = []
    for line in log.read_text(errors="replace").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        name, rest = match.groups()
        counted[name] += 1
        if name == TELLING:
            if _SERVER.match(rest):
                found.append(Call(name, counted[name], "the line"))
            continue
        place = re.search(rf'[<"]({re.escape(str(stage))}[^">]*)[">]', rest)
        if place is None or (name in {"open", "openat"} and not _MAKING.search(rest)):
            continue
        found.append(Call(name, counted[name], str(Path(place.group(1)).relative_to(stage))))
    return found
