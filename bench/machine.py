"""Describes the machine a run was made on: what a reader must know to compare two runs."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

_PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "reportlab", "python-calamine", "openpyxl", "cryptography")


def describe() -> dict[str, Any]:
    return {
        "processor": _first("/proc/cpuinfo", "model name"),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": round(memory_kb() / (1 << 20), 1),
        "system": f"{platform.system()} {platform.machine()}, {' '.join(platform.libc_ver())}",
        "python": platform.python_version(),
        "sqlite": dbapi2.sqlite_version,
        "peers_sqlite": sqlite3.sqlite_version,
        "load_at_start": [round(load, 2) for load in os.getloadavg()] if hasattr(os, "getloadavg") else [],
        "packages": {name: version(name) for name in _PACKAGES},
    }


def memory_kb() -> int:
    """Of the machine, in KiB; 0 where the system does not tell."""
    return int(_first("/proc/meminfo", "MemTotal", "0 kB").split()[0])


def _first(path: str, key: str, missing: str = "") -> str:
    """The value of the first line of a /proc file that begins with ``key``."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return missing
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(key)), missing)
