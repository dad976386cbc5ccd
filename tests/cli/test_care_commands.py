"""`backup`, `restore`, `drill`, `doctor`, `diagnose`: the same words and counts as in the window, for scripts."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.usecases.office import Office
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE, Open

DATABASE = "mingbai.db"


@pytest.fixture
def township(as_person: Open, homes: Path, drafted: str) -> Path:
    """A closed home with one record."""
    as_person("李春梅").close()
    return homes / "township"


@pytest.fixture
def run(mingbai: Command, township: Path) -> Callable[..., object]:
    return lambda *arguments: mingbai("--home", township, "--as", "系统管理员", *arguments)


def root_page(office: Office, folder: Path, table: str) -> int:
    session = office.open(folder, "系统管理员", PASSPHRASE)
    with session.desk.home.database.reading() as reading:
        asked = f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'"
        page = int(reading.connection().exec_driver_sql(asked).scalar_one())
    session.close()
    return page


def break_page(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 + 700] ^= 0xFF
    path.write_bytes(data)


def test_a_backup_on_a_stick_brings_a_lost_home_back(
    run: Command, mingbai: Command, township: Path, tmp_path: Path
) -> None:
    carried = run("--json", "backup", "--to", tmp_path / "stick")
    assert carried.status == 0
    file = Path(carried.json["file"])
    assert file.is_file()
    new = tmp_path / "new"
    nobody = mingbai("--home", new, "restore", file)
    assert nobody.status == 1
    assert "周海明" in nobody.err
    back = mingbai("--home", new, "--as", "系统管理员", "restore", file)
    assert back.status == 0, back.err
    assert "这里原来没有数据" in back.out
    listed = mingbai("--home", new, "--as", "李春梅", "--json", "record", "list")
    assert len(listed.json) == 1


def test_a_restore_says_where_the_former_data_lies(run: Command, township: Path) -> None:
    file = run("--json", "backup").json["file"]
    (township / DATABASE).write_bytes(b"nothing of worth")
    assert run("record", "list").status == 1
    back = run("--json", "restore", file)
    assert back.status == 0
    assert Path(back.json["aside"]).read_bytes() == b"nothing of worth"
    assert len(run("--json", "record", "list").json) == 1
    missing = run("restore", township / "没有.db")
    assert missing.status == 1
    assert "没有" in missing.err


def test_the_doctor_finds_damage_and_the_salvage_counts(run: Command, office: Office, township: Path) -> None:
    run("backup")
    well = run("--json", "doctor")
    assert (well.status, well.json["ok"]) == (0, True)
    assert run("doctor", "--salvage").status == 1
    break_page(township / DATABASE, root_page(office, township, "roster_imports"))
    ill = run("--json", "doctor")
    assert ill.status == 1
    assert [finding["code"] for finding in ill.json["findings"]] == ["database-damaged"]
    saved = run("--json", "doctor", "--salvage")
    assert saved.status == 0
    assert saved.json["kept"]["records"] == 1
    assert saved.json["kept"]["roster_rows"] == 3
    assert saved.json["cut"] == ["roster_imports"]
    assert run("restore", saved.json["file"]).status == 0
    assert run("--json", "doctor").json["ok"]


def test_of_damaged_data_no_backup_is_asked_for(run: Command, office: Office, township: Path) -> None:
    assert "请现在备份一次" in run("doctor").err
    break_page(township / DATABASE, root_page(office, township, "roster_imports"))
    ill = run("doctor").err
    assert "还没有备份" in ill
    assert "请现在备份一次" not in ill


def test_salvage_is_told_in_words_a_clerk_counts_in(run: Command, office: Office, township: Path) -> None:
    break_page(township / DATABASE, root_page(office, township, "audit_log"))
    told = run("doctor", "--salvage")
    assert "救出来了：记录 1 条、名单行 3 条" in told.out
    assert "不知道还有多少：留痕" in told.out


def test_a_drill_counts_and_refuses_a_damaged_backup(run: Command) -> None:
    file = Path(run("--json", "backup").json["file"])
    told = run("--json", "drill")
    assert (told.json["records"], told.json["now"]) == (1, 1)
    break_page(file, 6)
    refused = run("drill", "--backup", file)
    assert refused.status == 1
    assert "恢复不出来" in refused.err


def test_the_diagnostic_pack_is_shown_and_written(run: Command, tmp_path: Path) -> None:
    shown = run("diagnose")
    assert "还没有存" in shown.out
    assert "sqlcipher3" in shown.out
    written = run("--json", "diagnose", "--doctor", "--out", tmp_path / "诊断.zip")
    with zipfile.ZipFile(tmp_path / "诊断.zip") as pack:
        texts = {name: pack.read(name).decode() for name in pack.namelist()}
    assert texts == json.loads(written.out)["texts"]
    assert "no-backup" in texts["doctor.txt"]
    assert "李春梅" not in written.out


def test_a_clerk_leaves_and_a_laptop_is_lost(run: Command, mingbai: Command, tmp_path: Path) -> None:
    sheet = run("--json", "account", "handover", "李春梅", "--to", "韩雪", "--out", tmp_path / "移交.pdf")
    assert sheet.status == 0, sheet.err
    assert sheet.json["open"] == 1
    assert (tmp_path / "移交.pdf").read_bytes().startswith(b"%PDF")
    carried = Path(run("--json", "backup", "--to", tmp_path / "stick").json["file"])
    lost = mingbai("--as", "周海明", "--json", "lost", carried)
    assert [(line["state"], line["arrived"]) for line in lost.json["records"]] == [("起草", False)]
    assert run("account", "retire", "李春梅", "--reason", "调离").status == 0
    assert run("account", "retire", "李春梅", "--reason", "调离").status == 1
    assert "李春梅" not in run("account", "list").out
    assert mingbai("lost").status == 2
    unknown = run("lost", "--device", "别的电脑")
    assert unknown.status == 1
    assert "没有认出" in unknown.err
