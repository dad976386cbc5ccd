"""Dresses the application: font, palette and style sheet for a theme and a text size."""

from PySide6.QtWidgets import QApplication

from desktop.base.paths import templates_folder
from desktop.ui.theme.fonts import window_font
from desktop.ui.theme.icons import FOLDER
from desktop.ui.theme.stylesheet import style_sheet
from desktop.ui.theme.tokens import palette

IN_ITS_STYLE = ("-style", "fusion")
"""For the arguments of the application: named there, no other style is made first, and none is asked for afterwards."""


def dress(application: QApplication, theme: str = "light", base: int = 12) -> None:
    """May be called again at any time; everything that is shown changes at once."""
    prime(application, theme, base)
    put_on_sheet(application, theme, base)


def prime(application: QApplication, theme: str, base: int) -> None:
    """Font and palette, the first half of `dress`."""
    application.setFont(window_font(templates_folder() / "fonts", base))
    application.setPalette(palette(theme))


def put_on_sheet(application: QApplication, theme: str, base: int) -> None:
    """The style sheet, the second half of `dress`. Under a sheet Qt dresses a widget anew each time it, or anything it lies in, is
    put into something; so the start puts the sheet on when everything is in its place."""
    application.setStyleSheet(style_sheet(theme, base, FOLDER))
