"""How a record's journey to the office above is told: chip and words per state, the same everywhere."""

from desktop.base.words import tr
from desktop.domain.organisation import Level
from desktop.usecases.exchange_views import TRAVEL_WORDS, TravelState

T = TravelState
ABOVE: dict[Level, str] = {
    Level.VILLAGE: tr("乡里"),
    Level.TOWNSHIP: tr("县里"),
    Level.COUNTY: tr("州里"),
    Level.PREFECTURE: tr("上级"),
}
BELOW: dict[Level, str] = {
    Level.VILLAGE: tr("下级"),
    Level.TOWNSHIP: tr("村里"),
    Level.COUNTY: tr("乡镇"),
    Level.PREFECTURE: tr("县里"),
}
SENDING: dict[Level, str] = {
    Level.VILLAGE: tr("发给乡里"),
    Level.TOWNSHIP: tr("发给县里"),
    Level.COUNTY: tr("发给州里"),
    Level.PREFECTURE: tr("发给上级"),
}
TAKING_IN: dict[Level, str] = {
    Level.VILLAGE: tr("收下级的包"),
    Level.TOWNSHIP: tr("收村里的包"),
    Level.COUNTY: tr("收乡镇的包"),
    Level.PREFECTURE: tr("收县里的包"),
}
ARRIVED = frozenset({T.RECEIVED_TOWNSHIP, T.RECEIVED_COUNTY, T.RECEIVED_PREFECTURE})


_KINDS: dict[TravelState, str] = {
    T.DRAFTING: "draft",
    T.NOT_EXPORTED: "draft",
    T.AWAITING_RECEIPT: "running",
    T.RECEIVED_TOWNSHIP: "done",
    T.RECEIVED_COUNTY: "done",
    T.RECEIVED_PREFECTURE: "done",
    T.RETURNED: "returned",
    T.CONFLICT: "conflict",
    T.QUARANTINED: "due",
}


def travel_chip(state: TravelState) -> tuple[str, str]:
    """Kind and words of the chip."""
    return _KINDS[state], tr(TRAVEL_WORDS[state])
