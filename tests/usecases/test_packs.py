"""A pack on a real township: looked at, taken in, lived with over a restart, gone back from; and what stops it."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile, rmtree
from unittest.mock import patch

import pytest
import yaml

from desktop.base.clock import SteppingClock
from desktop.base.errors import Refusal
from desktop.base.paths import content_root
from desktop.catalogue.county.layer import entry_as_json
from desktop.domain.county_table import DifferenceKind, LayerEntry
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import Record
from desktop.storage import records, settings
from desktop.sync.collect import local_columns
from desktop.sync.outgoing import office_of
from desktop.sync.revocation import Revoked, make_revocations
from desktop.usecases import pack_keys, pack_making
from desktop.usecases.exchange_desk import own_form_of
from desktop.usecases.office import Office, Session
from desktop.usecases.pack_views import PackPreview
from tests.conftest import CHEAP, COUNTY, MORNING, PASSPHRASE, Open

TODAY = date(2026, 9, 16)
WORDS = "两个人记得住的话"


def changed(name: str, *replacements: tuple[str, str]) -> bytes:
    text = (content_root() / name).read_text(encoding="utf-8")
    for before, after in replacements:
        assert before in text, before
        text = text.replace(before, after)
    return text.encode()


def edition(number: str) -> bytes:
    return changed("standards/edition.yaml", ("2026-1", number), ("2026年第1版", f"{number} 试用版"))


@dataclass
class Publisher:
    """A county's office that makes packs into ``folder``."""

    folder: Path
    keys: pack_keys.PublisherFolder
    made: int = 0

    def pack(
        self,
        files: Mapping[str, bytes],
        *,
        today: date = TODAY,
        days: int = 200,
        lists: Mapping[str, bytes] | None = None,
        tried: bool = True,
    ) -> Path:
        """``tried=False``: without the check before making, which takes seconds and is the receiver's again anyway."""
        self.made += 1
        source = self.folder / f"source-{self.made}"
        source.mkdir()
        for name, data in files.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(data)
        out = self.folder / f"{self.made}.mingbai-pack"
        with ExitStack() as stack:
            if not tried:
                stack.enter_context(patch.object(pack_making, "faults", lambda place, files: []))
            pack_making.make(
                self.keys, source, out, title=f"第{self.made}个", notes="", today=today, days=days,
                program_root=content_root(), passphrase=WORDS, lists=lists,
            )  # fmt: skip
        return out


@pytest.fixture(scope="session")
def county_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys") / "county"
    pack_keys.init_keys(folder, COUNTY, WORDS, TODAY, CHEAP)
    return folder


@pytest.fixture
def county_office(tmp_path: Path, county_keys: Path) -> Publisher:
    keys = tmp_path / "publisher"
    for path in county_keys.rglob("*"):
        if path.is_file():
            target = keys / path.relative_to(county_keys)
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(path, target)
    folder = tmp_path / "stick"
    folder.mkdir()
    return Publisher(folder, pack_keys.PublisherFolder(keys))


@pytest.fixture
def admin(as_person: Open) -> Session:
    return as_person("系统管理员")


def taken(admin: Session, path: Path) -> PackPreview:
    return admin.packs.accept(path, fingerprint=admin.packs.look(path).fingerprint).value


def record_of(session: Session, record: str) -> Record:
    with session.desk.home.database.reading() as reading:
        return records.get(reading, record)


def refusal(call: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value


HEADING = "templates/farmland_subsidy/notice.md"


def reworded(word: str) -> bytes:
    return changed(HEADING) + f"\n\n{word}\n".encode()


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


def wording(session: Session) -> str:
    return (session.desk.templates / "farmland_subsidy" / "notice.md").read_text(encoding="utf-8")


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


def first_label(session: Session, record: str) -> str:
    return session.desk.form_of(record_of(session, record)).fields[0].label


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


def test_the_first_pack_of_a_publisher_needs_the_fingerprint_read_out(
    admin: Session, county_office: Publisher
) -> None:
    path = county_office.pack({HEADING: reworded("甲")})
    assert refusal(lambda: admin.packs.accept(path)).code == "pack-unknown-publisher"
    wrong = refusal(lambda: admin.packs.accept(path, fingerprint="0000 1111"))
    assert "不要收" in wrong.todo
    spoken = admin.packs.look(path).fingerprint.lower().replace(" ", "")
    assert admin.packs.accept(path, fingerprint=spoken).value.in_force
    second = county_office.pack({HEADING: reworded("乙")})
    assert admin.packs.accept(second).value.in_force


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


def test_a_pack_of_another_county_is_refused(admin: Session, tmp_path: Path) -> None:
    elsewhere = Organisation(code="632298", unit="别县人民政府", level=Level.COUNTY)
    pack_keys.init_keys(tmp_path / "other", elsewhere, WORDS, TODAY, CHEAP)
    folder = tmp_path / "stick2"
    folder.mkdir()
    path = Publisher(folder, pack_keys.PublisherFolder(tmp_path / "other")).pack({HEADING: reworded("甲")})
    assert refusal(lambda: admin.packs.look(path)).code == "pack-not-above"


def test_county_and_prefecture_lie_over_each_other_and_the_nearer_has_the_last_word(
    admin: Session, county_office: Publisher, tmp_path: Path
) -> None:
    above = Organisation(code="632200", unit="某州人民政府", level=Level.PREFECTURE)
    pack_keys.init_keys(tmp_path / "above", above, WORDS, TODAY, CHEAP)
    folder = tmp_path / "stick2"
    folder.mkdir()
    prefecture = Publisher(folder, pack_keys.PublisherFolder(tmp_path / "above"))
    other = "templates/general/notice.md"
    taken(admin, county_office.pack({HEADING: reworded("县里的话")}))
    taken(
        admin,
        prefecture.pack(
            {HEADING: reworded("州里的话"), other: changed(other) + "\n\n州里的另一句\n".encode()}
        ),
    )
    assert "县里的话" in wording(admin)
    assert "州里的另一句" in (admin.desk.templates / "general" / "notice.md").read_text(encoding="utf-8")
    assert [line.publisher for line in admin.packs.lines()] == ["某州人民政府", COUNTY.unit]
    assert refusal(admin.packs.undo).code == "which-pack"
    admin.packs.undo(COUNTY.code)
    assert "州里的话" in wording(admin)


def test_a_pack_that_is_late_by_the_clock_needs_a_person_s_word(
    admin: Session, county_office: Publisher, clock: SteppingClock
) -> None:
    path = county_office.pack({HEADING: reworded("甲")}, days=30)
    clock.move_to(MORNING + timedelta(days=60))
    fingerprint = admin.packs.look(path).fingerprint
    assert refusal(lambda: admin.packs.accept(path, fingerprint=fingerprint)).code == "pack-late"
    assert admin.packs.accept(path, fingerprint=fingerprint, even_if_late=True).value.in_force
    assert [note.code for note in admin.packs.notes()] == ["pack-late"]


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


def test_a_county_s_own_catalogue_and_struck_off_laptops_reach_the_township(
    as_person: Open, county_office: Publisher
) -> None:
    county, admin = as_person("王得福"), as_person("系统管理员")
    matter = next(matter for matter in county.desk.catalogue.matters if matter.field == "SNBT")

    entry = LayerEntry(
        DifferenceKind.LIMIT,
        matter.field,
        matter.code,
        {"text": "每季度公布一次"},
        "",
        "表",
        COUNTY.unit,
        "2026-09-16",
    )
    with county.desk.home.database.transaction() as session:
        settings.put(session, "catalogue.county_layer", [entry_as_json(entry)])
    path = county_office.pack({}, lists=county.packs.lists_to_send())
    seen = admin.packs.look(path)
    assert [change.area for change in seen.changes] == ["标准目录"]
    taken(admin, path)
    assert admin.desk.catalogue.matter(matter.code).time_limit.text == "每季度公布一次"
    admin.packs.undo()
    assert admin.desk.catalogue.matter(matter.code).time_limit == matter.time_limit


def test_a_pack_strikes_off_a_laptop_and_going_back_does_not_let_it_in_again(
    as_person: Open, county_office: Publisher
) -> None:
    county, admin = as_person("王得福"), as_person("系统管理员")

    above = admin.exchange.partner()
    assert above is not None
    device = county.desk.home.device
    struck = Revoked(
        device=above.device,
        organisation=above.organisation,
        key=above.signing_key,
        at=county.desk.now(),
        reason="lost",
    )
    listed = make_revocations(
        office_of(county.organisation), device.id, device.signing_key, 1, (struck,), county.desk.now()
    )
    path = county_office.pack({}, lists={"revocations.json": listed.canonical()})
    assert admin.packs.look(path).revoked == (COUNTY.unit,)
    taken(admin, path)
    assert admin.exchange.partner() is None
    admin.packs.undo()
    assert admin.exchange.partner() is None


def test_a_pack_may_not_strike_off_laptops_elsewhere(as_person: Open, county_office: Publisher) -> None:
    county = as_person("王得福")

    device = county.desk.home.device
    foreign = Revoked(device="d1", organisation="632298", key="0" * 64, at=county.desk.now(), reason="lost")
    listed = make_revocations(
        office_of(county.organisation), device.id, device.signing_key, 1, (foreign,), county.desk.now()
    )
    path = county_office.pack({}, lists={"revocations.json": listed.canonical()})
    assert refusal(lambda: as_person("系统管理员").packs.look(path)).code == "pack-broken"


def test_two_people_sign_one_after_the_other(
    admin: Session, county_office: Publisher, tmp_path: Path
) -> None:
    home_of_keys = county_office.keys.folder / "keys"
    second = tmp_path / "targets-2.mingbai-key"
    (home_of_keys / "targets-2.mingbai-key").rename(second)
    (home_of_keys / "targets-3.mingbai-key").unlink()
    path = county_office.pack({HEADING: reworded("甲")})
    assert not pack_making.show(path).complete
    assert refusal(lambda: admin.packs.look(path)).code == "pack-too-few-keys"
    assert refusal(lambda: pack_making.add_signature(path, second, "别的话别的话")).code == "wrong-passphrase"
    assert pack_making.add_signature(path, second, WORDS) == ("targets",)
    assert pack_making.show(path).complete
    assert admin.packs.look(path).publisher == COUNTY.unit


def test_a_lost_key_is_replaced_and_what_it_signs_is_refused(
    admin: Session, county_office: Publisher
) -> None:
    taken(admin, county_office.pack({HEADING: reworded("甲")}))
    old = county_office.pack({HEADING: reworded("乙")})
    root = pack_keys.rotate(county_office.keys, ["targets-1", "targets-2", "root-1"], WORDS, TODAY, CHEAP)
    assert root.version == 2
    new = county_office.pack({HEADING: reworded("丙")})
    assert not taken(admin, new).first
    assert refusal(lambda: admin.packs.look(old)).code == "pack-rolled-back"
    missing = refusal(lambda: pack_keys.rotate(county_office.keys, ["x-1"], WORDS, TODAY, CHEAP))
    assert missing.code == "no-such-key"


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


def without(form: Path, matter: str) -> bytes:
    said = yaml.safe_load(form.read_bytes())
    said["matters"] = [code for code in said["matters"] if code != matter]
    return yaml.safe_dump(said, allow_unicode=True).encode()


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


def test_a_county_uses_its_own_pack(as_person: Open, county_office: Publisher) -> None:
    county = as_person("王得福")
    taken(county, county_office.pack({HEADING: reworded("甲甲")}))
    assert "甲甲" in wording(county)


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
