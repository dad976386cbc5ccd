"""Hostile archives and JSON are refused in a sentence by every reader, in a process that has no more than 512 MiB."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.confined import ADDRESSES, READERS
from tests.faults.hostile import archives, documents, offices

KINDS = {
    "bundle": archives,
    "pack": archives,
    "update": archives,
    "workbook": offices,
    "document": offices,
    "receipt": documents,
    "request": documents,
    "grant": documents,
    "down": documents,
    "revocations": documents,
}


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Callable[[], Iterator[tuple[str, object]]]], list[tuple[str, Path]]]:
    """The files of a kind, made once."""
    folder = tmp_path_factory.mktemp("harm")
    known: dict[str, list[tuple[str, Path]]] = {}

    def files(kind: Callable[[], Iterator[tuple[str, Callable[[], bytes]]]]) -> list[tuple[str, Path]]:
        if kind.__name__ not in known:
            listed = []
            for number, (what, make) in enumerate(kind()):
                path = folder / f"{kind.__name__}-{number}.xlsx"
                path.write_bytes(make())
                listed.append((what, path))
            known[kind.__name__] = listed
        return known[kind.__name__]

    return files


def test_every_reader_is_tried() -> None:
    assert set(KINDS) == set(READERS)


@pytest.mark.parametrize("reader", READERS)
def test_what_was_made_to_harm_is_refused_within_512_mib(reader, made, count) -> None:
    files = made(KINDS[reader])
    asked = "".join(f"{reader} {path}\n" for _, path in files)
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", "from tests.faults.confined import main; main()"]
    done = subprocess.run(
        command, cwd=root, input=asked, capture_output=True, text=True, timeout=300, check=False
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(files), f"at “{files[len(answers)][0]}”: {done.stderr[-2000:]}"
    for (what, _), answer in zip(files, answers, strict=True):
        assert answer.get("refused"), f"{reader} took in “{what}”"
        assert answer["todo"], what
        assert answer["mib"] << 20 <= ADDRESSES
    count("hostile files refused within 512 MiB", len(files))
