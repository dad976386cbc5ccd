"""What the stick or disk under a folder can take: how large one file may be. Reads the system's own tables, writes nothing."""

import ctypes
import os
import re
from pathlib import Path

FAT_LARGEST = (4 << 30) - 1
_FAT = frozenset({"vfat", "msdos", "fat", "fat12", "fat16", "fat32"})
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "davfs", "fuse.sshfs", "fuse.davfs2"}
)
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4


def file_system(folder: Path) -> str:
    """Its name in lower case (``vfat``, ``exfat``, ``ext4``, ``fat32``, ``ntfs``); empty if it cannot be told."""
    return _on_windows(folder) if os.name == "nt" else _on_linux(folder, _MOUNTS)


def largest_file(folder: Path) -> int | None:
    """The most bytes one file may have there: FAT takes 4 GiB less one. None: as many as there is room for.

    exFAT and NTFS have no limit a bundle could reach.
    """
    return FAT_LARGEST if file_system(folder) in _FAT else None


def is_remote(folder: Path) -> bool:
    """Whether it lies on another machine, as far as the system tells."""
    if os.name != "nt":
        return _on_linux(folder, _MOUNTS) in _REMOTE
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # only there on Windows
    root = ctypes.create_unicode_buffer(261)
    return (
        bool(kernel.GetVolumePathNameW(str(folder.resolve()), root, 260))
        and kernel.GetDriveTypeW(root.value) == _DRIVE_REMOTE
    )


def _on_linux(folder: Path, mounts: Path) -> str:
    try:
        listed = mounts.read_text("utf-8", "surrogateescape").splitlines()
        place = folder.resolve()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in listed:
        words = line.split(" ")
        if len(words) < 3:
            continue
        point = Path(_unescaped(words[1]))
        depth = len(point.parts)
        if place.is_relative_to(point) and depth >= best:  # a later line covers an earlier one
            best, kind = depth, words[2].lower()
    return kind


def _unescaped(text: str) -> str:
    """Blanks and the like stand in the table as three octal digits."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _on_windows(folder: Path) -> str:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # only there on Windows
    root, name = ctypes.create_unicode_buffer(261), ctypes.create_unicode_buffer(261)
    if not kernel.GetVolumePathNameW(str(folder.resolve()), root, 260):
        return ""
    if not kernel.GetVolumeInformationW(root.value, None, 0, None, None, None, name, 260):
        return ""
    return name.value.lower()
