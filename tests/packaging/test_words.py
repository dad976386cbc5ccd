"""The words to translate: what the source and the content show stands in the translation files, and nothing else."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from desktop.base.words import phrase_key, zh
from desktop.domain.codelist import Code

ROOT = Path(__file__).parents[2]


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


content, source = loaded("content_words"), loaded("source_words")


def test_renewing_the_words_of_the_source_changes_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "en.ts"
    shutil.copy(source.FOLDER / "en.ts", kept)
    source.renew(kept)
    assert content.messages_of(kept) == content.messages_of(source.FOLDER / "en.ts"), "run make words"


def test_renewing_the_words_of_the_content_changes_nothing() -> None:
    file = content.FOLDER / "en_content.ts"
    assert content.renewed(file, content.content_words()) == file.read_text(encoding="utf-8"), (
        "run make words"
    )


def test_lupdate_finds_what_is_shown_and_what_is_kept(tmp_path: Path) -> None:
    (tmp_path / "desktop" / "cli").mkdir(parents=True)
    (tmp_path / "desktop" / "cli" / "say.py").write_text('say(tr("命令"))\n', encoding="utf-8")
    (tmp_path / "desktop" / "room.py").write_text(
        'a = tr("屏幕 {n}", n=1) + zh("留下来" "的")\nb = "搜索"\nc = tr("退回") + tr("退回", "to give back")\n',
        encoding="utf-8",
    )
    source.renew(tmp_path / "en.ts", tmp_path)
    assert set(content.messages_of(tmp_path / "en.ts")) == {
        "屏幕 {n}",
        "留下来的",
        "退回",
        phrase_key("退回", "to give back"),
    }


@pytest.fixture
def two_files(tmp_path: Path) -> Path:
    phrase = "<message><source>{}</source><translation>{}</translation></message>"
    whole = "<TS><context><name></name>{}</context></TS>"
    (tmp_path / "en.ts").write_text(whole.format(phrase.format("姓名", "Name")), encoding="utf-8")
    old = phrase.format("村 &amp; 组", "Village") + phrase.format("不用了", "Gone")
    (tmp_path / "en_content.ts").write_text(whole.format(old), encoding="utf-8")
    return tmp_path / "en_content.ts"


def test_finished_phrases_stay_and_words_no_longer_shown_go(two_files: Path) -> None:
    two_files.write_text(content.renewed(two_files, ["姓名", "村 & 组", "新的"]), encoding="utf-8")
    assert content.messages_of(two_files) == {"村 & 组": "Village", "新的": ""}


def test_only_phrases_of_the_content_are_collected() -> None:
    codes = (Code("1", zh("公告"), zh("")), Code("2", "不显示", zh("每{n}天", n=7)))
    assert list(content.shown_in({"a": codes})) == ["公告", "每{n}天"]
