"""The versions of the program that lie side by side on this laptop, and which of them is started. Unpacks nothing.

The program that was installed stays as it is. A newer one that came by stick lies in a folder of its own; a small file
points to it. It counts as proven once it has carried out a command, and as shown once its window was open; one that twice does
not get so far is left again. A command proves nothing about the window.
"""

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from desktop.base.files import ensure_folder, write_atomically

_POINTER = "current.json"
_TRIES = 2
CHOSEN = "MINGBAI_VERSION_CHOSEN"
"""Set for the started version, so that it does not choose again."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """``start``: path of the program file below ``versions/<current>``. ``former`` empty: the installed program.
    ``proven``: a command of it went well, ``shown``: its window did. ``failed``: a version that did not come up and was left."""

    current: str = ""
    start: str = ""
    former: str = ""
    former_start: str = ""
    proven: bool = True
    shown: bool = True
    tries: int = 0
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    folder: Path

    def read(self) -> Pointer:
        """What the file says; nothing chosen where it is missing or makes no sense. What a later version added is passed over:
        the installed program reads what the newest one wrote."""
        try:
            said = json.loads((self.folder / _POINTER).read_bytes())
            found = Pointer(**{each.name: said[each.name] for each in fields(Pointer) if each.name in said})
        except (OSError, ValueError, TypeError):
            return Pointer()
        sound = all(
            isinstance(value, type(getattr(Pointer(), name))) for name, value in asdict(found).items()
        )
        return found if sound else Pointer()

    def choose(self, installed: str, *, window: bool = False) -> Path | None:
        """The program file to start instead of the ``installed`` one, or None. Counts a try of one that is not sure yet:
        not proven for a command, not shown for the ``window``."""
        pointer = self.read()
        sure = pointer.shown if window else pointer.proven
        if pointer.current and not sure and pointer.tries >= _TRIES:
            pointer = Pointer(
                current=pointer.former, start=pointer.former_start, proven=True, failed=pointer.current
            )
            self._write(pointer)
            sure = True
        if not pointer.current or _order(pointer.current) <= _order(installed):
            return None
        file = self.place(pointer.current) / pointer.start
        if not file.is_file():
            return None
        if not sure:
            self._write(replace(pointer, tries=pointer.tries + 1))
        return file

    def prove(self, running: str, *, window: bool = False) -> None:
        """The running version has come up well, with its ``window`` or without; older ones but the former may go."""
        pointer = self.read()
        if pointer.current == running and not (pointer.proven and (pointer.shown or not window)):
            self._write(replace(pointer, proven=True, shown=pointer.shown or window, tries=0))
            for old in self._known():
                if old.name not in {pointer.current, pointer.former}:
                    shutil.rmtree(old, ignore_errors=True)

    def install(self, version: str, start: str, fill: Callable[[Path], None]) -> None:
        """``fill`` writes the program into the folder it is given; only when it is whole does anything point to it."""
        place = self.place(version)
        part = place.with_name(f".{version}.part")
        shutil.rmtree(part, ignore_errors=True)
        ensure_folder(part)
        try:
            fill(part)
            shutil.rmtree(place, ignore_errors=True)
            part.rename(place)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        before = self.read()
        kept = before if before.proven else Pointer(before.former, before.former_start)
        self._write(Pointer(version, start, kept.current, kept.start, proven=False, shown=False))

    def forget_failure(self) -> None:
        """It was told."""
        pointer = self.read()
        if pointer.failed:
            self._write(replace(pointer, failed=""))

    def place(self, version: str) -> Path:
        return self.folder / "versions" / version

    def _known(self) -> list[Path]:
        with contextlib.suppress(OSError):
            return [path for path in (self.folder / "versions").iterdir() if not path.name.startswith(".")]
        return []

    def _write(self, pointer: Pointer) -> None:
        write_atomically(ensure_folder(self.folder) / _POINTER, json.dumps(asdict(pointer)).encode())


def _order(version: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in version.split("."))
    except ValueError:
        return ()


def environment_for_another(ours: dict[str, str], folder: str) -> dict[str, str]:
    """Ours without what the frozen program at ``folder`` set for itself: another one must load its own libraries."""
    found = {name: value for name, value in ours.items() if not (folder and folder in value)}
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        if f"{name}_ORIG" in ours:
            found[name] = ours[f"{name}_ORIG"]
    return {**found, CHOSEN: "1", "PYINSTALLER_RESET_ENVIRONMENT": "1"}


def hand_over(program: Path, arguments: list[str]) -> None:
    """Go on as another program; returns only where that cannot be started."""
    environment = environment_for_another(dict(os.environ), getattr(sys, "_MEIPASS", ""))
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            import subprocess  # noqa: PLC0415  # not loaded at any other start

            sys.exit(subprocess.run([program, *arguments], env=environment, check=False).returncode)
        os.execve(program, [str(program), *arguments], environment)
