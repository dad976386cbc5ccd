"""The sample township's work, step by step, through the use cases a clerk's clicks go through.

The sample is data (``templates/sample_township``); nothing here knows what is in it beyond its shape. Each method returns
what there is to tell about it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from desktop.base.clock import SteppingClock
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import RecordContent
from desktop.usecases.office import Office, Session

_FLOW = ("submit", "review", "secrecy_review", "issue")
_WHO = {"submit": "drafter", "review": "reviewer", "secrecy_review": "secrecy"}


def sample_folder(templates: Path) -> Path:
    return templates / "sample_township"


def read_sample(templates: Path) -> dict[str, Any]:
    sample: dict[str, Any] = yaml.safe_load(
        (sample_folder(templates) / "township.yaml").read_text(encoding="utf-8")
    )
    return sample


@dataclass
class SampleOffice:
    """``people`` are the open sessions by role, the county's admin as ``county``. ``refused`` is where the coloured copies of
    rows not taken go."""

    office: Office
    clock: SteppingClock
    sample: Path
    passphrase: str
    refused: Path
    people: dict[str, Session]

    def open_home(self, place: str, office: dict[str, Any], folder: Path) -> str:
        """``place`` is township or county; its accounts are made and stay open in ``people``."""
        organisation = Organisation(
            code=str(office["code"]), unit=office["unit"], level=Level(place), short_name=office["short_name"]
        )
        first, *others = office["accounts"]
        admin, _ = self.office.create(
            folder, organisation, first["name"], Role(first["role"]), self.passphrase
        )
        self.people["county" if place == "county" else "admin"] = admin
        for entry in others:
            admin.accounts.add(entry["name"], Role(entry["role"]), self.passphrase)
            self.people[entry["role"]] = admin.switch(entry["name"], self.passphrase)
        for board in office.get("boards", ()):
            admin.notices.add_board(board)
        return f"{office['unit']}（{len(others) + 1} 个账户）"

    def at(self, entry: dict[str, Any]) -> None:
        """Moves the clock to when the entry was done."""
        self.clock.move_to(datetime.fromisoformat(str(entry["done_at"])))

    def draft(self, entry: dict[str, Any]) -> tuple[str, str]:
        """The record with its roster; its id, and what was taken in."""
        drafter = self.people["drafter"]
        content = _content(entry, entry["values"])
        record = drafter.records.new(entry["matter"], entry["form"], content).value
        return record, self._rosters(entry, record, drafter)

    def sign(self, record: str) -> str:
        """All four steps; the names of who took them."""
        told = []
        for verb in _FLOW:
            session = self.people[_WHO.get(verb, "issuer")]
            session.flow.advance(record)
            told.append(session.account.name)
        return "，".join(told)

    def post(self, entry: dict[str, Any], record: str, out: Path) -> str:
        """The notice as ``out``, hung on the entry's boards."""
        drafter = self.people["drafter"]
        notice = drafter.notices.make(record, out).value
        for board in entry["boards"]:
            drafter.notices.post(notice.id, board, self.clock.today())
        return f"{notice.pages} 页，张贴 {len(entry['boards'])} 处"

    def unfinished(self, entry: dict[str, Any]) -> str:
        """A record that still lies on a desk: begun, submitted or returned."""
        drafter = self.people["drafter"]
        matter = self.office.catalogue.matter(entry["matter"])
        form = self.office.catalogue.form(entry.get("form", "general"), matter)
        values = entry.get("values") or {
            item.key: entry.get("values_for_all", "") for item in form.fields if item.required
        }
        record = drafter.records.new(matter.code, form.code, _content(entry, values)).value
        told = self._rosters(entry, record, drafter) or "没有名单"
        if entry["upto"] in {"submit", "return"}:
            drafter.flow.submit(record)
        if entry["upto"] == "return":
            self.people["reviewer"].flow.return_(record, entry["reason"])
        return f"{told}，{matter.path}"

    def _rosters(self, entry: dict[str, Any], record: str, drafter: Session) -> str:
        told = []
        for key, replace in (("roster", True), ("corrections", False)):
            if key in entry:
                source = self.sample / "rosters" / entry[key]
                preview = drafter.roster_import.read(record, source)
                errors = self.refused / f"{source.stem}_没收的行.xlsx"
                result = drafter.roster_import.apply(record, preview, errors, replace=replace).value
                told.append(
                    f"收进 {result.taken} 行" + (f"，退出 {result.refused} 行" if result.refused else "")
                )
        return "，".join(told)


def _content(entry: dict[str, Any], values: dict[str, str]) -> RecordContent:
    formed: date = entry["formed_on"]
    return RecordContent(title=entry["title"], formed_on=formed, values=values)
