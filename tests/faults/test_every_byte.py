"""Every byte of what travels, turned over; every length, cut short: refused in a sentence, and nothing is taken in."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.sync.enrolment import GRANT_SUFFIX, REQUEST_SUFFIX
from desktop.sync.receipts import SUFFIX as RECEIPT
from desktop.usecases.office import Session
from tests.faults.conftest import SOAK
from tests.faults.stage import CLERK, COUNTY_ADMIN, enter, rows_of
from tests.faults.trial import Theatre

BITS = range(8) if SOAK else (0,)


@dataclass(frozen=True)
class Desks:
    """Both offices open, on a stage of their own."""

    stage: Path
    township: Session
    county: Session

    def rows(self) -> str:
        return json.dumps([rows_of(self.stage, "township"), rows_of(self.stage, "county")])


@pytest.fixture(scope="module")
def desks(theatre: Theatre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """The county has not yet taken in the bundle on the stick; a receipt for it is there all the same."""
    stage = tmp_path_factory.mktemp("bytes") / "stage"
    shutil.copytree(theatre.stage("carried"), stage)
    for receipt in (theatre.stage("answered") / "receipts").iterdir():
        shutil.copy(receipt, stage / "receipts")
    opened = Desks(stage, enter(stage, CLERK), enter(stage, COUNTY_ADMIN))
    yield opened
    opened.township.close()
    opened.county.close()


EDGE = 1500
"""So many bytes at both ends hold all that is not sealed: there a stride leaves nothing out."""


def spoilt(path: Path, stride: int) -> Iterator[str]:
    """Puts one fault after the other into the file at ``path``; it is whole again at the end."""
    whole = path.read_bytes()
    inside = range(EDGE, len(whole) - EDGE)
    try:
        with path.open("r+b", buffering=0) as stream:
            for place, byte in enumerate(whole):
                if place in inside and place % stride:
                    continue
                for bit in BITS:
                    stream.seek(place)
                    stream.write(bytes((byte ^ 1 << (place + bit) % 8,)))
                    yield f"bit {(place + bit) % 8} of byte {place}"
                stream.seek(place)
                stream.write(bytes((byte,)))
        for length in range(len(whole) - 1, -1, -1):
            if length in inside and length % stride:
                continue
            with path.open("r+b") as stream:
                stream.truncate(length)
            yield f"cut to {length}"
    finally:
        path.write_bytes(whole)


def all_refused(path: Path, take: Callable[[Path], object], stride: int = 1) -> int:
    """How many faults were tried: each, or of those further inside only every ``stride``-th."""
    tried = 0
    for fault in spoilt(path, stride):
        tried += 1
        refusal = refused(path, take)
        assert refusal is not None, f"{path.name} with {fault} was taken in"
        assert refusal.safe, fault
        assert refusal.todo, fault
    return tried


def refused(path: Path, take: Callable[[Path], object]) -> Refusal | None:
    try:
        take(path)
    except Refusal as refusal:
        return refusal
    return None


def test_a_bundle(desks: Desks, count: Callable[..., None]) -> None:
    before = desks.rows()
    bundle = next((desks.stage / "stick").glob("*.mingbai"))
    receipts = desks.stage / "spare" / "none"
    tried = all_refused(bundle, lambda path: desks.county.exchange.import_(path, receipts), 1 if SOAK else 32)
    assert desks.rows() == before
    assert not receipts.exists()
    count(f"bytes turned over and lengths cut: bundle of {bundle.stat().st_size:,} bytes", tried)
    assert desks.county.exchange.preview_import(bundle).new == 1


def test_a_receipt(desks: Desks, count: Callable[..., None]) -> None:
    before = desks.rows()
    receipt = next((desks.stage / "receipts").glob(f"*{RECEIPT}"))
    count(
        "bytes turned over and lengths cut: receipt",
        all_refused(receipt, desks.township.exchange.receive_receipt),
    )
    assert desks.rows() == before


def test_a_request_to_join(desks: Desks, count: Callable[..., None]) -> None:
    before = desks.rows()
    request = next((desks.stage / "spare").glob(f"*{REQUEST_SUFFIX}"))
    out = desks.stage / "spare" / "granted"
    tried = all_refused(request, lambda path: desks.county.exchange.grant(path, out))
    count("bytes turned over and lengths cut: request", tried)
    assert desks.rows() == before
    assert not out.exists()
    assert refused(request, lambda path: desks.county.exchange.grant(path, out)) is None


def test_a_grant(desks: Desks, count: Callable[..., None]) -> None:
    before = desks.rows()
    grant = next((desks.stage / "spare").glob(f"*{GRANT_SUFFIX}"))
    count(
        "bytes turned over and lengths cut: grant", all_refused(grant, desks.township.exchange.accept_grant)
    )
    assert desks.rows() == before
    assert refused(grant, desks.township.exchange.accept_grant) is None


def test_a_file_down(desks: Desks, count: Callable[..., None]) -> None:
    code = desks.township.organisation.code
    down = desks.county.down.write(desks.stage / "spare", code).value.path
    before = desks.rows()
    count("bytes turned over and lengths cut: file down", all_refused(down, desks.township.down.take_in))
    assert desks.rows() == before
    assert refused(down, desks.township.down.take_in) is None
