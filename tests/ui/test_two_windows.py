"""Two windows write the same record: the second save is stopped, told, and nothing of either is lost."""

from datetime import date

import pytest

from desktop.base.errors import Refusal
from desktop.domain.record import RecordContent
from desktop.ui.changes import Changed
from desktop.ui.viewmodels.record_viewmodel import RecordViewModel


@pytest.fixture
def draft(township):
    content = RecordContent(title="2026年补贴", formed_on=date(2026, 9, 14), values={"rate": "115"})
    return township.records.new("SNBT-002", "", content).value


@pytest.fixture
def windows(township, ask, tasks, gone, draft):
    """Two windows with the draft open; they do not hear of each other."""
    made = [RecordViewModel(township, ask, tasks, Changed(), gone.append) for _ in range(2)]
    for each in made:
        each.open(draft)
    return made


def saved(township, draft):
    content = township.records.get(draft).content
    return content.title, content.values["rate"]


def test_a_save_over_a_newer_one_is_refused_and_both_texts_are_there(windows, township, draft, ask):
    first, second = windows
    first.set_title("第一个窗口的标题")
    first.save()
    second.set_value("rate", "120")
    ask.will("stop", "leave")
    second.save()
    assert "在另一个窗口里改过" in ask.asked[-1][1]
    assert saved(township, draft) == ("第一个窗口的标题", "115")
    assert second.unsaved
    assert second.values["rate"] == "120"
    ask.will("stop", "leave")
    assert not second.keep()


def test_whoever_takes_the_other_text_has_the_own_one_step_back(windows, township, draft, ask):
    first, second = windows
    first.set_title("第一个窗口的标题")
    assert first.keep()
    second.set_title("第二个窗口的标题")
    ask.will("stop", "theirs")
    assert second.keep()
    assert second.title == "第一个窗口的标题"
    assert second.undo()
    assert second.keep()
    assert saved(township, draft) == ("第二个窗口的标题", "115")


def test_whoever_insists_saves_and_has_the_other_text_one_step_back(windows, township, draft, ask):
    first, second = windows
    first.set_title("第一个窗口的标题")
    first.save()
    second.set_value("rate", "120")
    ask.will("stop", "mine")
    second.save()
    assert saved(township, draft) == ("2026年补贴", "120")
    while second.title != "第一个窗口的标题":
        assert second.undo()
    assert second.keep()
    assert saved(township, draft)[0] == "第一个窗口的标题"
    assert not ask.told


def test_one_window_alone_is_never_asked(windows, township, draft, ask):
    window = windows[0]
    for turn in range(3):
        window.set_title(f"第{turn}次")
        window.save()
        window.set_value("rate", f"{turn + 1}")
        assert window.keep()
    township.records.add_row(draft, {"name": "马成英"})
    window.set_title("最后")
    assert window.keep()
    assert not ask.asked
    assert not ask.told


def test_a_change_told_of_while_typing_is_still_not_written_over(windows, township, draft, ask):
    first, second = windows
    second.set_title("正在写")
    first.set_value("rate", "130")
    first.save()
    second._read_again()
    ask.will("stop", "leave")
    second.save()
    assert saved(township, draft) == ("2026年补贴", "130")


def test_the_use_case_compares_content_and_not_the_clock(township, draft):
    seen = township.records.head(draft).version
    content = township.records.head(draft).content
    township.records.save(draft, content, seen)
    assert township.records.head(draft).version == seen
    township.records.save(draft, content.model_copy(update={"title": "新的"}), seen)
    with pytest.raises(Refusal, match="另一个窗口"):
        township.records.save(draft, content, seen)
    assert township.records.head(draft).content.title == "新的"
