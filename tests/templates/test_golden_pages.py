"""The pages of every kind look as they did when somebody last looked at them. `make golden` renews them."""

import importlib.util
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from desktop.base.paths import templates_folder
from desktop.printing.options import kinds

TEMPLATES = templates_folder()
_spec = importlib.util.spec_from_file_location("golden_pages", Path(__file__).parent / "golden_pages.py")
assert _spec is not None
assert _spec.loader is not None
golden_pages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(golden_pages)

differs = golden_pages.differs


@pytest.mark.parametrize("kind", kinds(TEMPLATES))
def test_the_pages_look_as_they_did(kind: str, tmp_path: Path) -> None:
    made = golden_pages.pages(kind, TEMPLATES)
    kept = {path.stem.rpartition("-")[2]: path for path in golden_pages.FOLDER.glob(f"{kind}-*.png")}
    assert set(made) == set(kept)
    for name, path in kept.items():
        with Image.open(path) as golden:
            if differs(made[name], golden):
                made[name].save(tmp_path / path.name)
                pytest.fail(
                    f"{path.name} looks different: {tmp_path / path.name}; `make golden` if it should"
                )


def test_a_moved_line_and_a_missing_word_are_seen() -> None:
    with Image.open(golden_pages.FOLDER / "dibao-first.png") as golden:
        page = golden.convert("L")
    assert not differs(page, page.copy())
    moved = page.copy()
    moved.paste(page.crop((0, 200, page.width, 260)), (1, 200))
    assert differs(page, moved)
    without = page.copy()
    ImageDraw.Draw(without).rectangle((100, 170, 180, 210), fill=255)
    assert differs(page, without)


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in golden_pages.FOLDER.iterdir()) < 3 << 20
