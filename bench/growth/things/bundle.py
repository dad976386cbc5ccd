"""A bundle's way with 10,000 rows and 10 MB of attachments, 100,000 and 100 MB, and the most rows a bundle takes, with 100 MB: export,
verification, import. More rows travel as several bundles, each of which costs what this one costs.

Two enrolled offices and a bundle are made ready once and kept in the cache; their folder's name holds a digest of the exchange's
sources, so that a change of the format makes them anew.
"""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from bench import homes
from bench.growth.thing import Spot, Thing, Took, several
from bench.measure import Sample, timed
from bench.things.bundle import PLAIN, RESTIC, enrolled, issued, plain_write, restic
from bench.worker import Absent
from desktop.sync.fitting import ROOM
from desktop.usecases.exchange import verify_file
from desktop.usecases.record_views import RecordFilter

EXPORT, VERIFY, IMPORT = "bundle: export", "bundle: verify", "bundle: import"
_MOST_MB = 100


def megabytes(rows: int) -> int:
    """Of attachments, whole files of 10 MB."""
    return min(_MOST_MB, rows // 1_000) // 10 * 10


def ready(spot: Spot) -> None:
    folder = _kept(spot.scale)
    if not folder.is_dir():
        _make(folder, spot)
    _exchange(spot).symlink_to(folder)


def _make(folder: Path, spot: Spot) -> None:
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    below, above = enrolled(part, homes.with_rows(2_500))
    above.close()
    with closing(below):
        issued(below, part, spot.scale, megabytes(spot.scale))
    for scan in part.glob("scan-*.bin"):
        scan.unlink()
    with _copied(part / "township", spot.work) as township, closing(homes.open_home(township)) as session:
        (part / "stick").mkdir()
        session.exchange.export(part / "stick")
    part.rename(folder)


def _exchange(spot: Spot) -> Path:
    return spot.work / "exchange"


def _kept(rows: int) -> Path:
    return homes.CACHE / f"exchange-{rows}-{homes.exchange()}"


def _bundle(spot: Spot) -> Path:
    return max((_exchange(spot) / "stick").resolve().rglob("*"), key=lambda path: path.stat().st_size)


_NUMBERS = itertools.count()


@contextmanager
def _copied(home: Path, work: Path) -> Iterator[Path]:
    place = homes.copy_of(home, work / f"copy-{next(_NUMBERS)}")
    try:
        yield place
    finally:
        shutil.rmtree(place)


def _ours(spot: Spot) -> Took:
    bundle, most = _bundle(spot), 3

    def take_in() -> Sample:
        with (
            _copied(_exchange(spot) / "county", spot.work) as county,
            closing(homes.office().open(county, "王得福", homes.PASSPHRASE)) as session,
        ):
            taken = timed(lambda: session.exchange.import_(bundle, spot.work / "receipts"))
            assert session.records.page(RecordFilter())[0].roster_count == spot.scale
        return taken

    found = {VERIFY: several(partial(verify_file, bundle), most), IMPORT: several(take_in, most)}
    with (
        _copied(_exchange(spot) / "township", spot.work) as township,
        closing(homes.open_home(township)) as session,
    ):
        (spot.work / "stick").mkdir()
        found[EXPORT] = several(partial(session.exchange.export, spot.work / "stick"), most)
    return found


def _plain(spot: Spot) -> Took:
    content = _bundle(spot).read_bytes()
    return dict.fromkeys(
        (EXPORT, VERIFY, IMPORT),
        several(partial(plain_write, content, spot.work / "plain.bin"), 3, peer=True),
    )


def _restic(spot: Spot) -> Took:
    if not shutil.which("restic"):
        raise Absent("restic is not on this machine")
    backup: Callable[[], Sample] = restic(spot.work, _bundle(spot))
    return dict.fromkeys((EXPORT, VERIFY, IMPORT), several(backup, 2, peer=True))


THING = Thing(
    whats=(EXPORT, VERIFY, IMPORT),
    scales=(10_000, 100_000, ROOM.rows),
    ready=ready,
    contestants={"ours": _ours, PLAIN: _plain, RESTIC: _restic},
    note=f"1 MB of attachments for 1,000 rows, at most {_MOST_MB} MB; {ROOM.rows:,} rows are the most of one bundle",
)
