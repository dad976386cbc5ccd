"""Township → county → prefecture by stick, receipts and the files down: what each office then says of the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from desktop.base.errors import Refusal
from desktop.storage import contacts
from desktop.sync.down import DownFile, parse_down, read_down
from desktop.sync.settled import Settled, Version, make_settled
from desktop.sync.signing import sign_document
from desktop.usecases.exchange_views import TravelState
from desktop.usecases.office import Office, Session
from tests.conftest import Open
from tests.farmland import FARMLAND
from tests.laptops import join, prefecture, send


@dataclass
class Three:
    township: Session
    county: Session
    prefecture: Session
    record: str
    stick: Path


@pytest.fixture
def three(as_person: Open, office: Office, issued: str, tmp_path: Path) -> Iterator[Three]:
    township, county = as_person("李春梅"), as_person("王得福")
    top = prefecture(office, tmp_path / "prefecture")
    join(county, top, tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    yield Three(township, county, top, issued, stick)
    top.close()


def state(session: Session) -> TravelState:
    [line] = session.exchange.status()
    return line.state


def test_a_record_goes_up_two_steps_and_the_township_learns_of_both(three: Three) -> None:
    township, county, top = three.township, three.county, three.prefecture
    assert state(township) is TravelState.NOT_EXPORTED
    assert send(township, county, three.stick) == (1, 0, 0, 0)
    assert (state(township), state(county)) == (TravelState.RECEIVED_COUNTY, TravelState.NOT_EXPORTED)
    assert send(county, top, three.stick) == (1, 0, 0, 0)
    assert state(county) is TravelState.RECEIVED_PREFECTURE
    sent, got = township.records.get(three.record), top.records.get(three.record)
    assert got.revisions == sent.revisions, "the chain arrives as the township sealed it"
    assert got.record.organisation == township.organisation.code
    assert [row.values for row in top.records.rows(three.record)] == [
        row.values for row in county.records.rows(three.record)
    ]
    with pytest.raises(Refusal, match="没有要发的"):
        county.exchange.export(three.stick)
    down = county.down.write(three.stick, township.organisation.code).value
    assert down.upward == 1
    taken = township.down.take_in(down.path).value
    assert taken.further == 1
    assert state(township) is TravelState.RECEIVED_PREFECTURE
    again = township.down.take_in(down.path).value
    assert (again.further, again.settled, again.returned) == (0, 0, 0)


def test_a_receipt_of_the_prefecture_that_was_altered_is_not_believed(three: Three) -> None:
    send(three.township, three.county, three.stick)
    send(three.county, three.prefecture, three.stick)
    county = three.county.desk.home.device
    path = three.county.down.write(three.stick, three.township.organisation.code).value.path
    with three.township.desk.home.database.reading() as session:
        keys = {entry.device: entry.signing_key for entry in contacts.every(session)}
    true = read_down(path, keys)
    line = true.upward[0].model_copy(update={"revision": 2})
    for lie in (
        {"upward": (line,)},
        {"receipts": ()},
        {"receipts": (true.receipts[0].model_copy(update={"records": 9}),)},
        {"above": ()},
    ):
        forged = sign_document(true.model_copy(update=lie), county.signing_key)
        with pytest.raises(Refusal, match="上级回执"):
            parse_down(forged.canonical(), keys)


def test_what_the_county_gave_back_does_not_go_up_until_it_is_corrected(three: Three) -> None:
    send(three.township, three.county, three.stick)
    three.county.down.return_(three.record, ["basis"], "")
    assert state(three.county) is TravelState.RETURNED
    with pytest.raises(Refusal, match="没有要发的"):
        three.county.exchange.export(three.stick)


def test_what_was_sent_further_up_cannot_be_taken_back(three: Three) -> None:
    send(three.township, three.county, three.stick)
    three.county.exchange.export(three.stick)
    [bundle] = three.county.arrivals.lines()
    with pytest.raises(Refusal, match="已经写进发给上级的 1 号包"):
        three.county.arrivals.undo(bundle.bundle, "退出")


def test_the_county_sees_how_far_each_township_has_come(three: Three, tmp_path: Path) -> None:
    [before] = three.county.townships.lines()
    assert (before.joined, before.current, before.contact_at, before.records) == (True, 0, "", 0)
    assert before.missing == before.matters > 50
    three.township.exchange.export(three.stick)
    second = tmp_path / "second"
    second.mkdir()
    path = three.township.exchange.export(second).value.path
    three.county.exchange.import_(path, second)
    [line] = three.county.townships.lines()
    assert (line.current, line.records, line.late) == (1, 1, 0)
    assert line.current + line.late + line.missing == line.matters
    assert line.missing_bundles == (1,)
    assert line.contact_at.startswith("2026-09-16")
    assert FARMLAND not in {gap.matter for gap in three.county.townships.gaps(line.code)}
    out = tmp_path / "各乡镇.xlsx"
    three.county.townships.report(out)
    book = openpyxl.load_workbook(out)
    first = [cell.value for cell in book.worksheets[0][3]]
    assert first[0] == "云滩县青石滩乡人民政府"
    assert line.current in first
    assert book.worksheets[1].max_row == 2 + line.missing


def test_what_the_prefecture_gives_back_reaches_the_township_through_the_county(three: Three) -> None:
    township, county, top = three.township, three.county, three.prefecture
    send(township, county, three.stick)
    send(county, top, three.stick)
    top.down.return_(three.record, ["basis"], "文号请核对")
    county.down.take_in(top.down.write(three.stick, county.organisation.code).value.path)
    assert state(county) is TravelState.RETURNED
    township.down.take_in(county.down.write(three.stick, township.organisation.code).value.path)
    [line] = township.exchange.status()
    assert line.state is TravelState.RETURNED
    assert "文号请核对" in line.detail


def told_from_the_top(three: Three, *words: tuple[str, str, str]) -> Path:
    """A file of the prefecture for the county: (kept, gave way, why) of the record's first revision."""
    top, county = three.prefecture, three.county
    path = top.down.write(three.stick, county.organisation.code).value.path
    with county.desk.home.database.reading() as session:
        known = read_down(path, {one.device: one.signing_key for one in contacts.every(session)})
    settled = tuple(
        make_settled(
            Settled(
                number=number, sender=known.sender, device=known.device, organisation="632299101", record=three.record,
                kept=(Version(revision=1, digest=kept),), gave_way=(Version(revision=1, digest=gave_way),), text=why,
                at="2026-09-16T11:00:00+08:00",
            ),
            top.desk.home.device.signing_key,
        )
        for number, (kept, gave_way, why) in enumerate(words, 1)
    )  # fmt: skip
    said = known.model_copy(update={"settled": settled})
    path.write_bytes(sign_document(said, top.desk.home.device.signing_key).canonical())
    return path


def test_what_the_prefecture_decided_about_two_versions_reaches_the_township_in_its_own_words(
    three: Three,
) -> None:
    township, county = three.township, three.county
    send(township, county, three.stick)
    send(county, three.prefecture, three.stick)
    own, other = township.records.get(three.record).revisions[0].digest, "e" * 64
    lost = county.down.take_in(told_from_the_top(three, (other, own, "以复核过的为准"))).value
    assert (lost.returned, lost.settled) == (1, 0)
    down = county.down.write(three.stick, township.organisation.code).value.path
    township.down.take_in(down)
    for office in (county, township):
        [line] = office.exchange.status()
        assert line.state is TravelState.RETURNED
        assert "海云藏族自治州政务公开办公室留用了另一个版本：以复核过的为准" in line.detail
    again = township.down.take_in(down).value
    assert (again.returned, again.further) == (0, 0), "the same file again changes nothing"
    back = told_from_the_top(three, (other, own, "以复核过的为准"), (own, other, "又核过"))
    assert county.down.take_in(back).value.settled == 1
    township.down.take_in(county.down.write(three.stick, township.organisation.code).value.path)
    assert state(county) is state(township) is TravelState.RECEIVED_PREFECTURE


def test_a_decision_that_the_prefecture_did_not_sign_is_not_believed(three: Three) -> None:
    send(three.township, three.county, three.stick)
    send(three.county, three.prefecture, three.stick)
    own = three.township.records.get(three.record).revisions[0].digest
    three.county.down.take_in(told_from_the_top(three, (own, "e" * 64, "以复核过的为准")))
    path = three.county.down.write(three.stick, three.township.organisation.code).value.path
    with three.township.desk.home.database.reading() as session:
        keys = {entry.device: entry.signing_key for entry in contacts.every(session)}
    true = read_down(path, keys)
    [word] = true.settled
    key = three.county.desk.home.device.signing_key

    def believed(said: DownFile) -> DownFile:
        return parse_down(sign_document(said, key).canonical(), keys)

    assert believed(true).settled == (word,)
    elsewhere = word.model_copy(update={"organisation": "632299102"})
    for lie in (
        {"settled": (word.model_copy(update={"text": "另一个理由"}),)},
        {"settled": (word.model_copy(update={"kept": word.gave_way, "gave_way": word.kept}),)},
        {"settled": (make_settled(word, key),)},
        {"settled": (make_settled(elsewhere, three.prefecture.desk.home.device.signing_key),)},
        {"above": (), "receipts": (), "upward": ()},
    ):
        with pytest.raises(Refusal, match="定了哪个版本"):
            believed(true.model_copy(update=lie))
