"""What a reviewer reads of a change is said as on the page, not as it is stored."""

from desktop.usecases.differences import differences
from desktop.usecases.record_views import Difference
from tests import factories


def sealed(day: str) -> dict[str, object]:
    return {"title": "发放情况", "formed_on": day, "disclosure": "proactive", "values": {}}


def test_a_day_is_said_as_a_day() -> None:
    form = factories.form("farmland_subsidy")
    assert differences(form, sealed("2026-09-09"), sealed("2026-09-10"), (), (), {}) == [
        Difference("改", "信息形成日期", "2026年9月9日", "2026年9月10日")
    ]
    assert ("信息形成日期", "", "2026年9月10日") in [
        (line.place, line.old, line.new) for line in differences(form, None, sealed("2026-09-10"), (), (), {})
    ]
