"""Which font the window uses: the system's own Chinese font where there is one, else the one we bring."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

PREFERRED = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
TIBETAN = ("Microsoft Himalaya", "Noto Serif Tibetan")
BUNDLED = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSerifTibetan-Regular.ttf")
BASE_SIZES = (12, 13, 14, 16)


def window_font(folder: Path, base: int = 12) -> QFont:
    """The window's font at ``base`` points. ``folder`` holds the fonts we bring; they are registered in any case,
    since a system font may lack the rare characters of names."""
    for name in BUNDLED:
        if (folder / name).exists():
            QFontDatabase.addApplicationFont(str(folder / name))
    chosen = [family for family in PREFERRED if QFontDatabase.hasFamily(family)] or ["Noto Sans SC"]
    font = QFont([chosen[0], "Noto Sans SC", *TIBETAN], base)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
