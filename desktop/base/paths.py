"""Where the program finds its content and where a person's data lives."""

import os
import sys
from pathlib import Path

import platformdirs


def content_root() -> Path:
    """The folder that holds ``standards/``, ``templates/`` and ``docs/manual/``: beside the package, or inside a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]


def standards_folder() -> Path:
    return content_root() / "standards"


def templates_folder() -> Path:
    return content_root() / "templates"


def handbook_folder() -> Path:
    return content_root() / "docs" / "manual"


def log_file() -> Path:
    """Where faults of ours are written down when asked to."""
    return Path(platformdirs.user_log_dir("mingbai", appauthor=False)) / "mingbai.log"


def program_folder() -> Path:
    """``MINGBAI_PROGRAM`` if set, else where versions of the program that came by stick lie side by side."""
    chosen = os.environ.get("MINGBAI_PROGRAM")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("mingbai-program", appauthor=False))


def default_home() -> Path:
    """``MINGBAI_HOME`` if set, else the platform's per-user data folder."""
    chosen = os.environ.get("MINGBAI_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("mingbai", appauthor=False))
