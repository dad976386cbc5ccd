"""The first set-up as steps: office, first account, recovery code typed back, permission from above. Knows no window.

The screen shows the step and asks `problems`; only `create` touches the disk, and it may run on a worker.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.account import Role
from desktop.domain.division import Division, DivisionLevel, Divisions
from desktop.domain.organisation import Level, Organisation
from desktop.storage.keyslots import SHORTEST_PASSPHRASE
from desktop.usecases.office import Office, Session

MOST_HITS = 30


class SetupStep(StrEnum):
    ORGANISATION = "organisation"
    ACCOUNT = "account"
    RECOVERY = "recovery"
    PERMISSION = "permission"


STEP_WORDS: dict[SetupStep, str] = {
    SetupStep.ORGANISATION: zh("单位与区划"),
    SetupStep.ACCOUNT: zh("第一个账户"),
    SetupStep.RECOVERY: zh("恢复码"),
    SetupStep.PERMISSION: zh("从上级导入许可"),
}

_LEVELS: dict[DivisionLevel, Level] = {
    DivisionLevel.PREFECTURE: Level.PREFECTURE,
    DivisionLevel.COUNTY: Level.COUNTY,
    DivisionLevel.TOWN: Level.TOWNSHIP,
    DivisionLevel.TOWNSHIP: Level.TOWNSHIP,
    DivisionLevel.SUBDISTRICT: Level.TOWNSHIP,
    DivisionLevel.SPECIAL: Level.TOWNSHIP,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A division to choose: its full name and the office that usually publishes for it."""

    code: str
    full_name: str
    level: Level
    unit: str


@dataclass(frozen=True, slots=True)
class Entries:
    """What was typed so far. For a village, ``village`` is its name and ``village_number`` the last three digits of
    its twelve-digit code."""

    choice: Choice | None = None
    unit: str = ""
    is_village: bool = False
    village: str = ""
    village_number: str = ""
    name: str = ""
    role: Role = Role.DRAFTER
    passphrase: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    last_group: str = ""


class FirstSetup:
    """Walks the steps in order. ``session`` is set once `create` made the home."""

    def __init__(self, office: Office, folder: Path) -> None:
        self._office = office
        self._folder = folder
        self.step = SetupStep.ORGANISATION
        self.entries = Entries()
        self.session: Session | None = None
        self.recovery_code = ""

    @property
    def folder(self) -> Path:
        return self._folder

    def search(self, text: str) -> list[Choice]:
        """Divisions from the township up to the prefecture whose name holds ``text``, or whose code begins with it."""
        divisions = self._office.catalogue.divisions
        wanted = text.strip()
        named = divisions.find(wanted)
        coded = (division for division in divisions if division.code.startswith(wanted))
        hits = coded if wanted.isdigit() else named
        return [choice_of(divisions, hit) for hit in hits if hit.level in _LEVELS][:MOST_HITS]

    def enter(self, **typed: Any) -> None:
        """Takes over what was typed, by the names of `Entries`. A new division proposes its usual office."""
        before = self.entries
        self.entries = replace(before, **typed)
        chosen = self.entries.choice
        if chosen is not None and chosen != before.choice and "unit" not in typed:
            self.entries = replace(self.entries, unit=chosen.unit)

    def problems(self) -> dict[str, str]:
        """What the present step still lacks: name of the entry → sentence. Empty: it can go on."""
        check = {
            SetupStep.ORGANISATION: self._organisation_problems,
            SetupStep.ACCOUNT: self._account_problems,
            SetupStep.RECOVERY: self._recovery_problems,
            SetupStep.PERMISSION: dict[str, str],
        }
        return check[self.step]()

    @property
    def organisation(self) -> Organisation:
        """What the entries make; a Refusal while a division is missing."""
        entries, chosen = self.entries, self.entries.choice
        if chosen is None:
            raise Refusal(
                tr("还没有选单位在哪里。"),
                safe=tr("什么都没有改动。"),
                todo=tr("请按名称查找并选一个。"),
                code="no-division",
            )
        if entries.is_village:
            code, level = chosen.code + entries.village_number, Level.VILLAGE
            return Organisation(
                code=code, unit=entries.unit.strip(), level=level, short_name=entries.village.strip()
            )
        short = self._office.catalogue.divisions.get(chosen.code).name
        return Organisation(code=chosen.code, unit=entries.unit.strip(), level=chosen.level, short_name=short)

    def create(self) -> None:
        """Makes the home and goes on to the recovery code. Takes a second; Refusal and SurroundingsError pass through."""
        entries = self.entries
        self.session, self.recovery_code = self._office.create(
            self._folder, self.organisation, entries.name.strip(), entries.role, entries.passphrase
        )
        self.entries = replace(entries, passphrase="", again="")
        self.step = SetupStep.RECOVERY

    @property
    def groups(self) -> tuple[str, ...]:
        """The recovery code in the groups it is read aloud in."""
        return tuple(self.recovery_code.split("-"))

    @property
    def last_group_left(self) -> int:
        """How many characters of the last group are still to be typed back."""
        return max(0, len(self.groups[-1]) - len(self.entries.last_group.strip()))

    def go_on(self) -> None:
        """From one step to the next where nothing has to be made; `create` leads from the account to the code."""
        if self.problems():
            return
        if self.step is SetupStep.ORGANISATION:
            self.step = SetupStep.ACCOUNT
        elif self.step is SetupStep.RECOVERY:
            self.recovery_code = ""
            self.step = SetupStep.PERMISSION

    def go_back(self) -> None:
        """Only before the home is made: afterwards there is an account and a code, which are not made twice."""
        if self.step is SetupStep.ACCOUNT:
            self.step = SetupStep.ORGANISATION

    def _organisation_problems(self) -> dict[str, str]:
        entries, found = self.entries, dict[str, str]()
        if entries.choice is None:
            found["choice"] = tr("请按名称查找，在下面选您的单位所在的地方。")
            return found
        if not entries.unit.strip():
            found["unit"] = tr("请写单位全称，公示的落款用它。")
        if entries.is_village:
            if entries.choice.level is not Level.TOWNSHIP:
                found["choice"] = tr("村（社区）请先选它所在的乡镇或街道。")
            if not entries.village.strip():
                found["village"] = tr("请写村（社区）的名称。")
            number = entries.village_number
            if not (len(number) == 3 and number.isascii() and number.isdigit()):
                found["village_number"] = tr("请写村级代码的最后三位数字，例如 201。")
        return found

    def _account_problems(self) -> dict[str, str]:
        entries, found = self.entries, dict[str, str]()
        if not entries.name.strip():
            found["name"] = tr("请写您的姓名，登录时选它。")
        if len(entries.passphrase) < SHORTEST_PASSPHRASE:
            found["passphrase"] = tr(
                "口令至少 {shortest} 个字，一句好记的话最好。", shortest=SHORTEST_PASSPHRASE
            )
        elif entries.passphrase != entries.again:
            found["again"] = tr("两次写的口令不一样，请再写一遍。")
        return found

    def _recovery_problems(self) -> dict[str, str]:
        typed = self.entries.last_group.strip().upper()
        if typed == self.groups[-1]:
            return {}
        if self.last_group_left:
            return {"last_group": tr("还差 {left} 个字符", left=self.last_group_left)}
        return {"last_group": tr("和上面的最后一组不一样，请对照抄下来的再看一遍。")}


def choice_of(divisions: Divisions, division: Division) -> Choice:
    """The division as a choice, with the name its government usually bears."""
    level = _LEVELS[division.level]
    chain = [step for step in divisions.path(division.code) if step.level is not DivisionLevel.PROVINCE]
    near = chain[-2:] if level is Level.TOWNSHIP else chain[-1:]
    body = "办事处" if division.level is DivisionLevel.SUBDISTRICT else "人民政府"
    name = "".join(step.name for step in near)
    unit = name if name.endswith(body) or division.level is DivisionLevel.SPECIAL else name + body
    return Choice(division.code, divisions.full_name(division.code), level, unit)
