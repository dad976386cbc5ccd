"""Whether this laptop still remembers the bundles it wrote. One that was brought back from a backup finds on a stick bundles
of its own that it knows nothing of; going on counting would use their numbers twice and write over them.
"""

import re
from pathlib import Path

from sqlmodel import Session

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.storage import bundles, settings
from desktop.sync.envelope import read_envelope
from desktop.sync.models import Header
from desktop.sync.parts import opening

_TRYING = "export-trying"
_NUMBERED = re.compile(r"(\d{6,})\.mingbai(\.001)?")


def note_trying(session: Session, header: Header) -> None:
    """Before a bundle gets its name: should the program die at that moment, the file is known as a try of ours."""
    settings.put(session, _TRYING, header.bundle)


def require_memory(session: Session, folder: Path, prefix: str, device: str) -> None:
    """Refuse to write to ``folder`` if it holds a bundle of this ``device`` that is not remembered here.

    ``prefix`` is what the names of our bundles begin with. A file that is none of ours, or broken, says nothing.
    """
    following = bundles.next_sequence(session)
    trying = settings.get(session, _TRYING, "")
    for path in sorted(folder.glob(f"{prefix}*")):
        named = _NUMBERED.fullmatch(path.name.removeprefix(prefix))
        header = _header(path) if named and int(named[1]) >= following else None
        if header is not None and header.device == device and header.bundle != trying:
            raise _forgotten(header.sequence, following - 1)


def _header(path: Path) -> Header | None:
    try:
        with opening(path) as stream:
            return read_envelope(path, stream).header
    except (Refusal, OSError):
        return None


def _forgotten(found: int, last: int) -> Refusal:
    known = tr("只记得写到 {last} 号", last=last) if last else tr("不记得写过包")
    return Refusal(
        tr(
            "U盘上有本机写的 {found} 号包，本机却{known}。本机的数据可能是从备份恢复的。",
            found=found,
            known=known,
        ),
        safe=tr("什么都没有写，U盘上的包没有动。"),
        todo=tr(
            "请先把U盘上的包交给上级收下，再请管理员给本机换新的身份（mingbai device renew），重新申请加入后再写。"
        ),
        code="own-counter-back",
    )
