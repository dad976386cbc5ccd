"""An enrolled sender whose bundle is signed and whole, but whose content is not what it says it is."""

import io
from dataclasses import replace
from typing import Literal

import pytest

from desktop.base.errors import Refusal
from desktop.domain.form import DisclosureClass, FieldType, Form, FormField
from desktop.domain.record import RosterRow
from desktop.sync import bag
from desktop.sync.check import check_envelope, verify_bundle
from desktop.sync.digests import Digests, Sums
from desktop.sync.envelope import pieces, read_envelope
from desktop.sync.export import Contents, write_bundle
from desktop.sync.merge import Case
from desktop.sync.models import Counts, Part, RecordLine, RowLine
from desktop.sync.opened import open_bundle, verify_with_key
from desktop.sync.plan import local_columns
from desktop.sync.seal import new_identity
from desktop.sync.signing import sign_document


class NewerLine(RecordLine):
    """What a later program might write."""

    version: Literal[1, 2] = 2
    signed_by_mayor: bool = True


def newer(making, record: str) -> NewerLine:
    plain = making.line(record, making.chain(record, 1))
    return NewerLine.model_validate({**plain.model_dump(), "version": 2})


def test_a_record_of_a_newer_program_is_set_apart_and_the_others_are_read(making, write, pair):
    known = making.line("known", making.chain("known", 1))
    opened = open_bundle(write(Contents((newer(making, "strange"), known))).path, pair.identity)
    assert opened.records == (known,)
    assert [(line.record, line.case) for line in opened.apart] == [("strange", Case.NEWER_PROGRAM)]
    assert opened.apart[0].content["signed_by_mayor"] is True


def test_rows_of_a_newer_program_go_with_their_record_and_spoil_no_other(making, write, pair):
    class NewerRow(RowLine):
        colour: str = "green"
        canonical = Part.canonical  # all its fields

    line = making.line("plain", making.chain("plain", 1))
    rows = (
        NewerRow(record="strange", revision=1, row="r", position=1, values={"name": "x"}),
        RowLine(record="plain", revision=1, row="r", position=1, values={}),
    )
    opened = open_bundle(write(Contents((newer(making, "strange"), line), rows)).path, pair.identity)
    assert opened.rows == {"plain": rows[1:]}
    assert [row["colour"] for row in opened.apart[0].rows] == ["green"]


def test_a_record_with_a_key_too_many_is_set_apart_as_faulty(making, write, pair):
    strange = newer(making, "strange").model_copy(update={"version": 1})
    opened = open_bundle(write(Contents((strange,))).path, pair.identity)
    assert [(line.record, line.case) for line in opened.apart] == [("strange", Case.FAULTY)]


def test_a_record_that_stands_twice_is_refused(making, write, pair):
    line = making.line("twice", making.chain("twice", 1))
    with pytest.raises(Refusal, match="写了两次"):
        open_bundle(write(Contents((line, line))).path, pair.identity)


def test_rows_of_a_record_that_is_not_there_are_refused(making, write, pair):
    line = making.line("here", making.chain("here", 1))
    stray = RowLine(record="elsewhere", revision=1, row="r", position=1, values={})
    with pytest.raises(Refusal, match="找不到它的记录"):
        open_bundle(write(Contents((line,), (stray,))).path, pair.identity)


def test_counts_that_are_not_what_is_there_are_refused(making, write, pair, monkeypatch):
    lying = Counts(records=2, revisions=1, rows=0, postings=0, attachments=0)
    monkeypatch.setattr(Contents, "counts", property(lambda _: lying))
    path = write(Contents((making.line("one", making.chain("one", 1)),))).path
    with pytest.raises(Refusal, match="件数对不上"):
        open_bundle(path, pair.identity)


def test_a_payload_that_the_manifest_does_not_list_rightly_is_found_with_the_key_only(
    write, pair, monkeypatch
):
    class Lying(Digests):
        def result(self) -> Sums:
            return replace(super().result(), sm3="0" * 64)

    monkeypatch.setattr(bag, "Digests", Lying)
    path = write().path
    monkeypatch.undo()
    assert verify_bundle(path).ok
    report = verify_with_key(path, pair.identity)
    assert not report.ok
    assert {finding.code for finding in report.findings} >= {"digest-wrong"}
    with pytest.raises(Refusal, match="内容与清单对不上"):
        open_bundle(path, pair.identity)


def test_an_attachment_that_is_another_than_its_name_says_is_not_sent(making, write):
    with pytest.raises(Refusal, match="和登记时不一样"):
        write(replace(making.contents(), attachment=lambda _: b"another picture"))


def test_a_bag_signed_by_somebody_else_than_the_header_is_found(write, pair, making, tmp_path, monkeypatch):
    monkeypatch.setattr(bag, "sign", lambda _key, _message: "0" * 128)
    path = write().path
    monkeypatch.undo()
    assert [
        finding.code
        for finding in verify_with_key(path, pair.identity).findings
        if finding.severity == "block"
    ] == ["signature-wrong"]


def test_verifying_with_a_key_says_so_when_it_does_not_fit_and_is_content_when_all_is_well(write, pair):
    path = write().path
    assert verify_with_key(path, pair.identity).ok
    report = verify_with_key(path, new_identity())
    assert (report.ok, report.sequence) == (False, 1)
    assert "wrong-receiver" in {finding.code for finding in report.findings}


def test_a_header_that_says_otherwise_than_the_bag_is_refused(write, pair, making, tmp_path):
    first, second = making.label(1), replace(making.label(2), bundle="bundle-1")
    contents = making.contents()
    whole = write_bundle(contents, pair.sender, pair.receiver, first, tmp_path)
    other = write_bundle(contents, pair.sender, pair.receiver, second, tmp_path)
    with whole.path.open("rb") as stream:
        envelope = read_envelope(whole.path, stream)
        assert check_envelope(envelope, stream) == []
        stream.seek(envelope.start)
        sealed = stream.read(envelope.header.size)
    lying = sign_document(envelope.header.model_copy(update={"sequence": 2}), pair.sender.signing_key)
    other.path.write_bytes(b"".join(pieces(lying, io.BytesIO(sealed), envelope.crc)))
    assert verify_bundle(other.path).ok
    with pytest.raises(Refusal, match="外面和里面说的不一样"):
        open_bundle(other.path, pair.identity)


def test_columns_that_stay_on_the_laptop_are_known_by_their_class():
    columns = tuple(
        FormField(str(place), str(place), FieldType.TEXT, disclosure)
        for place, disclosure in enumerate(DisclosureClass)
    )
    assert local_columns(Form("f", "f", (), (), columns)) == {"3"}
    assert RosterRow(row="r", position=1, values={}).digest()
