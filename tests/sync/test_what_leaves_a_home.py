"""What of a home goes into a bundle, what stays at home, and what is marked as sent."""

from datetime import date
from pathlib import Path

import pytest

from desktop.base.errors import Refusal, SurroundingsError
from desktop.domain.record import RecordContent, RecordState
from desktop.rules.form_check import LONGEST_REASON, LONGEST_TITLE
from desktop.storage import attachments, records
from desktop.sync.models import RecordLine
from tests.sync.two_homes import people


def test_a_stick_that_fails_uses_no_number_and_marks_nothing_as_sent(offices, monkeypatch):
    record = offices.township.issue("一", [])

    def pulled_out(self: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", pulled_out)
        with pytest.raises(SurroundingsError, match="读写这个磁盘时出错"):
            offices.township.send(offices.county, offices.stick)
    assert list(offices.stick.iterdir()) == []
    assert offices.township.states() == {}
    assert offices.township.send(offices.county, offices.stick).sequence == 1
    assert offices.township.states() == {record: "awaiting_receipt"}


def test_drafts_and_corrections_under_way_do_not_travel(offices):
    record = offices.township.issue("一", [])
    with offices.township.home.database.transaction() as session:
        known = records.get(session, record)
        records.put(session, known.model_copy(update={"state": RecordState.DRAFT, "revision": 2}))
        content = RecordContent(title="改到一半", formed_on=date(2026, 9, 14), values={"year": "2027"})
        records.save_content(session, record, content, "2026-09-17T09:00:00+08:00")
    with pytest.raises(Refusal, match="没有要发的内容"):
        offices.township.send(offices.county, offices.stick)


def test_what_the_format_cannot_hold_is_named_and_not_sent(offices):
    offices.township.issue("长" * 501, [])
    with pytest.raises(Refusal, match="放不进包里"):
        offices.township.send(offices.county, offices.stick)


def test_a_file_name_that_leads_elsewhere_arrives_as_a_plain_name(offices):
    record = offices.township.issue("一", [])
    home = offices.township.home
    with home.database.transaction() as session:
        attachments.attach(
            session, record, home.attachments.put(b"x"), "../../evil\\name.png", "image/png", 1
        )
        records.put(session, records.get(session, record).model_copy(update={"revision": 2}))
    offices.township.seal(record)
    offices.county.take_in(offices.township.send(offices.county, offices.stick).path)
    with offices.county.home.database.reading() as session:
        assert [file[1] for file in attachments.of_record(session, record)] == ["_.._evil_name.png"]


def test_a_roster_altered_behind_the_seal_does_not_leave(offices):
    record = offices.township.issue("一", people("扎西"))
    with offices.township.home.database.transaction() as session:
        session.connection().exec_driver_sql('UPDATE roster_rows SET cells = \'{"name":"别人"}\'')
    with pytest.raises(Refusal, match="和签发时的不一样"):
        offices.township.send(offices.county, offices.stick)
    assert offices.township.states() == {}
    assert record


def test_the_check_of_a_record_knows_how_much_a_bundle_holds():
    for place, most in (("title", LONGEST_TITLE), ("withheld_reason", LONGEST_REASON)):
        schema = RecordLine.model_json_schema()["properties"][place]
        assert schema["maxLength"] == most
