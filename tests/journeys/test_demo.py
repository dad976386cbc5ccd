"""`mingbai demo` as a person runs it: the real program in its own process, everything it made opened and read."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import bagit
import openpyxl
import pytest
from PIL import Image

from desktop.app import main
from desktop.base.paths import handbook_folder, templates_folder
from desktop.catalogue.handbook import read_handbook
from desktop.files.workbook import cell_value, read_workbook
from desktop.printing.preview import opened_pdf
from desktop.rules.detectors import find_personal_numbers
from desktop.sync.unpack import unseal_to_folder
from desktop.usecases.office import Office

PLACES = ("login", "today", "catalogue", "records", "record", "roster", "review", "preview", "boards", "sync")
RARE = ("𬭎", "䶮", "㛃")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program printed, after it ended well."""
    out = tmp_path_factory.mktemp("demo") / "out"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MINGBAI_PASSPHRASE": "mingbai-demo"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--json", "demo", "--out", str(out)],
        env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def texts(path: Path) -> list[str]:
    with opened_pdf(path.read_bytes()) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def roster_cells() -> list[str]:
    """Every cell of every roster the sample township has."""
    found = []
    for path in sorted((templates_folder() / "sample_township" / "rosters").iterdir()):
        for sheet in read_workbook(path).sheets:
            found += [cell_value(raw).text for row in sheet.rows for raw in row]
    return found


def test_every_step_went_well_and_everything_is_listed(demo: dict[str, Any]) -> None:
    assert all(step["ok"] for step in demo["steps"])
    assert len(demo["notices"]) >= 6
    assert {Path(path).suffix for path in demo["notices"]} == {".pdf"}
    for path in (
        *demo["notices"],
        demo["bundle"],
        demo["receipt"],
        *demo["homes"].values(),
        *demo["screenshots"],
    ):
        assert Path(path).exists(), path
    assert {account["role"] for account in demo["accounts"]} >= {
        "drafter",
        "reviewer",
        "secrecy",
        "issuer",
        "admin",
    }


def test_the_notices_hold_names_and_sums_and_no_number_of_a_citizen(demo: dict[str, Any]) -> None:
    pages = {Path(path).stem: texts(Path(path)) for path in demo["notices"]}
    everything = "\n".join("".join(parts) for parts in pages.values())
    for name in (*RARE, "仁青", "·"):
        assert name in everything
    grassland = "".join(pages["2026年草原生态保护补助奖励资金发放情况"])
    assert "1206户" in re.sub(r"\s", "", grassland)
    assert "8179469.72" in grassland
    numbers = {
        text.strip()
        for text in roster_cells()
        if re.fullmatch(r"\s*(\d{17}[\dX]|629999\d{13}|199\d{8})\s*", text)
    }
    assert len(numbers) > 3000
    flat = re.sub(r"\s", "", everything)
    assert not [number for number in numbers if number in flat]
    for stem, parts in pages.items():
        for number, text in enumerate(parts, 1):
            assert find_personal_numbers(text) == [], f"{stem} page {number}"


def test_the_bundle_holds_a_valid_bag_and_the_receipt_adds_up(
    demo: dict[str, Any], office: Office, tmp_path: Path
) -> None:
    county = office.open(Path(demo["homes"]["county"]), "王得福", "mingbai-demo")
    try:
        folder = unseal_to_folder(Path(demo["bundle"]), county.desk.home.device.identity, tmp_path)
    finally:
        county.close()
    assert bagit.Bag(str(folder)).validate()
    receipt = json.loads(Path(demo["receipt"]).read_bytes())
    assert sum(receipt["counts"].values()) == receipt["records"] == len(receipt["lines"]) == 6
    assert receipt["counts"]["accepted"] == 6


def test_no_file_of_the_homes_holds_a_citizen_in_clear(demo: dict[str, Any]) -> None:
    cells = roster_cells()
    numbers = [text.strip() for text in cells if re.fullmatch(r"\s*\d{17}[\dX]\s*", text)][::40]
    planted = [*numbers, *(name for name in ("李𬭎", "王䶮", "张㛃") if name in cells)]
    needles = [text.encode(code) for text in planted for code in ("utf-8", "utf-16-le", "gb18030")]
    for home in demo["homes"].values():
        for path in Path(home).rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                assert not any(needle in data for needle in needles), path


def test_refused_rows_came_back_coloured(demo: dict[str, Any]) -> None:
    (path,) = (Path(demo["out"]) / "checks").iterdir()
    sheet = openpyxl.load_workbook(path)["到户花名册"]
    assert sum(cell.comment is not None for row in sheet.iter_rows() for cell in row) == 6


@pytest.mark.parametrize(("folder", "width"), [("100", 1366), ("150", 2049)])
def test_every_place_of_the_window_is_pictured_at_both_scales(
    demo: dict[str, Any], folder: str, width: int
) -> None:
    pictures = [Path(path) for path in demo["screenshots"] if Path(path).parent.name == folder]
    for place in PLACES:
        assert any(place in path.stem for path in pictures), place
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.width == width
            colours = picture.convert("RGB").getcolors(1 << 24)
            assert colours is not None
            assert len(colours) > 50, f"{path.name} is empty"


def test_the_handbook_is_made_of_it_with_true_pictures(
    demo: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGBAI_PASSPHRASE", "mingbai-demo")
    assert main(["--json", "help", "manual", "--out", str(tmp_path), "--demo", demo["out"]]) == 0
    made = json.loads(capsys.readouterr().out)
    book = read_handbook(handbook_folder())
    assert made["pictures"] == sum(len(page.pictures) for page in book.pages) > 15
    printed = "".join("".join(texts(Path(made["pdf"]))).split())
    assert all("".join(page.title.split()) in printed for page in book.pages)
    shown = sorted((tmp_path / "pictures").iterdir())
    assert len(shown) == made["pictures"]
    for path in shown:
        with Image.open(path) as picture:
            assert picture.size == (2049, 1152), path.name


def test_a_folder_without_a_finished_demo_makes_no_handbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["help", "manual", "--out", str(tmp_path / "out"), "--demo", str(tmp_path)]) == 1
    assert "没有做完的样例" in capsys.readouterr().err
    assert not list((tmp_path / "out").glob("*.pdf"))


def test_a_folder_with_other_things_in_it_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"x")
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "demo", "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "已经有别的东西" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["照片.jpg"]
