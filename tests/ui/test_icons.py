"""The icons are those the window uses, no more and no less, with their licence beside them."""

import re

from desktop.base.paths import content_root
from desktop.ui.theme.icons import FOLDER

SOURCES = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((content_root() / "desktop" / "ui").rglob("*.py"))
)
FROM_STYLE_SHEET = {f"{mark}-on-{shade}" for mark in ("chevron-down", "check") for shade in ("light", "dark")}


def test_every_icon_is_used_and_the_licence_lies_beside_them() -> None:
    present = {path.stem for path in FOLDER.glob("*.svg")}
    unused = {name for name in present - FROM_STYLE_SHEET if f'"{name}"' not in SOURCES}
    assert unused == set()
    assert present >= FROM_STYLE_SHEET
    assert "Apache 2.0" in (FOLDER / "LICENSE").read_text(encoding="utf-8")


def test_icons_are_plain_outlines_that_take_any_colour() -> None:
    for path in FOLDER.glob("*.svg"):
        drawn = path.read_text(encoding="utf-8")
        assert re.fullmatch(r"<svg [^>]*viewBox=\"0 0 24 24\"[^>]*><path [^<]*/></svg>\s*", drawn), path.name
