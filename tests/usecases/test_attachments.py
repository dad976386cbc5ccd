"""Attachments are kept encrypted, examined as far as they can be read, and arrive at the county."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.base.errors import Refusal, SurroundingsError
from tests.conftest import Open
from tests.farmland import id_number, person


def test_an_attachment_goes_with_the_record_to_the_county(
    as_person: Open, drafted: str, issue: Callable[[str], None], tmp_path: Path
) -> None:
    clerk, county = as_person("李春梅"), as_person("王得福")
    plan = tmp_path / "实施方案.txt"
    plan.write_text("补贴实施方案", "utf-8")
    line = clerk.attachments.add(drafted, plan).value
    issue(drafted)
    bundle = clerk.exchange.export(tmp_path).value.path
    county.exchange.import_(bundle, tmp_path)
    assert county.attachments.of(drafted) == [line]
    county.attachments.save(drafted, line.digest, tmp_path / "收到.txt")
    assert (tmp_path / "收到.txt").read_bytes() == plan.read_bytes()
    assert "补贴实施方案".encode() not in bundle.read_bytes()


def test_a_workbook_with_id_numbers_is_found_out(
    as_person: Open, drafted: str, roster_file: Callable[..., Path]
) -> None:
    clerk = as_person("李春梅")
    clerk.attachments.add(drafted, roster_file([person(1)], "汇总.xlsx"))
    found = [finding for finding in clerk.records.findings(drafted) if "汇总.xlsx" in finding.place]
    assert {finding.severity for finding in found} == {"block"}
    with pytest.raises(Refusal, match="必须改好"):
        clerk.flow.submit(drafted)


def test_a_name_with_an_id_number_is_found_out_and_unread_kinds_are_named(
    as_person: Open, drafted: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    path = tmp_path / f"{id_number(7)}.jpg"
    path.write_bytes(b"\xff\xd8picture")
    digest = clerk.attachments.add(drafted, path).value.digest
    codes = {finding.code for finding in clerk.records.findings(drafted) if "附件" in finding.place}
    assert codes == {"personal-id-number", "attachment-unread"}
    clerk.attachments.remove(drafted, digest)
    assert clerk.attachments.of(drafted) == []


@pytest.mark.parametrize("name", ["坏的.xlsx", "没有.txt"])
def test_a_file_that_cannot_be_read_is_not_attached(
    as_person: Open, drafted: str, tmp_path: Path, name: str
) -> None:
    if name.startswith("坏"):
        (tmp_path / name).write_bytes(b"PK\x03\x04" + b"\0" * 50)
    with pytest.raises((Refusal, SurroundingsError)):
        as_person("李春梅").attachments.add(drafted, tmp_path / name)
    assert as_person("李春梅").attachments.of(drafted) == []


def test_a_folder_is_no_attachment(as_person: Open, drafted: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="是文件夹，不是文件") as refused:
        as_person("李春梅").attachments.add(drafted, tmp_path)
    assert refused.value.safe == "附件没有改动。"


def test_the_same_content_is_not_taken_twice(as_person: Open, drafted: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("方案", "utf-8")
    (tmp_path / "b.txt").write_text("方案", "utf-8")
    clerk = as_person("李春梅")
    clerk.attachments.add(drafted, tmp_path / "a.txt")
    with pytest.raises(Refusal, match=r"a\.txt"):
        clerk.attachments.add(drafted, tmp_path / "b.txt")


def test_issued_records_keep_their_attachments(as_person: Open, issued: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("方案", "utf-8")
    with pytest.raises(Refusal, match="不能改"):
        as_person("李春梅").attachments.add(issued, tmp_path / "a.txt")
