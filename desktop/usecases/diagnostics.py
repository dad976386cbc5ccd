"""The diagnostic pack 诊断包: what a technician needs to find a fault, and nothing about any person.

Plain texts that a clerk reads before they leave the laptop: versions, sizes, counts, codes of findings, and the program's
log (see `desktop.base.log`). No name of a person, of an attachment or of a record; no key, no passphrase.
"""

import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from shutil import disk_usage

from desktop import __version__
from desktop.base.clock import Clock
from desktop.base.files import ensure_folder, writing_atomically
from desktop.storage import home_file
from desktop.sync.medium import file_system
from desktop.sync.stored_zip import archive
from desktop.usecases.doctor import Diagnosis

_PACKAGES = (
    "PySide6-Essentials",
    "sqlcipher3",
    "SQLAlchemy",
    "sqlmodel",
    "cryptography",
    "reportlab",
    "pypdfium2",
)
_OWN_FILE = re.compile(
    r"mingbai\.db(-wal|-shm)?|home\.json|tries\.json|window\.ini|lock|[0-9]{8}T[0-9]{6}-[a-z0-9-]{1,40}\.(db|json)"
)
_LOG_TAIL = 64 << 10
READ_ME = (
    "这是“明白”的诊断包，给技术人员查问题用。\n"
    "里面只有：程序和系统的版本、文件的大小和个数、体检意见的代号、程序自己的日志。\n"
    "里面没有：姓名、身份证号、记录和附件的内容、附件的名字、口令、恢复码。\n"
    "每个文件都是普通文字，交出去以前可以逐个打开看。\n"
)


@dataclass(frozen=True, slots=True)
class DiagnosticPack:
    """``texts`` by file name, in the order they are to be read."""

    texts: Mapping[str, str]

    def write(self, path: Path) -> Path:
        """One ZIP file, whole or not at all."""
        ensure_folder(path.parent)
        with writing_atomically(path) as stream:
            for piece in archive((name, text.encode()) for name, text in self.texts.items()):
                stream.write(piece)
        return path


def collect(folder: Path, clock: Clock, log: Path, diagnosis: Diagnosis | None = None) -> DiagnosticPack:
    """What can be said of the home at ``folder``, which may be damaged or missing; ``diagnosis`` if somebody opened it."""
    texts = {
        "readme.txt": READ_ME,
        "system.txt": _system(folder, clock),
        "home.txt": _home(folder),
        "log.txt": _log(log),
    }
    if diagnosis is not None:
        texts["doctor.txt"] = _doctor(diagnosis)
    return DiagnosticPack(texts)


def _system(folder: Path, clock: Clock) -> str:
    lines = [
        f"time {clock.now().isoformat()}",
        f"mingbai {__version__}{' frozen' if getattr(sys, 'frozen', False) else ''}",
        f"python {platform.python_version()}",
        f"system {platform.system()} {platform.release()} {platform.machine()} {' '.join(platform.libc_ver())}",
        f"processors {os.cpu_count()}",
    ]
    for name in _PACKAGES:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} ?")
    if folder.is_dir():
        usage = disk_usage(folder)
        lines.append(f"disk {file_system(folder)} total {usage.total >> 20} MB free {usage.free >> 20} MB")
    return _joined(lines)


def _home(folder: Path) -> str:
    """Files that the program made are named; anything else is only counted, since a person chose its name."""
    if not folder.is_dir():
        return "no home\n"
    lines, others, size = [], Counter[str](), Counter[str]()
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.is_symlink():
            continue
        inside = path.relative_to(folder)
        if (
            len(inside.parts) <= 2
            and inside.parts[0] in {path.name, "backups"}
            and _OWN_FILE.fullmatch(path.name)
        ):
            lines.append(f"{inside.as_posix()} {path.stat().st_size}")
        else:
            kind = "attachments" if inside.parts[0] == "attachments" else "other"
            others[kind] += 1
            size[kind] += path.stat().st_size
    lines += [f"{kind} {count} files {size[kind]}" for kind, count in sorted(others.items())]
    lines.append(
        f"home.json {'readable' if _accounts(folder) else 'unreadable'} accounts {_accounts(folder)}"
    )
    return _joined(lines)


def _accounts(folder: Path) -> int:
    try:
        return len(home_file.read(folder).accounts)
    except Exception:  # whatever is wrong with it: that is what the pack is for
        return 0


def _doctor(diagnosis: Diagnosis) -> str:
    counted = Counter((str(finding.severity), finding.code) for finding in diagnosis.findings)
    findings = [f"{severity} {code} {count}" for (severity, code), count in sorted(counted.items())]
    return _joined([*diagnosis.looked_at, *findings])


def _log(path: Path) -> str:
    try:
        data = path.read_bytes()[-_LOG_TAIL:]
    except OSError:
        return "no log\n"
    return data.decode("utf-8", "replace")


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
