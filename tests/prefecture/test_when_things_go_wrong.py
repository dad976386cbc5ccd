"""Database gone, disk full, process killed: what arrived stays, and comes in when the trouble is over."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import Refusal, SurroundingsError
from desktop.sync.opened import Checked, unseal_bundle
from prefecture.database.connection import DatabaseAway, connected
from prefecture.intake import Intake
from prefecture.store import Store
from prefecture.temporary import TemporaryPostgres
from tests.prefecture.conftest import County, contents, story
from tests.prefecture.serving import Sender, serving
from tests.prefecture.test_taking_bundles_in import asked, everything

MakeCounty = Callable[..., County]
ROWS = [{"name": f"某人{n}", "amount": "386.00"} for n in range(50)]


def test_with_the_database_away_uploads_go_on_and_come_in_later(
    intake: Intake, county_of: MakeCounty, postgres: TemporaryPostgres
) -> None:
    county = county_of()
    data = county.write(contents(story("a", ROWS))).read_bytes()
    bundle = county.made[0].bundle
    with serving(intake) as address:
        sender = Sender(address)
        postgres.stop()
        try:
            place = sender.create(data).headers["location"]
            assert sender.patch(place, 0, data).status_code == 204
            asked_for = sender.client.get(f"/receipts/{bundle}")
            assert asked_for.status_code == 503
            assert "没有丢" in asked_for.json()["words"]
            assert sender.client.get("/health").status_code == 503
            assert "mingbai_database_up 0" in sender.client.get("/metrics").text
            assert sender.client.get("/").status_code == 503
            assert len(intake.store.waiting()) == 1
        finally:
            postgres.start()
        assert sender.receipt(bundle).json()["counts"]["accepted"] == 1
        assert sender.client.get("/health").json()["waiting"] == 0
        sender.client.close()


def test_a_database_that_dies_in_the_middle_leaves_nothing_half_done(
    intake: Intake, county_of: MakeCounty, postgres: TemporaryPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefecture import settle

    path = county_of().write(contents(*(story(f"r{n}", ROWS) for n in range(5))))
    whole_load = settle.load

    def dies(connection: object, taken: object, bundle: str) -> None:
        whole_load(connection, taken, bundle)  # type: ignore[arg-type]
        postgres.stop("immediate")

    monkeypatch.setattr(settle, "load", dies)
    with pytest.raises(DatabaseAway):
        intake.take(path)
    postgres.start()
    monkeypatch.undo()
    assert asked(intake, "SELECT status FROM bundles") == [("arrived",)]
    assert asked(intake, "SELECT count(*) FROM records") == [(0,)]
    assert intake.take(path).accepted == 5
    assert asked(intake, "SELECT count(*) FROM roster_rows") == [(250,)]


def test_of_many_one_after_another_none_suffers_from_another(
    intake: Intake, county_of: MakeCounty, postgres: TemporaryPostgres, tmp_path: Path
) -> None:
    county = county_of()
    first, second, third = (county.write(contents(story(name, ROWS))) for name in "abc")
    damaged = tmp_path / second.name
    damaged.write_bytes(second.read_bytes()[:-9])
    nul = county.write(contents(story("d", [{"name": "某\x00人", "amount": "1.00"}])))
    with intake.one_after_another() as take:
        assert take(first).accepted == 1
        with pytest.raises(Refusal):
            take(damaged)
        assert take(nul).rejected == 1
        assert take(second).accepted == 1
        postgres.stop()
        with pytest.raises(DatabaseAway):
            take(third)
        postgres.start()
        with pytest.raises(DatabaseAway):
            take(third)
    assert intake.take(third).accepted == 1
    assert asked(intake, "SELECT count(*) FROM roster_rows") == [(150,)]


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_cannot_keep_the_bytes_gives_no_receipt(
    intake: Intake, county_of: MakeCounty, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    path = county_of().write(contents(story("a", ROWS)))

    def full(*_: object) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr("desktop.base.files.os.fsync", full)
    with pytest.raises(SurroundingsError):
        intake.take(path)
    monkeypatch.undo()
    assert asked(intake, "SELECT count(*) FROM bundles") == [(0,)]
    assert not [p for p in intake.store.folder.rglob("bundles/*/*/*") if p.is_file()]
    assert intake.take(path).accepted == 1


def test_an_upload_to_a_full_disk_is_told_to_come_back(
    intake: Intake, county_of: MakeCounty, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = county_of()
    data = county.write(contents(story("a", ROWS))).read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with serving(intake) as address:
        sender = Sender(address)
        place = sender.create(data).headers["location"]
        monkeypatch.setattr("prefecture.uploads.Writer.write", full)
        assert sender.patch(place, 0, data).status_code == 507
        monkeypatch.undo()
        offset = sender.offset(place)
        assert sender.patch(place, offset, data[offset:]).status_code == 204
        assert sender.receipt(county.made[0].bundle).status_code == 200
        sender.client.close()


def test_a_fault_of_ours_with_one_bundle_does_not_hold_up_the_others(
    intake: Intake, county_of: MakeCounty, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = county_of()
    bad = county.write(contents(story("bad", ROWS)))
    good = county.write(contents(story("good", ROWS)))

    def unseal(path: Path, identity: str, **limits: Any) -> Checked:
        if path.read_bytes() == bad.read_bytes():
            raise RuntimeError("a fault")
        return unseal_bundle(path, identity, **limits)

    monkeypatch.setattr("prefecture.intake.unseal_bundle", unseal)
    with serving(intake) as address:
        sender = Sender(address)
        for path in (bad, good):
            data = path.read_bytes()
            sender.patch(sender.create(data).headers["location"], 0, data)
        assert sender.receipt(county.made[1].bundle).status_code == 200
        assert "mingbai_intake_faults_total 1" in sender.client.get("/metrics").text
        assert len(intake.store.waiting()) == 1
        sender.client.close()


def test_a_lost_database_is_built_again_from_the_kept_bundles(intake: Intake, county_of: MakeCounty) -> None:
    county = county_of()
    for number in range(3):
        intake.take(county.write(contents(story(f"r{number}", ROWS))))
    before = everything(intake)
    with connected(intake.url) as connection:
        connection.execute(
            "TRUNCATE bundles, record_places, records, revisions, roster_rows, postings, attachments, held"
        )
    for path in intake.store.kept():
        intake.take(path)
    assert everything(intake) == before


def test_what_waited_for_the_catalogue_comes_in_when_it_is_there(
    intake: Intake, county_of: MakeCounty
) -> None:
    bare = replace(intake, catalogue=replace(intake.catalogue, fields=()))
    assert bare.take(county_of().write(contents(story("a", ROWS)))).rejected == 1
    assert asked(intake, "SELECT reason FROM held WHERE resolved = ''") == [("unknown_matter",)]
    assert bare.look_again() == 0
    assert intake.look_again() == 1
    assert asked(intake, "SELECT resolved FROM held") == [("new",)]
    assert asked(intake, "SELECT count(*) FROM roster_rows") == [(50,)]


def test_a_server_killed_during_an_intake_loses_nothing_and_doubles_nothing(
    intake: Intake, county_of: MakeCounty, tmp_path: Path
) -> None:
    county = county_of()
    path = county.write(contents(*(story(f"r{n}", ROWS) for n in range(40))))
    for delay in (0.0, 0.03, 0.1):
        intake.store.hand_over(_copy(path, tmp_path), "0" * 64)
        program = (
            "import sys, threading, time, os, signal\n"
            "from tests.prefecture.killed import run\n"
            f"run({intake.url!r}, {str(intake.store.folder)!r}, {delay})\n"
        )
        done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, timeout=60)
        assert done.returncode in {0, -signal.SIGKILL}, done.stderr.decode()
        states = asked(intake, "SELECT count(*), count(DISTINCT record) FROM roster_rows")
        assert states in [[(0, 0)], [(2000, 40)]]
    intake.take(path)
    assert asked(intake, "SELECT count(*) FROM roster_rows") == [(2000,)]
    assert asked(intake, "SELECT count(*) FROM bundles WHERE status = 'loaded'") == [(1,)]


def _copy(path: Path, folder: Path) -> Path:
    copied = folder / f"copy-{time.monotonic_ns()}"
    copied.write_bytes(path.read_bytes())
    return copied


def test_the_same_bytes_are_kept_once_whoever_comes_first(intake: Intake, tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_bytes(b"bytes")
    digest = "3f3d5f4b2e9c"  # not the digest of these bytes
    with pytest.raises(SurroundingsError):
        Store(intake.store.folder).keep(one, digest)
    assert not list((intake.store.folder / "bundles").rglob("*.mingbai"))
