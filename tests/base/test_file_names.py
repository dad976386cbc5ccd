"""Names out of what people wrote: each can be written on Windows and on Linux, and stays what a person recognizes."""

import re
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.file_names import file_name
from desktop.base.files import write_atomically


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("关于青石滩乡2026年耕地地力保护补贴发放情况的公示.pdf", "关于青石滩乡2026年耕地地力保护补贴发放情况的公示.pdf"),
        ("2025/2026年度草原补奖.pdf", "2025_2026年度草原补奖.pdf"),
        ("低保（一季度）：名单?.xlsx", "低保（一季度）：名单_.xlsx"),
        ("CON.pdf", "_CON.pdf"), ("aux", "_aux"), ("com1 .txt", "_com1.txt"), ("nul.tar.gz", "_nul.tar.gz"), ("console.pdf", "console.pdf"),
        ("..\\..\\windows", "_.._windows"), ("../../etc/passwd", "_.._etc_passwd"), ("名单. ", "名单"), (" ", "_"), ("", "_"), ("...", "_"),
        (".pdf", "pdf"), ("公示\u202efdp.exe", "公示_fdp.exe"), ("两行\n标题.pdf", "两行_标题.pdf"),
    ],
)  # fmt: skip
def test_what_a_disk_refuses_is_replaced_and_the_rest_stays(words: str, name: str) -> None:
    assert file_name(words) == name


def test_a_long_title_keeps_its_ending_and_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / file_name("关于二〇二六年财政衔接推进乡村振兴补助资金项目" * 12 + ".pdf")
    write_atomically(path, b"x")
    assert path.name.startswith("关于二〇二六年")
    assert path.suffix == ".pdf"


@given(st.text(max_size=120) | st.from_regex(r"(?i)(con|nul|com1|lpt9)[. ]{0,3}[a-z.]{0,4}", fullmatch=True))
def test_every_name_is_one_that_windows_takes_and_is_fit_as_it_is(words: str) -> None:
    name = file_name(words)
    assert 0 < len(name.encode()) <= 200
    assert not re.search(r'[\x00-\x1f\\/:*?"<>|]', name)
    assert not name.endswith((".", " "))
    assert not PureWindowsPath(name).is_reserved()
    assert PureWindowsPath(name).name == name
    assert file_name(name) == name
