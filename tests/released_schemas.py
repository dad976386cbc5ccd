"""The schema of every released version, kept beside its home: the digest of each step of the database at its release.

By it a test sees that no released step was edited, and that no version goes out without a home for what it changed.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.storage.migrations import STEPS

NAME = "schemas.json"
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)(.*)$", re.MULTILINE)
_NOT_YET = "not yet released"


def digests(steps: Sequence[Sequence[str]] = STEPS) -> list[str]:
    """One per step; blanks and line ends do not count, so that the layout of a step's file is free."""
    return [
        hashlib.sha256("\n".join(" ".join(line.split()) for line in step).encode()).hexdigest()[:16]
        for step in steps
    ]


def read(folder: Path) -> dict[str, list[str]]:
    """By version; empty before the first release."""
    file = folder / NAME
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def note(folder: Path, version: str) -> None:
    """Adds what ``version`` is released with."""
    known = {**read(folder), version: digests()}
    (folder / NAME).write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def released(changelog: str) -> list[str]:
    """The versions of the changelog's headings without the mark of one that is still being made."""
    return [version for version, rest in _HEADING.findall(changelog) if _NOT_YET not in rest]


def edited(kept: Mapping[str, Sequence[str]], steps: Sequence[str]) -> list[str]:
    """Released steps that are no longer what they were, each in a sentence."""
    return [
        f"Step {number} of the database went out with {version} and was edited since: take that back, write a new step."
        for version, then in kept.items()
        for number, digest in enumerate(then, 1)
        if list(steps[number - 1 : number]) != [digest]
    ]


def forgotten(changelog: str, version: str, kept: Mapping[str, Sequence[str]], steps: Sequence[str]) -> str:
    """What is still to be done for ``version``; empty while it is not released, or where a home with its schema is kept."""
    if version not in released(changelog) or list(steps) in [list(then) for then in kept.values()]:
        return ""
    if version in kept:
        return f"{version} is released, and the database has new steps since: raise the version."
    return f"{version} is released without a home of its schema: run `python -m tests.released_homes {version}` and commit it."
