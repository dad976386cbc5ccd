"""What `mingbai demo` made and where, in the shape that scripts rely on."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class DemoStep:
    """``seconds`` is wall time; ``detail`` Chinese."""

    name: str
    ok: bool
    seconds: float
    detail: str


@dataclass(frozen=True, slots=True)
class DemoHome:
    """``accounts`` are pairs of name and role."""

    place: str
    folder: Path
    accounts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DemoResult:
    """``account`` is who the window is opened for, ``plays_on`` the moment at which the sample stands."""

    out: Path
    homes: tuple[DemoHome, ...]
    notices: tuple[Path, ...]
    bundle: Path
    receipt: Path
    screenshots: tuple[Path, ...]
    steps: tuple[DemoStep, ...]
    account: str
    passphrase: str
    plays_on: datetime

    def home(self, place: str) -> Path:
        return next(home.folder for home in self.homes if home.place == place)

    def as_json(self) -> dict[str, Any]:
        return {
            "out": str(self.out),
            "homes": {home.place: str(home.folder) for home in self.homes},
            "accounts": [
                {"home": home.place, "name": name, "role": role}
                for home in self.homes
                for name, role in home.accounts
            ],
            "notices": [str(path) for path in self.notices],
            "bundle": str(self.bundle),
            "receipt": str(self.receipt),
            "screenshots": [str(path) for path in self.screenshots],
            "steps": [
                {"name": step.name, "ok": step.ok, "seconds": step.seconds, "detail": step.detail}
                for step in self.steps
            ],
        }
