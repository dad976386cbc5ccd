"""Dresses the application: style, font, palette and style sheet for a theme and a text size."""

from PySide6.QtWidgets import QApplication

from desktop.base.paths import templates_folder
from desktop.ui.theme.fonts import window_font
from desktop.ui.theme.icons import FOLDER
from desktop.ui.theme.stylesheet import style_sheet
from desktop.ui.theme.tokens import palette


def dress(application: QApplication, theme: str = "light", base: int = 12) -> None:
    """May be called again at any time; everything that is shown changes at once."""
    if (
        application.style().objectName() != "fusion"
    ):  # which it is on Linux, and making it anew takes its time
        application.setStyle("Fusion")
    application.setFont(window_font(templates_folder() / "fonts", base))
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme, base, FOLDER))
