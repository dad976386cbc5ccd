"""Bundles that a line cut for more than a day keeps on this laptop, as things due: one may take them by stick instead."""

from collections.abc import Iterator

from sqlmodel import Session

from desktop.usecases.desk import Desk
from desktop.usecases.duty_views import Duty
from desktop.usecases.upload_state import long_cut


def unsent(desk: Desk, session: Session) -> Iterator[Duty]:
    """One duty per bundle."""
    for entry, days in long_cut(desk, session):
        context = f"{entry.records} 条记录在这个包里，都在本机；网络通了会自己接着发，着急可以改用U盘"
        yield Duty(
            "mine",
            f"第 {entry.sequence} 号包还没有发出去",
            context,
            None,
            f"网络断了 {days} 天",
            "line",
            "去看看",
        )
