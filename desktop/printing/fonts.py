"""Faces for each part of a notice, with fallback character by character. Never draws, never lets a box through.

The office's own 方正小标宋 and 仿宋_GB2312 come first where they are installed and may be embedded; the bundled
fonts (templates/fonts) stand behind them, so the program needs no font from the machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.paths import templates_folder
from desktop.printing.embedding import EmbeddedFont
from desktop.printing.font_files import embeddable, installed, office_folders, open_font
from desktop.printing.shaping import ShapedFont
from desktop.printing.tibetan import STRETCH, has_tibetan, is_tibetan, stretches


class Role(StrEnum):
    """What a run is: the face follows from it (GB/T 9704: 小标宋, 仿宋, 黑体, 楷体; page numbers 宋体)."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    SUBHEADING = "subheading"
    NUMBER = "number"


_BUNDLED = {
    Role.TITLE: ("NotoSerifSC-Black.ttf",),
    Role.BODY: (),
    Role.HEADING: ("NotoSansSC-Bold.ttf",),
    Role.SUBHEADING: ("MingbaiKai-Regular.ttf",),
    Role.NUMBER: (),
}
_LAST_RESORT = "NotoSerifSC-Regular.ttf"
_TIBETAN = "NotoSerifTibetan-Regular.ttf"
TIBETAN_SCALE = 0.9  # to the Chinese beside it: the tallest common stacks then keep to the lines of GB/T 9704
_TIBETAN_BOLD = 0.035  # beside 小标宋 and 黑体; its one face is regular
_OFFICE_LAST = ("simsunb.ttf", "SimSunExtG.ttf")  # rare ideographs of Windows
_OFFICE = {
    Role.TITLE: (
        "方正小标宋简体.ttf",
        "FZXBSJW.TTF",
        "FZXiaoBiaoSong-B05S.ttf",
        "方正小标宋_GBK.ttf",
        "FZXBSK.TTF",
    ),
    Role.BODY: (
        "仿宋_GB2312.ttf",
        "SIMFANG_GB2312.TTF",
        "simfang_GB2312.ttf",
        "方正仿宋_GBK.ttf",
        "FZFSK.TTF",
    ),
    Role.SUBHEADING: ("楷体_GB2312.ttf", "SIMKAI_GB2312.TTF", "方正楷体_GBK.ttf", "FZKTK.TTF"),
    Role.HEADING: (),
    Role.NUMBER: (),
}
# These stand in a full cell in Chinese text although the bundled serif draws them narrow.
_FULL_CELL_RIGHT = frozenset("“‘")
_FULL_CELL_LEFT = frozenset("”’")


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is set: its face, its advance and where it starts in its cell, in em."""

    face: str
    advance: float
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one face within a run. ``offset`` in em is not 0 only for a lone full-cell mark.

    ``width`` in em is what it takes of the line, ``scale`` the size of the face to that of the run, ``weight`` in em
    the line around its letters.
    """

    face: str
    text: str
    width: float
    offset: float = 0.0
    scale: float = 1.0
    weight: float = 0.0


@dataclass(slots=True)
class FontSet:
    """The faces of one printing. ``folder`` holds the bundled fonts; ``office`` are folders of installed ones."""

    folder: Path
    office: Sequence[Path] = ()
    _chains: dict[Role, tuple[EmbeddedFont, ...]] = field(default_factory=dict)
    _glyphs: dict[tuple[Role, str], Glyph | None] = field(default_factory=dict)
    _plain: dict[Role, dict[str, float]] = field(default_factory=lambda: {role: {} for role in Role})
    _shaped: list[ShapedFont | None] = field(default_factory=list)

    @property
    def tibetan(self) -> ShapedFont | None:
        """The face that sets Tibetan; None in a folder without it."""
        if not self._shaped:
            path = self.folder / _TIBETAN
            found = open_font(path.resolve(), shaped=True) if path.is_file() else None
            self._shaped.append(found if isinstance(found, ShapedFont) else None)
        return self._shaped[0]

    def chain(self, role: Role) -> tuple[EmbeddedFont, ...]:
        """Faces in the order in which they are asked for a character."""
        if role not in self._chains:
            paths = installed(_OFFICE[role], self.office)
            paths += [self.folder / name for name in (*_BUNDLED[role], _LAST_RESORT)]
            paths += [*self._added(), *installed(_OFFICE_LAST, self.office)]
            self._chains[role] = tuple(open_font(path.resolve()) for path in paths)
        return self._chains[role]

    def _added(self) -> list[Path]:
        """Fonts that a county put beside the bundled ones for characters that these lack."""
        known = {_LAST_RESORT, _TIBETAN, "NotoSansSC-Regular.ttf"}.union(*_BUNDLED.values())
        return [
            path for path in sorted(self.folder.glob("*.ttf")) if path.name not in known and embeddable(path)
        ]

    def glyph(self, character: str, role: Role) -> Glyph | None:
        """How to set ``character``; None when no face has it."""
        key = (role, character)
        if key not in self._glyphs:
            self._glyphs[key] = self._find(character, role)
        return self._glyphs[key]

    def _find(self, character: str, role: Role) -> Glyph | None:
        code = ord(character)
        shaped = self.tibetan if is_tibetan(character) else None
        if shaped is not None and code in shaped.covers:
            return Glyph(shaped.fontName, sum(shaped.widths(character)) * TIBETAN_SCALE)
        for font in self.chain(role):
            if code in font.face.charToGlyph:
                advance = font.face.charWidths.get(code, font.face.defaultWidth) / 1000
                if character in _FULL_CELL_RIGHT:
                    return Glyph(font.fontName, 1.0, 1.0 - advance)
                return Glyph(font.fontName, 1.0 if character in _FULL_CELL_LEFT else advance)
        return None

    def widths(self, text: str, role: Role, size: float, spacing: float = 0.0) -> list[float]:
        """Advance of each character in points, ``spacing`` included. Every character must have a glyph."""
        if self.plain_width(text, role) is not None:
            return [advance * size + spacing for advance in map(self._plain[role].__getitem__, text)]
        if has_tibetan(text) and self.tibetan is not None:
            return self._mixed_widths(self.tibetan, text, role, size, spacing)
        return self._plain_widths(text, role, size, spacing)

    def _plain_widths(self, text: str, role: Role, size: float, spacing: float) -> list[float]:
        found = self._glyphs
        out = []
        for character in text:
            glyph = found.get((role, character)) or self.glyph(character, role)
            if glyph is None:
                raise MissingGlyphs([(character, "")])
            out.append(glyph.advance * size + spacing)
        return out

    def _mixed_widths(
        self, shaped: ShapedFont, text: str, role: Role, size: float, spacing: float
    ) -> list[float]:
        out: list[float] = []
        for part, tibetan in _parted(text):
            if not tibetan:
                out += self._plain_widths(part, role, size, spacing)
                continue
            self._require(part, role)
            widths = zip(part, shaped.widths(part), strict=True)
            out += [
                width * size * TIBETAN_SCALE + (spacing if stretches(character) else 0.0)
                for character, width in widths
            ]
        return out

    def _require(self, text: str, role: Role) -> None:
        if lacking := self.missing(text.replace(" ", ""), role):
            raise MissingGlyphs([(character, "") for character in lacking])

    def width(self, text: str, role: Role, size: float, spacing: float = 0.0) -> float:
        plain = self.plain_width(text, role)
        if plain is not None:
            return plain * size + spacing * len(text)
        return sum(self.widths(text, role, size, spacing))

    def plain_width(self, text: str, role: Role) -> float | None:
        """Width in em if every character stands in the first face of ``role`` as it is drawn there, else None.

        So do nearly all cells of a list; they need no look at one character after the other.
        """
        known = self._plain[role]
        try:
            return sum(map(known.__getitem__, text))
        except KeyError:
            first = self.chain(role)[0].fontName
        for character in set(text).difference(known):
            glyph = self.glyph(character, role)
            if glyph is None or glyph.face != first or character in _ALONE or is_tibetan(character):
                return None
            known[character] = glyph.advance
        return sum(map(known.__getitem__, text))

    def pieces(self, text: str, role: Role) -> list[Piece]:
        """``text`` cut where the face changes; full-cell marks stand alone."""
        plain = self.plain_width(text, role)
        if plain is not None:
            return [Piece(self.chain(role)[0].fontName, text, plain)] if text else []
        shaped = self.tibetan if has_tibetan(text) else None
        if shaped is None:
            return self._plain_pieces(text, role)
        out: list[Piece] = []
        for part, tibetan in _parted(text):
            if tibetan:
                self._require(part, role)
                weight = _TIBETAN_BOLD if role in {Role.TITLE, Role.HEADING} else 0.0
                width = sum(shaped.widths(part)) * TIBETAN_SCALE
                out.append(Piece(shaped.fontName, part, width, scale=TIBETAN_SCALE, weight=weight))
            else:
                out += self._plain_pieces(part, role)
        return out

    def _plain_pieces(self, text: str, role: Role) -> list[Piece]:
        out: list[Piece] = []
        for character in text:
            glyph = self.glyph(character, role)
            if glyph is None:
                raise MissingGlyphs([(character, "")])
            alone = character in _FULL_CELL_LEFT or character in _FULL_CELL_RIGHT
            last = out[-1] if out else None
            if last and not alone and last.face == glyph.face and last.text[-1] not in _ALONE:
                out[-1] = Piece(glyph.face, last.text + character, last.width + glyph.advance)
            else:
                out.append(Piece(glyph.face, character, glyph.advance, glyph.offset))
        return out

    def missing(self, text: str, role: Role) -> list[str]:
        """Characters of ``text`` that no face has, each once, in order."""
        return [character for character in dict.fromkeys(text) if self.glyph(character, role) is None]

    def substituted(self, text: str, role: Role) -> list[str]:
        """Characters of ``text`` that the first face of ``role`` lacks and another supplies, each once; Tibetan is at home."""
        first = self.chain(role)[0].fontName
        found = ((character, self.glyph(character, role)) for character in dict.fromkeys(text))
        return [
            character
            for character, glyph in found
            if glyph is not None and glyph.face != first and not is_tibetan(character)
        ]

    def broken(self, text: str) -> list[str]:
        """Tibetan syllables of ``text`` in which a sign has no letter to hang on, each once."""
        shaped = self.tibetan if has_tibetan(text) else None
        if shaped is None:
            return []
        return list(dict.fromkeys(part for found in STRETCH.findall(text) for part in shaped.broken(found)))


def _parted(text: str) -> Iterator[tuple[str, bool]]:
    """``text`` in turns of other and Tibetan characters; the second value tells which."""
    at = 0
    for found in STRETCH.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


_ALONE = _FULL_CELL_LEFT | _FULL_CELL_RIGHT


class MissingGlyphs(Refusal):
    """No face has these characters. ``found`` lists (character, place in Chinese)."""

    def __init__(self, found: Sequence[tuple[str, str]]) -> None:
        self.found = tuple(found)
        shown = [
            f"“{character}”（U+{ord(character):04X}{'，' if place else ''}{place}）"
            for character, place in found[:8]
        ]
        more = f"等{len(found)}处" if len(found) > len(shown) else ""
        super().__init__(
            f"字库里没有这些字，印不出来：{'、'.join(shown)}{more}。",
            safe="公示没有生成，记录没有改动。",
            todo="请核对是不是写错了字；字没有错的，请把这个字告诉县里，补上字体、重新打开程序后再印。",
            code="missing-glyphs",
        )


def bundled(templates: Path, *, office: bool = True) -> FontSet:
    """The font set of a ``templates`` folder, or the program's where it carries none (packs carry wording only);
    ``office=False`` leaves installed fonts out (same bytes everywhere)."""
    own = templates / "fonts"
    return FontSet(own if own.is_dir() else templates_folder() / "fonts", office_folders() if office else ())
