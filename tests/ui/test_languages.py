"""The window in another language: all its words have phrases that fit, and only content and what is kept stays Chinese."""

import json
import os
import string
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop.base.words import speak, tr
from desktop.ui.languages import kept_settings, offered, phrases, speak_as_wished, spoken
from desktop.ui.preferences import Preferences

TRANSLATIONS = Path("desktop/ui/translations").resolve()
ONE = '<TS version="2.1"><context><name></name><message><source>{}</source><translation{}>{}</translation></message></context></TS>'


@pytest.fixture(autouse=True)
def chinese_again():
    yield
    speak({})


def english():
    for file in sorted(TRANSLATIONS.glob("en*.ts")):
        for message in ElementTree.parse(file).iter("message"):
            yield message.findtext("source", ""), message.find("translation")


def holes(text: str) -> list[tuple[str, str, str]]:
    return sorted(
        {(name, form or "", turned or "") for _, name, form, turned in string.Formatter().parse(text) if name}
    )


def test_every_word_of_the_screen_has_its_english_phrase():
    assert [source for source, said in english() if said.get("type") is not None or not said.text] == []


def test_a_phrase_fills_in_what_its_source_fills_in():
    assert [source for source, said in english() if holes(source) != holes(said.text or "")] == []


@pytest.mark.parametrize("office", ["township", "county"])
def test_the_window_in_english_shows_no_chinese_of_its_own_and_cuts_nothing_off(office, request):
    session = request.getfixturevalue(office)
    home, who = session.desk.home.folder, session.desk.home.account.name
    session.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.words_seen", str(home), who, "青石滩的口令 2026"],
        capture_output=True, text=True, timeout=180, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "MINGBAI_LANGUAGE": "en"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"chinese": {}, "cut": []}


def test_the_language_of_the_settings_is_spoken_from_the_next_start_on(tmp_path):
    Preferences(tmp_path).set_language("en")
    assert tr("今日") == "今日"
    assert speak_as_wished(tmp_path) == spoken() == Preferences(tmp_path).language == "en"
    assert tr("今日") == "Today"
    Preferences(tmp_path).set_language("zh")
    assert speak_as_wished(tmp_path) == "zh"
    assert tr("今日") == "今日"


def test_a_state_and_what_a_button_does_are_two_words_in_english():
    speak(phrases("en"))
    assert (tr("退回"), tr("退回", "to give back")) == ("Returned", "Return")


def test_a_language_that_is_not_there_is_chinese(tmp_path):
    kept_settings(tmp_path).setValue("language", "fr")
    assert speak_as_wished(tmp_path) == "zh"


def test_tibetan_is_offered_as_soon_as_its_file_is_there_and_what_is_unfinished_stays_chinese(tmp_path):
    assert "bo" not in offered(tmp_path)
    (tmp_path / "bo.ts").write_text(ONE.format("今日", "", "དེ་རིང་"), encoding="utf-8")
    assert offered(tmp_path) == {"zh": "中文", "bo": "བོད་ཡིག"}
    assert phrases("bo", tmp_path) == {"今日": "དེ་རིང་"}
    (tmp_path / "bo.ts").write_text(ONE.format("今日", ' type="unfinished"', "ཁ་ཅིག"), encoding="utf-8")
    assert phrases("bo", tmp_path) == {}


def test_a_value_with_braces_or_percent_signs_is_filled_in_as_it_is():
    assert tr("没有“{name}”。", name="{x} 100%") == "没有“{x} 100%”。"
    assert tr("{没有}") == "{没有}"
