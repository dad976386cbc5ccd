"""From the township by stick to the county, and the receipt back."""

from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from desktop.base.errors import Refusal
from desktop.domain.record import RecordState
from desktop.storage import attachments
from desktop.sync import export
from desktop.sync.digests import sm3_hex, sums_of
from desktop.sync.opened import verify_with_key
from desktop.sync.unpack import unseal_to_folder
from desktop.usecases.exchange import verify_file
from desktop.usecases.exchange_views import TravelState
from tests.conftest import Open


def test_a_record_arrives_whole_and_is_answered(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk, county = as_person("李春梅"), as_person("王得福")
    exported = clerk.exchange.export(tmp_path).value
    assert (exported.sequence, exported.records, exported.rows) == (1, 1, 3)
    assert clerk.exchange.status()[0].state is TravelState.AWAITING_RECEIPT
    assert verify_file(exported.path).ok
    assert county.exchange.preview_import(exported.path).new == 1
    result = county.exchange.import_(exported.path, tmp_path).value
    assert (result.accepted, result.duplicate, result.conflict, result.rejected) == (1, 0, 0, 0)
    sent, got = clerk.records.get(issued), county.records.get(issued)
    assert got.revisions == sent.revisions
    assert county.records.rows(issued) == clerk.records.rows(issued)
    assert got.record.state is RecordState.ISSUED
    summary = clerk.exchange.receive_receipt(result.receipt).value
    assert summary.accepted + summary.duplicate + summary.conflict + summary.rejected == exported.records
    assert clerk.exchange.status()[0].state is TravelState.RECEIVED_COUNTY


def test_the_bag_inside_satisfies_the_library_of_congress(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    exported = as_person("李春梅").exchange.export(tmp_path).value
    identity = as_person("王得福").desk.home.device.identity
    folder = unseal_to_folder(exported.path, identity, tmp_path / "open")
    assert bagit.Bag(str(folder)).validate()


def test_the_sm3_of_an_attachment_is_worked_out_once(
    as_person: Open,
    drafted: str,
    issue: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clerk, content, told = as_person("李春梅"), b"photo of the board" * 9, list[str | None]()
    (tmp_path / "photo.bin").write_bytes(content)
    digest = clerk.attachments.add(drafted, tmp_path / "photo.bin").value.digest
    issue(drafted)
    monkeypatch.setattr(export, "sums_of", lambda data, sm3: (told.append(sm3), sums_of(data, sm3))[1])
    clerk.exchange.export(tmp_path)
    with clerk.desk.home.database.transaction() as session:
        attachments.replace_all(session, drafted, attachments.of_record(session, drafted))
        assert attachments.sm3_of(session, drafted) == {digest: sm3_hex(content)}
        attachments.note_sm3(session, {digest: ""})  # as after an import
    for _ in range(2):
        path = clerk.exchange.export(tmp_path).value.path
    assert told == [sm3_hex(content), None, sm3_hex(content)]
    county = as_person("王得福")
    assert verify_with_key(path, county.desk.home.device.identity).ok
    county.exchange.import_(path, tmp_path)
    with county.desk.home.database.reading() as session:  # the manifest told it, and was proven
        assert attachments.sm3_of(session, drafted) == {digest: sm3_hex(content)}


def test_the_same_stick_twice_changes_nothing(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk, county = as_person("李春梅"), as_person("王得福")
    path = clerk.exchange.export(tmp_path).value.path
    county.exchange.import_(path, tmp_path)
    before = county.records.get(issued)
    again = county.exchange.import_(path, tmp_path).value
    assert (again.accepted, again.duplicate) == (0, 1)
    assert county.records.get(issued).record == before.record


def test_drafts_stay_at_home(as_person: Open, drafted: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有要发的"):
        as_person("李春梅").exchange.export(tmp_path)
    assert list(tmp_path.glob("*.mingbai")) == []


@pytest.mark.parametrize("damage", ["cut", "flip"])
def test_a_damaged_bundle_is_refused_and_changes_nothing(
    as_person: Open, issued: str, tmp_path: Path, damage: str
) -> None:
    path = as_person("李春梅").exchange.export(tmp_path).value.path
    data = bytearray(path.read_bytes())
    if damage == "cut":
        data = data[: len(data) // 2]
    else:
        data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert not verify_file(path).ok
    county = as_person("王得福")
    with pytest.raises(Refusal):
        county.exchange.import_(path, tmp_path)
    assert county.exchange.status() == []


def test_a_receipt_for_another_office_is_refused(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk, county = as_person("李春梅"), as_person("王得福")
    result = county.exchange.import_(clerk.exchange.export(tmp_path).value.path, tmp_path).value
    with pytest.raises(Refusal):
        county.exchange.receive_receipt(result.receipt)


def test_only_the_administrator_lets_others_in(as_person: Open, tmp_path: Path) -> None:
    request = as_person("李春梅").exchange.request_enrolment(tmp_path).value
    with pytest.raises(Refusal, match="管理"):
        as_person("李春梅").exchange.grant(request, tmp_path)


def test_what_came_from_another_office_is_only_read(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk, county = as_person("李春梅"), as_person("王得福")
    county.exchange.import_(clerk.exchange.export(tmp_path).value.path, tmp_path)
    view = county.records.get(issued)
    assert view.may == {"preview"}
    assert "别的单位" in view.refusal
    for attempt in (
        lambda: county.flow.withdraw(issued, "试"),
        lambda: county.flow.correct(issued, "试"),
        lambda: county.notices.make(issued, None),
        lambda: county.records.save(issued, view.content),
        lambda: county.attachments.remove(issued, "0" * 64),
    ):
        with pytest.raises(Refusal, match="别的单位"):
            attempt()
