"""Words in the language of the screen, and words that stay Chinese until they are drawn."""

import copy
import json
import pickle
from collections.abc import Iterator

import pytest

from desktop.base.errors import Refusal
from desktop.base.words import Phrase, chinese, month_name, phrase_key, sentences, speak, tr, zh


@pytest.fixture
def english() -> Iterator[None]:
    speak({"第 {row} 行": "Row {row}", "{place}没有填。": "{place} is empty.", "、": ", ", "姓名": "Name"})
    yield
    speak({})


def test_without_another_language_everything_is_chinese() -> None:
    assert tr("第 {row} 行", row=3) == tr(zh("第 {row} 行", row=3)) == "第 3 行"


@pytest.mark.usefixtures("english")
def test_words_made_with_zh_are_kept_in_chinese_and_shown_in_english() -> None:
    said = zh("{place}没有填。", place=zh("第 {row} 行", row=3))
    assert said == "第 3 行没有填。"
    assert said in {"第 3 行没有填。"}
    assert tr(said) == "Row 3 is empty."
    assert tr("{place}没有填。", place=zh("姓名")) == "Name is empty."
    with chinese():
        assert tr(said) == tr("{place}没有填。", place=zh("第 {row} 行", row=3)) == said


def test_one_chinese_word_of_two_meanings_has_two_phrases() -> None:
    speak({"退回": "Returned", phrase_key("退回", "to give back"): "Return"})
    assert (tr("退回"), tr(zh("退回")), tr("退回", "to give back")) == ("Returned", "Returned", "Return")
    with chinese():
        assert tr("退回", "to give back") == "退回"
    speak({})
    assert tr("退回", "to give back") == "退回"


@pytest.mark.usefixtures("english")
def test_glued_words_are_still_known() -> None:
    place = "上滩村" + zh("第 {row} 行", row=3) + zh("姓名") + "·A1"
    assert place == "上滩村第 3 行姓名·A1"
    assert tr(place) == "上滩村Row 3 Name·A1"
    assert tr(zh("、").join([zh("姓名"), "马", zh("姓名")])) == "Name, 马, Name"
    assert zh("、").join([]) == ""


@pytest.mark.usefixtures("english")
def test_what_no_phrase_is_there_for_stays_chinese() -> None:
    assert tr("村名") == tr(zh("村名")) == "村名"
    assert tr(zh("第 {row} 行", row=3)[:3]) == "第 3"


@pytest.mark.usefixtures("english")
def test_words_survive_copies_and_go_out_as_plain_text() -> None:
    said = zh("第 {row} 行", row=3)
    for twin in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert isinstance(twin, Phrase)
        assert tr(twin) == "Row 3"
    assert type(str(said)) is str
    assert json.dumps(said, ensure_ascii=False) == '"第 3 行"'


@pytest.mark.usefixtures("english")
def test_values_can_be_hidden_without_losing_the_words() -> None:
    said = zh("{place}没有填。", place="第 3 行：" + zh("姓名"))
    hidden = said.changed(lambda value: value.replace("3", "…"))
    assert hidden == "第 … 行：姓名没有填。"
    assert tr(hidden) == "第 … 行：Name is empty."
    assert zh("姓名").changed(str.upper) == "姓名"


def test_sentences_follow_each_other_with_what_the_language_puts_between_them() -> None:
    said = zh("{place}没有填。", place="姓名")
    assert sentences("没有写。", "", said) == "没有写。姓名没有填。"
    assert sentences() == sentences("") == ""
    speak({"{before}{more}": "{before} {more}", "{place}没有填。": "{place} is empty."})
    try:
        assert sentences("Not written.", said, "") == "Not written. 姓名 is empty."
        assert str(Refusal("Not written.", todo="Try {again}.")) == "Not written. Try {again}."
        with chinese():
            assert sentences("没有写。", said) == "没有写。姓名没有填。"
    finally:
        speak({})


def test_a_month_is_a_number_in_chinese_and_has_a_name_elsewhere() -> None:
    assert [month_name(number) for number in range(1, 13)] == [str(number) for number in range(1, 13)]
    speak(
        {
            "1 2 3 4 5 6 7 8 9 10 11 12": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
            "{month}月{day}日": "{day} {month}",
        }
    )
    try:
        assert tr("{month}月{day}日", month=month_name(9), day=5) == "5 Sep"
    finally:
        speak({})
