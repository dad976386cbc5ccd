"""How a person likes the window: theme, text size, language, widths. Kept as a small file in the home; no data of records."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Signal

from desktop.ui.languages import CHINESE, kept_settings, offered
from desktop.ui.theme.fonts import BASE_SIZES
from desktop.ui.theme.tokens import THEME_WORDS


class Preferences(QObject):
    """``changed`` tells that theme or text size are to be applied. Before the home exists nothing is written."""

    changed = Signal()

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
        self._file = kept_settings(home)
        theme, base = str(self._file.value("theme", "")), str(self._file.value("text", ""))
        self._theme = theme if theme in THEME_WORDS else "light"
        self._base = int(base) if base.isdigit() and int(base) in BASE_SIZES else BASE_SIZES[0]

    @property
    def theme(self) -> str:
        return self._theme

    @property
    def base(self) -> int:
        """Text size in points: 12, 13, 14 or 16."""
        return self._base

    def set_theme(self, theme: str) -> None:
        self._theme = theme
        self._keep("theme", theme)
        self.changed.emit()

    def set_base(self, base: int) -> None:
        self._base = base
        self._keep("text", base)
        self.changed.emit()

    @property
    def language(self) -> str:
        """The code of the language from the next start on."""
        kept = str(self._file.value("language", CHINESE))
        return kept if kept in offered() else CHINESE

    def set_language(self, code: str) -> None:
        self._keep("language", code)
        self.changed.emit()

    def step_base(self, by: int) -> None:
        """One size up or down, staying inside the sizes there are."""
        at = BASE_SIZES.index(self._base) + by
        self.set_base(BASE_SIZES[max(0, min(len(BASE_SIZES) - 1, at))])

    def layout(self, name: str) -> QByteArray:
        """The remembered widths of a splitter or table; empty if there are none."""
        kept = self._file.value(f"layout/{name}")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_layout(self, name: str, state: QByteArray) -> None:
        self._keep(f"layout/{name}", state)

    @property
    def account(self) -> str:
        """Who worked here last; empty before anybody did."""
        return str(self._file.value("account", ""))

    def keep_account(self, home: Path, name: str) -> None:
        """Only of the home these preferences belong to: a practice township beside it has accounts of its own."""
        if home == self._home and name != self.account:
            self._keep("account", name)

    def _keep(self, key: str, value: object) -> None:
        if self._home.is_dir():
            self._file.setValue(key, value)
            self._file.sync()
