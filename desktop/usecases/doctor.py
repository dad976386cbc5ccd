"""The doctor 体检: looks at a home from outside, whole or damaged, and says what is wrong and what to do. Changes nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from desktop.base.clock import Clock
from desktop.base.errors import MingbaiError
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.storage import attachments, audit, home_file, objections, postings, retention
from desktop.storage.attachments import Attachments
from desktop.storage.backup_list import list_backups
from desktop.storage.database import Database, check_whole
from desktop.storage.home import DATABASE, Home, unlock
from desktop.storage.lock import HomeLock
from desktop.usecases import home_ground

BACKUP_AGE = timedelta(days=7)
_STEPS = 200
"""So many of the last steps are asked for the time: opening under a wrong clock is itself a step."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """``looked_at`` says in order what was examined and how it stands; ``findings`` is what is not well."""

    looked_at: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def well(self) -> bool:
        return not any(finding.severity is not Severity.INFO for finding in self.findings)


def diagnose(folder: Path, account: str, passphrase: str, clock: Clock) -> Diagnosis:
    """Everything, from the disk to the last attachment. Refusal for a wrong passphrase or a home in use."""
    lock = HomeLock(folder)
    try:
        _, key = unlock(folder, home_file.read(folder), account, passphrase, clock)
        patient = _Patient(
            folder,
            lambda path: check_whole(path, key),
            lambda: closing(Database(folder / DATABASE, key)),
            Attachments(folder / "attachments", key),
            clock.now(),
        )
        return _Ward(patient).diagnosis()
    finally:
        lock.release()


def diagnose_open(home: Home) -> Diagnosis:
    """The same of a home that is being worked in."""
    patient = _Patient(
        home.folder, home.faults, lambda: nullcontext(home.database), home.attachments, home.clock.now()
    )
    return _Ward(patient).diagnosis()


@dataclass(frozen=True, slots=True)
class _Patient:
    """A home, open or closed, as far as looking at it goes."""

    folder: Path
    faults: Callable[[Path], list[str]]
    database: Callable[[], AbstractContextManager[Database]]
    attachments: Attachments
    now: datetime


class _Ward:
    def __init__(self, patient: _Patient) -> None:
        self._patient, self._folder, self._now = patient, patient.folder, patient.now
        self._said: list[str] = []
        self._findings: list[Finding] = []

    def diagnosis(self) -> Diagnosis:
        self._disk()
        faults = self._patient.faults(self._folder / DATABASE)
        if faults:
            self._bad(
                "database-damaged",
                zh("数据文件"),
                zh("有 {number} 处读不出来。", number=len(faults)),
                zh("请先不要再用它办事：用最近一次备份恢复，或者把还读得出的救出来。"),
            )
            self._said.append(tr("数据文件：有损坏"))
            self._backups(to_be_made=False)
        else:
            self._said.append(tr("数据文件：每一页都完好"))
            self._inside()
            self._backups(to_be_made=True)
        return Diagnosis(tuple(self._said), tuple(self._findings))

    def _disk(self) -> None:
        free = disk_usage(self._folder).free
        self._said.append(tr("磁盘：还剩 {left:,} MB", left=free // 1024 // 1024))
        self._findings += home_ground.room(self._folder) + home_ground.place(self._folder)

    def _inside(self) -> None:
        with self._patient.database() as database, database.reading() as session:
            newest = audit.page(session, limit=_STEPS)
            office = home_file.read(self._folder).organisation.code
            chains = (
                audit.verify(session) + postings.verify(session, office) + objections.verify(session, office)
            )
            digests = attachments.every_digest(session)
        self._findings.extend(chains)
        entries = newest[0].serial if newest else 0
        self._said.append(
            tr(
                "留痕和登记簿：{state}，共 {entries} 条",
                state=tr("有改动") if chains else tr("完整"),
                entries=entries,
            )
        )
        self._findings += home_ground.clock(self._now, max((entry.at for entry in newest), default=""))
        self._files(digests)

    def _files(self, digests: list[str]) -> None:
        store, broken = self._patient.attachments, 0
        for digest in digests:
            try:
                store.get(digest)
            except MingbaiError as fault:
                broken += 1
                self._bad(
                    fault.code, zh("附件 {digest}", digest=digest[:12]), fault.kept_what, fault.kept_todo
                )
        self._said.append(
            tr(
                "附件：{number} 个，{broken}",
                number=len(digests),
                broken=tr("{broken} 个坏了", broken=broken) if broken else tr("都完好"),
            )
        )

    def _backups(self, *, to_be_made: bool) -> None:
        """Of damaged data no further backup is asked for: it would be of the damage."""
        # What a restore has set aside is kept, damaged or not; it is no backup.
        found = [
            (known, at)
            for known in list_backups(self._folder)
            if not known.reason.startswith("before-restore") and (at := retention.made_at(known)) is not None
        ]
        if not found:
            advice = zh("请现在备份一次，并抄一份到U盘。") if to_be_made else ""
            self._warn("no-backup", zh("备份"), zh("还没有备份。"), advice)
            return
        newest, made = found[0]
        if self._patient.faults(newest.path):
            self._bad(
                "backup-damaged",
                zh("备份 {name}", name=newest.path.name),
                zh("最近一次备份坏了。"),
                zh("请再做一次备份。") if to_be_made else "",
            )
        if to_be_made and self._now - made > BACKUP_AGE:
            self._warn(
                "backup-old",
                zh("备份"),
                zh(
                    "最近一次在 {year}年{month:02}月{day:02}日。",
                    year=made.year,
                    month=made.month,
                    day=made.day,
                ),
                zh("请现在备份一次，并抄一份到U盘。"),
            )
        self._said.append(tr("备份：{found} 份，最近一次 {made:%Y-%m-%d %H:%M}", found=len(found), made=made))

    def _bad(self, code: str, place: str, text: str, advice: str) -> None:
        self._findings.append(Finding(code, Severity.BLOCK, place, text, advice))

    def _warn(self, code: str, place: str, text: str, advice: str) -> None:
        self._findings.append(Finding(code, Severity.WARN, place, text, advice))
