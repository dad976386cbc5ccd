"""A lost laptop is stopped, a restored or copied one is noticed, and a person decides; nothing honest is held up."""

from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.domain.account import Role
from desktop.storage import bundles, settings
from desktop.sync import outgoing
from desktop.usecases.devices import Decision
from desktop.usecases.exchange_views import TravelState
from desktop.usecases.office import Office, Session
from tests.conftest import PASSPHRASE, Open

ADMIN = "系统管理员"


@pytest.fixture
def county_admin(as_person: Open) -> Session:
    return as_person("王得福")


@pytest.fixture
def forked(as_person: Open, issued: str, tmp_path: Path) -> tuple[Path, Path]:
    """Number 1 of the laptop, and number 1 of the same laptop brought back to before it was written."""
    clerk = as_person("李春梅")
    first = clerk.exchange.export(tmp_path).value.path.rename(tmp_path / "first.mingbai")
    with clerk.desk.home.database.transaction() as session:
        bundles.take_out_outgoing(session)
    return first, clerk.exchange.export(tmp_path).value.path


def test_a_stopped_laptop_is_refused_from_then_on_and_stands_on_the_signed_list(
    as_person: Open, county_admin: Session, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    bundle = clerk.exchange.export(tmp_path).value.path
    device = clerk.desk.home.device.id
    assert county_admin.devices.revocations() is None
    county_admin.devices.revoke(device, "lost")
    with pytest.raises(Refusal, match="登记已经停用，没有收") as refused:
        county_admin.exchange.import_(bundle, tmp_path)
    assert refused.value.code == "sender-revoked"
    [line] = [one for one in county_admin.devices.every() if one.device == device]
    assert line.stopped_for == "电脑丢了"
    listed = county_admin.devices.revocations()
    assert listed is not None
    assert [(one.device, one.reason) for one in listed.revoked] == [(device, "lost")]
    assert listed.number == 1


def test_the_list_reaches_the_laptop_that_is_on_it(
    as_person: Open, county_admin: Session, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    county_admin.devices.revoke(clerk.desk.home.device.id, "replaced")
    path = county_admin.devices.write_revocations(tmp_path)
    assert clerk.exchange.partner() is not None
    clerk.devices.take_revocations(path)
    assert clerk.exchange.partner() is None
    with pytest.raises(Refusal, match="还没有上级的许可"):
        clerk.exchange.export(tmp_path)


def test_an_older_or_altered_list_is_refused(as_person: Open, county_admin: Session, tmp_path: Path) -> None:
    clerk = as_person("李春梅")
    below = [one.device for one in county_admin.devices.every()]
    county_admin.devices.revoke(below[0], "left")
    first = county_admin.devices.write_revocations(tmp_path).read_bytes()
    with county_admin.desk.home.database.transaction() as session:
        settings.put(session, "revocations:number", 2)
    said = county_admin.devices.revocations()
    assert said is not None
    clerk.devices.take_revocations(said.canonical())
    with pytest.raises(Refusal, match="已有第 2 份"):
        clerk.devices.take_revocations(first)
    with pytest.raises(Refusal, match="签名对不上"):
        clerk.devices.take_revocations(said.canonical().replace(b'"left"', b'"lost"'))


def test_only_the_administrator_stops_a_laptop(as_person: Open, homes: Path) -> None:
    clerk = as_person("李春梅")
    assert clerk.account.role is Role.DRAFTER
    with pytest.raises(Refusal, match="停用一台电脑要由"):
        clerk.devices.revoke("x", "lost")
    with pytest.raises(Refusal, match="换新的身份要由"):
        clerk.devices.renew()


def test_a_number_used_twice_halts_the_import_and_a_person_decides(
    county_admin: Session, forked: tuple[Path, Path], tmp_path: Path
) -> None:
    first, second = forked
    county_admin.exchange.import_(first, tmp_path)
    before = county_admin.exchange.status()
    with pytest.raises(Refusal, match="设备状况要由人处理：1 号包以前收到过一个，内容不一样") as refused:
        county_admin.exchange.import_(second, tmp_path)
    assert refused.value.code == "device-state"
    assert county_admin.exchange.status() == before
    county_admin.exchange.import_(first, tmp_path)  # what had come before still answers
    [line] = [one for one in county_admin.devices.every() if one.trouble]
    assert line.trouble is not None
    assert (line.trouble.sequence, line.last) == (1, 1)
    county_admin.devices.decide(line.device, Decision.EXPLAINED)
    result = county_admin.exchange.import_(second, tmp_path).value
    assert (result.duplicate, result.rejected) == (1, 0)
    assert not [one for one in county_admin.devices.every() if one.trouble]


@pytest.mark.parametrize(
    ("decision", "words"), [(Decision.RESTORED, "从备份恢复过"), (Decision.CLONED, "被复制过")]
)
def test_a_restored_or_copied_laptop_is_stopped_for_good(
    county_admin: Session, forked: tuple[Path, Path], tmp_path: Path, decision: Decision, words: str
) -> None:
    county_admin.exchange.import_(forked[0], tmp_path)
    with pytest.raises(Refusal):
        county_admin.exchange.import_(forked[1], tmp_path)
    [line] = [one for one in county_admin.devices.every() if one.trouble]
    county_admin.devices.decide(line.device, decision)
    with pytest.raises(Refusal, match="停用"):
        county_admin.exchange.import_(forked[1], tmp_path)
    [line] = [one for one in county_admin.devices.every() if one.device == line.device]
    assert words in line.stopped_for
    with pytest.raises(Refusal, match="没有要处理的情况"):
        county_admin.devices.decide(line.device, decision)


def test_a_restored_laptop_goes_on_under_a_new_identity_and_nothing_is_lost(
    as_person: Open,
    office: Office,
    homes: Path,
    county_admin: Session,
    issued: str,
    tmp_path: Path,
) -> None:
    admin = as_person(ADMIN)
    old = admin.desk.home.device.id
    assert as_person("李春梅").exchange.export(tmp_path).value.sequence == 1
    county_admin.devices.revoke(old, "restored")
    folder = admin.desk.home.folder
    new = admin.devices.renew().value
    assert new != old
    admin.close()
    clerk = office.open(folder, "李春梅", PASSPHRASE)
    try:
        assert clerk.desk.home.device.id == new
        assert clerk.exchange.status()[0].state is TravelState.NOT_EXPORTED
        request = clerk.exchange.request_enrolment(tmp_path / "r.mingbai-request").value
        _, grant = county_admin.exchange.grant(request, tmp_path / "g.mingbai-grant").value
        clerk.exchange.accept_grant(grant)
        again = clerk.exchange.export(tmp_path).value
        assert again.sequence == 1
        result = county_admin.exchange.import_(again.path, tmp_path).value
        assert (result.accepted, result.rejected) == (1, 0)
        clerk.exchange.receive_receipt(result.receipt)
        assert clerk.exchange.status()[0].state is TravelState.RECEIVED_COUNTY
    finally:
        clerk.close()


def forget_bundles(session: Session) -> None:
    """What a backup from before the export does not know."""
    with session.desk.home.database.transaction() as inner:
        bundles.take_out_outgoing(inner)
        settings.put(inner, "export-trying", "")


@pytest.mark.parametrize("largest", [None, 5000])
def test_a_restored_laptop_does_not_write_over_a_bundle_it_forgot(
    as_person: Open, issued: str, tmp_path: Path, largest: int | None
) -> None:
    clerk = as_person("李春梅")
    path = clerk.exchange.export(tmp_path, largest=largest).value.path
    before = path.read_bytes()
    forget_bundles(clerk)
    with pytest.raises(Refusal, match="本机写的 1 号包，本机却不记得写过包") as refused:
        clerk.exchange.export(tmp_path)
    assert refused.value.code == "own-counter-back"
    assert path.read_bytes() == before


def test_a_try_that_died_before_it_was_noted_is_simply_written_again(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    clerk.exchange.export(tmp_path)
    with clerk.desk.home.database.transaction() as session:
        bundles.take_out_outgoing(session)  # the file had its name, the number was not yet noted
    again = clerk.exchange.export(tmp_path).value
    assert again.sequence == 1
    assert as_person("王得福").exchange.import_(again.path, tmp_path).value.accepted == 1


def test_a_foreign_or_broken_file_of_that_name_does_not_stand_in_the_way(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    path = clerk.exchange.export(tmp_path).value.path
    forget_bundles(clerk)
    path.write_bytes(path.read_bytes()[:-1])
    assert clerk.exchange.export(tmp_path).value.sequence == 1


def test_a_receipt_for_a_bundle_it_forgot_tells_the_laptop_what_happened(
    as_person: Open, county_admin: Session, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    path = clerk.exchange.export(tmp_path).value.path
    receipt = county_admin.exchange.import_(path, tmp_path).value.receipt
    forget_bundles(clerk)
    with pytest.raises(Refusal, match="不记得写过 1 号包。本机的数据可能是从备份恢复的"):
        clerk.exchange.receive_receipt(receipt)


def test_what_does_not_fit_is_told_and_goes_with_the_next_bundle(
    as_person: Open, issued: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "fitting", lambda contents: (contents, 2))
    assert as_person("李春梅").exchange.export(tmp_path).value.left == 2
