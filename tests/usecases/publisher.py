"""A county's office that makes packs, and what the tests of packs put into them."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from desktop.base.errors import Refusal
from desktop.base.paths import content_root
from desktop.usecases import pack_keys, pack_making
from desktop.usecases.office import Session
from desktop.usecases.pack_views import PackPreview

TODAY = date(2026, 9, 16)
WORDS = "两个人记得住的话"
HEADING = "templates/farmland_subsidy/notice.md"


def changed(name: str, *replacements: tuple[str, str]) -> bytes:
    text = (content_root() / name).read_text(encoding="utf-8")
    for before, after in replacements:
        assert before in text, before
        text = text.replace(before, after)
    return text.encode()


def edition(number: str) -> bytes:
    return changed("standards/edition.yaml", ("2026-1", number), ("2026年第1版", f"{number} 试用版"))


@dataclass
class Publisher:
    """A county's office that makes packs into ``folder``."""

    folder: Path
    keys: pack_keys.PublisherFolder
    made: int = 0

    def pack(
        self,
        files: Mapping[str, bytes],
        *,
        today: date = TODAY,
        days: int = 200,
        lists: Mapping[str, bytes] | None = None,
        tried: bool = True,
    ) -> Path:
        """``tried=False``: without the check before making, which takes seconds and is the receiver's again anyway."""
        self.made += 1
        source = self.folder / f"source-{self.made}"
        source.mkdir()
        for name, data in files.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(data)
        out = self.folder / f"{self.made}.mingbai-pack"
        with ExitStack() as stack:
            if not tried:
                stack.enter_context(patch.object(pack_making, "faults", lambda place, files: []))
            pack_making.make(
                self.keys, source, out, title=f"第{self.made}个", notes="", today=today, days=days,
                program_root=content_root(), passphrase=WORDS, lists=lists,
            )  # fmt: skip
        return out


def taken(admin: Session, path: Path) -> PackPreview:
    return admin.packs.accept(path, fingerprint=admin.packs.look(path).fingerprint).value


def refusal(call: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value


def reworded(word: str) -> bytes:
    return changed(HEADING) + f"\n\n{word}\n".encode()


def wording(session: Session) -> str:
    return (session.desk.templates / "farmland_subsidy" / "notice.md").read_text(encoding="utf-8")
