"""The archive pack holds everything about a notice, nothing personal beyond the sheet, and can be checked without us."""

import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
import rfc8785

from desktop.base.errors import Refusal, SurroundingsError
from desktop.usecases.objections import NewObjection
from tests.conftest import Open
from tests.files.test_photo import telephone_photo
from tests.pdfs import running_text

TODAY, BOARD = date(2026, 9, 16), "上滩村公示栏"


def test_it_is_whole_can_be_checked_and_names_nobody_who_objected(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    clerk.notices.post(notice.id, "乡政府公示栏", TODAY)
    posting = clerk.notices.post(notice.id, BOARD, TODAY).value
    photo = tmp_path / "IMG.jpg"
    photo.write_bytes(telephone_photo())
    clerk.photos.add(posting.id, photo)
    clerk.objections.add(notice.id, NewObjection(TODAY, "phone", "面积少了", who="扎西才仁"))
    pack = clerk.archive.write(notice.id, tmp_path / "归档.zip").value
    with zipfile.ZipFile(pack.path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files.keys() == {
        "README.txt", "manifest-sha256.txt", "notice.pdf", "record.json", "review-sheet.pdf", "register.json",
        "objections.json", "certificate-posting-01.pdf", "certificate-posting-02.pdf", "photos/posting-02-01.jpg",
    }  # fmt: skip
    for line in files["manifest-sha256.txt"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
    previous = ""
    for entry in json.loads(files["register.json"]):
        proof = rfc8785.dumps({"previous": previous, "content": entry["content"]})
        assert entry["previous"] == previous
        assert hashlib.sha256(proof).hexdigest() == entry["chain"]
        previous = entry["chain"]
    record = json.loads(files["record.json"])
    assert "李𬭎" in record["roster"]["rows"][1]
    whole = b"".join(files.values()).decode("utf-8", "replace")
    for row in clerk.records.rows(issued):
        assert row.values["id_number"] not in whole
        assert row.values["bank_account"] not in whole
    assert "扎西才仁" not in whole
    assert b"HUAWEI" not in files["photos/posting-02-01.jpg"]
    assert BOARD in running_text(files["certificate-posting-02.pdf"])
    named = clerk.archive.write(notice.id, tmp_path / "内部.zip", names=True).value
    with zipfile.ZipFile(io.BytesIO(named.path.read_bytes())) as archive:
        assert "扎西才仁" in archive.read("objections.json").decode()


def test_nothing_is_left_half_written(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    with pytest.raises(SurroundingsError):
        clerk.archive.write(notice.id, tmp_path / "没有" / "归档.zip")
    clerk.flow.correct(issued, "面积算错")
    with pytest.raises(Refusal, match="签发以后才能归档"):
        clerk.archive.write(notice.id, tmp_path / "归档.zip")
    assert list(tmp_path.glob("**/*.zip")) == []
