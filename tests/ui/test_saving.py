"""Saves of one window follow one another; only another window's save is somebody else's. On a real home."""

from datetime import date

import pytest

from desktop.base.errors import Refusal
from desktop.domain.record import RecordContent
from desktop.ui.viewmodels.saving import Saving


@pytest.fixture
def record(township):
    return township.records.new("SNBT-002").value


@pytest.fixture
def saving(township, record):
    made = Saving(township.records)
    made.follow(record, township.records.head(record).version)
    return made


def content(title):
    return RecordContent(title=title, formed_on=date(2026, 9, 14))


def test_a_save_follows_the_one_before_it_without_being_told(saving, township, record):
    for edits, title in enumerate(("一", "一二", "一二三"), 1):
        assert saving.save(record, content(title), edits)
    assert township.records.get(record).record.title == "一二三"


def test_an_older_save_that_waited_does_not_lie_down_on_a_newer_one(saving, township, record):
    assert saving.save(record, content("新的"), 2)
    assert not saving.save(record, content("旧的"), 1)
    assert township.records.get(record).record.title == "新的"


def test_what_another_window_saved_is_not_overwritten_until_it_was_seen(saving, township, record):
    township.records.save(record, content("别的窗口"))
    with pytest.raises(Refusal) as refused:
        saving.save(record, content("这个窗口"), 1)
    assert refused.value.code == "changed-meanwhile"
    assert township.records.get(record).record.title == "别的窗口"
    saving.follow(record, township.records.head(record).version)
    assert saving.save(record, content("这个窗口"), 1)
