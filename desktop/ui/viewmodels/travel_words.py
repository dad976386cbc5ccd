"""How a record's journey to the office above is told: chip and words per state, for each level of office."""

from desktop.domain.organisation import Level
from desktop.usecases.exchange_views import TravelState

T = TravelState
ABOVE: dict[Level, str] = {
    Level.VILLAGE: "乡里",
    Level.TOWNSHIP: "县里",
    Level.COUNTY: "州里",
    Level.PREFECTURE: "上级",
}
BELOW: dict[Level, str] = {
    Level.VILLAGE: "下级",
    Level.TOWNSHIP: "村里",
    Level.COUNTY: "乡镇",
    Level.PREFECTURE: "县里",
}
ARRIVED = frozenset({T.RECEIVED_TOWNSHIP, T.RECEIVED_COUNTY, T.RECEIVED_PREFECTURE})


def travel_chip(state: TravelState, above: str) -> tuple[str, str]:
    """Kind and words of the chip. ``above`` is how this office calls the one it sends to."""
    return {
        T.DRAFTING: ("draft", "还没发出"),
        T.NOT_EXPORTED: ("draft", "等着发出"),
        T.AWAITING_RECEIPT: ("running", f"等{above}回执"),
        T.RECEIVED_TOWNSHIP: ("done", "乡里已入库"),
        T.RECEIVED_COUNTY: ("done", "县里已入库"),
        T.RECEIVED_PREFECTURE: ("done", "州里已入库"),
        T.RETURNED: ("returned", f"{above}退回"),
        T.CONFLICT: ("conflict", "两边都改过"),
        T.QUARANTINED: ("due", "在待查里"),
    }[state]
