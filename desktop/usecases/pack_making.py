"""The publisher's desk: a pack out of a folder, and the signatures of several people on it. Needs no home."""

import tempfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from desktop import __version__
from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.domain.finding import blocks
from desktop.sync.packs import refusals
from desktop.sync.packs.file import Pack, read_pack, statement, write_pack
from desktop.sync.packs.make import Edition, make_pack, sign_pack
from desktop.sync.packs.models import Root, Targets, Timestamp
from desktop.sync.packs.names import EDITION, allowed
from desktop.sync.packs.overlay import laid_out, laid_over
from desktop.sync.packs.trust import ROLE_WORDS, signers
from desktop.usecases.pack_changes import faults
from desktop.usecases.pack_keys import PublisherFolder, opened_keys, read_key
from desktop.usecases.pack_look import root_fingerprint
from desktop.usecases.pack_views import PackFileView, SignerLine


def make(
    publisher: PublisherFolder,
    source: Path | None,
    out: Path,
    *,
    title: str,
    notes: str,
    today: date,
    days: int,
    program_root: Path,
    passphrase: str = "",
    lists: Mapping[str, bytes] | None = None,
) -> Pack:
    """A pack of the content under ``source`` (``standards/``, ``templates/``) and the lists, signed with the keys at hand.

    Refused if the content would not pass the catalogue's own check over the program's content.
    """
    files = {**_content(source), **(lists or {})}
    _tried(files, program_root)
    version = publisher.last() + 1
    edition = Edition(
        version, title, notes, today.isoformat(), (today + timedelta(days=days)).isoformat(), __version__
    )
    pack = make_pack(publisher.roots(), files, edition)
    for key in opened_keys(publisher.key_files(), passphrase) if passphrase else ():
        pack, _ = sign_pack(pack, key)
    write_pack(pack, out)
    write_atomically(publisher.folder / "last.json", canonical_json({"version": version}))
    return pack


def add_signature(path: Path, key_file: Path, passphrase: str) -> tuple[str, ...]:
    """This person's signature on a pack; returns the roles signed for."""
    pack, roles = sign_pack(read_pack(path), read_key(key_file, passphrase))
    if not roles:
        raise Refusal(
            tr("这个密钥不是这个更新包的签名人。"),
            safe=tr("更新包没有改动。"),
            todo=tr("请核对拿的是不是这个单位的密钥。"),
            code="key-not-of-pack",
        )
    write_pack(pack, path)
    return roles


def show(path: Path) -> PackFileView:
    """Who made the pack, what is in it and who signed; says nothing about trust."""
    pack = read_pack(path)
    root = statement(pack.roots[max(pack.roots)], Root)
    targets = statement(pack.targets, Targets)
    by_role = {
        "root": pack.roots[max(pack.roots)], "targets": pack.targets,
        "snapshot": pack.snapshot, "timestamp": pack.timestamp,
    }  # fmt: skip
    stamp = statement(pack.timestamp, Timestamp)
    return PackFileView(
        publisher=root.publisher.unit,
        code=root.publisher.code,
        version=targets.version,
        title=targets.title,
        made_at=stamp.made_at,
        expires=min(root.expires, targets.expires, stamp.expires),
        root=root.version,
        fingerprint=root_fingerprint(root),
        files=tuple(sorted(targets.files)),
        signers=tuple(
            SignerLine(
                role, tr(ROLE_WORDS[role]), len(signers(envelope, root, role)), root.role(role).threshold
            )
            for role, envelope in by_role.items()
        ),
    )


def _content(source: Path | None) -> dict[str, bytes]:
    """Every file under ``source``; one that is no content stops the making."""
    if source is None:
        return {}
    if not source.is_dir():
        raise Refusal(
            tr("没有“{source}”这个文件夹。", source=source), safe=tr("什么都没有写。"), code="content-missing"
        )
    files = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*"))
        if path.is_file()
    }
    for name in files:
        if not allowed(name):
            raise refusals.not_content(name)
    return files


def _tried(files: Mapping[str, bytes], program_root: Path) -> None:
    """Over the program's own content the whole must hold together, and a changed standard has a number of its own."""
    if not files:
        raise Refusal(
            tr("更新包里什么都没有。"),
            safe=tr("什么都没有写。"),
            todo=tr("请指明 --from。"),
            code="pack-empty",
        )
    base = laid_over(program_root, [])
    new = laid_over(program_root, [files])
    changed = [name for name in new if base.get(name) != new[name]]
    if any(name.startswith("standards/") for name in changed) and EDITION not in changed:
        raise Refusal(
            tr("目录、表单或日历改了，版本号没有改。"),
            safe=tr("什么都没有写。"),
            todo=tr("请在 standards/edition.yaml 里写新的版本号和改了什么。"),
            code="pack-same-edition",
        )
    with tempfile.TemporaryDirectory() as folder:
        found = blocks(faults(laid_out(new, Path(folder)), changed)) if changed else []
    if found:
        said = tr("；").join(tr("{place}：{text}", place=each.place, text=each.text) for each in found[:5])
        raise Refusal(
            tr("内容有 {found} 处错误：{said}", found=len(found), said=said),
            safe=tr("什么都没有写。"),
            todo=tr("请改好再做。"),
            code="pack-fault",
        )
