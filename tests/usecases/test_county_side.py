"""The county's side: two versions decided by a person, what waits, a whole import taken back, records given back, and the
file down that tells the township all of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from desktop.base.errors import Refusal
from desktop.domain.record import RecordContent
from desktop.storage import audit
from desktop.usecases.exchange_views import TravelState
from desktop.usecases.office import Office, Session
from tests.conftest import PASSPHRASE, Open
from tests.farmland import FARMLAND, VALUES
from tests.laptops import join, second_laptop, send

Issue = Callable[[str], None]
REVIEWERS = ("李春梅", "周海明", "马生莲", "祁建国")


@dataclass
class Laptops:
    """The township's two laptops and the county; a record that all three hold at revision 1."""

    first: Session
    second: Session
    county: Session
    record: str
    stick: Path


@pytest.fixture
def laptops(as_person: Open, office: Office, homes: Path, issued: str, tmp_path: Path) -> Iterator[Laptops]:
    stick = tmp_path / "stick"
    stick.mkdir()
    first, county = as_person("李春梅"), as_person("王得福")
    assert send(first, county, stick) == (1, 0, 0, 0)
    second = second_laptop(office, homes / "township", tmp_path / "second", "李春梅")
    join(second, county, tmp_path)
    yield Laptops(first, second, county, issued, stick)
    second.close()


def correct(laptop: Session, record: str, phone: str, area: str = "10.00") -> None:
    """The next revision, issued: another telephone, and another area of the first household."""
    laptop.flow.correct(record, "电话写错了")
    content = laptop.records.get(record).content
    laptop.records.save(
        record, content.model_copy(update={"values": {**content.values, "objection_phone": phone}})
    )
    row = laptop.records.rows(record)[0]
    amount = f"{float(area) * 115:.2f}"
    changed = row.with_values({**row.values, "subsidy_area": area, "amount": amount})
    laptop.records.save_row(record, changed)
    for name in REVIEWERS:
        person_ = laptop.switch(name, PASSPHRASE) if name != "李春梅" else laptop
        person_.flow.advance(record)


def state(laptop: Session, record: str) -> TravelState:
    return next(line.state for line in laptop.exchange.status() if line.record == record)


def detail(laptop: Session, record: str) -> str:
    return next(line.detail for line in laptop.exchange.status() if line.record == record)


def told(county: Session, laptop: Session, stick: Path) -> None:
    laptop.down.take_in(county.down.write(stick, "632299101").value.path)


def both_corrected(laptops: Laptops) -> str:
    """Both laptops correct the record; the county takes the first and keeps the second beside it. The conflict's id."""
    correct(laptops.first, laptops.record, "0970-8600111", "11.00")
    correct(laptops.second, laptops.record, "0970-8600222", "12.00")
    assert send(laptops.first, laptops.county, laptops.stick) == (1, 0, 0, 0)
    assert send(laptops.second, laptops.county, laptops.stick) == (0, 0, 1, 0)
    [conflict] = laptops.county.conflicts.open()
    return conflict.id


def test_a_conflict_is_shown_field_by_field_and_row_by_row(laptops: Laptops) -> None:
    shown = laptops.county.conflicts.show(both_corrected(laptops))
    assert (shown.fork, shown.ours.revision, shown.theirs.revision) == (1, 2, 2)
    assert shown.held.unit == "云滩县青石滩乡人民政府"
    places = {line.place: (line.old, line.new) for line in shown.lines}
    assert ("0970-8600111", "0970-8600222") in places.values()
    rows = [place for place in places if place.startswith("名单第 1 行")]
    assert len(rows) == 2, places


def test_keeping_ours_changes_nothing_here_and_tells_the_other_laptop(laptops: Laptops) -> None:
    conflict = both_corrected(laptops)
    before = laptops.county.records.get(laptops.record)
    laptops.county.conflicts.decide(conflict, "ours", "以乡里第一台电脑为准")
    assert laptops.county.records.get(laptops.record).revisions == before.revisions
    assert laptops.county.conflicts.open() == []
    [kept] = laptops.county.conflicts.kept(laptops.record)
    assert kept.resolved_reason == "以乡里第一台电脑为准"
    assert laptops.county.conflicts.show(kept.id).lines, "the version that lost stays readable"
    told(laptops.county, laptops.second, laptops.stick)
    assert state(laptops.second, laptops.record) is TravelState.RETURNED
    assert "以乡里第一台电脑为准" in detail(laptops.second, laptops.record)
    told(laptops.county, laptops.first, laptops.stick)
    assert state(laptops.first, laptops.record) is TravelState.RECEIVED_COUNTY


def test_keeping_theirs_puts_it_in_force_with_its_roster_and_keeps_ours_readable(laptops: Laptops) -> None:
    conflict = both_corrected(laptops)
    ours = laptops.county.records.get(laptops.record)
    laptops.county.conflicts.decide(conflict, "theirs", "第二台电脑是对的")
    now, theirs = laptops.county.records.get(laptops.record), laptops.second.records.get(laptops.record)
    assert now.revisions == theirs.revisions != ours.revisions
    assert laptops.county.records.rows(laptops.record) == laptops.second.records.rows(laptops.record)
    assert now.content.values["objection_phone"] == "0970-8600222"
    kept = {line.kind: line for line in laptops.county.conflicts.kept(laptops.record)}
    lost = laptops.county.conflicts.show(kept["branch"].id)
    assert lost.theirs.digest == ours.revisions[-1].digest
    assert any(line.new == "0970-8600111" for line in lost.lines)
    told(laptops.county, laptops.first, laptops.stick)
    told(laptops.county, laptops.second, laptops.stick)
    assert state(laptops.first, laptops.record) is TravelState.RETURNED
    assert state(laptops.second, laptops.record) is TravelState.RECEIVED_COUNTY
    with laptops.county.desk.home.database.reading() as session:
        assert "conflict-decided" in [entry.verb for entry in audit.of_subject(session, laptops.record)]
    correct(laptops.second, laptops.record, "0970-8600333")
    assert send(laptops.second, laptops.county, laptops.stick) == (1, 0, 0, 0)


def test_a_version_that_lost_may_win_later_when_it_went_on(laptops: Laptops) -> None:
    laptops.county.conflicts.decide(both_corrected(laptops), "ours", "先用第一台")
    correct(laptops.second, laptops.record, "0970-8600444", "13.00")
    assert send(laptops.second, laptops.county, laptops.stick) == (0, 0, 1, 0)
    [again] = laptops.county.conflicts.open()
    laptops.county.conflicts.decide(again.id, "theirs", "第二台核实过了")
    assert (
        laptops.county.records.get(laptops.record).revisions
        == laptops.second.records.get(laptops.record).revisions
    )
    assert laptops.county.records.rows(laptops.record) == laptops.second.records.rows(laptops.record)


def test_a_decision_needs_a_reason_and_is_made_once(laptops: Laptops) -> None:
    conflict = both_corrected(laptops)
    with pytest.raises(Refusal, match="理由"):
        laptops.county.conflicts.decide(conflict, "ours", " ")
    with pytest.raises(Refusal, match="只能留"):
        laptops.county.conflicts.decide(conflict, "both", "都要")
    laptops.county.conflicts.decide(conflict, "ours", "以第一台为准")
    with pytest.raises(Refusal, match="已经定过"):
        laptops.county.conflicts.decide(conflict, "theirs", "改主意了")
    with pytest.raises(Refusal, match="账户"):
        laptops.first.conflicts.decide(conflict, "ours", "起草人来定")


def test_a_whole_import_is_taken_back_and_the_township_sends_again(laptops: Laptops) -> None:
    county, first = laptops.county, laptops.first
    before = county.records.get(laptops.record)
    rows = county.records.rows(laptops.record)
    correct(first, laptops.record, "0970-8600111", "11.00")
    send(first, county, laptops.stick)
    assert len(county.records.get(laptops.record).revisions) == 2
    bundle = county.arrivals.lines()[0]
    assert (bundle.sequence, bundle.updated, bundle.records) == (2, 1, 1)
    assert county.arrivals.undo(bundle.bundle, "收错了U盘").value == 1
    after = county.records.get(laptops.record)
    assert (after.record, after.revisions, after.content) == (before.record, before.revisions, before.content)
    assert county.records.rows(laptops.record) == rows
    assert county.exchange.missing() == []
    told(county, first, laptops.stick)
    assert state(first, laptops.record) is TravelState.NOT_EXPORTED
    assert "收错了U盘" in detail(first, laptops.record)
    assert send(first, county, laptops.stick) == (1, 0, 0, 0)
    told(county, first, laptops.stick)
    assert state(first, laptops.record) is TravelState.RECEIVED_COUNTY
    assert county.exchange.missing() == []
    assert county.records.rows(laptops.record) == first.records.rows(laptops.record)


def test_a_new_record_taken_back_is_gone_with_its_words_and_may_come_again(laptops: Laptops) -> None:
    county = laptops.county
    bundle = county.arrivals.lines()[0]
    county.arrivals.undo(bundle.bundle, "先不收")
    assert county.exchange.status() == []
    with pytest.raises(Refusal, match="已经退出"):
        county.arrivals.undo(bundle.bundle, "再退一次")
    path = next(laptops.stick.glob("*-000001.mingbai"))
    assert county.exchange.import_(path, laptops.stick).value.accepted == 1
    assert county.records.rows(laptops.record) == laptops.first.records.rows(laptops.record)
    assert county.arrivals.lines()[0].undone_at == ""


def test_what_stands_on_an_import_is_named_and_stops_it(laptops: Laptops) -> None:
    correct(laptops.first, laptops.record, "0970-8600111")
    send(laptops.first, laptops.county, laptops.stick)
    first = next(line for line in laptops.county.arrivals.lines() if line.sequence == 1)
    with pytest.raises(Refusal, match="青石滩乡人民政府的 2 号包"):
        laptops.county.arrivals.undo(first.bundle, "退出")
    assert len(laptops.county.records.get(laptops.record).revisions) == 2


def test_a_record_given_back_is_corrected_and_goes_up_as_the_next_revision(laptops: Laptops) -> None:
    county, first = laptops.county, laptops.first
    county.down.return_(laptops.record, ["amount"], "第3行请核对")
    told(county, first, laptops.stick)
    assert state(first, laptops.record) is TravelState.RETURNED
    assert "算不到一起" in detail(first, laptops.record)
    assert "第3行请核对" in detail(first, laptops.record)
    assert any(duty.record == laptops.record and duty.kind == "returned" for duty in first.duties.due())
    correct(first, laptops.record, "0970-8600111", "11.00")
    assert send(first, county, laptops.stick) == (1, 0, 0, 0)
    told(county, first, laptops.stick)
    assert state(first, laptops.record) is TravelState.RECEIVED_COUNTY
    assert not any(duty.record == laptops.record and duty.kind == "returned" for duty in first.duties.due())


def test_the_file_down_is_refused_when_older_altered_or_for_others(laptops: Laptops, tmp_path: Path) -> None:
    county, first = laptops.county, laptops.first
    older = county.down.write(tmp_path / "a", "632299101").value.path
    county.down.return_(laptops.record, ["basis"], "")
    newer = county.down.write(tmp_path / "b", "632299101").value.path
    assert first.down.take_in(newer).value.returned == 1
    assert first.down.take_in(newer).value.returned == 0, "the same file again changes nothing"
    with pytest.raises(Refusal, match="较早"):
        first.down.take_in(older)
    newer.write_bytes(newer.read_bytes().replace(b'"text":""', b'"text":"x"'))
    with pytest.raises(Refusal, match="签名"):
        first.down.take_in(newer)
    with pytest.raises(Refusal, match="没有登记"):
        county.down.take_in(older)
    with pytest.raises(Refusal, match="许可"):
        county.down.write(tmp_path, "632299102")


def test_only_what_came_from_below_is_given_back_and_with_a_reason(laptops: Laptops) -> None:
    with pytest.raises(Refusal, match="理由"):
        laptops.county.down.return_(laptops.record, [], "  ")
    with pytest.raises(Refusal, match="没有“x”"):
        laptops.county.down.return_(laptops.record, ["x"], "")
    with pytest.raises(Refusal, match="账户"):
        laptops.first.down.return_(laptops.record, ["amount"], "")


KEPT = (
    "records", "revisions", "roster_rows", "record_files", "notices", "postings", "travel", "held_items",
    "search_index_docsize",
)  # fmt: skip


_NAMED = frozenset({"records", "notices", "held_items"})


def dump(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables an import writes to, with what the search finds; without the numbers rows happen to get."""
    home, found = session.desk.home, {}
    with home.database.reading() as database:
        connection = database.connection()
        for table in KEPT:
            columns = [line[1] for line in connection.exec_driver_sql(f"PRAGMA table_info('{table}')")]
            by_chance = {"roster_stamp"} | (
                {"id", "entry", "number", "origin"} if table not in _NAMED else set()
            )
            named = ", ".join(f'"{name}"' for name in columns if name not in by_chance)
            rows = connection.exec_driver_sql(f"SELECT {named} FROM {table}")
            found[table] = sorted((tuple(row) for row in rows), key=repr)
    found["found"] = [
        (text, line.id) for text in ("耕地", "李", "才让", "公示") for line in session.records.search(text)
    ]
    return found


def test_taking_back_leaves_every_table_as_it_was_before_the_bundle(laptops: Laptops, issue: Issue) -> None:
    """The bundle brings a correction with changed, added and removed rows, a hung sheet, an attachment, a new record."""
    first, county = laptops.first, laptops.county
    before = dump(county)
    correct(first, laptops.record, "0970-8600111", "11.00")
    posted(first, laptops.record)
    first.flow.correct(laptops.record, "少了一户")
    first.records.remove_rows(laptops.record, [first.records.rows(laptops.record)[1].row])
    first.records.add_row(laptops.record, {**first.records.rows(laptops.record)[0].values, "name": "李𬭎"})
    issue(laptops.record)
    content = RecordContent(title="另一条补贴公示", formed_on=date(2026, 9, 14), values=VALUES)
    new = first.records.new(FARMLAND, "farmland_subsidy", content).value
    first.records.add_row(new, first.records.rows(laptops.record)[0].values)
    first.attachments.add(new, attachment(laptops.stick))
    issue(new)
    posted(first, new)
    assert send(first, county, laptops.stick) == (2, 0, 0, 0)
    full = dump(county)
    assert all(
        full[table] != before[table]
        for table in ("records", "revisions", "roster_rows", "postings", "record_files")
    )
    county.arrivals.undo(county.arrivals.lines()[0].bundle, "收错了")
    assert dump(county) == before
    county.exchange.import_(next(laptops.stick.glob("*-000002.mingbai")), laptops.stick)
    again = dump(county)
    assert {table: again[table] for table in KEPT} == {table: full[table] for table in KEPT}


def posted(laptop: Session, record: str) -> None:
    notice = laptop.notices.make(record, None).value
    laptop.notices.post(notice.id, "乡政府公示栏", date(2026, 9, 16))


def attachment(folder: Path) -> Path:
    path = folder / "批复.txt"
    path.write_text("同意发放。", encoding="utf-8")
    return path


def test_the_file_down_carries_the_list_of_devices_that_were_stopped(laptops: Laptops) -> None:
    laptops.county.devices.revoke(laptops.second.desk.home.device.id, "lost")
    told(laptops.county, laptops.second, laptops.stick)
    assert laptops.second.exchange.partner() is None
    told(laptops.county, laptops.first, laptops.stick)
    assert laptops.first.exchange.partner() is not None


def test_taking_back_the_bundle_of_a_conflict_takes_the_conflict_along(laptops: Laptops) -> None:
    both_corrected(laptops)
    assert [duty.action for duty in laptops.county.duties.due()].count("decide") == 1
    before = laptops.county.records.get(laptops.record).revisions
    bundle = next(line for line in laptops.county.arrivals.lines() if line.conflict)
    laptops.county.arrivals.undo(bundle.bundle, "第二台电脑的先不要")
    assert laptops.county.conflicts.open() == []
    assert not [duty for duty in laptops.county.duties.due() if duty.action == "decide"]
    assert laptops.county.records.get(laptops.record).revisions == before
    again = next(laptops.stick.glob(bundle_name(laptops.second)))
    assert laptops.county.exchange.import_(again, laptops.stick).value.conflict == 1
    [conflict] = laptops.county.conflicts.open()
    laptops.county.conflicts.decide(conflict.id, "ours", "以第一台为准")
    with pytest.raises(Refusal, match="冲突已经定了"):
        laptops.county.arrivals.undo(bundle.bundle, "退出")


def bundle_name(laptop: Session) -> str:
    """The pattern of the first bundle's file of a laptop."""
    return f"*-{laptop.desk.home.device.id[-12:]}-000001.mingbai"


def test_a_conflict_whose_other_side_was_taken_back_can_still_be_decided(laptops: Laptops) -> None:
    conflict = both_corrected(laptops)
    county = laptops.county
    ours = next(line for line in county.arrivals.lines() if line.updated)
    county.arrivals.undo(ours.bundle, "第一台电脑的不要")
    assert len(county.records.get(laptops.record).revisions) == 1
    county.conflicts.decide(conflict, "theirs", "只剩第二台的")
    assert (
        county.records.get(laptops.record).revisions == laptops.second.records.get(laptops.record).revisions
    )
    assert [line.kind for line in county.conflicts.kept(laptops.record)] == ["conflict"]


def test_the_news_that_a_sheet_came_down_is_taken_back_too(laptops: Laptops) -> None:
    first, county = laptops.first, laptops.county
    posted(first, laptops.record)
    assert send(first, county, laptops.stick) == (1, 0, 0, 0)
    hanging = dump(county)
    [line] = first.notices.postings()
    first.notices.remove(line.posting.notice, "乡政府公示栏", date(2026, 9, 16), "下雨淋湿了")
    assert send(first, county, laptops.stick) == (1, 0, 0, 0)
    assert dump(county) != hanging
    county.arrivals.undo(county.arrivals.lines()[0].bundle, "收错了")
    assert dump(county) == hanging
