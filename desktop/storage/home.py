"""A home 数据目录: one office's encrypted data on one laptop. Makes it, opens it, lets accounts in. Runs no use case."""

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import Refusal
from desktop.base.files import discard, ensure_folder, surroundings, write_atomically
from desktop.base.words import tr
from desktop.domain.account import Account, Role
from desktop.domain.organisation import Organisation
from desktop.domain.record import moment
from desktop.storage import backups, device, door_plate, home_file, migrate, retention, settings
from desktop.storage.attachments import Attachments
from desktop.storage.backup_list import list_backups
from desktop.storage.database import Database, check_library, check_whole
from desktop.storage.device import Device
from desktop.storage.home_file import HomeFile, bound_to
from desktop.storage.keyslots import USUAL_COST, KdfCost, check_passphrase, open_key, seal_key
from desktop.storage.lock import HomeLock
from desktop.storage.place import require_reachable
from desktop.storage.recovery_code import new_code, read_code
from desktop.storage.tries import Tries

DATABASE = "mingbai.db"
_MAKING = ".making"
"""Stands in a folder while a home is being made there. A database beside it, without ``home.json``, is of a making that was
broken off: nobody has its key, so the next making may clear it away."""
_RECOVERY = {"purpose": "recovery"}


@dataclass(frozen=True)
class Home:
    """An open home as one account sees it. ``close`` it to let another program in."""

    folder: Path
    organisation: Organisation
    account: Account
    device: Device
    database: Database
    attachments: Attachments
    clock: Clock
    _key: bytes = field(repr=False)
    _lock: HomeLock = field(repr=False)

    def accounts(self) -> list[Account]:
        return list_accounts_at(self.folder)

    def add_account(self, name: str, role: str, passphrase: str, cost: KdfCost = USUAL_COST) -> Account:
        """A further account with its own passphrase. Refusal when the name is taken or empty."""
        account = _new_account(name, role, self.clock)
        check_passphrase(passphrase)
        content = home_file.read(self.folder)
        if any(entry.name == account.name for entry in content.accounts):
            raise Refusal(
                tr("已经有“{name}”这个账户。", name=account.name),
                safe=tr("账户没有改动。"),
                todo=tr("请换一个名字。"),
                code="account-exists",
            )
        slot = seal_key(self._key, passphrase, bound_to(account), cost)
        home_file.write(self.folder, content.with_account(account, slot))
        return account

    def change_passphrase(self, old: str, new: str, cost: KdfCost = USUAL_COST) -> None:
        """Another passphrase for this account. Refusal when ``old`` is wrong (it counts as a try) or ``new`` too short.
        Backups made before keep opening under the old one."""
        check_passphrase(new)
        content = home_file.read(self.folder)
        account, key = unlock(self.folder, content, self.account.name, old, self.clock)
        home_file.write(
            self.folder, content.with_account(account, seal_key(key, new, bound_to(account), cost))
        )

    def retire_account(self, name: str) -> Account:
        """Lets nobody in under ``name`` any more; its history stays. Refusal for an account that is not here."""
        content = home_file.read(self.folder)
        account = replace(content.find(name), active=False)
        # Its slot is made anew under a secret nobody has: the passphrase must not open what the file still holds.
        slot = seal_key(self._key, secrets.token_urlsafe(32), bound_to(account), content.slots[name].cost)
        home_file.write(self.folder, content.with_account(account, slot))
        return account

    def as_account(self, name: str, passphrase: str) -> "Home":
        """The same open home for another account. Refusal as for `open_home`; this one stays usable."""
        account, _ = unlock(self.folder, home_file.read(self.folder), name, passphrase, self.clock)
        return replace(self, account=account)

    def make_backup(self, reason: str = "manual") -> Path:
        """A complete, checked, encrypted copy of the database in ``backups/`` with the key slots beside it."""
        path = backups.new_name(self.folder, self.clock, reason)
        made = backups.make(self.folder, self.folder / DATABASE, self._key, path)
        retention.sweep(
            list_backups(self.folder),
            self.clock.now(),
            lambda newest: newest.path == made or not self.faults(newest.path),
        )
        return made

    def faults(self, path: Path | None = None) -> list[str]:
        """What is wrong with the database, or with a backup of it: page by page, in the engine's words; empty if whole."""
        return check_whole(path or self.folder / DATABASE, self._key)

    def rehearse(self, backup: Path) -> Database:
        """A backup opened for reading under this home's key, as a restore would find it."""
        return Database(backup, self._key, only_reading=True)

    def close(self) -> None:
        self.database.close()
        self._lock.release()


@dataclass(frozen=True, slots=True)
class Opened:
    """A new home and its recovery code, which is shown this once and kept nowhere."""

    home: Home
    recovery_code: str


def exists(folder: Path) -> bool:
    return door_plate.is_home(folder)


def list_accounts_at(folder: Path) -> list[Account]:
    """The active accounts, readable before unlocking. Refusal when there is no home here."""
    return [account for account in door_plate.read(folder).accounts if account.active]


def organisation_at(folder: Path) -> Organisation:
    """The office's name for the login screen, readable before unlocking."""
    return door_plate.read(folder).organisation


def create_home(
    folder: Path,
    organisation: Organisation,
    first_account: Account,
    passphrase: str,
    clock: Clock,
    cost: KdfCost = USUAL_COST,
) -> Opened:
    """A new home in an empty or missing folder. ``home.json`` is written last: before it, nothing counts as made."""
    check_library()
    check_passphrase(passphrase)
    require_reachable(folder)
    account = _new_account(first_account.name, first_account.role, clock)
    if door_plate.is_home(folder):
        raise Refusal(
            tr("“{folder}”里已经有数据。", folder=folder),
            safe=tr("它没有改动。"),
            todo=tr("请直接登录，或换一个空文件夹。"),
            code="home-exists",
        )
    _private(ensure_folder(folder))
    lock = HomeLock(folder)
    try:
        if (folder / _MAKING).exists():
            _clear_away(folder)
        elif not (folder / DATABASE).exists():
            write_atomically(folder / _MAKING, b"")
        key, code = secrets.token_bytes(32), new_code()
        migrate.create(folder / DATABASE, key)
        database = Database(folder / DATABASE, key)
        try:
            with database.transaction() as session:
                own = device.create(session, clock)
                settings.put(session, "organisation", organisation.as_json())
            slots = {account.name: seal_key(key, passphrase, bound_to(account), cost)}
            recovery = seal_key(key, read_code(code), _RECOVERY, cost)
            home_file.write(folder, HomeFile(organisation, (account,), slots, recovery))
        except BaseException:
            database.close()
            _clear_away(folder)
            raise
    except BaseException:
        lock.release()
        raise
    _made(folder)
    attachments = Attachments(folder / "attachments", key)
    return Opened(Home(folder, organisation, account, own, database, attachments, clock, key, lock), code)


def _private(folder: Path) -> None:
    """For this user's eyes, where the disk knows such a thing: FAT does not."""
    try:
        folder.chmod(0o700)
    except PermissionError:
        return
    except OSError as error:
        raise surroundings(error, folder) from error


def _clear_away(folder: Path) -> None:
    """What a making that did not end has left. First what says that a home is here, should the disk have given up right after it
    was written: without its database it would be one that nobody opens."""
    discard(folder / door_plate.NAME, *folder.glob(f"{DATABASE}*"))


def _made(folder: Path) -> None:
    """A home that opens is no leftover."""
    discard(folder / _MAKING)


def open_home(
    folder: Path, account: str, passphrase: str, clock: Clock, *, only_reading: bool = False
) -> Home:
    """Refusal for a wrong passphrase, an unknown account, a foreign, damaged or newer database, or a home in use.

    ``only_reading`` looks into a damaged one as far as its pages can be read; nothing is migrated or written.
    """
    check_library()
    content = home_file.read(folder)
    lock = HomeLock(folder, only_reading=only_reading)
    try:
        found, key = unlock(folder, content, account, passphrase, clock)
        _made(folder)
        return _enter(folder, found, key, clock, lock, only_reading=only_reading)
    except BaseException:
        lock.release()
        raise


def recover_home(
    folder: Path,
    recovery_code: str,
    account: str,
    new_passphrase: str,
    clock: Clock,
    cost: KdfCost = USUAL_COST,
) -> Home:
    """Opens with the recovery code and gives ``account`` a new passphrase; the code stays good."""
    check_library()
    check_passphrase(new_passphrase)
    content = home_file.read(folder)
    found = content.find(account)
    key = open_key(content.recovery, read_code(recovery_code), _RECOVERY)
    if key is None:
        raise Refusal(
            tr("这不是这份数据的恢复码。"),
            safe=tr("数据没有动。"),
            todo=tr("请看一下那张纸上的单位和日期对不对。"),
            code="recovery-code-wrong",
        )
    lock = HomeLock(folder)
    try:
        home = _enter(folder, found, key, clock, lock)
    except BaseException:
        lock.release()
        raise
    home_file.write(folder, content.with_account(found, seal_key(key, new_passphrase, bound_to(found), cost)))
    Tries(folder, clock).succeeded(account)
    return home


def _enter(
    folder: Path, account: Account, key: bytes, clock: Clock, lock: HomeLock, *, only_reading: bool = False
) -> Home:
    path = folder / DATABASE
    if not only_reading:
        migrate.bring_up(path, key, lambda: backups.new_name(folder, clock, "before-update"))
    database = Database(path, key, only_reading=only_reading)
    try:
        with database.reading() as session:
            own = device.read(session)
            organisation = Organisation.from_json(settings.get(session, "organisation"))
    except BaseException:
        database.close()
        raise
    attachments = Attachments(folder / "attachments", key)
    return Home(folder, organisation, account, own, database, attachments, clock, key, lock)


def unlock(
    folder: Path, content: HomeFile, name: str, passphrase: str, clock: Clock
) -> tuple[Account, bytes]:
    """The account and the data key, if the passphrase is right; a wrong one is counted and refused."""
    account = content.find(name)
    tries = Tries(folder, clock)
    tries.begin(name)
    key = open_key(content.slots[name], passphrase, bound_to(account))
    if key is None:
        raise tries.refusal(name)
    tries.succeeded(name)
    return account, key


def _new_account(name: str, role: str, clock: Clock) -> Account:
    if not name.strip():
        raise Refusal(
            tr("账户要有名字。"), safe=tr("账户没有改动。"), todo=tr("请填写姓名。"), code="account-name"
        )
    return Account(name.strip(), Role(role), moment(clock.now()))
