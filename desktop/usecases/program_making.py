"""Makes and signs program updates: the part of whoever builds the program. Needs no home."""

import hashlib
import os
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from pydantic import ValidationError

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.sync.packs.file import statement
from desktop.sync.packs.make import signed_with, unsigned
from desktop.sync.packs.models import Envelope, Named, Root, Snapshot, Statement, Timestamp, key_id
from desktop.sync.signing import public_key
from desktop.sync.updates.file import UpdatePapers, opened_update, write_update
from desktop.sync.updates.models import ProgramFile, ProgramFiles
from desktop.usecases.pack_keys import PublisherFolder, opened_keys


@dataclass(frozen=True, slots=True)
class NewProgram:
    """``folder`` as PyInstaller made it; ``start``: the file in it that is run; ``system`` such as linux-x86_64."""

    folder: Path
    version: str
    system: str
    start: str
    title: str
    notes: str = ""


def make_update(
    publisher: PublisherFolder, program: NewProgram, out: Path, *, today: date, days: int, passphrase: str
) -> ProgramFiles:
    """The update file, signed with the keys that ``passphrase`` opens; its list of files."""
    number, until = publisher.last() + 1, (today + timedelta(days=days)).isoformat()
    listing = _listing(program, number, until)
    snapshot = Snapshot(version=number, expires=until, targets=_named(listing))
    stamp = Timestamp(version=number, expires=until, made_at=today.isoformat(), snapshot=_named(snapshot))
    papers = UpdatePapers(publisher.roots(), unsigned(stamp), unsigned(snapshot), unsigned(listing))
    for key in opened_keys(publisher.key_files(), passphrase):
        papers, _ = _signed(papers, key)
    write_update(out, papers, program.folder, listing.files)
    write_atomically(publisher.folder / "last.json", canonical_json({"version": number}))
    return listing


def add_signature(path: Path, program: Path, key: bytes) -> tuple[str, ...]:
    """A further person's signature; ``program``: the same folder again, which is compared. Returns the roles signed for."""
    with opened_update(path) as opened:
        papers, roles = _signed(opened.papers, key)
    listing = statement(papers.targets, ProgramFiles)
    if _files(program) != listing.files:
        raise Refusal(
            tr("这个文件夹和更新里签过名的程序不一样。"), safe=tr("更新没有改动。"), todo=tr("请用做更新时的那个文件夹。"),
            code="update-other-folder",
        )  # fmt: skip
    if not roles:
        raise Refusal(
            tr("这个密钥不是这个更新的签名人。"), safe=tr("更新没有改动。"), todo=tr("请核对拿的是不是这个单位的密钥。"), code="key-not-of-pack",
        )  # fmt: skip
    write_update(path, papers, program, listing.files)
    return roles


def _listing(program: NewProgram, number: int, until: str) -> ProgramFiles:
    files = _files(program.folder)
    if program.start not in files:
        raise Refusal(
            tr("“{folder}”里没有“{start}”。", folder=program.folder, start=program.start),
            safe=tr("什么都没有写。"),
            todo=tr("请指明打包好的程序文件夹。"),
            code="no-program",
        )
    try:
        return ProgramFiles(
            version=number, expires=until, program=program.version, system=program.system, start=program.start,
            title=program.title, notes=program.notes, files=files,
        )  # fmt: skip
    except ValidationError as error:
        raise Refusal(
            tr("程序文件夹或版本号不能用：{errors}。", errors=error.errors()[0]['msg']), safe=tr("什么都没有写。"),
            todo=tr("版本号写成 0.2.0 的样子；文件名要在每种系统上都能用。"), code="program-unfit",
        ) from error  # fmt: skip


def _files(folder: Path) -> dict[str, ProgramFile]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            run = os.access(path, os.X_OK) and not path.is_symlink()
            name = path.relative_to(folder).as_posix()
            found[name] = ProgramFile(size=path.stat().st_size, sha256=digest, run=run)
    return found


def _named(said: Statement) -> Named:
    return Named(version=said.version, size=len(said.canonical()), sha256=said.digest)


def _signed(papers: UpdatePapers, key: bytes) -> tuple[UpdatePapers, tuple[str, ...]]:
    """With this key's signature wherever the newest root lets it sign."""
    root = statement(papers.roots[max(papers.roots)], Root)
    name = key_id(public_key(key))
    roles = tuple(role for role in ("targets", "snapshot", "timestamp") if name in root.role(role).keys)

    def by_role(role: str, envelope: Envelope) -> Envelope:
        return signed_with(envelope, key) if role in roles else envelope

    signed = replace(
        papers,
        targets=by_role("targets", papers.targets),
        snapshot=by_role("snapshot", papers.snapshot),
        timestamp=by_role("timestamp", papers.timestamp),
    )
    return signed, roles
