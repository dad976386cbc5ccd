"""Accounts, passphrases, backups, and the log that shows tampering."""

from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.domain.account import Role
from desktop.storage.backup_list import list_backups
from desktop.usecases.office import Office
from tests.conftest import COUNTY, PASSPHRASE, Open


def test_a_wrong_passphrase_is_refused_in_words(office: Office, homes: Path) -> None:
    with pytest.raises(Refusal, match="口令不对"):
        office.open(homes / "township", "李春梅", "不是这个")
    office.open(homes / "township", "李春梅", PASSPHRASE).close()


def test_the_recovery_code_opens_and_sets_a_new_passphrase(office: Office, tmp_path: Path) -> None:
    session, code = office.create(tmp_path / "home", COUNTY, "王得福", Role.ADMIN, PASSPHRASE)
    session.close()
    office.recover(tmp_path / "home", code, "王得福", "新的口令 88").close()
    office.open(tmp_path / "home", "王得福", "新的口令 88").close()


def test_only_the_administrator_adds_accounts(as_person: Open) -> None:
    with pytest.raises(Refusal, match="管理"):
        as_person("李春梅").accounts.add("新人", Role.DRAFTER, "一个口令 123")
    as_person("系统管理员").accounts.add("新人", Role.DRAFTER, "一个口令 123")
    assert "新人" in [account.name for account in as_person("李春梅").accounts.list()]


def test_a_backup_is_made_checked_and_copied(as_person: Open, issued: str, tmp_path: Path) -> None:
    admin = as_person("系统管理员")
    copied = admin.care.backup(tmp_path / "另一处")
    assert copied.is_file()
    assert copied.parent == tmp_path / "另一处"
    assert admin.care.last_backup() == list_backups(admin.desk.home.folder)[0].made_at


def test_no_file_of_the_home_holds_a_name_or_number_in_clear(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    clerk.notices.make(issued, None)
    clerk.care.backup()
    planted = [
        value for row in clerk.records.rows(issued) for value in (row.values["name"], row.values["id_number"])
    ]
    needles = [text.encode(code) for text in planted for code in ("utf-8", "utf-16-le", "gb18030")]
    files = [path for path in clerk.desk.home.folder.rglob("*") if path.is_file()]
    assert len(files) > 4
    for path in files:
        data = path.read_bytes()
        assert not any(needle in data for needle in needles), path.name
