"""Who does something with what came in, and when. A value only."""

from dataclasses import dataclass

from desktop.storage.device import Device
from desktop.sync.models import Office


@dataclass(frozen=True, slots=True)
class Hand:
    """Who takes the bundle in: this laptop, its office, the account's name, the time as ISO text."""

    device: Device
    office: Office
    by: str
    at: str
