"""What a home stands on: room on the disk, the kind of place, the clock. Read only; says what a clerk should mend."""

from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from desktop.base.words import zh
from desktop.domain.finding import Finding, Severity
from desktop.sync.medium import is_remote

LEAST_FREE = 500 << 20
"""Below this a year of printing and backups no longer fits."""
_TOLERATED = timedelta(hours=1)


def room(folder: Path) -> list[Finding]:
    free = disk_usage(folder).free
    if free >= LEAST_FREE:
        return []
    return [
        _warning(
            "disk-low",
            zh("磁盘"),
            zh("只剩 {left} MB，快存不下了。", left=free >> 20),
            zh("请删掉不用的文件，腾出 {needed} MB 以上。", needed=LEAST_FREE >> 20),
        )
    ]


def place(folder: Path) -> list[Finding]:
    """The database's journal needs a disk of this machine: over a network two programs may write at once."""
    if not is_remote(folder):
        return []
    return [
        _warning(
            "on-network",
            zh("数据目录"),
            zh("放在网络文件夹里，断网时会写坏。"),
            zh("请把数据目录移到这台电脑自己的硬盘上。"),
        )
    ]


def clock(now: datetime, newest: str) -> list[Finding]:
    """``newest``: the ISO time of the last step in the audit log, empty if there is none."""
    if not newest or datetime.fromisoformat(newest) <= now + _TOLERATED:
        return []
    return [
        _warning(
            "clock-back",
            zh("时钟"),
            zh(
                "最近一步记在 {last}，比现在（{now:%Y-%m-%d %H:%M}）还晚。",
                last=newest[:16].replace("T", " "),
                now=now,
            ),
            zh("请把电脑的日期和时间调准。"),
        )
    ]


def _warning(code: str, place: str, text: str, advice: str) -> Finding:
    return Finding(code, Severity.WARN, place, text, advice)
