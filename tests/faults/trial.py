"""One operation, spoilt at one call, and everything that must hold afterwards."""

import json
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.interposer import Call, attach, calls, detach

Said = list[dict[str, Any]]


class Theatre:
    """The server, the stages it built, and a place for tries. ``close`` it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listening.bind(str(folder / "line"))
        self._listening.listen(1)
        self._listening.settimeout(60)
        root = Path(__file__).resolve().parents[2]
        command = [sys.executable, "-c", "from tests.faults.server import main; main()", str(folder / "line")]
        self._server = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def stage(self, name: str) -> Path:
        """The stage as it was built, made when first asked for. Never spoilt: tries get copies."""
        path = self.folder / "stages" / name
        if not path.exists():
            said, _ = self.ask({"do": "build", "stage": name, "folder": str(path)})
            assert said == [], said
        return path

    def copy(self, name: str) -> Path:
        """A fresh copy of a stage, always in the same place."""
        path = self.folder / "try"
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.stage(name), path)
        return path

    def ask(self, request: dict[str, Any], inject: str | None = None) -> tuple[Said, bool]:
        """What the copy said, and whether it was killed. ``inject`` (may be empty) attaches strace when it is ready, until
        the copy asks for a disk that is well."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        line, _ = self._listening.accept()
        line.settimeout(120)
        said: Said = []
        tracer = None
        with line, line.makefile() as stream:
            for words in map(json.loads, stream):
                if "pid" in words or "well" in words:
                    if "well" in words and tracer is not None:
                        detach(tracer)
                    elif inject is not None:
                        tracer = attach(words["pid"], self.folder / "trace", inject)
                    line.sendall(b".")
                else:
                    said.append(words)
        ended = json.loads(self._server.stdout.readline())
        if tracer is not None:
            tracer.wait(20)
            assert tracer.stderr is not None
            tracer.stderr.close()
        return said, bool(ended["killed"])

    def close(self) -> None:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(20)
        self._server.stdout.close()
        self._listening.close()


@dataclass(frozen=True)
class Rehearsal:
    """``states[k]`` are the table digests that may be seen while k steps are acknowledged; ``facts`` stand at the end."""

    states: tuple[tuple[dict[str, str], ...], ...]
    facts: dict[str, Any]
    calls: tuple[Call, ...]


def rehearse(theatre: Theatre, name: str, stage: str) -> Rehearsal:
    """The operation twice with nothing in its way: for what is in the tables, and for the calls it makes."""
    said, _ = theatre.ask({"do": "rehearse", "operation": name, "folder": str(theatre.copy(stage))})
    assert not any("fault" in words for words in said), said[-1]
    states: list[list[dict[str, str]]] = [[]]
    for words in said:
        if "rows" in words:
            states[-1].append(words["rows"])
        elif "done" in words:
            states.append([states[-1][-1]])
    folder = theatre.copy(stage)
    done, _ = theatre.ask({"do": "perform", "operation": name, "folder": str(folder)}, "")
    assert {"done": True} in done, done
    assert not any("fault" in words or "refused" in words for words in done), done
    return Rehearsal(
        tuple(map(tuple, states)), said[-1]["facts"], tuple(calls(theatre.folder / "trace", folder))
    )


def spoil(theatre: Theatre, name: str, stage: str, rehearsal: Rehearsal, inject: str) -> tuple[Said, bool]:
    """Carry the operation out with ``inject`` in its way, then judge. What it said; whether it was killed."""
    folder = theatre.copy(stage)
    request = {"operation": name, "folder": str(folder)}
    said, killed = theatre.ask({"do": "perform", **request}, inject)
    assert not any("fault" in words for words in said), said[-1]
    retried = False
    acknowledged = 0
    for words in said:
        acknowledged += "done" in words
        retried |= "refused" in words
        if "rows" in words:
            known(rehearsal, acknowledged, words["rows"])
    judged, _ = theatre.ask({"do": "judge", **request})
    assert not any("fault" in words for words in judged), judged[-1]
    if not retried:
        known(rehearsal, acknowledged, judged[0]["rows"])
    assert judged[-1]["facts"] == rehearsal.facts
    return said, killed


def known(rehearsal: Rehearsal, acknowledged: int, rows: dict[str, str]) -> None:
    """Nothing acknowledged is missing and nothing half is there: the tables are as after one of the commits that the
    step under way makes."""
    allowed = rehearsal.states[acknowledged]
    if rows not in allowed:
        nearest = min(allowed, key=lambda state: sum(state.get(table) != rows.get(table) for table in state))
        differing = [table for table in nearest if nearest.get(table) != rows.get(table)]
        raise AssertionError(f"after {acknowledged} steps these tables are as after no commit: {differing}")
