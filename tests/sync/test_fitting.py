"""A bundle holds no more than a receiver reads; what does not fit waits, and nothing is divided or lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.canonical import sha256_hex
from desktop.base.errors import Refusal
from desktop.sync import export
from desktop.sync.export import Contents
from desktop.sync.fitting import Room, fitting
from desktop.sync.models import AttachmentLine, RowLine

pictures = [bytes([number]) * size for number, size in enumerate((10, 20, 30, 40, 50))]
SIZES = {sha256_hex(picture): len(picture) for picture in pictures}
DIGESTS = tuple(SIZES)


def contents_of(making, records) -> Contents:
    """``records``: (numbers of pictures, number of rows) each."""
    lines = tuple(
        making.line(
            f"r{place}",
            making.chain(f"r{place}", 1),
            attachments=tuple(
                AttachmentLine(digest=DIGESTS[number], name="图.png", size=SIZES[DIGESTS[number]])
                for number in sorted(numbers)
            ),
        )
        for place, (numbers, _) in enumerate(records)
    )
    rows = tuple(
        RowLine(record=f"r{place}", revision=1, row=f"row{number}", position=number, values={})
        for place, (_, count) in enumerate(records)
        for number in range(count)
    )
    used = dict.fromkeys(file.digest for line in lines for file in line.attachments)
    return Contents(lines, rows, attachments=tuple(used))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sets(st.integers(0, 4)), st.integers(0, 4)), min_size=1, max_size=6),
    st.integers(1, 160),
    st.integers(1, 5),
    st.integers(1, 12),
)
def test_what_fits_goes_whole_and_the_rest_follows_until_all_is_sent(making, records, attached, files, rows):
    room, whole = Room(attached, files, rows), contents_of(making, records)
    sent, rest = [], whole
    while rest.records:
        part, left = fitting(rest, room)
        assert len(part.records) + left == len(rest.records)
        assert part.records == rest.records[: len(part.records)]
        inside = {line.record for line in part.records}
        assert {row.record for row in part.rows} <= inside
        assert len(part.rows) == sum(row.record in inside for row in rest.rows)
        needed = {file.digest for line in part.records for file in line.attachments}
        assert set(part.attachments) == needed & set(rest.attachments)
        if len(part.records) > 1:
            assert sum(SIZES[digest] for digest in part.attachments) <= room.attached
            assert len(part.attachments) <= room.files
            assert len(part.rows) <= room.rows
        sent += part.records
        rest = Contents(
            rest.records[len(part.records) :],
            tuple(row for row in rest.rows if row.record not in inside),
            attachments=tuple(digest for digest in rest.attachments if digest not in part.attachments),
        )
    assert tuple(sent) == whole.records


def test_what_fits_in_one_goes_in_one(making):
    whole = making.contents()
    assert fitting(whole) == (whole, 0)


def test_a_roster_that_no_receiver_would_read_is_refused_before_a_byte_is_written(
    making, write, tmp_path, monkeypatch
) -> None:
    whole = making.contents()
    size = sum(len(row.canonical()) + 1 for row in whole.rows)
    monkeypatch.setattr(export, "LIMITS", replace(export.LIMITS, entry=size - 1))
    with pytest.raises(Refusal) as refused:
        write(whole)
    assert refused.value.code == "roster-too-large"
    assert whole.records[0].title in refused.value.what
    assert not list((tmp_path / "stick").iterdir())
    monkeypatch.setattr(export, "LIMITS", replace(export.LIMITS, entry=size))
    assert write(whole).rows == len(whole.rows)
