"""Bundles that a line cut for more than a day keeps on this laptop, as things due: one may take them by stick instead."""

from collections.abc import Iterator

from sqlmodel import Session

from desktop.base.words import tr
from desktop.usecases.desk import Desk
from desktop.usecases.duty_views import Duty
from desktop.usecases.upload_state import long_cut


def unsent(desk: Desk, session: Session) -> Iterator[Duty]:
    """One duty per bundle."""
    for entry, days in long_cut(desk, session):
        context = tr(
            "{records} 条记录在这个包里，都在本机；网络通了会自己接着发，着急可以改用U盘",
            records=entry.records,
        )
        yield Duty(
            "mine",
            tr("第 {sequence} 号包还没有发出去", sequence=entry.sequence),
            context,
            None,
            tr("网络断了 {days} 天", days=days),
            "line",
            tr("去看看"),
        )
