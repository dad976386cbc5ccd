"""Every colour of the window, once, for the three themes; and the shapes that go with the meanings.

Which theme holds is read from Qt's own palette, which `application` sets; nothing here keeps state.
"""

from typing import Final

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from desktop.base.words import tr

TOKENS: Final[dict[str, dict[str, str]]] = {
    "light": {
        "bg": "#F4F5F2", "surface": "#FFFFFF", "sunken": "#EBEEEB", "rail": "#E8ECE9", "border": "#D6DBD7",
        "control": "#7A8580", "text": "#17211E", "text2": "#4B5753", "accent": "#0A5A66",
        "on-accent": "#FFFFFF", "accent-strong": "#074650", "soft": "#DFEDEF", "selection": "#E3EFF0",
        "toast": "#1E2B28", "toast-text": "#FFFFFF", "toast-action": "#9FE0E8", "page-table": "#C9CFCB",
        "late": "#A3211B", "late-bg": "#FBE8E6", "due": "#744700", "due-bg": "#FFF0D2",
        "running": "#1D4F91", "running-bg": "#E5EEF9", "done": "#1C6036", "done-bg": "#E3F2E6",
        "returned": "#742B66", "returned-bg": "#F6E7F1", "draft": "#4B5753", "draft-bg": "#ECEFEC",
        "paper": "#FFFFFF", "ink": "#000000", "badge": "#A3211B", "badge-text": "#FFFFFF",
    },
    "dark": {
        "bg": "#131918", "surface": "#1B2322", "sunken": "#0F1413", "rail": "#0F1413", "border": "#33403D",
        "control": "#7F8E89", "text": "#E8EEEB", "text2": "#B3BFBA", "accent": "#73C6D1",
        "on-accent": "#06262B", "accent-strong": "#97DAE2", "soft": "#16363B", "selection": "#17343A",
        "toast": "#0F1413", "toast-text": "#FFFFFF", "toast-action": "#73C6D1", "page-table": "#0B0F0E",
        "late": "#FFA79E", "late-bg": "#45201D", "due": "#F2C365", "due-bg": "#3D2F12",
        "running": "#A5C6F5", "running-bg": "#1B2E49", "done": "#8FD3A3", "done-bg": "#18351F",
        "returned": "#E7AEDA", "returned-bg": "#3C2138", "draft": "#B3BFBA", "draft-bg": "#28312F",
        "paper": "#FFFFFF", "ink": "#000000", "badge": "#FFA79E", "badge-text": "#2A0B08",
    },
    "contrast": {
        "bg": "#FFFFFF", "surface": "#FFFFFF", "sunken": "#FFFFFF", "rail": "#FFFFFF", "border": "#000000",
        "control": "#000000", "text": "#000000", "text2": "#000000", "accent": "#00343D",
        "on-accent": "#FFFFFF", "accent-strong": "#000000", "soft": "#FFFFFF", "selection": "#D6F3F7",
        "toast": "#000000", "toast-text": "#FFFFFF", "toast-action": "#9FE0E8", "page-table": "#FFFFFF",
        "late": "#7A0000", "late-bg": "#FFFFFF", "due": "#4A2D00", "due-bg": "#FFFFFF",
        "running": "#002B66", "running-bg": "#FFFFFF", "done": "#003D17", "done-bg": "#FFFFFF",
        "returned": "#4D0040", "returned-bg": "#FFFFFF", "draft": "#000000", "draft-bg": "#FFFFFF",
        "paper": "#FFFFFF", "ink": "#000000", "badge": "#7A0000", "badge-text": "#FFFFFF",
    },
}  # fmt: skip

THEME_WORDS: Final = {"light": tr("浅色"), "dark": tr("深色"), "contrast": tr("高对比")}

MEANINGS: Final = ("late", "due", "running", "done", "returned", "draft")
ALIASES: Final = {"block": "late", "conflict": "late", "warn": "due", "info": "running", "today": "due"}
SHAPES: Final = {
    "late": "alert-octagon",
    "block": "alert-octagon",
    "conflict": "call-split",
    "due": "clock-alert-outline",
    "today": "clock-alert-outline",
    "warn": "alert",
    "running": "timer-sand",
    "info": "information",
    "done": "check-circle",
    "returned": "arrow-u-left-top",
    "draft": "circle-outline",
}
# The colour of text differs in all three, so it tells which theme the palette was made from.
_BY_TEXT: Final = {theme["text"].lower(): name for name, theme in TOKENS.items()}


def meaning(kind: str) -> str:
    """The token of a kind of state or finding: ``block`` and ``conflict`` are told like ``late``."""
    found = ALIASES.get(kind, kind)
    return found if found in MEANINGS else "draft"


def current_theme() -> str:
    """``light``, ``dark`` or ``contrast``."""
    ink = QGuiApplication.palette().color(QPalette.ColorRole.WindowText).name()
    return _BY_TEXT.get(ink.lower(), "light")


def color(token: str) -> QColor:
    """The colour of a token in the theme that holds now."""
    return QColor(TOKENS[current_theme()][token])


def palette(theme: str) -> QPalette:
    """Qt's palette for a theme: what style sheets do not reach (menus, native dialogs, selections) follows it."""
    tokens, made, role = TOKENS[theme], QPalette(), QPalette.ColorRole
    pairs = {
        role.Window: "bg", role.Base: "surface", role.AlternateBase: "sunken", role.Button: "surface",
        role.WindowText: "text", role.Text: "text", role.ButtonText: "text", role.PlaceholderText: "text2",
        role.Highlight: "selection", role.HighlightedText: "text", role.Link: "accent",
        role.ToolTipBase: "toast", role.ToolTipText: "toast-text", role.Mid: "border",
    }  # fmt: skip
    for which, token in pairs.items():
        made.setColor(which, QColor(tokens[token]))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens["text2"]))
    return made
