"""Enrolment 登记: how a township's laptop becomes known to its county, by two small signed files and a telephone call.

Request: the laptop says who it is and signs with its own key. Grant: the county signs that it knows this laptop, until
when, and adds its own keys. Judges files only; remembering contacts is storage's part.
"""

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from desktop.base.canonical import canonical_json, sha256_hex
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.sync.models import (
    FORMAT,
    Hex64,
    Identifier,
    Moment,
    Office,
    Part,
    PublicKey,
    Signed,
    division_prefix,
    short_name,
)
from desktop.sync.read import LIMITS, AnyModel, parse_json, parse_model
from desktop.sync.refusals import NOTHING_TOUCHED, newer, not_found, unreadable
from desktop.sync.seal import is_recipient
from desktop.sync.signing import document_holds, public_key, sign_document

REQUEST_SUFFIX = ".mingbai-request"
GRANT_SUFFIX = ".mingbai-grant"

Recipient = Field(pattern=r"^(age1[0-9a-z]{58}|sm2:[0-9a-f]{128})$")
Day = Field(pattern=r"^\d{4}-\d\d-\d\d$")


class Party(Part):
    """A device of an office with its public keys: to check signatures with, and to seal to.

    The 国密 keys stand only in the papers of those who were enrolled with them; bundles then go under these.
    """

    device: str = Identifier
    organisation: Office
    key: str = PublicKey
    recipient: str = Recipient
    guomi_key: str = Field(default="", pattern=r"^([0-9a-f]{128})?$")
    guomi_recipient: str = Field(default="", pattern=r"^(sm2:[0-9a-f]{128})?$")

    @model_serializer(mode="wrap")
    def _as_written(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without 国密 the two keys are not written at all."""
        said: dict[str, Any] = write(self)
        return {key: value for key, value in said.items() if value or not key.startswith("guomi_")}

    @property
    def recipients_hold(self) -> bool:
        """Whether both recipients can be sealed to, and 国密 comes with both its keys or not at all."""
        whole = bool(self.guomi_key) == bool(self.guomi_recipient)
        return whole and all(is_recipient(one) for one in (self.recipient, self.guomi_recipient) if one)


class Request(Signed):
    """Signed with the key it names, so that nobody asks in another's name without holding that key."""

    format: Literal["1"] = FORMAT
    kind: Literal["enrolment-request"] = "enrolment-request"
    party: Party
    made_at: str = Moment


class Grant(Signed):
    """Signed by ``granter.key``. ``request`` is the SHA-256 of the request's bytes. Days are inclusive."""

    format: Literal["1"] = FORMAT
    kind: Literal["enrolment-grant"] = "enrolment-grant"
    request: str = Hex64
    party: Party
    granter: Party
    valid_from: str = Day
    valid_until: str = Day
    granted_at: str = Moment


_RANK = {"village": 0, "township": 1, "county": 2, "prefecture": 3}


def party_of(device: str, organisation: Office, signing_key: bytes, recipient: str) -> Party:
    """Ourselves as others may know us. ``signing_key`` is the raw private key; only its public half goes in."""
    return Party(device=device, organisation=organisation, key=public_key(signing_key), recipient=recipient)


def make_request(party: Party, signing_key: bytes, made_at: str) -> Request:
    return sign_document(Request(party=party, made_at=made_at), signing_key)


def make_grant(
    request: Request, granter: Party, signing_key: bytes, today: date, until: date, granted_at: str
) -> Grant:
    """The county's statement about a request that `check_request` let through."""
    check_request(request)
    ours, theirs = granter.organisation, request.party.organisation
    if _RANK[theirs.level] >= _RANK[ours.level] or not theirs.code.startswith(
        division_prefix(ours.code, ours.level)
    ):
        raise _no(
            tr("{unit}不是本单位下级，不能由本单位登记。", unit=theirs.unit),
            tr("请核对申请文件是哪个单位的。"),
            "not-subordinate",
        )
    grant = Grant(
        request=sha256_hex(request.canonical()),
        party=request.party,
        granter=granter,
        valid_from=today.isoformat(),
        valid_until=until.isoformat(),
        granted_at=granted_at,
    )
    return sign_document(grant, signing_key)


def check_request(request: Request) -> None:
    """Refuse a request that its own key did not sign, or with a recipient that is none."""
    if not document_holds(request, request.party.key) or not request.party.recipients_hold:
        raise _no(
            tr("这个申请的签名对不上，可能被改动过。"), tr("请对方重新做一次登记申请。"), "request-forged"
        )


def check_grant(grant: Grant, own: Party, today: date) -> None:
    """Refuse a grant that is altered, for another device, out of its time, or given by somebody not above us."""
    if not document_holds(grant, grant.granter.key) or not grant.granter.recipients_hold:
        raise _no(tr("这个授权的签名对不上，可能被改动过。"), tr("请县里重新发一次授权。"), "grant-forged")
    if grant.party != own:
        raise _no(
            tr("这个授权是给“{unit}”另一台电脑的，不是给本机的。", unit=grant.party.organisation.unit),
            tr("请用本机重新做一次登记申请，交给县里。"),
            "grant-for-another",
        )
    if _RANK[grant.granter.organisation.level] <= _RANK[own.organisation.level]:
        raise _no(tr("发授权的单位不是上级单位。"), tr("请核对授权文件是哪里来的。"), "grant-not-superior")
    above = grant.granter.organisation
    if not own.organisation.code.startswith(division_prefix(above.code, above.level)):
        raise _no(
            tr("发授权的单位不是本单位的上级。"), tr("请核对授权文件是哪里来的。"), "grant-not-superior"
        )
    if not grant.valid_from <= today.isoformat() <= grant.valid_until:
        raise _no(
            tr(
                "这个授权的有效期是 {valid_from} 到 {valid_until}，今天不在里面。",
                valid_from=grant.valid_from,
                valid_until=grant.valid_until,
            ),
            tr("请看一下电脑的日期；日期没错，请县里重新发一次授权。"),
            "grant-expired",
        )


def _no(what: str, todo: str, code: str) -> Refusal:
    return Refusal(what, safe=NOTHING_TOUCHED, todo=todo, code=code)


def write_document(document: Request | Grant, folder: Path) -> Path:
    """The request or grant as a file named after the device it speaks of."""
    suffix = REQUEST_SUFFIX if isinstance(document, Request) else GRANT_SUFFIX
    path = folder / f"mingbai-{document.party.organisation.code}-{short_name(document.party.device)}{suffix}"
    write_atomically(path, document.canonical())
    return path


def read_request(path: Path) -> Request:
    """A checked request; Refusal otherwise."""
    return parse_request(_bytes_of(path))


def parse_request(data: bytes) -> Request:
    """As `read_request`, from the bytes of a file or of a code square."""
    request = _parse(Request, data, tr("这个文件不是登记申请，或已经不完整。"), "request-broken")
    check_request(request)
    return request


def read_grant(path: Path) -> Grant:
    """A grant, not yet checked against ourselves: that is `check_grant`."""
    return _parse(Grant, _bytes_of(path), tr("这个文件不是登记授权，或已经不完整。"), "grant-broken")


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= LIMITS.header else b""
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise not_found(path) from error
    except OSError as error:
        raise unreadable(error, path) from error


def _parse(model: type[AnyModel], data: bytes, what: str, code: str) -> AnyModel:
    try:
        said = parse_json(data)
        if isinstance(said, dict) and said.get("format") not in {FORMAT, None}:
            raise newer()
        document = parse_model(model, data)
    except Refusal as refusal:
        if refusal.code == "bundle-newer":
            raise
        raise _no(what, tr("请对方重新做一次。"), code) from refusal
    if data != canonical_json(said):
        raise _no(what, tr("请对方重新做一次。"), code)
    return document
