"""The receiver's own keys and name: one small file in its store. Nothing in here knows a database or a network.

Whoever holds this file can open every bundle sent here and sign receipts in the prefecture's name: it lies readable for
its owner alone, and a copy of it belongs into the safe.
"""

import json
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from desktop.base.canonical import canonical_json
from desktop.base.clock import Clock
from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.files import ensure_folder, surroundings, write_atomically
from desktop.base.ids import new_id
from desktop.sync.enrolment import Party, party_of
from desktop.sync.models import Office, division_prefix
from desktop.sync.seal import new_identity, recipient_of

FILE = "receiver.key"


@dataclass(frozen=True, slots=True)
class Receiver:
    """``signing_key`` is raw Ed25519, ``identity`` an age identity; ``device`` is what receipts are signed as."""

    device: str
    office: Office
    signing_key: bytes
    identity: str

    @property
    def party(self) -> Party:
        """What others may know of us."""
        return party_of(self.device, self.office, self.signing_key, recipient_of(self.identity))

    @property
    def prefix(self) -> str:
        """With what the division codes of our counties and townships begin."""
        return division_prefix(self.office.code, self.office.level)


def create_receiver(folder: Path, code: str, unit: str, clock: Clock) -> Receiver:
    """Make keys and write them. Refuses a folder that has some already, and a code that is no prefecture's."""
    path = folder / FILE
    if path.exists():
        raise Refusal(
            f"“{folder}”里已经有接收端的密钥，没有再做。",
            safe="原有的密钥没有动。",
            todo="要另做一套，请换一个文件夹。",
            code="receiver-exists",
        )
    try:
        office = Office(code=code, unit=unit, level="prefecture")
    except ValidationError as error:
        raise _no_prefecture(code) from error
    if len(code) != 6 or not code.endswith("00") or code.endswith("0000"):
        raise _no_prefecture(code)
    receiver = Receiver(
        new_id(clock), office, Ed25519PrivateKey.generate().private_bytes_raw(), new_identity()
    )
    ensure_folder(folder)
    try:
        folder.chmod(0o700)
        write_atomically(path, _written(receiver))
        path.chmod(0o600)
    except OSError as error:
        raise surroundings(error, path) from error
    return receiver


def load_receiver(folder: Path) -> Receiver:
    """The keys in ``folder``; a Refusal where there are none, where others may read them, or where they are broken."""
    path = folder / FILE
    try:
        others = stat.S_IMODE(path.stat().st_mode) & 0o077
        said = json.loads(path.read_bytes())
        receiver = Receiver(
            said["device"],
            Office(code=said["code"], unit=said["unit"], level="prefecture"),
            bytes.fromhex(said["signing_key"]),
            said["identity"],
        )
        _ = receiver.party
    except FileNotFoundError as error:
        raise Refusal(
            f"“{folder}”里没有接收端的密钥。",
            todo="请先用 mingbai-prefecture init 建一套。",
            code="no-receiver",
        ) from error
    except OSError as error:
        raise SurroundingsError(
            f"读不了“{path}”。", safe="原有数据没有动。", todo="请看一下权限和磁盘。", code="read-failed"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(
            f"“{path}”已经损坏，不能用。",
            safe="收到的包都在。",
            todo="请把保存在保险柜里的那一份放回来。",
            code="receiver-broken",
        ) from error
    if others:
        raise Refusal(
            f"“{path}”别人也能读，不能用。",
            safe="原有数据没有动。",
            todo=f"请先 chmod 600 {path}，再看一下有没有外人读过。",
            code="key-readable",
        )
    return receiver


def _written(receiver: Receiver) -> bytes:
    return canonical_json(
        {
            "device": receiver.device,
            "code": receiver.office.code,
            "unit": receiver.office.unit,
            "signing_key": receiver.signing_key.hex(),
            "identity": receiver.identity,
        }
    )


def _no_prefecture(code: str) -> Refusal:
    return Refusal(
        f"“{code}”不是州、市的行政区划代码。",
        safe="什么都没有写。",
        todo="州、市的代码是六位，末尾两位是 00，例如 632500。",
        code="not-a-prefecture",
    )
