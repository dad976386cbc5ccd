"""The doctor 体检: looks at a home from outside, whole or damaged, and says what is wrong and what to do. Changes nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from desktop.base.clock import CHINA, Clock
from desktop.base.errors import MingbaiError, Refusal
from desktop.domain.finding import Finding, Severity
from desktop.domain.record import moment
from desktop.storage import attachments, audit, backups, home_file, objections, postings
from desktop.storage.attachments import Attachments
from desktop.storage.database import Database, check_whole
from desktop.storage.home import DATABASE, open_home, unlock
from desktop.storage.lock import HomeLock
from desktop.storage.restore import restore
from desktop.storage.salvage import Salvaged, salvage

LEAST_FREE = 500 * 1024 * 1024
"""Below this a year of printing and backups no longer fits."""
BACKUP_AGE = timedelta(days=7)


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
        _, key = unlock(folder, home_file.read_file(folder / home_file.NAME), account, passphrase, clock)
        ward = _Ward(folder, key, clock)
        return ward.diagnosis()
    finally:
        lock.release()


def salvaged(folder: Path, account: str, passphrase: str, clock: Clock) -> Salvaged:
    """Everything readable of a damaged home as a new backup beside the others; the damaged file is only read."""
    lock = HomeLock(folder)
    try:
        _, key = unlock(folder, home_file.read_file(folder / home_file.NAME), account, passphrase, clock)
        if not check_whole(folder / DATABASE, key):
            raise Refusal(
                "数据文件是完好的，没有什么要救的。",
                safe="数据没有动。",
                todo="可以照常使用。",
                code="not-damaged",
            )
        return salvage(folder, key, clock)
    finally:
        lock.release()


def put_back(folder: Path, backup: Path, account: str, passphrase: str, clock: Clock) -> Path:
    """Restore a checked backup; what was there is set aside and its path returned."""
    if not backup.is_file():
        raise Refusal(
            f"没有“{backup}”这个文件。", safe="现在的数据没有动。", todo="备份在数据目录的“backups”文件夹里，文件名以.db结尾。",
            code="no-backup-file",
        )  # fmt: skip
    aside = restore(folder, backup, account, passphrase, clock)
    home = open_home(folder, account, passphrase, clock)
    try:
        with home.database.transaction() as session:
            audit.append(session, moment(clock.now()), account, "restored", details={"file": backup.name})
    finally:
        home.close()
    return aside


class _Ward:
    def __init__(self, folder: Path, key: bytes, clock: Clock) -> None:
        self._folder, self._key, self._now = folder, key, clock.now()
        self._said: list[str] = []
        self._findings: list[Finding] = []

    def diagnosis(self) -> Diagnosis:
        self._disk()
        faults = check_whole(self._folder / DATABASE, self._key)
        if faults:
            self._bad(
                "database-damaged",
                "数据文件",
                f"有 {len(faults)} 处读不出来。",
                "请先不要再用它办事：用最近一次备份恢复（restore），或者把还读得出的救出来（doctor --salvage）。",
            )
            self._said.append("数据文件：有损坏")
        else:
            self._said.append("数据文件：每一页都完好")
            self._inside()
        self._backups()
        return Diagnosis(tuple(self._said), tuple(self._findings))

    def _disk(self) -> None:
        free = disk_usage(self._folder).free
        self._said.append(f"磁盘：还剩 {free // 1024 // 1024:,} MB")
        if free < LEAST_FREE:
            self._warn(
                "disk-low",
                "磁盘",
                f"只剩 {free // 1024 // 1024} MB。",
                "请删掉不用的文件，腾出 500 MB 以上。",
            )

    def _inside(self) -> None:
        database = Database(self._folder / DATABASE, self._key)
        try:
            with database.reading() as session:
                newest = audit.page(session, limit=1)
                office = home_file.read(self._folder).organisation.code
                chains = (
                    audit.verify(session)
                    + postings.verify(session, office)
                    + objections.verify(session, office)
                )
                digests = attachments.every_digest(session)
        finally:
            database.close()
        self._findings.extend(chains)
        entries = newest[0].serial if newest else 0
        self._said.append(f"留痕和登记簿：{'有改动' if chains else '完整'}，共 {entries} 条")
        if newest and datetime.fromisoformat(newest[0].at) > self._now + timedelta(minutes=5):
            self._warn(
                "clock-back",
                "时钟",
                f"最近一步记在 {newest[0].at[:16].replace('T', ' ')}，比现在还晚。",
                "请把电脑的日期和时间调准。",
            )
        self._files(digests)

    def _files(self, digests: list[str]) -> None:
        store, broken = Attachments(self._folder / "attachments", self._key), 0
        for digest in digests:
            try:
                store.get(digest)
            except MingbaiError as fault:
                broken += 1
                self._bad(fault.code, f"附件 {digest[:12]}", fault.what, fault.todo)
        self._said.append(f"附件：{len(digests)} 个，{f'{broken} 个坏了' if broken else '都完好'}")

    def _backups(self) -> None:
        # What a restore has set aside is kept, damaged or not; it is no backup.
        found = [known for known in backups.list_backups(self._folder) if known.reason != "before-restore"]
        if not found:
            self._warn("no-backup", "备份", "还没有备份。", "请现在做一次（backup），并抄一份到U盘。")
            return
        newest = found[0]
        made = datetime.strptime(newest.made_at, "%Y%m%dT%H%M%S").replace(tzinfo=CHINA)
        if check_whole(newest.path, self._key):
            self._bad("backup-damaged", f"备份 {newest.path.name}", "最近一次备份坏了。", "请再做一次备份。")
        if self._now - made > BACKUP_AGE:
            self._warn(
                "backup-old",
                "备份",
                f"最近一次在 {made:%Y年%m月%d日}。",
                "请现在做一次（backup），并抄一份到U盘。",
            )
        self._said.append(f"备份：{len(found)} 份，最近一次 {made:%Y-%m-%d %H:%M}")

    def _bad(self, code: str, place: str, text: str, advice: str) -> None:
        self._findings.append(Finding(code, Severity.BLOCK, place, text, advice))

    def _warn(self, code: str, place: str, text: str, advice: str) -> None:
        self._findings.append(Finding(code, Severity.WARN, place, text, advice))
