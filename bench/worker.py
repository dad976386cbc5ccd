"""Runs a contestant in a process of its own, so that its memory and its imports are its own.

A contestant is a script under ``bench/contestants`` that prints one JSON line: ``{"s": seconds of the work alone}``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.measure import Sample

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".venv-bench"
QUIET = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false", "PYTHONPATH": str(ROOT)}
COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(ROOT / "out" / "bench" / "compiled")}
"""Libraries come compiled and so does a packaged program; a checkout where nothing may be written would be compiled at every start."""
LONGEST_S = 600


class Absent(Exception):
    """A peer is not on this machine; its line is left out and the report says so."""


def ask(script: str, *arguments: object, python: Path | None = None) -> dict[str, Any]:
    """What the script printed, with ``rss_mb``, the most memory its process held."""
    command = [
        str(python or sys.executable),
        str(ROOT / "bench" / "contestants" / script),
        *map(str, arguments),
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **QUIET, **COMPILED},
    )
    try:
        said, complaint = process.communicate(timeout=LONGEST_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise RuntimeError(f"{script} {arguments}: not done after {LONGEST_S} s") from None
    if process.returncode:
        raise RuntimeError(f"{script} {arguments}: {complaint.strip()[-2000:]}")
    told: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return told


def sample(script: str, *arguments: object, python: Path | None = None) -> Sample:
    told = ask(script, *arguments, python=python)
    return Sample(told["s"], told.get("rss_mb", 0.0))


def peer(script: str, *arguments: object) -> Sample:
    """As `sample`, with the peers' own Python."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        raise Absent("the peers' environment .venv-bench is missing")
    return sample(script, *arguments, python=python)
