"""The door to homes: make one, open one, recover one; and the catalogue, which needs no home."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.base.clock import Clock
from desktop.base.errors import SurroundingsError
from desktop.catalogue.catalogue import Catalogue
from desktop.catalogue.county.layer import with_layer
from desktop.domain.account import Account, Role
from desktop.domain.matter import LAYER_WORDS, Field, Matter
from desktop.domain.organisation import Organisation
from desktop.storage import home as homes
from desktop.storage.keyslots import USUAL_COST, KdfCost
from desktop.storage.salvage import Salvaged
from desktop.usecases import matter_words
from desktop.usecases.accounts import Accounts
from desktop.usecases.annual_report import AnnualReports
from desktop.usecases.archive_pack import ArchivePacks
from desktop.usecases.arrivals import Arrivals
from desktop.usecases.attachments import RecordAttachments
from desktop.usecases.bilingual import Bilingual
from desktop.usecases.board_photos import BoardPhotos
from desktop.usecases.care import Care
from desktop.usecases.carry_forward import CarryForward
from desktop.usecases.certificates import Certificates
from desktop.usecases.conflicts import Conflicts
from desktop.usecases.county_catalogue import CountyCatalogue, stored_layer
from desktop.usecases.desk import Desk, Shelf
from desktop.usecases.devices import Devices
from desktop.usecases.doctor import Diagnosis, diagnose
from desktop.usecases.down import Down
from desktop.usecases.duties import Duties
from desktop.usecases.examiner import Examiner
from desktop.usecases.exchange import Exchange
from desktop.usecases.flow import Flow
from desktop.usecases.handover import Handover
from desktop.usecases.import_history import ImportHistory
from desktop.usecases.index_numbers import IndexNumbers
from desktop.usecases.last_place import LastPlace
from desktop.usecases.line_settings import LineDesk
from desktop.usecases.lost import Lost
from desktop.usecases.metadata import Directory
from desktop.usecases.notices import Notices
from desktop.usecases.objections import Objections
from desktop.usecases.openness import Openness
from desktop.usecases.overrides import Overrides
from desktop.usecases.pack_content import Content, content_in_force, former_editions
from desktop.usecases.pack_state import stored as pack_state
from desktop.usecases.packs import Packs
from desktop.usecases.people_search import PeopleSearch
from desktop.usecases.practice import Practice
from desktop.usecases.program_updates import ProgramUpdates
from desktop.usecases.quarantine import Quarantine
from desktop.usecases.receipt_sheets import ReceiptSheets
from desktop.usecases.records import Records
from desktop.usecases.rescue import put_back, salvaged
from desktop.usecases.review_sheet import ReviewSheets
from desktop.usecases.roster_import import RosterImport
from desktop.usecases.roster_table import RosterTable
from desktop.usecases.rounds import Rounds
from desktop.usecases.screen_lock import ScreenLock
from desktop.usecases.screens import Screens
from desktop.usecases.settings import Settings
from desktop.usecases.sheet_check import SheetCheck
from desktop.usecases.statements import Statements
from desktop.usecases.townships import Townships
from desktop.usecases.upload import Upload

_NO_WRITING = frozenset({"disk-full", "read-only", "disk-error", "cannot-open", "write-failed"})


@dataclass(frozen=True)
class Session:
    """An open home as one account uses it, with every use case made for it."""

    desk: Desk
    records: Records
    roster_import: RosterImport
    imports: ImportHistory
    flow: Flow
    notices: Notices
    exchange: Exchange
    openness: Openness
    duties: Duties
    accounts: Accounts
    care: Care
    attachments: RecordAttachments
    sheets: ReviewSheets
    carry: CarryForward
    settings: Settings
    people: PeopleSearch
    numbers: IndexNumbers
    directory: Directory
    annual: AnnualReports
    lock: ScreenLock
    table: RosterTable
    county_catalogue: CountyCatalogue
    last_place: LastPlace
    photos: BoardPhotos
    objections: Objections
    rounds: Rounds
    certificates: Certificates
    statements: Statements
    sheet_check: SheetCheck
    overrides: Overrides
    archive: ArchivePacks
    packs: Packs
    conflicts: Conflicts
    quarantine: Quarantine
    arrivals: Arrivals
    down: Down
    townships: Townships
    bilingual: Bilingual
    screens: Screens
    upload: Upload
    line: LineDesk
    devices: Devices
    receipt_sheets: ReceiptSheets
    practice: Practice
    program: ProgramUpdates
    handover: Handover
    lost: Lost

    @classmethod
    def at(cls, desk: Desk) -> "Session":
        return cls(
            desk, Records(desk), RosterImport(desk), ImportHistory(desk),
            Flow(desk), Notices(desk), Exchange(desk), Openness(desk),
            Duties(desk), Accounts(desk), Care(desk), RecordAttachments(desk), ReviewSheets(desk),
            CarryForward(desk), Settings(desk), PeopleSearch(desk), IndexNumbers(desk), Directory(desk), AnnualReports(desk),
            ScreenLock(desk), RosterTable(desk),
            CountyCatalogue(desk), LastPlace(desk),
            BoardPhotos(desk), Objections(desk), Rounds(desk), Certificates(desk), Statements(desk), SheetCheck(desk),
            Overrides(desk), ArchivePacks(desk), Packs(desk), Conflicts(desk), Quarantine(desk), Arrivals(desk), Down(desk), Townships(desk),
            Bilingual(desk), Screens(desk), Upload(desk), LineDesk(desk), Devices(desk), ReceiptSheets(desk),
            Practice(desk), ProgramUpdates(desk), Handover(desk), Lost(desk),
        )  # fmt: skip

    @property
    def examiner(self) -> Examiner:
        """By the catalogue as this home works with it now."""
        return Examiner(self.desk.catalogue, self.organisation.code)

    @property
    def account(self) -> Account:
        return self.desk.account

    @property
    def organisation(self) -> Organisation:
        return self.desk.organisation

    def switch(self, name: str, passphrase: str) -> "Session":
        """The same home for another account; this session stays as it is until dropped."""
        home = self.desk.home.as_account(name, passphrase)
        return Session.at(replace(self.desk, home=home))

    def unlock(self, name: str, secret: str, *, pin: bool) -> "Session":
        """From the locked screen on as ``name``, by PIN or by passphrase; this session stays as it is until dropped."""
        enter = self.lock.desk_by_pin if pin else self.lock.desk_by_passphrase
        return Session.at(enter(name, secret))

    @property
    def only_reading(self) -> bool:
        """The data is damaged, or the disk takes nothing: screens may be looked at, nothing is kept."""
        return self.desk.home.database.only_reading

    def close(self) -> None:
        self.desk.home.close()


@dataclass(frozen=True)
class Office:
    """What does not depend on a home: content, clock, and how dear a try at a passphrase is made."""

    catalogue: Catalogue
    templates: Path
    clock: Clock
    key_cost: KdfCost = USUAL_COST

    def examiner(self) -> Examiner:
        """For files of an office that has no home here."""
        return Examiner(self.catalogue)

    def exists(self, folder: Path) -> bool:
        return homes.exists(folder)

    def accounts_at(self, folder: Path) -> list[Account]:
        """Accounts for the login screen, before anything is unlocked."""
        return homes.list_accounts_at(folder)

    def organisation_at(self, folder: Path) -> Organisation:
        return homes.organisation_at(folder)

    def create(
        self, folder: Path, organisation: Organisation, name: str, role: Role, passphrase: str
    ) -> tuple[Session, str]:
        """A new encrypted home and its recovery code, which is never shown again."""
        first = Account(name=name, role=role)
        opened = homes.create_home(folder, organisation, first, passphrase, self.clock, self.key_cost)
        return self._session(opened.home, "home-created"), opened.recovery_code

    def open(self, folder: Path, name: str, passphrase: str) -> Session:
        """The home opened as account ``name``; Refusal for a wrong passphrase or a foreign or newer database.

        On a full or read-only disk it opens for reading only.
        """
        try:
            return self._session(homes.open_home(folder, name, passphrase, self.clock), "opened")
        except SurroundingsError as fault:
            if fault.code not in _NO_WRITING:
                raise
            return self.open_to_read(folder, name, passphrase)

    def open_to_read(self, folder: Path, name: str, passphrase: str) -> Session:
        """What can still be read, of a damaged home too; every change is refused in a sentence."""
        home = homes.open_home(folder, name, passphrase, self.clock, only_reading=True)
        return self._session(home, "opened")

    def recover(self, folder: Path, code: str, name: str, new_passphrase: str) -> Session:
        """Opened with the recovery code; ``name`` gets a new passphrase."""
        home = homes.recover_home(folder, code, name, new_passphrase, self.clock, self.key_cost)
        return self._session(home, "recovered")

    def diagnose(self, folder: Path, name: str, passphrase: str) -> Diagnosis:
        """What is well and what is not, of a home that may be damaged; changes nothing."""
        return diagnose(folder, name, passphrase, self.clock)

    def salvage(self, folder: Path, name: str, passphrase: str) -> Salvaged:
        """All that can be read out of a damaged home, as a backup to restore from; the home stays as it is."""
        return salvaged(folder, name, passphrase, self.clock)

    def restore(self, folder: Path, backup: Path, name: str, passphrase: str) -> Path:
        """Put a backup in the place of the home's data; returns where that was set aside."""
        return put_back(folder, backup, name, passphrase, self.clock)

    def find_matter(self, text: str) -> Matter:
        """A matter by its code, else the best match by name; MatterNotFound with near suggestions."""
        known = self.catalogue.find_matter(text.strip().upper())
        if known is not None:
            return known
        named = [
            matter for matter in self.catalogue.search(text) if text.strip() in {matter.name, *matter.aliases}
        ]
        return named[0] if named else self.catalogue.matter(text)

    def describe(self, code: str) -> tuple[Mapping[str, Any], list[str]]:
        """A field (by code, name or alias) or a matter (by code or name): plain data and lines to read."""
        fields = self.catalogue.find_fields(code)
        if fields:
            documents = [self._field_document(field) for field in fields]
            lines = [line for field in fields for line in self._field_lines(field)]
            return (documents[0] if len(documents) == 1 else {"fields": documents}), lines
        matter = self.find_matter(code)
        field = self.catalogue.field(matter.field)
        bases = self.catalogue.bases
        return matter_words.matter_document(matter, field, bases), matter_words.matter_lines(
            matter, field, bases
        )

    def _session(self, home: homes.Home, verb: str) -> Session:
        """The session, with how it was entered in the audit log."""
        program = Content(self.catalogue, self.templates)
        shelf = Shelf(program, self.catalogue, self.catalogue, self.templates)
        desk = Desk(home, shelf, self.clock, self.key_cost)
        try:
            reading = home.database.only_reading
            with home.database.reading() if reading else home.database.transaction() as session:
                packs = pack_state(session)
                content = content_in_force(home.folder, packs, program)
                shelf.national, shelf.templates, shelf.notes = (
                    content.catalogue,
                    content.templates,
                    content.notes,
                )
                shelf.former = former_editions(home.folder, packs)
                shelf.current = with_layer(shelf.national, stored_layer(session))
                if not reading:
                    desk.note(session, verb, home.account.name)
        except BaseException:
            home.close()
            raise
        return Session.at(desk)

    def _field_document(self, field: Field) -> dict[str, Any]:
        return {
            "code": field.code,
            "name": field.name,
            "aliases": list(field.aliases),
            "layer": str(field.layer),
            "lead_ministry": field.lead_ministry,
            "matters": [
                {"code": matter.code, "level1": matter.level1, "level2": matter.level2, "level3": matter.level3,
                 "verification": str(matter.verification.mark), "layer": str(matter.layer)}
                for matter in field.matters
            ],
        }  # fmt: skip

    def _field_lines(self, field: Field) -> list[str]:
        aliases = f"（又名：{'、'.join(field.aliases)}）" if field.aliases else ""
        return [
            f"{field.code}　{field.name}{aliases}　{LAYER_WORDS[field.layer]}　{field.lead_ministry}",
            *(f"　{matter.code}　{matter.path}　{matter.verification.words}" for matter in field.matters),
        ]
