"""The colours keep the ratios that the look promises, computed and not believed."""

import re

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.theme.icons import FOLDER, icon
from desktop.ui.theme.looks import dress
from desktop.ui.theme.stylesheet import style_sheet
from desktop.ui.theme.tokens import MEANINGS, SHAPES, TOKENS, color, current_theme, meaning

THEMES = tuple(TOKENS)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_every_ground(theme: str) -> None:
    tokens = TOKENS[theme]
    for ground in ("bg", "surface", "sunken", "rail", "soft", "selection"):
        for ink in ("text", "text2"):
            assert ratio(tokens[ink], tokens[ground]) >= 6, (ink, ground)
    for ink, ground in (("on-accent", "accent"), ("on-accent", "accent-strong"), ("toast-text", "toast")):
        assert ratio(tokens[ink], tokens[ground]) >= 6, (ink, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_meanings_can_be_read_on_their_tint_and_on_white_panels(theme: str) -> None:
    tokens = TOKENS[theme]
    for kind in MEANINGS:
        for ground in (tokens[f"{kind}-bg"], tokens["surface"]):
            assert ratio(tokens[kind], ground) >= 6, (kind, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_outlines_and_the_focus_ring_can_be_seen(theme: str) -> None:
    tokens = TOKENS[theme]
    for ground in ("bg", "surface"):
        assert ratio(tokens["control"], tokens[ground]) >= 3
        assert ratio(tokens["accent"], tokens[ground]) >= 3


def test_all_themes_have_the_same_tokens() -> None:
    assert {frozenset(tokens) for tokens in TOKENS.values()} == {frozenset(TOKENS["light"])}


def test_every_meaning_has_a_shape_that_exists() -> None:
    for kind, shape in SHAPES.items():
        assert meaning(kind) in MEANINGS
        assert (FOLDER / f"{shape}.svg").exists()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("base", [12, 16])
def test_the_style_sheet_has_no_text_smaller_than_the_base(theme: str, base: int) -> None:
    sheet = style_sheet(theme, base, FOLDER)
    assert "$" not in sheet
    assert all(int(size) >= base for size in re.findall(r"font-size: (\d+)pt", sheet))


@pytest.mark.parametrize("theme", THEMES)
def test_the_theme_is_read_back_from_the_palette(qapp: QApplication, theme: str) -> None:
    try:
        dress(qapp, theme)
        assert current_theme() == theme
        assert color("accent").name().upper() == TOKENS[theme]["accent"]
    finally:
        dress(qapp)


def test_an_icon_follows_the_theme_by_itself(qapp: QApplication) -> None:
    drawn = icon("check-circle", "done")

    def inks() -> set[str]:
        picture = drawn.pixmap(24, 24).toImage()
        pixels = (picture.pixelColor(x, y) for x in range(24) for y in range(24))
        return {pixel.name() for pixel in pixels if pixel.alpha() == 255}

    try:
        dress(qapp, "light")
        assert TOKENS["light"]["done"].lower() in inks()
        dress(qapp, "dark")
        assert TOKENS["dark"]["done"].lower() in inks()
    finally:
        dress(qapp)
