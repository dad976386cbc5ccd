"""A lost laptop 电脑丢失: what was on it and what of it had arrived, from its last backup, or from the books of the office above."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.files import surroundings
from desktop.base.words import tr
from desktop.domain.flow import STATE_WORDS
from desktop.storage import bundles, contacts, home_file, records, travel
from desktop.storage.backup_list import Backup
from desktop.storage.database import Database, check_whole
from desktop.storage.home import DATABASE, unlock
from desktop.storage.records import RecordQuery
from desktop.storage.retention import made_at
from desktop.usecases.desk import Desk
from desktop.usecases.exchange_views import TRAVEL_WORDS, TravelState


@dataclass(frozen=True, slots=True)
class LostLine:
    """A record, its state, how far it came, and whether the office above has answered for it (``arrived``)."""

    title: str
    state: str
    travel: str
    arrived: bool


@dataclass(frozen=True, slots=True)
class LostReport:
    """``until``: the moment up to which the report knows (ISO time)."""

    unit: str
    until: str
    lines: tuple[LostLine, ...]

    @property
    def arrived(self) -> int:
        return sum(line.arrived for line in self.lines)


@dataclass(frozen=True, slots=True)
class SeenOfDevice:
    """What the office above has of a laptop: its last bundle, and numbers that never came."""

    unit: str
    device: str
    last: int
    last_at: str
    missing: tuple[int, ...]
    records: tuple[LostLine, ...]


_ARRIVED = {TravelState.RECEIVED_TOWNSHIP, TravelState.RECEIVED_COUNTY, TravelState.RECEIVED_PREFECTURE}


def from_backup(backup: Path, account: str, passphrase: str, clock: Clock) -> LostReport:
    """Opens a copy of the backup and throws it away again. Refusal when it is damaged or the passphrase is not right."""
    try:
        with tempfile.TemporaryDirectory() as aside:
            folder = Path(aside)
            slots = backup.with_suffix(".json")
            if not backup.is_file() or not slots.is_file():
                raise Refusal(
                    tr("没有“{name}”，或缺少旁边同名的.json文件。", name=backup.name), safe=tr("什么都没有改动。"),
                    todo=tr("请指明U盘上那份备份的.db文件。"), code="no-backup-file",
                )  # fmt: skip
            content = home_file.read_file(slots)
            _, key = unlock(folder, content, account, passphrase, clock)
            copy = folder / DATABASE
            shutil.copyfile(backup, copy)
            if check_whole(copy, key):
                raise Refusal(
                    tr("这份备份已经损坏。"),
                    safe=tr("什么都没有改动。"),
                    todo=tr("请换一份备份。"),
                    code="backup-unsound",
                )
            database = Database(copy, key, only_reading=True)
            try:
                lines = _lines(database, content.organisation.code)
            finally:
                database.close()
    except OSError as error:
        raise surroundings(error, backup) from error
    at = made_at(Backup(backup, backup.name[:15], "", 0))
    return LostReport(content.organisation.unit, at.isoformat() if at else "", lines)


def _lines(database: Database, office: str) -> tuple[LostLine, ...]:
    with database.reading() as session:
        steps = travel.latest(session)
        found = []
        for record in records.page(session, RecordQuery(organisation=office), 0, records.count(session)):
            step = steps.get(record.id)
            state = TravelState(step.state) if step and step.revision == record.revision else None
            words = tr(TRAVEL_WORDS[state]) if state else tr("没有发出去")
            found.append(LostLine(record.title, tr(STATE_WORDS[record.state]), words, state in _ARRIVED))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Lost:
    desk: Desk

    def of_device(self, device: str) -> SeenOfDevice:
        """What this office has of a laptop below it, by the device's id or its office's name."""
        with self.desk.home.database.reading() as session:
            below = [known for known in contacts.every(session) if not known.upward]
            chosen = [known for known in below if device.strip() in {known.device, known.unit}]
            if len(chosen) != 1:
                named = tr("、").join(
                    tr("{unit}（{device}）", unit=known.unit, device=known.device) for known in below
                ) or tr("还没有")
                raise Refusal(
                    tr("没有认出“{device}”是哪台电脑。", device=device),
                    safe=tr("什么都没有改动。"),
                    todo=tr("在册的：{named}。请写括号里的编号。", named=named),
                    code="no-device",
                )
            contact = chosen[0]
            arrivals = [each for each in bundles.incoming(session, contact.device) if not each.undone_at]
            lines = tuple(
                LostLine(
                    record.title,
                    tr(STATE_WORDS[record.state]),
                    tr("第 {revision} 版已收", revision=record.revision),
                    True,
                )
                for record in records.page(
                    session, RecordQuery(organisation=contact.organisation), 0, records.count(session)
                )
            )
            return SeenOfDevice(
                contact.unit,
                contact.device,
                max((each.sequence for each in arrivals), default=0),
                max((each.imported_at for each in arrivals), default=""),
                tuple(bundles.missing_sequences(session, contact.device)),
                lines,
            )
