"""A bundle written is the bundle read; whatever is done to it on the way is noticed."""

import json
import random
import string
import zipfile
from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.canonical import sha256_hex
from desktop.base.errors import Refusal
from desktop.base.progress import Progress
from desktop.sync.check import verify_bundle
from desktop.sync.export import Contents, write_bundle
from desktop.sync.models import RowLine
from desktop.sync.opened import open_bundle
from desktop.sync.row_lines import plain_row
from desktop.sync.seal import new_identity
from desktop.sync.stored_zip import archive
from desktop.sync.unpack import unseal_to_folder

_names = st.text(string.ascii_letters + string.digits, min_size=1, max_size=12)
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_values = st.dictionaries(_names, _texts, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    revisions=st.lists(st.tuples(st.integers(1, 3), _values), min_size=1, max_size=4),
    rows=st.lists(st.tuples(_names, st.none() | _values), max_size=6),
    pictures=st.lists(st.binary(max_size=200), max_size=2, unique=True),
)
def test_what_is_written_is_what_is_read(making, pair, tmp_path, revisions, rows, pictures):
    records = tuple(
        making.line(f"record-{place}", making.chain(f"record-{place}", length, values))
        for place, (length, values) in enumerate(revisions)
    )
    lines = tuple(
        RowLine(record="record-0", revision=1, row=f"{place}-{row}", position=place, values=values)
        for place, (row, values) in enumerate(rows)
    )
    store = {sha256_hex(picture): picture for picture in pictures}
    contents = Contents(records, lines, attachments=tuple(store), attachment=store.__getitem__)
    exported = write_bundle(contents, pair.sender, pair.receiver, making.label(7), tmp_path)
    opened = open_bundle(exported.path, pair.identity)
    assert opened.records == records
    assert list(map(plain_row, opened.rows.get("record-0", ()))) == list(map(plain_row, lines))
    assert {digest: opened.attachment(digest) for digest in store} == store
    assert (opened.info.sequence, opened.info.counts) == (7, contents.counts)


def test_a_bundle_is_verified_without_its_key_and_in_the_shape_scripts_rely_on(write, pair):
    exported = write()
    report = verify_bundle(exported.path)
    said = json.loads(json.dumps(report.as_json()))
    assert said.keys() == {"ok", "bundle", "device", "sequence", "revisions", "findings"}
    assert (said["ok"], said["bundle"], said["sequence"], said["revisions"]) == (True, "bundle-1", 1, 1)
    assert said["device"] == pair.sender.device


def test_no_name_can_be_read_from_the_file_or_from_its_header(write):
    written = write().path.read_bytes()
    for planted in ("扎西·东智", "马得福", "386.00", "低保名单"):
        assert planted.encode() not in written


def test_cut_short_at_any_length_it_is_refused(write, pair):
    exported = write()
    whole = exported.path.read_bytes()
    cut = exported.path.with_name("cut.mingbai")
    for length in [*range(0, len(whole), 19), len(whole) - 1]:
        cut.write_bytes(whole[:length])
        report = verify_bundle(cut)
        assert not report.ok, length
        assert "不完整或被改动过" in report.findings[0].text


def test_with_any_bit_turned_over_it_is_refused(write):
    exported = write()
    whole = exported.path.read_bytes()
    altered = exported.path.with_name("altered.mingbai")
    chosen = random.Random(632521)
    head, tail = (
        range(60),
        range(len(whole) - 1100, len(whole)),
    )  # everything around the payload, and some of it
    for place in {*head, *tail, *chosen.sample(range(len(whole)), 300)}:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chosen.randrange(8)
        altered.write_bytes(flipped)
        assert not verify_bundle(altered).ok, place


def test_bytes_added_before_or_after_are_refused(write):
    exported = write()
    whole = exported.path.read_bytes()
    padded = exported.path.with_name("padded.mingbai")
    for data in (whole + b"\0", b"\0" + whole, whole + whole):
        padded.write_bytes(data)
        assert not verify_bundle(padded).ok


def test_somebody_else_cannot_open_it(write):
    with pytest.raises(Refusal, match="不是加密给本机的") as refused:
        open_bundle(write().path, new_identity())
    assert refused.value.code == "wrong-receiver"


def test_a_bundle_of_a_newer_program_is_named_as_such(write):
    exported = write()
    with zipfile.ZipFile(exported.path) as outer:
        header = outer.read("header.json").replace(b'"format":"1"', b'"format":"2"')
        entries = [("payload.age", outer.read("payload.age")), ("header.json", header)]
    exported.path.write_bytes(b"".join(archive(entries)))
    report = verify_bundle(exported.path)
    assert [finding.code for finding in report.findings] == ["bundle-newer"]
    assert "更新的程序" in report.findings[0].text


def test_a_missing_file_is_a_refusal_with_a_next_step(tmp_path):
    with pytest.raises(Refusal, match="U盘"):
        verify_bundle(tmp_path / "nothing.mingbai")


def test_the_library_of_congress_validator_accepts_the_unsealed_bag(write, pair, tmp_path):
    bag = unseal_to_folder(write().path, pair.identity, tmp_path / "unsealed")
    judged = bagit.Bag(str(bag))
    assert judged.validate()
    names = {path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file()}
    assert {"manifest-sm3.txt", "signature.json", "data/records.jsonl", "data/schema/forms.json"} <= names
    assert all(name.isascii() for name in names)


def test_an_altered_bag_is_not_accepted_by_that_validator(write, pair, tmp_path):
    bag = unseal_to_folder(write().path, pair.identity, tmp_path / "unsealed")
    (bag / "data" / "records.jsonl").write_bytes(b"{}\n")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()


def test_sm3_agrees_with_the_standard_s_own_example():
    from desktop.sync.digests import _LibrarySm3, sm3_hex

    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    other = _LibrarySm3()
    other.update(b"abc")
    assert sm3_hex(b"abc") == other.hexdigest() == expected


def test_progress_is_told_in_bytes_and_reaches_the_end(write):
    steps = []
    write(progress=Progress(steps.append))
    verifying = [step for step in steps if "核对" in step.text]
    assert verifying
    assert verifying[-1].done == verifying[-1].total > 0


def test_an_ordinary_zip_reader_lists_the_two_entries(write):
    with zipfile.ZipFile(write().path) as outer:
        assert outer.namelist() == ["payload.age", "header.json"]
        assert outer.testzip() is None


def test_two_bundles_of_the_same_contents_differ_only_under_the_seal(write, pair):
    first, second = open_bundle(write().path, pair.identity), open_bundle(write().path, pair.identity)
    assert first.records == second.records
    assert first.header.sha256 != second.header.sha256


def test_the_real_file_kept_from_format_1_is_still_read():
    folder = Path(__file__).parents[1] / "fixtures" / "bundles"
    identity = (folder / "format-1.identity").read_text().strip()
    opened = open_bundle(folder / "format-1.mingbai", identity)
    assert verify_bundle(folder / "format-1.mingbai").ok
    assert [line.title for line in opened.records] == ["低保名单 0199f000-0000-7000-8000-0000000000r1"]
    assert [row.values["name"] for row in opened.rows[opened.records[0].record] if row.values] == [
        "扎西·东智",
        "马得福",
    ]
