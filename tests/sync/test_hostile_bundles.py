"""Archives and documents made to harm: refused, whole, with a sentence, before anything is believed."""

import io
import json
import stat
import zipfile

import pytest

from desktop.base.errors import Refusal
from desktop.sync.check import verify_bundle
from desktop.sync.opened import open_bundle
from desktop.sync.read import Archive, Limits, lines, parse_json
from desktop.sync.stored_zip import archive


def opened(entries: list[tuple[zipfile.ZipInfo | str, bytes]], limits: Limits | None = None) -> Archive:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in entries:
            made.writestr(name, data)
    return Archive(stream, limits or Limits())


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt", "bag/../../outside", "/etc/passwd", "C:/x", "bag\\x", "bag//x", "bag/./x", "bag/名单.txt",
        "bag/.hidden", "bag/con", "bag/nul.txt", "bag/x.", "a/b/c/d/e/f", "bag/x y",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(name):
    with pytest.raises(Refusal, match="不合规定的文件名"):
        opened([(name, b"x")])


def test_two_names_that_differ_only_in_case_are_refused():
    with pytest.raises(Refusal, match="同名"):
        opened([("bag/a.txt", b"1"), ("bag/A.txt", b"2")])


def test_the_same_name_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate"), pytest.raises(Refusal, match="同名"):
        opened([("bag/a.txt", b"1"), ("bag/a.txt", b"2")])


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_links_and_devices_are_refused(kind):
    entry = zipfile.ZipInfo("bag/link")
    entry.external_attr = (kind | 0o777) << 16
    with pytest.raises(Refusal, match="不是普通文件"):
        opened([(entry, b"/etc/passwd")])


def test_compressed_entries_are_refused():
    entry = zipfile.ZipInfo("bag/bomb")
    entry.compress_type = zipfile.ZIP_DEFLATED
    with pytest.raises(Refusal, match="大小对不上"):
        opened([(entry, b"0" * 100_000)])


def test_sizes_beyond_the_limit_are_refused_one_by_one_and_together():
    with pytest.raises(Refusal, match="太大"):
        opened([("bag/a", b"x" * 101)], Limits(entry=100))
    with pytest.raises(Refusal, match="太大"):
        opened([("bag/a", b"x" * 60), ("bag/b", b"x" * 60)], Limits(entry=100, total=100))
    with pytest.raises(Refusal, match="太大"):
        opened([(f"bag/{number}", b"") for number in range(6)], Limits(entries=5))


def test_an_entry_that_lies_about_its_size_is_refused():
    whole = b"".join(archive([("bag/a", b"abcdef")]))
    place = whole.rindex(b"PK\x01\x02")
    for size in (0, 5, 7, 10**6):
        lying = bytearray(whole)
        lying[place + 20 : place + 24] = lying[place + 24 : place + 28] = size.to_bytes(4, "little")
        with pytest.raises(Refusal):
            Archive(io.BytesIO(bytes(lying))).read("bag/a")


def test_what_is_no_archive_is_refused():
    for data in (b"", b"PK", b"PK\x05\x06" + b"\xff" * 18, b"\x00" * 500, b"%PDF-1.7 " * 100):
        with pytest.raises(Refusal, match="不完整或被改动过"):
            Archive(io.BytesIO(data))


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}', '{"a":1.5}', '{"a":NaN}', '{"a":Infinity}', '{"a":1e5}', '{"a":99999999999999999999}', "[1,",
        '{"a":"\\ud800"}', "\ufeff{}", "",
    ],
)  # fmt: skip
def test_json_that_two_readers_could_read_differently_is_refused(text):
    with pytest.raises(Refusal):
        parse_json(text.encode())


def test_json_nested_deeply_is_refused_without_exhausting_the_reader():
    for text in ("[" * 200_000, '{"a":' * 5_000 + "1" + "}" * 5_000, "[" * 13 + "]" * 13):
        with pytest.raises(Refusal, match="嵌套过深"):
            parse_json(text.encode())
    assert parse_json(json.dumps({"brackets in a text": '[[[[[[[[[[[[[[[[{{{{\\"'}).encode())


def test_a_line_that_is_too_long_or_not_ended_is_refused():
    with pytest.raises(Refusal, match="过长"):
        parse_json(b'"' + b"x" * 100 + b'"', Limits(line=50))
    with pytest.raises(Refusal, match="没有写完"):
        lines(b"{}\n{}")


def test_bytes_that_are_not_utf8_are_refused():
    with pytest.raises(Refusal):
        parse_json(b'"\xff\xfe"')


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + bytes(900),
        "普通文字".encode() * 20,
        b"".join(archive([("xl/workbook.xml", b"<workbook/>")])),
    ],
    ids=["pdf", "text", "xlsx"],
)
def test_a_file_of_another_kind_is_not_called_a_broken_bundle(tmp_path, pair, data):
    path = tmp_path / "名单.mingbai"
    path.write_bytes(data)
    with pytest.raises(Refusal, match="”不是同步包") as refused:
        open_bundle(path, pair.identity)
    assert refused.value.safe == "原有数据没有动。"
    assert not verify_bundle(path).ok


@pytest.mark.parametrize("kept", [0, 20, 40, 3000, -1])
def test_a_bundle_cut_short_is_called_broken_wherever_it_was_cut(tmp_path, pair, write, kept):
    path = tmp_path / "cut.mingbai"
    path.write_bytes(write().path.read_bytes()[:kept])
    with pytest.raises(Refusal, match="不完整或被改动过"):
        open_bundle(path, pair.identity)


def test_a_folder_is_not_called_missing(tmp_path, pair):
    with pytest.raises(Refusal, match="是文件夹，不是文件"):
        open_bundle(tmp_path, pair.identity)
