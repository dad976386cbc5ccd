"""Whose pack a township takes: the first of a publisher, its keys and second signature, two offices above, and what they may strike off."""

from datetime import timedelta
from pathlib import Path

from desktop.base.clock import SteppingClock
from desktop.catalogue.county.layer import entry_as_json
from desktop.domain.county_table import DifferenceKind, LayerEntry
from desktop.domain.organisation import Level, Organisation
from desktop.storage import settings
from desktop.sync.outgoing import office_of
from desktop.sync.revocation import Revoked, make_revocations
from desktop.usecases import pack_keys, pack_making
from desktop.usecases.office import Session
from tests.conftest import CHEAP, COUNTY, MORNING, Open
from tests.usecases.publisher import (
    HEADING,
    TODAY,
    WORDS,
    Publisher,
    changed,
    refusal,
    reworded,
    taken,
    wording,
)


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


def test_a_county_uses_its_own_pack(as_person: Open, county_office: Publisher) -> None:
    county = as_person("王得福")
    taken(county, county_office.pack({HEADING: reworded("甲甲")}))
    assert "甲甲" in wording(county)
