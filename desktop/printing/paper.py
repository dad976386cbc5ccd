"""Sheets and their text blocks after GB/T 9704-2012, in points. Knows no fonts and no content.

Origin is the top left corner of the sheet, y grows downwards. The grid of 22 lines by 28 characters fills the text
block exactly: the first line's em box begins at its top edge, the last line's ends at its bottom edge.
"""

from dataclasses import dataclass, replace

from desktop.base.errors import Refusal
from desktop.base.words import tr

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper: its size, its text block, the body size (三号, 16 pt on A4) and the grid; all in points.

    ``scale`` is that of the paper to A4, ``type_scale`` that of small type (lists, captions) to its usual size on A4.
    """

    name: str
    width: float
    height: float
    left: float
    top: float
    block_width: float
    block_height: float
    body: float
    lines: int
    characters: int
    scale: float
    title: float
    type_scale: float

    @property
    def right(self) -> float:
        return self.left + self.block_width

    @property
    def bottom(self) -> float:
        return self.top + self.block_height

    @property
    def pitch(self) -> float:
        """Distance from one line to the next."""
        return (self.block_height - self.body) / (self.lines - 1)

    @property
    def spacing(self) -> float:
        """What is added after each body character so that a full line fills the block."""
        return (self.block_width - self.characters * self.body) / (self.characters - 1)


def _sheet(
    name: str, scale: float, size: tuple[float, float], block: tuple[float, float, float, float]
) -> Sheet:
    left, top, width, height = (value * scale * MM for value in block)
    body = 16 * scale
    wide = size[0] > size[1]
    return Sheet(
        name=name,
        width=size[0] * MM,
        height=size[1] * MM,
        left=left,
        top=top,
        block_width=width,
        block_height=height,
        body=body,
        lines=15 if wide else 22,
        characters=44 if wide else 28,
        scale=scale,
        title=22 * scale,
        type_scale=scale,
    )


def _large(usual: Sheet) -> Sheet:
    """The same paper for eyes that need it: title 一号, body 二号, lists and captions in proportion."""
    wide = usual.width > usual.height
    return replace(
        usual,
        body=22 * usual.scale,
        title=26 * usual.scale,
        lines=11 if wide else 16,
        characters=32 if wide else 20,
        type_scale=usual.scale * 22 / 16,
    )


_UPRIGHT = (
    28.0,
    37.0,
    156.0,
    225.0,
)  # left, top, width, height of the text block on A4, mm (GB/T 9704-2012, 5.2)
_WIDE = (25.0, 28.0, 247.0, 156.0)  # lists turned sideways keep the binding margin at the top
_A3 = 297 / 210

PORTRAIT = {"A4": _sheet("A4", 1.0, (210, 297), _UPRIGHT), "A3": _sheet("A3", _A3, (297, 420), _UPRIGHT)}
LANDSCAPE = {"A4": _sheet("A4", 1.0, (297, 210), _WIDE), "A3": _sheet("A3", _A3, (420, 297), _WIDE)}


SCREEN = "screen"
# A village screen of 1920 × 1080 dots at two dots a point; the band below the block holds the office and the code square.
_SCREEN = Sheet(SCREEN, 960, 540, 60, 30, 840, 376, 26, 9, 32, 1.0, 33, 1.7)


def sheet(paper: str, *, landscape: bool = False, large: bool = False) -> Sheet:
    """The sheet called ``paper`` (A4 or A3, or SCREEN); ``large`` for large print."""
    if paper == SCREEN:
        return _SCREEN
    found = (LANDSCAPE if landscape else PORTRAIT).get(paper)
    if found is None:
        raise Refusal(
            tr("没有“{paper}”这种纸型。", paper=paper),
            safe=tr("公示没有生成。"),
            todo=tr("请改用 A4 或 A3。"),
            code="unknown-paper",
        )
    return _large(found) if large else found
