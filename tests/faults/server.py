"""A process that has everything loaded and makes a copy of itself for each try, so that a try costs no start.

Reads one request a line from standard input and answers one line each. The copy does its work, says what it has done
over a socket (never by a write, which may be the call that is spoilt), and is killed or ends.
"""

import json
import os
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlmodel import Session as Transaction

from desktop.base.canonical import sha256_hex
from desktop.base.errors import MingbaiError, Refusal, SurroundingsError
from tests.faults.operations import ALREADY_DONE, OPERATIONS, Operation, again
from tests.faults.stage import STAGES, foreseeable, rows_of

Say = Callable[[dict[str, Any]], None]


def seen(folder: Path, operation: Operation) -> dict[str, str]:
    """Every table of the operation's home, by digest."""
    return {table: sha256_hex(rows.encode())[:16] for table, rows in rows_of(folder, operation.home).items()}


def build(folder: Path, name: str) -> None:
    for make in STAGES[name]:
        make(folder)


def rehearse(folder: Path, operation: Operation, say: Say) -> None:
    """Nothing in the way: what the tables hold after each commit, and after which of them each step was done."""
    say({"rows": seen(folder, operation)})

    def committed(_: Transaction) -> None:
        say({"rows": seen(folder, operation)})

    with operation.begin(folder) as opened:
        say({"rows": seen(folder, operation)})
        event.listen(Transaction, "after_commit", committed)
        for step in operation.steps:
            step(opened, folder)
            say({"rows": seen(folder, operation)})
            say({"done": True})
        event.remove(Transaction, "after_commit", committed)
    say({"rows": seen(folder, operation)})
    say({"facts": operation.facts(folder)})


def perform(
    folder: Path, operation: Operation, say: Say, ready: Callable[[], None], well: Callable[[], None]
) -> None:
    """The steps with a fault waiting somewhere. What the program refuses is said; once the disk is well again the same
    step must go through in the same session."""
    with operation.begin(folder) as opened:
        ready()
        for step in operation.steps:
            try:
                step(opened, folder)
            except MingbaiError as error:
                say(told(error))
                well()
                say({"rows": seen(folder, operation)})
                try:
                    step(opened, folder)
                except Refusal as second:
                    if second.code not in ALREADY_DONE:
                        raise
            say({"done": True})


def told(error: MingbaiError) -> dict[str, Any]:
    return {
        "refused": type(error).__name__, "what": error.what, "safe": error.safe, "todo": error.todo, "code": error.code,
        "surroundings": isinstance(error, SurroundingsError),
    }  # fmt: skip


def judge(folder: Path, operation: Operation, say: Say) -> None:
    """After the accident: what is there; then the operation once more, and what there is in the end."""
    say({"rows": seen(folder, operation)})
    operation.always(folder)
    again(operation, folder)
    say({"facts": operation.facts(folder)})


def work(request: dict[str, Any], line: socket.socket) -> None:
    """In the copy: one request."""
    folder = Path(request["folder"])

    def say(words: dict[str, Any]) -> None:
        line.sendall(json.dumps(words, ensure_ascii=False).encode() + b"\n")

    def ready() -> None:
        say({"pid": os.getpid()})
        line.recv(1)

    def well() -> None:
        say({"well": True})
        line.recv(1)

    try:
        if request["do"] == "build":
            build(folder, request["stage"])
            return
        operation = OPERATIONS[request["operation"]]
        foreseeable(8 if request["do"] == "judge" else 7)
        if request["do"] == "rehearse":
            rehearse(folder, operation, say)
        elif request["do"] == "perform":
            perform(folder, operation, say, ready, well)
        else:
            judge(folder, operation, say)
    except BaseException as error:  # whatever it is, the test must hear of it
        say({"fault": f"{type(error).__name__}: {error}", "where": traceback.format_exc()[-3000:]})


def main() -> None:
    """The address of a listening socket is the one argument: each try has a connection of its own."""
    for request in map(json.loads, sys.stdin):
        pid = os.fork()
        if pid == 0:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.connect(sys.argv[1])
                work(request, line)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        print(json.dumps({"killed": os.WIFSIGNALED(status)}), flush=True)


if __name__ == "__main__":
    main()
