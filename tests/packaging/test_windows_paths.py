"""Where Windows differs, as far as Linux can show it: odd and long folders, two names of one folder, files that are held open."""

import os
from datetime import datetime
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.clock import CHINA
from desktop.base.errors import Refusal
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.storage import place
from desktop.sync.updates.models import is_inside
from desktop.usecases.office import Office
from desktop.usecases.record_views import RecordFilter
from tests import released_homes
from tests.laptops import join, send
from tests.packaging.held_open import watched
from tests.released_homes import PASSPHRASE

COUNTY = Organisation(code="632299", unit="云滩县人民政府办公室", level=Level.COUNTY, short_name="云滩县")
LONG = "云滩县青石滩乡人民政府党政综合办公室（政务公开专班）2026年全部材料"


def later() -> Office:
    return released_homes.office(datetime(2026, 9, 18, 9, 0, tzinfo=CHINA))


@pytest.mark.parametrize(
    "name",
    ["Users/LICHUN~1/李 春梅", "a&b %TEMP% 100%25#1;c='d'（尕藏𬘩 གངས་ཅན）", "/".join([LONG] * 3)],
    ids=["a Chinese user and an 8.3 name", "signs and rare characters", "as deep as it goes"],
)
def test_the_whole_work_goes_on_in_a_folder_of_any_name(name: str, tmp_path: Path) -> None:
    with watched() as refused_by_windows:
        work_in(tmp_path / name)
    assert refused_by_windows == []


def work_in(above: Path) -> None:
    """From the first account to the receipt, a backup on a stick, and back from a backup."""
    folder = above / "home"
    folder.parent.mkdir(parents=True)
    released_homes.make(folder)
    stick = folder.with_name("U盘")
    stick.mkdir()
    county, _ = later().create(folder.with_name("县"), COUNTY, "王得福", Role.ADMIN, PASSPHRASE)
    admin = later().open(folder, "系统管理员", PASSPHRASE)
    join(admin, county, stick)
    assert send(admin.switch("李春梅", PASSPHRASE), county, stick) == (1, 0, 0, 0)
    county.close()
    session = admin.switch("祁建国", PASSPHRASE)
    record = session.records.page(RecordFilter())[0].id
    session.care.carry(stick)
    session.care.backup()
    assert session.care.diagnose().well
    session.close()
    backup = next((folder / "backups").glob("*-manual.db"))
    later().restore(folder, backup, "李春梅", PASSPHRASE)
    again = later().open(folder, "李春梅", PASSPHRASE)
    assert again.records.get(record)
    assert again.care.verify_audit()[1] == []
    again.close()


def test_what_windows_would_refuse_is_seen(tmp_path: Path) -> None:
    held, other = tmp_path / "held", tmp_path / "other"
    other.touch()
    with watched() as found, held.open("w"):
        other.replace(held)
        held.unlink()
        (tmp_path / "free").touch()
        (tmp_path / "free").unlink()
    assert [words.split()[0] for words in found] == ["os.rename"]


def test_a_folder_too_deep_for_its_backups_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    above = tmp_path.joinpath(*[LONG] * 3)
    deepest = above / ("x" * (place._MOST - len(os.fsencode(above)) - 1))
    session, _ = later().create(deepest, COUNTY, "王得福", Role.ADMIN, PASSPHRASE)
    assert session.desk.home.make_backup("before-new-device").is_file()
    digest = session.desk.home.attachments.put(b"x")
    assert max(len(str(path.relative_to(deepest))) for path in deepest.rglob("*")) < place._RESERVE - 15
    assert session.desk.home.attachments.get(digest) == b"x"
    session.close()
    with pytest.raises(Refusal) as refused:
        later().create(deepest.with_name(deepest.name + "x"), COUNTY, "王得福", Role.ADMIN, PASSPHRASE)
    assert refused.value.code == "path-too-long"
    assert [path.name for path in above.iterdir()] == [deepest.name]


def test_a_home_known_by_two_names_is_one_home(tmp_path: Path) -> None:
    """C:\\Users\\李春梅 and C:\\Users\\LICHUN~1, or Mingbai and mingbai, are one folder; a link stands for that here."""
    folder = released_homes.make(tmp_path / "mingbai")
    other = tmp_path / "MINGBA~1"
    other.symlink_to(folder)
    session = later().open(folder, "李春梅", PASSPHRASE)
    with pytest.raises(Refusal) as refused:
        later().open(other, "周海明", PASSPHRASE)
    assert refused.value.code == "home-in-use"
    session.care.backup()
    session.close()
    again = later().open(other, "周海明", PASSPHRASE)
    assert again.care.diagnose().well
    again.close()
    later().restore(other, next((other / "backups").glob("*-manual.db")), "周海明", PASSPHRASE)
    later().open(folder, "周海明", PASSPHRASE).close()


PART = st.text(st.sampled_from("ab.:\\/ 1~名$\x00\x7f*?") | st.characters(codec="utf-8"), max_size=6)
DEVICE = st.from_regex(r"(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])[. ]{0,2}[a-z]{0,2}", fullmatch=True)


@given(st.lists(PART | DEVICE, min_size=1, max_size=4).map("/".join))
def test_no_file_of_an_update_lies_outside_its_folder_on_windows(path: str) -> None:
    if is_inside(path):
        base = PureWindowsPath("C:/Users/李春梅/AppData/Local/mingbai-program/versions/0.2.0")
        laid = base / path
        assert laid.parts[: len(base.parts)] == base.parts
        assert len(laid.parts) == len(base.parts) + len(path.split("/"))
        assert ".." not in laid.parts
        assert not any(PureWindowsPath(part).is_reserved() for part in laid.parts[len(base.parts) :])
