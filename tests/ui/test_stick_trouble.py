"""What is said when a stick or a bundle lets us down: what happened, what is safe, the way on."""

import errno
from pathlib import Path

import pytest

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.files import surroundings
from desktop.ui.viewmodels.stick_trouble import AGAIN, LATER, OTHER, reading_trouble, writing_trouble


@pytest.mark.parametrize(
    ("error", "last_button"),
    [
        (SurroundingsError("U盘空间不够：还差 12 MB，什么都没有写。", code="no-space"), AGAIN),
        (surroundings(OSError(errno.ENOSPC, "full"), Path("/media/U盘/x")), AGAIN),
        (surroundings(OSError(errno.EROFS, "read-only"), Path("/media/U盘/x")), OTHER),
        (surroundings(OSError(errno.EACCES, "denied"), Path("/media/U盘/x")), OTHER),
        (surroundings(OSError(errno.EIO, "gone"), Path("/media/U盘/x")), AGAIN),
        (surroundings(OSError(errno.ENOENT, "gone"), Path("/media/U盘/x")), AGAIN),
        (SurroundingsError("写进U盘的内容读回来不一样，这个U盘可能坏了。", code="stick-faulty"), OTHER),
        (SurroundingsError("这个位置现在用不了。", todo="请换一个位置再试。"), AGAIN),
        (Refusal("没有要发的内容。", safe="什么都没有写。"), "leave"),
    ],
)
def test_each_trouble_with_writing_says_what_is_safe_and_the_way_on(error, last_button):
    trouble = writing_trouble(error)
    assert error.what in {trouble.what, trouble.detail}
    assert "/" not in trouble.what
    assert trouble.safe
    assert trouble.buttons[-1][0] == last_button
    assert trouble.buttons[0][0] in {LATER, "leave"}


def test_a_stick_pulled_while_writing_is_told_with_numbered_steps():
    trouble = writing_trouble(surroundings(OSError(errno.EIO, "gone"), Path("/media/U盘/x")))
    assert trouble.what == "U盘中途断开了，还没有写完。"
    assert trouble.steps[0] == "把U盘重新插好，换一个插口更稳妥。"
    assert "不会被当成正式的包" in trouble.safe
    assert [words for _key, words in trouble.buttons] == ["以后再说", "换一个U盘", "插好了，再写一次"]


def test_an_altered_bundle_cannot_be_tried_again_but_replaced():
    refused = reading_trouble(Refusal("这个包不完整或被改动过。", todo="请发送单位重新导出一次，再拿来收。"))
    assert [key for key, _words in refused.buttons] == [LATER, OTHER]
    pulled = reading_trouble(SurroundingsError("读文件时出错。"))
    assert pulled.buttons[-1][0] == AGAIN


@pytest.mark.parametrize(
    ("todo", "steps"),
    [
        ("请换一个U盘。也可以写到文件夹。", ("请换一个U盘。", "也可以写到文件夹。")),
        (
            "Use another stick. Or write to D:\\out.bak now.",
            ("Use another stick.", "Or write to D:\\out.bak now."),
        ),
    ],
)
def test_what_to_do_is_taken_apart_into_steps_in_either_language(todo, steps):
    assert writing_trouble(SurroundingsError("这个位置现在用不了。", todo=todo)).steps == steps
