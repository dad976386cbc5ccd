"""The program's own content with packs laid over it, as one folder that the catalogue and the templates read.

The folder is named by what must stand in it and compared byte for byte before it is used, so a file changed by hand on
the laptop is never taken for the office's. The program's own folders are only read.
"""

import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.base.canonical import digest_of, sha256_hex
from desktop.base.files import ensure_folder, surroundings
from desktop.sync.packs.names import LAYER, REVOCATIONS

_PART = ".part-"
_KEPT_OUT = frozenset({"fonts", "sample_township"})


def laid_over(base: Path, packs: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """Every file by name: the program's, then each pack over what was before. Fonts and the sample township stay where they
    are; lists that are no files of the standard (layer, revocations) are left out."""
    files = {
        path.relative_to(base).as_posix(): path.read_bytes()
        for folder in ("standards", "templates")
        for path in sorted((base / folder).rglob("*"))
        if path.is_file() and path.relative_to(base).parts[1] not in _KEPT_OUT
    }
    for content in packs:
        files |= {name: data for name, data in content.items() if name not in {LAYER, REVOCATIONS}}
    return files


def laid_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """The folder below ``folder`` that holds exactly these files, made whole or not at all."""
    place = folder / _named(files)
    if _holds(place, files):
        return place
    part = ensure_folder(folder) / f"{_PART}{secrets.token_hex(4)}"
    try:
        for name, data in files.items():
            target = part / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if place.exists():
            shutil.rmtree(place)
        part.replace(place)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise surroundings(error, place) from error
    return place


def is_whole(place: Path) -> bool:
    """Whether a laid-out folder still holds what its name says."""
    try:
        found = {
            path.relative_to(place).as_posix(): path.read_bytes()
            for path in place.rglob("*")
            if path.is_file()
        }
    except OSError:
        return False
    return bool(found) and _named(found) == place.name


def _named(files: Mapping[str, bytes]) -> str:
    return f"content-{digest_of({name: sha256_hex(data) for name, data in files.items()})[:32]}"


def _holds(place: Path, files: Mapping[str, bytes]) -> bool:
    found: set[str] = set()
    try:
        for folder, folders, names in os.walk(place):
            if any(Path(folder, name).is_symlink() for name in (*folders, *names)):
                return False
            for name in names:
                path = Path(folder, name)
                relative = path.relative_to(place).as_posix()
                if relative not in files or path.stat().st_size != len(files[relative]):
                    return False
                if path.read_bytes() != files[relative]:
                    return False
                found.add(relative)
    except OSError:
        return False
    return found == set(files)


def clear_away(folder: Path, keep: frozenset[str]) -> None:
    """Remove laid-out folders and remains of broken tries that are not in ``keep``; what cannot be removed stays."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_dir() and path.name not in keep and path.name.startswith((_PART, "content-")):
            shutil.rmtree(path, ignore_errors=True)
