"""The care of the data of an open home: backups here and in a second place, the rehearsal of a restore, the chains that
show tampering."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.files import surroundings
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.domain.finding import Finding
from desktop.storage import (
    audit,
    backups,
    home_file,
    objections,
    postings,
    records,
    retention,
    second_place,
    settings,
)
from desktop.storage.backup_list import list_backups
from desktop.storage.home import DATABASE
from desktop.storage.second_place import Carried
from desktop.usecases.desk import Desk
from desktop.usecases.doctor import Diagnosis, diagnose_open
from desktop.usecases.outcome import Outcome

EVERY = timedelta(minutes=30)
"""Of work: where nothing was written since the last backup, none is made."""
CARRIED, DRILLED = "care/second-place", "care/drill"


def last_backup_at(folder: Path) -> str:
    """As `Care.last_backup`, for a home that nobody has unlocked."""
    found = list_backups(folder)
    return found[0].made_at if found else ""


@dataclass(frozen=True, slots=True)
class Drill:
    """What a rehearsed restore found in a backup. ``records``: how many it holds, ``now`` how many the home holds;
    ``at``: when the backup was made (YYYYMMDDTHHMMSS)."""

    path: Path
    at: str
    records: int
    now: int


@dataclass(frozen=True, slots=True)
class Care:
    desk: Desk

    def backup(self, to: Path | None = None) -> Path:
        """A checked backup in the home; with ``to`` a copy of it there, whose path is returned."""
        made = self.desk.home.make_backup()
        return backups.copy_out(made, to) if to is not None else made

    def backup_if_due(self) -> Path | None:
        """A backup if something was written and the newest is EVERY old; to be called as often as one likes."""
        folder, now = self.desk.home.folder, self.desk.clock.now()
        ours = [known for known in list_backups(folder) if retention.is_ours(known)]
        if ours and not _written_since(folder, max(known.path.stat().st_mtime for known in ours)):
            return None
        # A clock that was set back leaves backups ahead of it: they say nothing about the last half hour.
        past = [at for known in ours if (at := retention.made_at(known)) is not None and at <= now]
        if past and now - max(past) < EVERY:
            return None
        return self.desk.home.make_backup("timer")

    def carry(self, stick: Path, progress: Progress | None = None) -> Outcome[Carried]:
        """A fresh backup and every attachment into a folder of this home's own on ``stick``; read back before it counts."""
        desk = self.desk
        made = desk.home.make_backup()
        place = stick / self.place_name
        carried = second_place.carry(made, desk.home.attachments.folder, place, progress)
        with desk.home.database.transaction() as session:
            settings.put(session, CARRIED, {"at": desk.now(), "files": carried.files})
            desk.note(session, "backup-carried", made.name, files=carried.files)
        return Outcome(carried, changed(Topic.SETTINGS))

    @property
    def place_name(self) -> str:
        """The folder on a stick; two laptops of one office do not share it."""
        return f"mingbai-backup-{self.desk.organisation.code}-{self.desk.home.device.id[-6:]}"

    def drill(self, backup: Path | None = None) -> Outcome[Drill]:
        """Rehearse a restore: take ``backup`` (or the newest) apart from the home, check it whole, count what is in it,
        throw the copy away. Refusal when it would not come back."""
        desk, folder = self.desk, self.desk.home.folder
        chosen = backup or next(
            (known.path for known in list_backups(folder) if retention.is_ours(known)), None
        )
        if chosen is None or not chosen.is_file():
            raise Refusal(tr("还没有备份，没有什么可练。"), todo=tr("请先备份一次。"), code="no-backup-file")
        try:
            with tempfile.TemporaryDirectory(dir=folder, prefix=".drill-") as aside:
                copy = Path(aside) / DATABASE
                shutil.copyfile(chosen, copy)
                found = self._rehearsed(chosen, copy)
        except OSError as error:
            raise surroundings(error, chosen) from error
        with desk.home.database.transaction() as session:
            settings.put(session, DRILLED, {"at": desk.now(), "file": chosen.name})
            desk.note(session, "restore-drilled", chosen.name, records=found)
            now = records.count(session)
        return Outcome(Drill(chosen, chosen.name[:15], found, now), changed(Topic.SETTINGS))

    def last_backup(self) -> str:
        """The time in the newest backup's name (YYYYMMDDTHHMMSS), empty if there is none."""
        return last_backup_at(self.desk.home.folder)

    def damage(self) -> int:
        """The quick check at start: how many places of the database cannot be read. From the first one on this session
        takes no more changes: what is written into a damaged file may not last."""
        faults = self.desk.home.faults()
        if faults:
            self.desk.home.database.only_reading = True
        return len(faults)

    def diagnose(self) -> Diagnosis:
        """The doctor's whole round while the home is open."""
        return diagnose_open(self.desk.home)

    def verify_audit(self) -> tuple[int, list[Finding]]:
        """How many entries the audit log has, and where it or a register (postings, objections) does not hold together."""
        with self.desk.home.database.reading() as session:
            entries = audit.page(session, limit=1)
            office = self.desk.organisation.code
            findings = (
                audit.verify(session) + postings.verify(session, office) + objections.verify(session, office)
            )
        return (entries[0].serial if entries else 0), findings

    def _rehearsed(self, chosen: Path, copy: Path) -> int:
        unsound = Refusal(
            tr("这份备份（{name}）恢复不出来。", name=chosen.name),
            safe=tr("现在的数据没有动，可以照常使用。"),
            todo=tr("请马上再备份一次，抄到另一个U盘，再练一次。"),
            code="backup-unsound",
        )
        if self.desk.home.faults(copy):
            raise unsound
        slots = chosen.with_suffix(".json")
        if slots.is_file():
            home_file.read_file(slots)
        database = self.desk.home.rehearse(copy)
        try:
            with database.reading() as session:
                return records.count(session)
        finally:
            database.close()


def _written_since(folder: Path, when: float) -> bool:
    """By the disk's own times, which a person's change of the clock leaves alone among themselves."""
    written = [
        path.stat().st_mtime for suffix in ("", "-wal") if (path := folder / f"{DATABASE}{suffix}").exists()
    ]
    return max(written, default=0.0) > when
