"""Every wrong file or folder of a clerk's day by command: a Chinese sentence, its exit status, and the data as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.storage.database import connect
from desktop.storage.home import DATABASE
from desktop.usecases.office import Office
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.farmland import FARMLAND, VALUES, person

LOCKED = Path(__file__).parents[1] / "fixtures" / "workbooks" / "password.xlsx"
CLERK = ("--as", "李春梅")


@pytest.fixture
def draft(office: Office, homes: Path) -> str:
    session = office.open(homes / "township", "李春梅", PASSPHRASE)
    try:
        return session.records.new(FARMLAND, "farmland_subsidy").value
    finally:
        session.close()


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "密码"), ("姓名,金额\n".encode(), "不是Excel文件"), (b"PK\x03\x04cut short", "")],
    ids=["password", "plain text", "cut short"],
)
def test_a_workbook_that_cannot_be_read_is_refused(
    mingbai: Command, homes: Path, draft: str, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(LOCKED.read_bytes() if content is None else content)
    before = path.read_bytes()
    answer = mingbai("--home", homes / "township", *CLERK, "record", "import", draft, path)
    assert answer.status == 1
    assert said in answer.err
    assert path.read_bytes() == before
    shown = mingbai("--home", homes / "township", *CLERK, "--json", "record", "show", draft)
    assert shown.json["rows"] == 0


@pytest.mark.parametrize("damage", ["foreign", "cut", "newer"])
def test_a_database_that_is_not_ours_to_open_is_refused_and_left_alone(
    mingbai: Command, office: Office, homes: Path, damage: str
) -> None:
    path = homes / "township" / DATABASE
    if damage == "newer":
        session = office.open(homes / "township", "李春梅", PASSPHRASE)
        key = session.desk.home._key
        session.close()
        connection = connect(path, key)
        connection.execute("PRAGMA user_version = 9999")
        connection.close()
    else:
        path.write_bytes(b"SQLite format 3\0" * 512 if damage == "foreign" else path.read_bytes()[:5000])
    before = path.read_bytes()
    answer = mingbai("--home", homes / "township", *CLERK, "record", "list")
    assert answer.status == 1
    assert answer.err
    assert answer.out == ""
    assert path.read_bytes() == before


@pytest.mark.parametrize("issued_by_all", ["李𬭎"], indirect=True)
def test_a_folder_that_cannot_be_written_ends_with_status_3(
    mingbai: Command, homes: Path, tmp_path: Path, issued_by_all: str
) -> None:
    (tmp_path / "U盘").write_bytes(b"a file, not a folder")
    home = ("--home", homes / "township", *CLERK)
    for words in (
        ("notice", "make", issued_by_all, "--out", tmp_path / "U盘" / "公示.pdf"),
        ("bundle", "export", "--to", tmp_path / "U盘"),
    ):
        answer = mingbai(*home, *words)
        assert answer.status == 3, answer.err
        assert "U盘" in answer.err
    assert (tmp_path / "U盘").read_bytes() == b"a file, not a folder"
    assert mingbai(*home, "--json", "bundle", "status").json["records"][0]["state"] == "not_exported"


@pytest.fixture
def issued_by_all(
    office: Office, homes: Path, roster_file: Callable[..., Path], request: pytest.FixtureRequest
) -> str:
    """An issued record of one household, whose head is named by the test's parameter."""
    session = office.open(homes / "township", "李春梅", PASSPHRASE)
    record = session.records.new(FARMLAND, "farmland_subsidy").value
    content = session.records.get(record).content
    session.records.save(
        record, content.model_copy(update={"title": "补贴", "values": {**content.values, **VALUES}})
    )
    session.roster_import.apply(
        record, session.roster_import.read(record, roster_file([person(1, request.param)]))
    )
    try:
        for name in ("李春梅", "周海明", "马生莲", "祁建国"):
            session.switch(name, PASSPHRASE).flow.advance(record)
    finally:
        session.close()
    return record


@pytest.mark.parametrize("issued_by_all", ["李𰻝"], indirect=True)
def test_a_character_no_font_has_is_named_with_status_1(
    mingbai: Command, homes: Path, tmp_path: Path, issued_by_all: str
) -> None:
    out = tmp_path / "公示.pdf"
    answer = mingbai("--home", homes / "township", *CLERK, "notice", "make", issued_by_all, "--out", out)
    assert answer.status == 1
    assert "𰻝" in answer.err
    assert not out.exists()
