"""A face whose letters stack: HarfBuzz says which glyphs stand where. Knows nothing of lines and pages.

ReportLab draws characters, not glyphs, so every glyph is given a private character above all real ones; what a reader
copies is carried beside the glyphs as /ActualText (ISO 32000-1, 14.9.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from desktop.printing.embedding import EmbeddedFont
from desktop.printing.tibetan import stretches, syllables

_GLYPHS = 0xF0000
_DOTTED_CIRCLE = 0x25CC


@dataclass(frozen=True, slots=True)
class ShapedGlyph:
    """One glyph: its advance and its shift, in em. ``cluster`` counts the syllable's characters from 0."""

    glyph: int
    cluster: int
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Syllable:
    """Shaped text. ``widths`` has one advance per character, in em: the whole cluster's at its first, 0 at the rest.

    ``broken`` if a sign stands without a letter to hang on: HarfBuzz puts a dotted circle there.
    """

    glyphs: tuple[ShapedGlyph, ...]
    widths: tuple[float, ...]
    broken: bool


class ShapedFont(EmbeddedFont):
    """A TrueType font drawn glyph by glyph. One per file and process, as all fonts are."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename, asciiReadable=0)
        self.covers = frozenset(self.face.charToGlyph)
        blob = uharfbuzz.Blob.from_file_path(filename)
        self._harfbuzz = uharfbuzz.Font(uharfbuzz.Face(blob))
        self._file = Path(filename)
        self._em = self._harfbuzz.face.upem
        self._circle = self.face.charToGlyph.get(_DOTTED_CIRCLE)
        self.syllable = lru_cache(maxsize=20_000)(self._syllable)

    def _syllable(self, text: str) -> Syllable:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
        uharfbuzz.shape(self._harfbuzz, buffer)
        glyphs = tuple(
            ShapedGlyph(
                info.codepoint,
                info.cluster,
                place.x_advance / self._em,
                place.x_offset / self._em,
                place.y_offset / self._em,
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )
        widths = [0.0] * len(text)
        for glyph in glyphs:
            widths[glyph.cluster] += glyph.advance
        wanted = chr(_DOTTED_CIRCLE) in text
        broken = not wanted and any(glyph.glyph == self._circle for glyph in glyphs)
        return Syllable(glyphs, tuple(widths), broken)

    def widths(self, text: str) -> list[float]:
        """Advance of each character in em; characters that hang on another have none of their own."""
        return [width for part in syllables(text) for width in self.syllable(part).widths]

    def broken(self, text: str) -> list[str]:
        """Syllables of ``text`` that cannot be written so."""
        return [part for part in syllables(text) if self.syllable(part).broken]

    def drawn(self, text: str, size: float, spacing: float) -> ShapedStr:
        """``text`` as ReportLab takes shaped glyphs; ``spacing`` points follow each character that may stretch."""
        characters: list[str] = []
        places: list[ShapeData] = []
        extra = spacing * 1000 / size
        for part in syllables(text):
            shaped = self.syllable(part).glyphs
            for number, glyph in enumerate(shaped):
                last = number + 1 == len(shaped) or shaped[number + 1].cluster != glyph.cluster
                gap = extra if last and stretches(part[glyph.cluster]) else 0.0
                characters.append(self._private(glyph.glyph))
                width = self.face.charWidths[_GLYPHS + glyph.glyph]
                places.append(
                    ShapeData(0, glyph.advance * 1000 + gap, 0, glyph.dx * 1000, glyph.dy * 1000, width)
                )
        return ShapedStr("".join(characters), places)

    def _private(self, glyph: int) -> str:
        code = _GLYPHS + glyph
        if code not in self.face.charToGlyph:
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self._harfbuzz.get_glyph_h_advance(glyph) * 1000 / self._em
        return chr(code)

    def meaning(self, code: int) -> str:
        """The characters a glyph stands for, for readers that do not look at /ActualText."""
        if code < _GLYPHS:
            return super().meaning(code)
        return self._characters.get(code - _GLYPHS, "\ufffd")

    @cached_property
    def _characters(self) -> dict[int, str]:
        """By glyph number, read from the font's own substitutions."""
        with FontFile(self._file, lazy=True) as font:
            known = {name: chr(code) for code, name in sorted(font.getBestCmap().items(), reverse=True)}
            rules = _substitutions(font)
            while True:
                found = {
                    target: "".join(known[part] for part in parts)
                    for target, parts in rules
                    if target not in known and all(part in known for part in parts)
                }
                if not found:
                    return {font.getGlyphID(name): text for name, text in known.items()}
                known.update(found)


def _substitutions(font: FontFile) -> list[tuple[str, Sequence[str]]]:
    """(glyph, the glyphs it replaces) of every one-to-one and many-to-one substitution."""
    rules: list[tuple[str, Sequence[str]]] = []
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = getattr(table, "ExtSubTable", table)
            rules += [(target, (source,)) for source, target in getattr(inner, "mapping", {}).items()
                      if isinstance(target, str)]  # fmt: skip
            for first, ligatures in getattr(inner, "ligatures", {}).items():
                rules += [(ligature.LigGlyph, (first, *ligature.Component)) for ligature in ligatures]
    return rules
