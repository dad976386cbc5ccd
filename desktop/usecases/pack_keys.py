"""A publisher's keys and roots: made, kept under passphrases, replaced. Makes no pack and needs no home.

A publisher's folder holds ``root/<version>.json``, ``last.json`` (the last number given) and ``keys/``; key files are handed to
different people and need not lie there together.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder, write_atomically
from desktop.base.words import tr
from desktop.domain.organisation import Organisation
from desktop.storage.keyslots import USUAL_COST, KdfCost, KeySlot, check_passphrase, open_key, seal_key
from desktop.sync.models import Office
from desktop.sync.packs.file import statement
from desktop.sync.packs.make import new_root, signed_with, unsigned
from desktop.sync.packs.models import ROLES, Envelope, Root
from desktop.sync.providers.usual import Usual
from desktop.sync.read import parse_model
from desktop.sync.signing import public_key

KEY_SUFFIX = ".mingbai-key"
HOLDERS: Mapping[str, int] = {"root": 3, "targets": 3, "snapshot": 1, "timestamp": 1}
"""How many keys of each role are made: two of three people change the people, two of three let content out."""
NEEDED: Mapping[str, int] = {"root": 2, "targets": 2, "snapshot": 1, "timestamp": 1}
_ROOT_YEARS = 5


@dataclass(frozen=True, slots=True)
class PublisherFolder:
    folder: Path

    def roots(self) -> dict[int, Envelope]:
        """All roots by version."""
        found = {}
        for path in (self.folder / "root").glob("*.json"):
            if path.stem.isdecimal():
                found[int(path.stem)] = parse_model(Envelope, path.read_bytes())
        if not found:
            raise Refusal(
                tr("“{folder}”里没有签名人名单。", folder=self.folder),
                safe=tr("什么都没有写。"),
                todo=tr("请先用 pack init-keys 做一套密钥。"),
                code="no-publisher",
            )
        return found

    def newest(self) -> Root:
        roots = self.roots()
        return statement(roots[max(roots)], Root)

    def put_root(self, envelope: Envelope) -> None:
        version = statement(envelope, Root).version
        write_atomically(ensure_folder(self.folder / "root") / f"{version}.json", envelope.canonical())

    def last(self) -> int:
        path = self.folder / "last.json"
        return int(json.loads(path.read_bytes())["version"]) if path.is_file() else 0

    def key_files(self) -> list[Path]:
        return sorted((self.folder / "keys").glob(f"*{KEY_SUFFIX}"))


def init_keys(
    folder: Path, publisher: Organisation, passphrase: str, today: date, cost: KdfCost = USUAL_COST
) -> Root:
    """A new publisher: keys for every role and the first root, signed by all root keys."""
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(
            tr("“{folder}”不是空的。", folder=folder),
            safe=tr("里面的东西没有动。"),
            todo=tr("请换一个空文件夹。"),
            code="not-empty",
        )
    check_passphrase(passphrase)
    private = {role: [Usual().new_signing_key() for _ in range(HOLDERS[role])] for role in ROLES}
    root = new_root(
        1,
        today.replace(year=today.year + _ROOT_YEARS, day=min(today.day, 28)).isoformat(),
        _office(publisher),
        {role: [public_key(key) for key in keys] for role, keys in private.items()},
        NEEDED,
    )
    envelope = unsigned(root)
    for key in private["root"]:
        envelope = signed_with(envelope, key)
    for role, keys in private.items():
        for number, key in enumerate(keys, 1):
            _put_key(folder / "keys" / f"{role}-{number}{KEY_SUFFIX}", role, key, passphrase, cost)
    PublisherFolder(folder).put_root(envelope)
    return root


def _office(publisher: Organisation) -> Office:
    try:
        return Office(code=publisher.code, unit=publisher.unit, level=publisher.level.value)
    except ValidationError as error:
        raise Refusal(
            tr("“{code}”不是行政区划代码。", code=publisher.code),
            safe=tr("什么都没有写。"),
            todo=tr("请写六位数的代码，例如 632299。"),
            code="not-a-division",
        ) from error


def rotate(
    publisher: PublisherFolder, lost: Iterable[str], passphrase: str, today: date, cost: KdfCost = USUAL_COST
) -> Root:
    """New keys for the key files named ``lost`` (as ``targets-1``); the next root, signed by the root keys at hand, old
    and new. Where those are too few, `add_signature` on the next pack brings the others."""
    before, wanted = publisher.newest(), list(lost)
    paths = {path.name.removesuffix(KEY_SUFFIX): path for path in publisher.key_files()}
    unknown = [name for name in wanted if name not in paths]
    if unknown or not wanted:
        raise Refusal(
            tr("没有“{unknown}”这个密钥。", unknown=tr('、').join(unknown)), safe=tr("什么都没有改动。"),
            todo=tr("可以换的：{paths}。", paths=tr('、').join(paths)), code="no-such-key",
        )  # fmt: skip
    old_keys = opened_keys([path for name, path in paths.items() if name.startswith("root-")], passphrase)
    public = {role: [before.keys[key] for key in before.role(role).keys] for role in ROLES}
    made: dict[str, tuple[str, bytes]] = {}
    for name in wanted:
        role, gone = name.rpartition("-")[0], _public_of(paths[name])
        fresh = Usual().new_signing_key()
        public[role] = [public_key(fresh) if each == gone else each for each in public[role]]
        made[name] = (role, fresh)
    root = new_root(
        before.version + 1,
        today.replace(year=today.year + _ROOT_YEARS, day=min(today.day, 28)).isoformat(),
        before.publisher,
        public,
        {role: before.role(role).threshold for role in ROLES},
    )
    envelope = unsigned(root)
    for key in (*old_keys, *(key for role, key in made.values() if role == "root")):
        envelope = signed_with(envelope, key)
    for name, (role, key) in made.items():
        paths[name].replace(paths[name].with_name(f"{name}-old-{before.version}.gone"))
        _put_key(paths[name], role, key, passphrase, cost)
    publisher.put_root(envelope)
    return root


def read_key(path: Path, passphrase: str) -> bytes:
    """The private key in a key file, or a Refusal."""
    role, public, slot = _key_file(path)
    key = open_key(slot, passphrase, _bound(role, public))
    if key is None or public_key(key) != public:
        raise Refusal(
            tr("口令打不开“{name}”。", name=path.name),
            safe=tr("什么都没有改动。"),
            todo=tr("请再试一次口令。"),
            code="wrong-passphrase",
        )
    return key


def opened_keys(paths: Iterable[Path], passphrase: str) -> list[bytes]:
    """The keys this passphrase opens; others belong to other people."""
    found = []
    for path in paths:
        try:
            found.append(read_key(path, passphrase))
        except Refusal as refusal:
            if refusal.code != "wrong-passphrase":
                raise
    return found


def _put_key(path: Path, role: str, key: bytes, passphrase: str, cost: KdfCost) -> None:
    public = public_key(key)
    slot = seal_key(key, passphrase, _bound(role, public), cost)
    said = {"kind": "pack-key", "format": "1", "role": role, "key": public, "slot": slot.as_json()}
    ensure_folder(path.parent)
    write_atomically(path, canonical_json(said))
    path.chmod(0o600)


def _key_file(path: Path) -> tuple[str, str, KeySlot]:
    try:
        said = json.loads(path.read_bytes())
        return str(said["role"]), str(said["key"]), KeySlot.from_json(said["slot"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refusal(
            tr("“{name}”不是密钥文件，或打不开。", name=path.name),
            safe=tr("什么都没有改动。"),
            todo=tr("请换一个文件。"),
            code="key-broken",
        ) from error


def _public_of(path: Path) -> str:
    return _key_file(path)[1]


def _bound(role: str, public: str) -> dict[str, str]:
    return {"purpose": "pack-key", "role": role, "key": public}
