"""A pack on a real township: looked at, taken in, lived with over a restart, gone back from; and what stops it."""

from pathlib import Path
from shutil import rmtree

import pytest
import yaml

from desktop.base.paths import content_root
from desktop.domain.record import Record
from desktop.storage import records
from desktop.sync.collect import local_columns
from desktop.usecases.exchange_desk import own_form_of
from desktop.usecases.office import Office, Session
from tests.conftest import PASSPHRASE, Open
from tests.usecases.publisher import HEADING, Publisher, changed, edition, refusal, reworded, taken, wording


def record_of(session: Session, record: str) -> Record:
    with session.desk.home.database.reading() as reading:
        return records.get(reading, record)


def first_label(session: Session, record: str) -> str:
    return session.desk.form_of(record_of(session, record)).fields[0].label


def without(form: Path, matter: str) -> bytes:
    said = yaml.safe_load(form.read_bytes())
    said["matters"] = [code for code in said["matters"] if code != matter]
    return yaml.safe_dump(said, allow_unicode=True).encode()


def test_new_wording_is_in_use_at_once_and_after_a_restart_and_gone_after_going_back(
    admin: Session, county_office: Publisher, office: Office, homes: Path
) -> None:
    path = county_office.pack({HEADING: reworded("请相互转告。")})
    seen = admin.packs.look(path)
    assert seen.first
    assert [change.area for change in seen.changes] == ["公示文字"]
    assert "请相互转告" not in wording(admin)

    assert taken(admin, path).in_force
    assert "请相互转告" in wording(admin)
    assert (admin.desk.templates.parent / "standards").is_dir()
    admin.close()

    again = office.open(homes / "township", "系统管理员", PASSPHRASE)
    assert "请相互转告" in wording(again)
    again.packs.undo()
    assert "请相互转告" not in wording(again)
    assert again.desk.templates == office.templates
    again.close()


def test_a_new_edition_shows_what_changed_and_the_records_it_touches(
    admin: Session, county_office: Publisher, as_person: Open, drafted: str, office: Office, homes: Path
) -> None:
    form = "standards/forms/farmland_subsidy.yaml"
    said = yaml.safe_load((content_root() / form).read_bytes())
    label = said["fields"][0]["label"]
    said["fields"][0]["label"] = f"{label}（新）"
    path = county_office.pack(
        {
            form: yaml.safe_dump(said, allow_unicode=True).encode(),
            "standards/edition.yaml": edition("2026-2"),
        },
        tried=False,
    )
    seen = admin.packs.look(path)
    assert seen.edition == "2026-2"
    areas = {change.area for change in seen.changes}
    assert {"目录版本", "表单"} <= areas
    assert any(f"{label}（新）的要求有改动" in change.text for change in seen.changes)
    assert [each.record for each in seen.touched] == [drafted]
    taken(admin, path)
    clerk = as_person("李春梅")
    assert clerk.desk.catalogue.edition.number == "2026-2"
    # The record keeps the edition it was made under, with the form of that edition; a new one has the new form.
    assert record_of(clerk, drafted).edition == "2026-1"
    assert first_label(clerk, drafted) == label
    newer = clerk.records.new(record_of(clerk, drafted).matter, "farmland_subsidy").value
    assert record_of(clerk, newer).edition == "2026-2"
    assert first_label(clerk, newer) == f"{label}（新）"
    admin.close()

    again = office.open(homes / "township", "系统管理员", PASSPHRASE)
    assert (first_label(again, drafted), first_label(again, newer)) == (label, f"{label}（新）")
    again.packs.undo()
    assert again.desk.catalogue.edition.number == "2026-1"
    assert (first_label(again, drafted), first_label(again, newer)) == (label, f"{label}（新）")
    again.close()
    # A former edition changed by hand is not believed.
    for each in (homes / "township" / "packs").glob("content-*/standards/forms/farmland_subsidy.yaml"):
        each.write_bytes(each.read_bytes() + b"# x\n")
    last = office.open(homes / "township", "系统管理员", PASSPHRASE)
    assert first_label(last, newer) == label
    last.close()


def test_content_that_does_not_pass_the_check_changes_nothing(
    admin: Session, county_office: Publisher
) -> None:
    bad = {"standards/masking.yaml": b"nothing: here\n", "standards/edition.yaml": edition("2026-2")}
    assert refusal(lambda: county_office.pack(bad)).code == "pack-fault"
    path = county_office.pack(bad, tried=False)
    seen = admin.packs.look(path)
    assert {finding.place.split()[0] for finding in seen.problems} == {"standards/masking.yaml"}
    before = admin.desk.catalogue
    refused = refusal(lambda: admin.packs.accept(path, fingerprint=seen.fingerprint))
    assert "没有收" in refused.what
    assert admin.desk.catalogue is before
    assert admin.packs.lines() == []


def test_a_changed_standard_needs_a_number_of_its_own(county_office: Publisher) -> None:
    calendar = changed("standards/calendars/china.yaml") + b"# checked again\n"
    said = refusal(lambda: county_office.pack({"standards/calendars/china.yaml": calendar}))
    assert said.code == "pack-same-edition"


def test_wording_that_does_not_print_is_found_on_its_sample(county_office: Publisher) -> None:
    said = refusal(lambda: county_office.pack({HEADING: reworded("{{ no_such_value }}")}))
    assert said.code == "pack-fault"
    assert "no_such_value" in said.what


def test_only_the_administrator_takes_packs_in(as_person: Open, county_office: Publisher) -> None:
    path = county_office.pack({HEADING: reworded("甲")})
    clerk = as_person("李春梅")
    assert refusal(lambda: clerk.packs.accept(path)).code == "wrong-role"
    assert refusal(clerk.packs.undo).code == "wrong-role"


def test_going_back_opens_no_door_for_older_packs(admin: Session, county_office: Publisher) -> None:
    first, second = (county_office.pack({HEADING: reworded(word)}) for word in ("甲甲", "乙乙"))
    taken(admin, first)
    taken(admin, second)
    assert admin.packs.undo().value.version == 1
    assert "甲甲" in wording(admin)
    assert refusal(lambda: admin.packs.accept(first)).code == "pack-rolled-back"
    taken(admin, second)  # what was gone back from may be taken in again
    assert "乙乙" in wording(admin)


def test_a_file_changed_by_hand_on_the_laptop_is_not_used(
    admin: Session, county_office: Publisher, office: Office, homes: Path
) -> None:
    taken(admin, county_office.pack({HEADING: reworded("甲甲")}))
    laid = admin.desk.templates / "farmland_subsidy" / "notice.md"
    admin.close()
    laid.write_text("假的", encoding="utf-8")
    again = office.open(homes / "township", "系统管理员", PASSPHRASE)
    assert "甲甲" in wording(again)
    again.close()

    kept = next((homes / "township" / "packs").glob("*.mingbai-pack"))
    kept.write_bytes(kept.read_bytes()[:-1])
    without = office.open(homes / "township", "系统管理员", PASSPHRASE)
    assert "甲甲" not in wording(without)
    assert [note.code for note in without.packs.notes()] == ["pack-file-lost"]
    without.close()


def test_a_matter_with_records_may_not_vanish(admin: Session, county_office: Publisher, drafted: str) -> None:
    fields = (content_root() / "standards" / "fields").glob("*.yaml")
    field = next(path for path in fields if "code: SNBT" in path.read_text(encoding="utf-8"))
    name = field.relative_to(content_root()).as_posix()
    record = record_of(admin, drafted)
    said = yaml.safe_load((content_root() / name).read_bytes())
    said["matters"] = [each for each in said["matters"] if each["code"] != record.matter]
    # Forms that name the matter would be found by the check before; here it is the records that speak.
    forms = {
        path.relative_to(content_root()).as_posix(): without(path, record.matter)
        for path in (content_root() / "standards" / "forms").glob("*.yaml")
        if record.matter in path.read_text(encoding="utf-8")
    }
    files = {
        name: yaml.safe_dump(said, allow_unicode=True).encode(),
        "standards/edition.yaml": edition("2026-2"),
    }
    seen = admin.packs.look(county_office.pack({**files, **forms}, tried=False))
    assert [finding.code for finding in seen.problems] == ["pack-drops-used"]
    assert record.matter in seen.problems[0].text
    assert any(f"{record.matter} " in change.text and "不再列出" in change.text for change in seen.changes)


def test_what_is_broken_off_before_it_is_remembered_changes_nothing(
    admin: Session, county_office: Publisher, office: Office, homes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = county_office.pack({HEADING: reworded("甲甲")})
    seen = admin.packs.look(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr("desktop.usecases.packs.store", full)
        with pytest.raises(OSError, match="No space"):
            admin.packs.accept(path, fingerprint=seen.fingerprint)
    assert admin.packs.lines() == []
    assert "甲甲" not in wording(admin)
    admin.close()
    again = office.open(homes / "township", "系统管理员", PASSPHRASE)
    assert "甲甲" not in wording(again)
    assert taken(again, path).in_force  # and the next try goes through
    assert "甲甲" in wording(again)
    again.close()


def test_after_a_backup_came_back_without_the_files_the_same_pack_may_be_taken_in_again(
    admin: Session, county_office: Publisher, office: Office, homes: Path
) -> None:
    path = county_office.pack({HEADING: reworded("甲甲")})
    taken(admin, path)
    admin.close()
    rmtree(homes / "township" / "packs")
    again = office.open(homes / "township", "系统管理员", PASSPHRASE)
    assert "甲甲" not in wording(again)
    assert [note.code for note in again.packs.notes()] == ["pack-file-lost"]
    assert not again.packs.look(path).in_force
    assert again.packs.accept(path).value.in_force
    assert "甲甲" in wording(again)
    assert again.packs.notes() == ()
    assert again.packs.undo().value.version == 0
    again.close()


def test_what_was_sealed_to_stay_here_stays_here_also_when_a_new_edition_would_send_it(
    as_person: Open, county_office: Publisher
) -> None:
    """A column that is local in the edition of the record never travels; a new record follows the new edition."""
    admin, clerk = as_person("系统管理员"), as_person("李春梅")
    form = "standards/forms/farmland_subsidy.yaml"
    said = yaml.safe_load((content_root() / form).read_bytes())

    def with_note(disclosure: str) -> bytes:
        column = {
            "key": "own_note", "label": "备注", "type": "text", "required": False, "disclosure": disclosure,
        }  # fmt: skip
        return yaml.safe_dump({**said, "roster": [*said["roster"], column]}, allow_unicode=True).encode()

    taken(
        admin,
        county_office.pack(
            {form: with_note("local"), "standards/edition.yaml": edition("2026-2")}, tried=False
        ),
    )
    old = clerk.records.new("SNBT-002", "farmland_subsidy").value
    taken(
        admin,
        county_office.pack(
            {form: with_note("internal"), "standards/edition.yaml": edition("2026-3")}, tried=False
        ),
    )
    new = clerk.records.new("SNBT-002", "farmland_subsidy").value
    own = {record: own_form_of(clerk.desk, record_of(clerk, record)) for record in (old, new)}
    kept = {record: local_columns(each) for record, each in own.items() if each is not None}
    assert kept == {old: {"own_note"}, new: set()}
