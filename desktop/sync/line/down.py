"""Asking the office above over the line whether it has anything new to say. The question is signed, so that only the office itself
gets its file; whether the answer is to be believed is judged where such files are read.
"""

from typing import Literal

from desktop.base.canonical import canonical_json
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.sync.line.request import Line
from desktop.sync.models import FORMAT, Code, Count, Identifier, Moment, Signed
from desktop.sync.read import LIMITS, parse_json, parse_model
from desktop.sync.refusals import NOTHING_TOUCHED
from desktop.sync.signing import document_holds, sign_document

_JSON = "application/json"


class DownRequest(Signed):
    """``have`` is the number of the last file down that was taken in, 0 for none."""

    format: Literal["1"] = FORMAT
    kind: Literal["down-request"] = "down-request"
    device: str = Identifier
    organisation: str = Code
    have: int = Count
    made_at: str = Moment


def down_request(device: str, organisation: str, have: int, at: str, key: bytes) -> bytes:
    """The question, signed with the device's raw Ed25519 key."""
    asked = DownRequest(device=device, organisation=organisation, have=have, made_at=at)
    return sign_document(asked, key).canonical()


def parse_down_request(data: bytes, keys: dict[str, tuple[str, str]]) -> DownRequest:
    """The question, believed only if signed by a device we know for its own office. ``keys``: device id → (public key,
    division code)."""
    asked = parse_model(DownRequest, data)
    known = keys.get(asked.device)
    held = known is not None and document_holds(asked, known[0]) and asked.organisation == known[1]
    if not held or data != canonical_json(parse_json(data)):
        raise Refusal(
            tr("这台电脑没有登记过，或者签名对不上。"),
            safe=NOTHING_TOUCHED,
            todo=tr("请先做登记申请。"),
            code="down-request-unknown",
        )
    return asked


def fetch_down(line: Line, asked: bytes) -> bytes | None:
    """The file's bytes; None if there is nothing new, or the server does not know such a question: many that take bundles do
    not, and answer it as they please. Raises as `Line.ask`."""
    answer = line.ask(
        "POST", line.setup.server.target("down"), {"Content-Type": _JSON}, asked, most=LIMITS.line
    )
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return answer.body if answer.status == 200 and kind == _JSON and answer.body else None
