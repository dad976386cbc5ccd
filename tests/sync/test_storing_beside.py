"""Attachments are stored on a thread beside the rows: all of them, or nothing of the import."""

import threading
import time

import pytest

from desktop.base.errors import SurroundingsError
from desktop.storage import attachments
from desktop.storage.attachments import Attachments
from desktop.sync import apply as applying
from desktop.sync import digests
from desktop.sync.merge import Case
from tests.sync.two_homes import people


@pytest.fixture
def on_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "AT_ONCE", 1)


def test_attachments_stored_beside_are_all_there_when_the_record_is(offices, on_a_thread, monkeypatch):
    pictures = {offices.township.issue(str(size), people("扎西"), b"x" * size): size for size in (1, 9, 99)}
    keep, threads = Attachments.keep, set[str]()

    def slowly(store: Attachments, digest: str, data: bytes) -> None:
        threads.add(threading.current_thread().name)
        time.sleep(0.01)
        keep(store, digest, data)

    path = offices.township.send(offices.county, offices.stick).path
    monkeypatch.setattr(Attachments, "keep", slowly)
    offices.county.take_in(path)
    assert threading.current_thread().name not in threads
    with offices.county.home.database.reading() as session:
        for record, size in pictures.items():
            [(digest, *_)] = attachments.of_record(session, record)
            assert offices.county.home.attachments.get(digest) == b"x" * size


def test_an_attachment_that_cannot_be_stored_undoes_the_whole_import(offices, on_a_thread, monkeypatch):
    for picture in (b"one", b"two"):
        offices.township.issue(picture.decode(), people("扎西"), picture)
    path = offices.township.send(offices.county, offices.stick).path

    def full(_store: Attachments, _digest: str, _data: bytes) -> None:
        raise SurroundingsError("磁盘空间不够。", code="write-failed")

    with monkeypatch.context() as spoilt:
        spoilt.setattr(Attachments, "keep", full)
        with pytest.raises(SurroundingsError, match="磁盘空间不够"):
            offices.county.take_in(path)
    assert (offices.county.snapshot(), offices.county.held()) == ([], [])
    assert offices.county.take_in(path).receipt.counts.accepted == 2


def test_no_attachment_is_begun_any_more_once_the_rows_were_hindered(offices, on_a_thread, monkeypatch):
    for number in range(40):
        offices.township.issue(str(number), [], f"picture {number}".encode())
    path = offices.township.send(offices.county, offices.stick).path
    keep, begun = Attachments.keep, list[str]()

    def slowly(store: Attachments, digest: str, data: bytes) -> None:
        begun.append(digest)
        time.sleep(0.02)
        keep(store, digest, data)

    def hindered(*_: object) -> Case:
        raise SurroundingsError("数据库写不进去。", code="disk-error")

    monkeypatch.setattr(Attachments, "keep", slowly)
    monkeypatch.setattr(applying, "judge_again", hindered)
    with pytest.raises(SurroundingsError, match="数据库写不进去"):
        offices.county.take_in(path)
    assert len(begun) < 40
    at_the_end = len(begun)
    time.sleep(0.1)
    assert len(begun) == at_the_end
