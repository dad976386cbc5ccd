from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.base.paths import templates_folder
from desktop.domain.period import Period
from desktop.printing.fonts import FontSet, bundled
from desktop.printing.notice import Column, NoticeContent, Table


@pytest.fixture(scope="session")
def templates() -> Path:
    return templates_folder()


@pytest.fixture(scope="session")
def fonts(templates: Path) -> FontSet:
    """Bundled faces only: the same pages on every machine."""
    return bundled(templates, office=False)


@pytest.fixture
def content() -> NoticeContent:
    """A short farmland notice without a list."""
    return NoticeContent(
        kind="farmland_subsidy",
        title="关于青石滩乡2026年耕地地力保护补贴发放情况的公示",
        unit="云滩县青石滩乡人民政府",
        place="青石滩乡",
        date=date(2026, 9, 6),
        values={
            "basis_docs": "财农〔2023〕11号",
            "year": "2026",
            "rate": "115.00",
            "household_count": "2",
            "total_area": "20.00",
            "total_amount": "2300.00",
            "objection_unit": "青石滩乡农业服务中心",
            "objection_phone": "0970-8600123",
            "supervision_phone": "12317",
        },
        count=2,
        period=Period(date(2026, 9, 7), date(2026, 9, 13), 7),
    )


def _roster(rows: int, names: tuple[str, ...] = ("仁青·卓玛", "陈洪𬭎", "韩景䶮", "星晓㛃")) -> Table:
    """A list of ``rows`` rows with five columns and a totals row."""
    columns = (
        Column("serial", "序号"),
        Column("village", "村", wrap=True),
        Column("name", "户主姓名"),
        Column("area", "补贴面积", "right", "亩"),
        Column("amount", "补贴金额", "right", "元"),
    )
    lines = [(str(n), "日麦村", names[n % len(names)], f"{n % 40}.50", f"{n}.00") for n in range(1, rows + 1)]
    totals = ("", "", "合计", "1.00", f"{sum(range(1, rows + 1))}.00")
    return Table(columns, lines, totals, title="青石滩乡补贴发放表")


@pytest.fixture(scope="session")
def roster() -> Callable[..., Table]:
    """Makes a list of so many rows."""
    return _roster
