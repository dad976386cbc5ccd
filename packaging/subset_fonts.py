"""Make templates/fonts/ from the upstream font files. Run by hand once per font release, never by the build.

    python packaging/subset_fonts.py SOURCES UNIHAN_OTHER_MAPPINGS templates/fonts

SOURCES is a folder holding the upstream files named in RECIPES; UNIHAN_OTHER_MAPPINGS is
Unihan_OtherMappings.txt of the Unicode Character Database (its kTGH property lists the 8,105 characters of
通用规范汉字表). Names need rare characters, so the serif keeps every ideograph its source has and the sans all
but Extension A outside the table; display faces keep the table only. What a face lacks is taken from the serif,
character by character.
"""

import bz2
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SYMBOLS = [
    (0x0020, 0x007E),
    (0x00A0, 0x00FF),
    (0x0100, 0x017F),
    (0x01CD, 0x01DC),
    (0x0370, 0x03FF),
    (0x0400, 0x045F),
    (0x2000, 0x206F),
    (0x20A0, 0x20BF),
    (0x2100, 0x218F),
    (0x2190, 0x22FF),
    (0x2460, 0x24FF),
    (0x2500, 0x26FF),
    (0x2776, 0x2793),
    (0x2E80, 0x2FDF),
    (0x3000, 0x303F),
    (0x3040, 0x30FF),
    (0x3100, 0x312F),
    (0x3200, 0x33FF),
    (0xFE10, 0xFE1F),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFFEF),
]
BASIC_IDEOGRAPHS = [(0x4E00, 0x9FFF), (0x20000, 0x3FFFF)]
ALL_IDEOGRAPHS = [(0x3400, 0x4DBF), (0xF900, 0xFAFF), *BASIC_IDEOGRAPHS]
TIBETAN = [(0x0020, 0x007E), (0x0F00, 0x0FFF), (0x200B, 0x200D), (0x25CC, 0x25CC)]


@dataclass(frozen=True)
class Recipe:
    source: str
    target: str
    script: str  # all | basic | table | tibetan
    family: str = ""  # a new family name where the licence reserves the old one for unmodified copies


RECIPES = [
    Recipe("NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", "all"),
    Recipe("NotoSerifSC_900Black.ttf", "NotoSerifSC-Black.ttf", "table"),
    Recipe("NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", "basic"),
    Recipe("NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf", "table"),
    Recipe("LXGWWenKai-Regular.ttf", "MingbaiKai-Regular.ttf", "table", "Mingbai Kai"),
    Recipe("NotoSerifTibetan-Regular.ttf", "NotoSerifTibetan-Regular.ttf", "tibetan"),
]


def spread(ranges: list[tuple[int, int]]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


def standard_characters(mappings: Path) -> set[int]:
    """Code points of 通用规范汉字表 (property kTGH)."""
    data = mappings.read_bytes()
    text = (bz2.decompress(data) if mappings.suffix == ".bz2" else data).decode()
    rows = (line.split("\t") for line in text.splitlines() if "\tkTGH\t" in line)
    found = {int(row[0][2:], 16) for row in rows}
    if len(found) != 8105:
        raise SystemExit(f"expected 8105 characters in kTGH, found {len(found)}")
    return found


def rename(font: TTFont, family: str) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 5, 13, 14)]
    full = f"{family} Regular"
    for name_id, text in ((1, family), (2, "Regular"), (3, full), (4, full), (6, full.replace(" ", ""))):
        names.setName(text, name_id, 3, 1, 0x409)


def make(recipe: Recipe, sources: Path, table: set[int], target: Path) -> None:
    wanted = {
        "all": spread(SYMBOLS + ALL_IDEOGRAPHS),
        "basic": spread(SYMBOLS + BASIC_IDEOGRAPHS) | table,
        "table": spread(SYMBOLS) | table,
        "tibetan": spread(TIBETAN),
    }[recipe.script]
    options = subset.Options()
    options.layout_features = ["*"] if recipe.script == "tibetan" else ["locl"]
    options.layout_scripts = ["*"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += [] if recipe.script == "tibetan" else ["GPOS", "vhea", "vmtx", "BASE"]
    font = TTFont(sources / recipe.source, lazy=True, recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=wanted)
    cut.subset(font)
    if recipe.family:
        rename(font, recipe.family)
    font.save(target / recipe.target)


def main() -> None:
    sources, mappings, target = (Path(part) for part in sys.argv[1:4])
    table = standard_characters(mappings)
    for recipe in RECIPES:
        make(recipe, sources, table, target)
        print(f"{recipe.target}: {(target / recipe.target).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
