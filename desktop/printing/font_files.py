"""Font files: where an office has them, which may be embedded in a document, and opening them. Chooses no face for a character."""

import functools
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from desktop.base.errors import SurroundingsError
from desktop.base.words import tr
from desktop.printing.embedding import EmbeddedFont
from desktop.printing.shaping import ShapedFont

_FSTYPE_RESTRICTED = 0x0002


def office_folders() -> tuple[Path, ...]:
    """Where this computer keeps installed fonts."""
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft/Windows/Fonts"
        return (Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local)
    return (Path.home() / ".local/share/fonts", Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


@functools.cache
def open_font(path: Path, *, shaped: bool = False) -> EmbeddedFont:
    """The face of a font file, opened once; ``shaped``: letters of it hang on one another. SurroundingsError where it is damaged."""
    name = path.stem
    taken = 1
    while name in pdfmetrics.getRegisteredFontNames():
        taken += 1
        name = f"{path.stem}-{taken}"
    try:
        font = (ShapedFont if shaped else EmbeddedFont)(name, str(path))
    except (OSError, TTFError) as error:
        raise SurroundingsError(
            tr("字体文件“{name}”打不开。", name=path.name),
            safe=tr("记录没有改动，公示没有生成。"),
            todo=tr("请重新安装本程序；如果是您自己装的字体，请先卸载它。"),
            code="font-unreadable",
        ) from error
    pdfmetrics.registerFont(font)
    return font


def embeddable(path: Path) -> bool:
    """TrueType outlines and a licence flag that lets a document carry the font (OpenType OS/2 fsType)."""
    try:
        with path.open("rb") as stream, FontFile(stream, lazy=True) as font:
            return "glyf" in font and not font["OS/2"].fsType & _FSTYPE_RESTRICTED
    except Exception:  # a damaged font of the machine must not stop a notice: the bundled one is used
        return False


@functools.cache
def _files(folder: Path) -> dict[str, Path]:
    """Font files under ``folder`` by lower-case name. Read once: an office's folder may hold thousands."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() == ".ttf") if folder.is_dir() else ()
    return {path.name.lower(): path for path in found}


def installed(names: Sequence[str], folders: Iterable[Path]) -> list[Path]:
    """Installed fonts of these names that may be embedded, the first name first."""
    places = [_files(folder) for folder in folders]
    found = [place[name.lower()] for name in names for place in places if name.lower() in place]
    return [path for path in found if embeddable(path)]
