"""What the administrator sets reaches records, notices and the calendar; others may only look."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop.base.errors import Refusal
from desktop.domain.record import RecordContent
from desktop.usecases.local_rules import OWN_OFFICE
from tests.conftest import Open
from tests.farmland import FARMLAND, VALUES
from tests.pdfs import text_of

FOUNDING = date(2026, 9, 24)


def test_only_the_administrator_changes_them(as_person: Open) -> None:
    clerk = as_person("李春梅").settings
    assert "管理" in clerk.read().refusal
    with pytest.raises(Refusal, match="管理"):
        clerk.set_receipt_days(3)
    admin = as_person("系统管理员").settings
    assert admin.read().refusal == ""
    admin.set_receipt_days(3)
    admin.set_auto_lock(5)
    assert (clerk.read().receipt_days, clerk.read().auto_lock_minutes) == (3, 5)


@pytest.mark.parametrize("minutes", [0, -5, 1000])
def test_a_lock_that_never_or_always_locks_is_refused(as_person: Open, minutes: int) -> None:
    with pytest.raises(Refusal):
        as_person("系统管理员").settings.set_auto_lock(minutes)


def test_the_real_office_fills_where_to_object_unless_the_clerk_wrote_it(as_person: Open) -> None:
    clerk, admin = as_person("李春梅"), as_person("系统管理员").settings
    admin.set_office(OWN_OFFICE, "青石滩乡党政办公室", "青石滩乡政府院内", "0970 8600001")
    record = clerk.records.new(FARMLAND, "farmland_subsidy").value
    values = clerk.records.get(record).content.values
    assert (values["objection_unit"], values["objection_phone"]) == ("青石滩乡党政办公室", "0970-8600001")
    role = clerk.desk.catalogue.matter(FARMLAND).publishers[0]
    admin.set_office(role, "青石滩乡农业农村服务中心", phone="0970-8600123")
    own = RecordContent(title="", formed_on=date(2026, 9, 14), values={"objection_phone": "0970-8600999"})
    record = clerk.records.new(FARMLAND, "farmland_subsidy", own).value
    values = clerk.records.get(record).content.values
    assert (values["objection_unit"], values["objection_phone"]) == (
        "青石滩乡农业农村服务中心",
        "0970-8600999",
    )
    admin.set_office(role, "")
    offices = {line.role: line.office.name for line in admin.read().offices}
    assert (offices[role], offices[OWN_OFFICE]) == ("", "青石滩乡党政办公室")


def test_an_unknown_role_and_a_bad_number_are_refused(as_person: Open) -> None:
    admin = as_person("系统管理员").settings
    with pytest.raises(Refusal, match="公开主体"):
        admin.set_office("没有这个部门", "某局")
    with pytest.raises(Refusal):
        admin.set_office(OWN_OFFICE, "某办", phone="12")


def test_a_local_day_off_moves_the_deadline(as_person: Open) -> None:
    clerk, admin = as_person("李春梅"), as_person("系统管理员").settings
    content = RecordContent(title="补贴", formed_on=date(2026, 9, 14), values=VALUES)
    record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
    before = clerk.records.get(record).record.publish_by
    admin.add_local_day(FOUNDING, "rest", "州庆日放假")
    after = clerk.records.get(record).record.publish_by
    assert before is not None
    assert after is not None
    assert clerk.desk.catalogue.calendar.working_days_between(before, after) == 1
    assert clerk.duties.day_kind(FOUNDING) == "rest"
    admin.remove_local_day(FOUNDING)
    assert clerk.duties.day_kind(FOUNDING) == "work"


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [(date(2026, 9, 24), "work", "上班"), (date(2026, 9, 26), "rest", "周六"), (date(2026, 9, 24), "rest", " "),
     (date(2026, 9, 24), "half", "半天")],
)  # fmt: skip
def test_a_day_that_says_nothing_new_or_nothing_at_all_is_refused(
    as_person: Open, day: date, kind: str, name: str
) -> None:
    with pytest.raises(Refusal):
        as_person("系统管理员").settings.add_local_day(day, kind, name)


def test_names_are_masked_on_the_next_notice_when_the_office_says_so(as_person: Open, issued: str) -> None:
    clerk, admin = as_person("李春梅"), as_person("系统管理员").settings
    whole = clerk.notices.preview(issued).pdf
    admin.mask_names_on_boards(True)
    masked = clerk.notices.preview(issued).pdf
    assert "才让东智" in text_of(whole)
    assert "才让东智" not in text_of(masked)
    assert "才**智" in text_of(masked)


def test_a_board_with_sheets_on_it_keeps_its_name(
    as_person: Open, issued: str, issue: Callable[[str], None]
) -> None:
    clerk, admin = as_person("李春梅"), as_person("系统管理员").settings
    notice = clerk.notices.make(issued, None).value
    posted = clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 16)).value
    with pytest.raises(Refusal, match="还挂着 1 份"):
        admin.rename_board("上滩村公示栏", "甲")
    with pytest.raises(Refusal, match="还挂着 1 份"):
        admin.retire_board("上滩村公示栏")
    clerk.notices.remove(notice.id, "上滩村公示栏", date(2026, 9, 25))
    admin.rename_board("上滩村公示栏", "上滩村委会公示栏")
    assert clerk.notices.boards() == ["乡政府公示栏", "上滩村委会公示栏"]
    assert [line.posting.board for line in clerk.notices.postings()] == [posted.board]
    admin.retire_board("乡政府公示栏")
    assert clerk.notices.boards() == ["上滩村委会公示栏"]
    clerk.notices.add_board("乡政府公示栏")
    with pytest.raises(Refusal, match="已经有"):
        admin.rename_board("乡政府公示栏", "上滩村委会公示栏")
