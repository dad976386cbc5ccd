"""Every attack on updates that The Update Framework names, tried on a pack: each is refused with its own code."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Refusal
from desktop.sync.models import Office
from desktop.sync.packs.file import LARGEST, Pack, parse_pack, read_pack, statement, write_pack
from desktop.sync.packs.make import Edition, make_pack, new_root, sign_pack, signed_with, unsigned
from desktop.sync.packs.models import ROLES, Envelope, Root, Snapshot, Targets, Timestamp, key_id
from desktop.sync.packs.names import allowed
from desktop.sync.packs.trust import Days, Trust, judge
from desktop.sync.signing import public_key

COUNTY = Office(code="632299", unit="云滩县人民政府办公室", level="county")
TODAY = Days(date(2026, 9, 16))
CONTENT = {"standards/calendars/china.yaml": b"years: {}\n", "layer.json": b"{}"}


def private(number: int) -> bytes:
    return number.to_bytes(32, "big")


KEYS = {"root": (1, 2, 3), "targets": (4, 5), "snapshot": (6,), "timestamp": (7,)}
NEEDED = {"root": 2, "targets": 2, "snapshot": 1, "timestamp": 1}


def root_of(
    version: int = 1, keys: Mapping[str, tuple[int, ...]] = KEYS, expires: str = "2029-12-31"
) -> Root:
    return new_root(
        version,
        expires,
        COUNTY,
        {role: [public_key(private(n)) for n in keys[role]] for role in ROLES},
        NEEDED,
    )


def signed_root(root: Root, *numbers: int) -> Envelope:
    envelope = unsigned(root)
    for number in numbers:
        envelope = signed_with(envelope, private(number))
    return envelope


FIRST_ROOT = signed_root(root_of(), 1, 2)


def pack_of(
    version: int = 1,
    *,
    roots: Mapping[int, Envelope] | None = None,
    content: Mapping[str, bytes] = CONTENT,
    made_at: str = "2026-09-15",
    expires: str = "2027-03-31",
    by: tuple[int, ...] = (4, 5, 6, 7),
) -> Pack:
    edition = Edition(version, f"第{version}版", "", made_at, expires, "0.1.0")
    pack = make_pack(roots or {1: FIRST_ROOT}, content, edition)
    for number in by:
        pack, _ = sign_pack(pack, private(number))
    return pack


def known(pack: Pack | None = None) -> Trust:
    return judge(pack or pack_of(), None, TODAY).trust


def refused(pack: Pack, trust: Trust | None, days: Days = TODAY) -> str:
    with pytest.raises(Refusal) as caught:
        judge(pack, trust, days)
    assert caught.value.safe
    assert caught.value.todo
    return caught.value.code


def test_an_honest_pack_is_taken_and_the_next_one_after_it() -> None:
    first = judge(pack_of(), None, TODAY)
    assert first.first
    assert not first.late
    second = judge(pack_of(2), first.trust, TODAY)
    assert not second.first
    assert second.targets.title == "第2版"
    assert second.trust.targets.version == 2


def test_the_same_pack_may_come_again() -> None:
    assert judge(pack_of(2), known(pack_of(2)), TODAY).trust == known(pack_of(2))


def test_rollback_an_older_pack_is_refused_although_its_signatures_hold() -> None:
    assert refused(pack_of(1), known(pack_of(2))) == "pack-rolled-back"


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_rollback_of_a_single_role_is_refused(role: str) -> None:
    """Whoever holds the keys above may give new numbers there and still not lead back to old content."""
    trust = known(pack_of(5))
    old = pack_of(4)
    if role != "timestamp":
        # New timestamp (and snapshot) over the older rest, rightly signed.
        snapshot = statement(old.snapshot, Snapshot)
        if role == "targets":
            snapshot = snapshot.model_copy(update={"version": 6})
        stamp = statement(old.timestamp, Timestamp)
        named = stamp.snapshot.model_copy(
            update={"version": snapshot.version, "sha256": snapshot.digest, "size": len(snapshot.canonical())}
        )
        stamp = stamp.model_copy(update={"version": 6, "snapshot": named})
        old = replace(
            old,
            snapshot=signed_with(unsigned(snapshot), private(6)),
            timestamp=signed_with(unsigned(stamp), private(7)),
        )
    assert refused(old, trust) == "pack-rolled-back"


def test_two_packs_under_one_number_are_told_apart() -> None:
    other = pack_of(2, content={"layer.json": b"[]"})
    assert refused(other, known(pack_of(2))) == "pack-two-faces"


def test_freeze_a_pack_that_signed_papers_prove_expired_is_refused_whatever_the_clock_says() -> None:
    pack = pack_of(2, expires="2026-12-31")
    for clock in (date(1970, 1, 1), date(2026, 9, 16), date(2099, 1, 1)):
        assert refused(pack, known(), Days(clock, known="2027-02-01")) == "pack-expired"


def test_freeze_the_days_of_former_packs_are_witnesses() -> None:
    trust = known(pack_of(1, made_at="2027-02-01"))
    assert refused(pack_of(2, expires="2027-01-31"), trust, Days(date(1970, 1, 1))) == "pack-expired"


def test_expired_by_the_clock_alone_is_left_to_a_person() -> None:
    judged = judge(pack_of(), None, Days(date(2027, 4, 1)))
    assert [finding.code for finding in judged.late] == ["pack-late"]
    assert not judge(pack_of(), None, Days(date(2027, 3, 31))).late


def test_a_clock_that_is_behind_is_said() -> None:
    judged = judge(pack_of(), None, Days(date(1970, 1, 1)))
    assert [finding.code for finding in judged.late] == ["pack-clock-behind"]


def test_an_expired_root_makes_the_pack_late() -> None:
    root = signed_root(root_of(expires="2026-10-01"), 1, 2)
    pack = pack_of(roots={1: root})
    assert judge(pack, None, Days(date(2026, 10, 2))).late
    assert refused(pack, None, Days(date(2026, 9, 1), known="2026-10-02")) == "pack-expired"


def test_mix_and_match_parts_of_two_packs_are_refused() -> None:
    first, second = pack_of(1), pack_of(2, content={"layer.json": b"[]"})
    for part in ("timestamp", "snapshot", "targets", "content"):
        mixed = replace(second, **{part: getattr(first, part)})
        assert refused(mixed, None) == "pack-mixed", part


def test_arbitrary_content_a_changed_file_is_refused() -> None:
    pack = pack_of()
    changed = {**pack.content, "layer.json": b"{ "}
    assert refused(replace(pack, content=changed), None) == "pack-mixed"
    assert refused(replace(pack, content={"layer.json": b"{}"}), None) == "pack-mixed"
    assert refused(replace(pack, content={**pack.content, "revocations.json": b""}), None) == "pack-mixed"


@pytest.mark.parametrize(
    "name",
    [
        "standards/schema/field.schema.json", "standards/fields/a.py", "desktop/app.py", "templates/fonts/a.ttf",
        "standards/fields/a.yml", "standards/../app.yaml", "/standards/masking.yaml", "templates/general/run.sh",
        "standards/unknown/a.yaml", "templates/sheets/notice.md", "standards/fields/A.yaml", "layer.json/x",
        "templates/fonts/notice.md", "standards\\masking.yaml", "standards/fields/a.yaml\n",
    ],
)  # fmt: skip
def test_arbitrary_software_only_content_may_be_carried(name: str) -> None:
    assert not allowed(name)
    with pytest.raises(Refusal) as caught:
        make_pack({1: FIRST_ROOT}, {name: b""}, Edition(1, "a", "", "2026-09-15", "2027-01-01", ""))
    assert caught.value.code == "pack-not-content"


def test_arbitrary_software_is_refused_also_when_the_publisher_signed_it() -> None:
    pack = pack_of()
    targets = statement(pack.targets, Targets)
    files = {"templates/general/run.sh": targets.files["layer.json"]}
    bad = targets.model_copy(update={"files": files})
    snapshot = statement(pack.snapshot, Snapshot)
    named = snapshot.targets.model_copy(update={"sha256": bad.digest, "size": len(bad.canonical())})
    snapshot = snapshot.model_copy(update={"targets": named})
    stamp = statement(pack.timestamp, Timestamp)
    named = stamp.snapshot.model_copy(update={"sha256": snapshot.digest, "size": len(snapshot.canonical())})
    stamp = stamp.model_copy(update={"snapshot": named})
    signed = Pack(
        pack.roots,
        signed_with(unsigned(stamp), private(7)),
        signed_with(unsigned(snapshot), private(6)),
        signed_with(signed_with(unsigned(bad), private(4)), private(5)),
        {"templates/general/run.sh": b"{}"},
    )
    assert refused(signed, None) == "pack-not-content"


def test_every_file_of_the_program_s_own_content_may_travel() -> None:
    root = Path(__file__).parents[2]
    names = [
        path.relative_to(root).as_posix()
        for folder in ("standards", "templates")
        for path in (root / folder).rglob("*")
        if path.is_file()
    ]
    left = {name for name in names if not allowed(name)}
    own = ("standards/schema/", "templates/fonts/", "templates/sample_township/")
    assert {name for name in left if not name.startswith(own)} == {
        "standards/CHANGELOG.md",
        "templates/README.md",
    }


def test_too_few_keys_one_of_two_is_not_enough() -> None:
    assert refused(pack_of(by=(4, 6, 7)), None) == "pack-too-few-keys"


def test_too_few_keys_one_key_signing_twice_counts_once() -> None:
    pack = pack_of(by=(4, 6, 7))
    twice = pack.targets.model_copy(update={"signatures": pack.targets.signatures * 2})
    assert refused(replace(pack, targets=twice), None) == "pack-too-few-keys"


def test_too_few_keys_a_signature_that_does_not_hold_counts_nothing() -> None:
    pack = pack_of()
    first, second = pack.targets.signatures
    forged = second.model_copy(update={"signature": first.signature})
    changed = pack.targets.model_copy(update={"signatures": (first, forged)})
    assert refused(replace(pack, targets=changed), None) == "pack-too-few-keys"


def test_wrong_role_a_key_of_one_role_signs_nothing_of_another() -> None:
    pack = pack_of(by=(6, 7))
    targets = pack.targets
    for number in (1, 2, 6, 7):  # the keys of root, snapshot and timestamp
        targets = signed_with(targets, private(number))
    assert refused(replace(pack, targets=targets), None) == "pack-too-few-keys"
    stamp = signed_with(pack_of(by=()).timestamp, private(6))
    assert refused(replace(pack_of(), timestamp=stamp), None) == "pack-too-few-keys"


def test_wrong_role_a_statement_of_one_role_is_none_of_another() -> None:
    pack = pack_of()
    assert refused(replace(pack, timestamp=pack.snapshot), None) == "pack-broken"
    assert refused(replace(pack, targets=pack.roots[1]), None) == "pack-broken"


def rotated(*, by: tuple[int, ...] = (1, 2, 11, 12), version: int = 2) -> Envelope:
    keys = {"root": (11, 12, 3), "targets": (14, 15), "snapshot": (16,), "timestamp": (17,)}
    return signed_root(root_of(version, keys), *by)


NEW_HANDS = (14, 15, 16, 17)


def test_key_compromise_new_keys_come_with_a_root_that_old_and_new_vouch_for() -> None:
    pack = pack_of(2, roots={1: FIRST_ROOT, 2: rotated()}, by=NEW_HANDS)
    judged = judge(pack, known(), TODAY)
    assert judged.root.version == 2
    assert statement(judged.trust.root, Root).version == 2


def test_key_compromise_the_old_keys_sign_nothing_any_more() -> None:
    trust = judge(pack_of(2, roots={1: FIRST_ROOT, 2: rotated()}, by=NEW_HANDS), known(), TODAY).trust
    assert refused(pack_of(3, roots={1: FIRST_ROOT, 2: rotated()}), trust) == "pack-too-few-keys"
    assert refused(pack_of(3), trust) == "pack-rolled-back"  # and the root before does not come back


@pytest.mark.parametrize("by", [(11, 12), (1, 2), (1, 11, 12), (1, 2, 11)])
def test_key_compromise_a_root_without_old_or_new_majority_is_refused(by: tuple[int, ...]) -> None:
    pack = pack_of(2, roots={1: FIRST_ROOT, 2: rotated(by=by)}, by=NEW_HANDS)
    assert refused(pack, known()) == "pack-too-few-keys"


def test_a_stranger_s_root_under_a_known_number_is_seen() -> None:
    strange = signed_root(root_of(1, {**KEYS, "root": (21, 22, 23)}), 21, 22)
    assert refused(pack_of(2, roots={1: strange}), known()) == "pack-two-faces"


def test_a_root_may_not_be_left_out() -> None:
    third = rotated(version=3)
    assert refused(pack_of(2, roots={3: third}, by=NEW_HANDS), known()) == "pack-root-gap"
    assert refused(pack_of(2, roots={1: FIRST_ROOT, 3: third}, by=NEW_HANDS), known()) == "pack-root-gap"


def test_a_root_for_another_office_is_refused() -> None:
    other = root_of(2).model_copy(update={"publisher": COUNTY.model_copy(update={"code": "632298"})})
    pack = pack_of(2, roots={1: FIRST_ROOT, 2: signed_root(other, 1, 2)})
    assert refused(pack, known()) == "pack-broken"


def test_fast_forward_new_keys_undo_numbers_and_days_that_were_run_up() -> None:
    """A thief of the lower keys publishes the highest number and a far day; honest packs are refused until new keys come."""
    thief = pack_of(
        2**31,
        made_at="2090-01-01",
        expires="2099-12-31",
        roots={1: signed_root(root_of(expires="2099-12-31"), 1, 2)},
    )
    trust = judge(thief, None, TODAY).trust
    honest = {1: thief.roots[1]}
    assert refused(pack_of(3, roots=honest), trust) == "pack-rolled-back"
    again = judge(pack_of(3, roots={**honest, 2: rotated()}, by=NEW_HANDS), trust, TODAY)
    assert again.targets.version == 3
    assert again.trust.known_day == "2026-09-15"


def test_endless_data_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.mingbai-pack"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + (1 << 30))
    with pytest.raises(Refusal) as caught:
        read_pack(path)
    assert caught.value.code == "pack-too-large"


def test_a_bomb_of_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mingbai-pack"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("targets.json", b"0" * (64 << 20))
    with pytest.raises(Refusal) as caught:
        read_pack(path)
    assert caught.value.code == "pack-broken"


def test_written_is_read_again(tmp_path: Path) -> None:
    write_pack(pack_of(), tmp_path / "a.mingbai-pack")
    assert read_pack(tmp_path / "a.mingbai-pack") == pack_of()
    with pytest.raises(Refusal) as caught:
        read_pack(tmp_path / "b.mingbai-pack")
    assert caught.value.code == "file-not-found"


def test_something_before_between_or_behind_the_entries_is_refused() -> None:
    data = pack_of().as_bytes()
    extra = io.BytesIO(data)
    with zipfile.ZipFile(extra, "a") as opened:
        opened.writestr("note.txt", "hello")
    for changed in (b"x" + data, data + b"x", extra.getvalue()):
        with pytest.raises(Refusal) as caught:
            judge(parse_pack(changed), None, TODAY)
        assert caught.value.code.startswith("pack-")


BYTES = pack_of().as_bytes()


@given(st.integers(0, len(BYTES) - 1), st.integers(1, 255))
def test_no_changed_byte_goes_unseen(place: int, flip: int) -> None:
    changed = bytearray(BYTES)
    changed[place] ^= flip
    with pytest.raises(Refusal):
        judge(parse_pack(bytes(changed)), known(), TODAY)


@given(st.integers(0, len(BYTES) - 1))
def test_no_shortened_pack_is_read(length: int) -> None:
    with pytest.raises(Refusal):
        parse_pack(BYTES[:length])


def test_a_newer_format_asks_for_a_newer_program() -> None:
    pack = pack_of()
    newer = Envelope(signed={**pack.roots[1].signed, "format": "2"})
    assert refused(replace(pack, roots={1: newer}), None) == "pack-newer"


def test_signing_twice_changes_nothing() -> None:
    pack = pack_of()
    assert sign_pack(pack, private(4)) == (pack, ("targets",))
    assert sign_pack(pack, private(99)) == (pack, ())


def test_keys_are_named_by_their_own_digest() -> None:
    said = root_of().model_dump(mode="json")
    first, second = list(said["keys"])[:2]
    said["keys"][first], said["keys"][second] = said["keys"][second], said["keys"][first]
    swapped = Envelope(signed=said)
    assert refused(replace(pack_of(), roots={1: swapped}), None) == "pack-broken"
    assert key_id(public_key(private(1))) in root_of().keys
