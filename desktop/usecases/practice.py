"""A practice home: invented people, marked as such, from which nothing can be sent.

The mark lies in the encrypted home itself, so a copy or a restored backup of it stays a practice.
"""

from dataclasses import dataclass

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.account import Role
from desktop.storage import settings
from desktop.usecases.desk import Desk

MARK, STEP = "practice", "practice/step"
PASSPHRASE = "666666"
"""Of every account of a practice; the window tells it. Nothing there is worth hiding."""


def refuse_practice(desk: Desk) -> None:
    """Refusal in a practice home: it joins nobody and sends nothing, and nobody below joins it."""
    if Practice(desk).on:
        raise Refusal(
            tr("这是练习，里面的人和事都是编出来的，不能发给上级，也不能加入。"),
            safe=tr("什么都没有写。"),
            todo=tr("要报送真的记录，请先结束练习，再登录自己的单位。"),
            code="practice",
        )


@dataclass(frozen=True, slots=True)
class Practice:
    """Whether this home is for practice, and how far the tour through it has come."""

    desk: Desk

    @property
    def on(self) -> bool:
        with self.desk.home.database.reading() as session:
            return bool(settings.get(session, MARK))

    @property
    def step(self) -> int:
        """The number of the tour's step, from 0."""
        with self.desk.home.database.reading() as session:
            return int(settings.get(session, STEP, 0))

    def go_to(self, step: int) -> None:
        """Refusal in a home that is none: nothing is noted there."""
        if not self.on:
            raise Refusal(tr("这里不是练习。"), safe=tr("什么都没有改动。"), code="not-practice")
        with self.desk.home.database.transaction() as session:
            settings.put(session, STEP, step)

    def person(self, role: Role) -> str:
        """Who has that role here."""
        return next(account.name for account in self.desk.home.accounts() if account.role is role)
