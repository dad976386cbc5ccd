"""The way back after damage or loss: which backups there are, putting one back, saving what can still be read.

Works on a home that nobody has open. Whatever is replaced is set aside, never deleted.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import MingbaiError, Refusal
from desktop.base.files import ensure_folder
from desktop.base.words import tr, zh
from desktop.domain.record import moment
from desktop.storage import audit, door_plate, home_file, retention, second_place
from desktop.storage.backup_list import Backup, list_backups
from desktop.storage.database import check_whole
from desktop.storage.home import DATABASE, open_home, unlock
from desktop.storage.lock import HomeLock
from desktop.storage.restore import restore, slots_for
from desktop.storage.salvage import Salvaged, salvage

ATTACHMENTS = "attachments"
REASON_WORDS = {
    "manual": zh("手动备份"),
    "timer": zh("定时备份"),
    "before-import": zh("收同步包之前"),
    "before-undo": zh("撤销收包之前"),
    "before-pack": zh("收更新包之前"),
    "before-decision": zh("定冲突之前"),
    "before-new-device": zh("换登记之前"),
    "before-update": zh("程序更新之前"),
    "before-restore": zh("恢复时放在旁边的"),
    "salvaged": zh("救出来的内容"),
}


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup to choose. ``reason`` in Chinese; ``aside``: set aside by a restore, so perhaps the damaged one itself."""

    path: Path
    at: datetime
    reason: str
    size: int
    aside: bool


def backups_in(folder: Path) -> list[BackupLine]:
    """Those of a home, or of a second place (a folder of its own on a stick); newest first. Opens none."""
    found = list_backups(folder)
    for path in sorted(folder.glob("????????T??????-*.db"), reverse=True):
        made, _, reason = path.stem.partition("-")
        found.append(Backup(path, made, reason, path.stat().st_size))
    return [
        BackupLine(
            known.path, at, _words(known.reason), known.size, known.reason.startswith("before-restore")
        )
        for known in found
        if (at := retention.made_at(known)) is not None
    ]


def accounts_of(backup: Path, folder: Path) -> list[str]:
    """Who can restore it into ``folder``; empty where that cannot be read."""
    try:
        content = home_file.read_file(slots_for(folder, backup))
    except MingbaiError:
        return []
    return [account.name for account in content.accounts if account.active]


def put_back(folder: Path, backup: Path, account: str, passphrase: str, clock: Clock) -> Path:
    """Restore a checked backup, with the attachments that came with it from a second place; what was there is set aside
    and its path returned. ``folder`` may be empty or missing: a new laptop."""
    if not backup.is_file():
        raise Refusal(
            tr("没有“{backup}”这个文件。", backup=backup),
            safe=tr("现在的数据没有动。"),
            todo=tr("备份在数据目录的“backups”文件夹里，文件名以.db结尾。"),
            code="no-backup-file",
        )
    _require_same_home(folder, backup)
    if not door_plate.is_home(folder) and not backup.with_suffix(".json").is_file():
        raise Refusal(
            tr("“{name}”旁边缺少同名的.json文件，没有它打不开备份。", name=backup.name),
            safe=tr("什么都没有改动。"),
            todo=tr("请从原来放备份的地方，把两个文件一起拿过来。"),
            code="no-slots",
        )
    ensure_folder(folder)
    aside = restore(folder, backup, account, passphrase, clock)
    second_place.bring_back(backup.parent, folder / ATTACHMENTS)
    home = open_home(folder, account, passphrase, clock)
    try:
        with home.database.transaction() as session:
            audit.append(session, moment(clock.now()), account, "restored", details={"file": backup.name})
    finally:
        home.close()
    return aside


def salvaged(folder: Path, account: str, passphrase: str, clock: Clock) -> Salvaged:
    """Everything readable of a damaged home as a new backup beside the others; the damaged file is only read."""
    lock = HomeLock(folder)
    try:
        _, key = unlock(folder, home_file.read(folder), account, passphrase, clock)
        if not check_whole(folder / DATABASE, key):
            raise Refusal(
                tr("数据文件是完好的，没有什么要救的。"),
                safe=tr("数据没有动。"),
                todo=tr("可以照常使用。"),
                code="not-damaged",
            )
        return salvage(folder, key, clock)
    finally:
        lock.release()


def _require_same_home(folder: Path, backup: Path) -> None:
    """The slot of the recovery code is made once for a home and never again."""
    try:
        here = home_file.read(folder)
        there = home_file.read_file(backup.with_suffix(".json"))
    except MingbaiError:
        return  # one of the two says nothing; then only the key can tell
    if here.recovery != there.recovery:
        raise Refusal(
            tr("这是“{unit}”另一台电脑的备份，不是这份数据的。", unit=there.organisation.unit),
            safe=tr("现在的数据没有动。"),
            todo=tr("请选这台电脑自己的备份；要看那一份，请另用一个数据目录恢复。"),
            code="other-home",
        )


def _words(reason: str) -> str:
    return tr(next((words for known, words in REASON_WORDS.items() if reason.startswith(known)), reason))


TABLE_WORDS = {
    "records": zh("记录"),
    "revisions": zh("签发的版本"),
    "roster_rows": zh("名单行"),
    "record_files": zh("附件"),
    "notices": zh("公示"),
    "postings": zh("张贴登记"),
    "objections": zh("异议"),
    "audit_log": zh("留痕"),
}


def salvaged_words(saved: Salvaged) -> list[str]:
    """What came out and what did not, a line each, in words a clerk counts in."""
    kept = tr("、").join(
        tr("{what} {kept} 条", what=words, kept=saved.kept[table])
        for table, words in TABLE_WORDS.items()
        if saved.kept.get(table)
    )
    lines = [tr("救出来了：{kept}。", kept=kept) if kept else tr("没有救出记录。")]
    for table, count in saved.lost.items():
        if count:
            lines.append(
                tr(
                    "读不出来：{table}最多 {count} 条。",
                    table=TABLE_WORDS.get(table, tr("其他内容")),
                    count=count,
                )
            )
    cut = [tr(TABLE_WORDS[table]) for table in saved.cut if table in TABLE_WORDS]
    if cut:
        lines.append(tr("后面的读不到了，不知道还有多少：{cut}。", cut=tr("、").join(cut)))
    if len(lines) == 1 and not saved.cut:
        lines.append(tr("没有发现少了什么。"))
    return lines
