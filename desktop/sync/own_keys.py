"""Which of this laptop's keys a bundle is made and opened with: the usual ones, or 国密 ones towards an office that was
enrolled with them. All of them live in the encrypted database only.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session

from desktop.domain.exchange import Contact
from desktop.storage import settings
from desktop.storage.device import Device
from desktop.sync import providers
from desktop.sync.enrolment import Party, party_of
from desktop.sync.models import Office
from desktop.sync.parts import opening
from desktop.sync.refusals import not_found, unreadable
from desktop.sync.seal import recipient_of
from desktop.sync.signing import public_key

_KEPT = "guomi-keys"
_NAME_AT = 30  # where the first entry's name stands in the outer file


@dataclass(frozen=True, slots=True)
class GuomiKeys:
    """``signing_key`` and ``identity`` in the shapes of `providers.guomi`."""

    signing_key: bytes = field(repr=False)
    identity: str = field(repr=False)


def guomi_keys(session: Session) -> GuomiKeys | None:
    """This laptop's 国密 keys, if it ever asked to be enrolled with them."""
    kept = settings.get(session, _KEPT)
    return GuomiKeys(bytes.fromhex(kept["signing"]), kept["identity"]) if kept else None


def make_guomi_keys(session: Session) -> GuomiKeys:
    """The keys, made now if there are none yet. Refusal if the program has no 国密."""
    known = guomi_keys(session)
    if known is not None:
        return known
    suite = providers.GUOMI
    made = GuomiKeys(suite.new_signing_key(), suite.new_identity())
    settings.put(session, _KEPT, {"signing": made.signing_key.hex(), "identity": made.identity})
    return made


def forget_guomi_keys(session: Session) -> None:
    settings.put(session, _KEPT, None)


def own_party(device: Device, office: Office, guomi: GuomiKeys | None = None) -> Party:
    """Ourselves as others may know us, with 国密 keys where they are wanted."""
    party = party_of(device.id, office, device.signing_key, device.recipient)
    if guomi is None:
        return party
    wanted = {"guomi_key": public_key(guomi.signing_key), "guomi_recipient": recipient_of(guomi.identity)}
    return party.model_copy(update=wanted)


def bundle_key_of(contact: Contact) -> str:
    """The public key with which this device must sign its bundles: the 国密 one if it was enrolled with it."""
    return _stated(contact).get("guomi_key") or contact.signing_key


def towards(session: Session, device: Device, contact: Contact) -> tuple[bytes, str]:
    """Our private key to sign a bundle to this office with, and the recipient to seal it to."""
    recipient = _stated(contact).get("guomi_recipient")
    keys = guomi_keys(session) if recipient else None
    if recipient and keys:
        return keys.signing_key, recipient
    return device.signing_key, contact.recipient


def identity_for(session: Session, device: Device, path: Path) -> str:
    """Our identity that may open this bundle, by the suite its outer file names."""
    name = providers.GUOMI.payload.encode()
    try:
        with opening(path) as stream:
            head = stream.read(_NAME_AT + len(name))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise not_found(path) from error
    except OSError as error:
        raise unreadable(error, path) from error
    keys = guomi_keys(session) if head.endswith(name) else None
    return keys.identity if keys else device.identity


def _stated(contact: Contact) -> dict[str, Any]:
    """The device's keys as its grant states them; the grant was checked when it was given or taken in."""
    grant = json.loads(contact.statement) if contact.statement else {}
    said: dict[str, Any] = grant.get("granter" if contact.upward else "party", {})
    return said if said.get("device") == contact.device else {}
