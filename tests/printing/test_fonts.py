import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import SurroundingsError
from desktop.printing.embedding import to_unicode_map
from desktop.printing.fonts import FontSet, MissingGlyphs, Role

RARE = "㛃䶮𬱖𬭎𫖯㕔𬘭𫄧𬴂𬶍"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_can_set_rare_names_and_official_symbols(fonts: FontSet, role: Role) -> None:
    assert fonts.missing(RARE + "①⑳〔〕《》·•★※√□■℃㎡％Ａ１“”‘’—…～", role) == []


def test_a_character_the_title_face_lacks_is_taken_from_another(fonts: FontSet) -> None:
    assert [piece.face.split("-")[1] for piece in fonts.pieces("马㕔云", Role.TITLE)] == [
        "Black",
        "Regular",
        "Black",
    ]


def test_a_character_nobody_has_is_named(fonts: FontSet) -> None:
    assert fonts.missing("马\ue123\U00030000林", Role.BODY) == ["\ue123", "\U00030000"]
    with pytest.raises(MissingGlyphs, match=r"U\+E123"):
        fonts.width("\ue123", Role.BODY, 16)


def test_quotation_marks_fill_a_whole_cell(fonts: FontSet) -> None:
    for role in Role:
        assert fonts.widths("“一”", role, 10) == [10, 10, 10]
    opening, _, closing = fonts.pieces("“一”", Role.SUBHEADING)  # drawn narrow in this face
    assert opening.offset > 0
    assert closing.offset == 0


def test_the_offices_own_face_comes_first(templates: Path, tmp_path: Path) -> None:
    shutil.copy(templates / "fonts/MingbaiKai-Regular.ttf", tmp_path / "仿宋_GB2312.ttf")
    found = FontSet(templates / "fonts", (tmp_path,))
    assert [piece.face for piece in found.pieces("县㕔", Role.BODY)] == ["仿宋_GB2312", "NotoSerifSC-Regular"]


def test_a_font_the_county_adds_supplies_what_is_missing(templates: Path, tmp_path: Path) -> None:
    for name in ("NotoSerifSC-Regular.ttf", "NotoSerifSC-Black.ttf"):
        (tmp_path / name).symlink_to(templates / "fonts" / name)
    before = FontSet(tmp_path)
    assert before.missing("ༀ县", Role.TITLE) == ["ༀ"]
    (tmp_path / "补字.ttf").symlink_to(templates / "fonts/NotoSerifTibetan-Regular.ttf")
    assert FontSet(tmp_path).missing("ༀ县", Role.TITLE) == []


def test_a_face_that_must_not_be_embedded_is_left_alone(templates: Path, tmp_path: Path) -> None:
    with TTFont(templates / "fonts/MingbaiKai-Regular.ttf", lazy=True) as font:
        font["OS/2"].fsType = 0x0002
        font.save(tmp_path / "楷体_GB2312.ttf")
    (tmp_path / "方正小标宋简体.ttf").write_bytes(b"not a font")
    found = FontSet(templates / "fonts", (tmp_path,))
    assert found.pieces("县", Role.SUBHEADING)[0].face == "MingbaiKai-Regular"
    assert found.pieces("县", Role.TITLE)[0].face == "NotoSerifSC-Black"


def test_a_damaged_bundled_font_is_a_plain_message(tmp_path: Path) -> None:
    (tmp_path / "NotoSerifSC-Regular.ttf").write_bytes(b"\0" * 50)
    with pytest.raises(SurroundingsError, match=r"字体文件.*打不开"):
        FontSet(tmp_path).width("县", Role.BODY, 16)


def test_the_text_map_holds_above_the_basic_plane() -> None:
    assert "<01> <D873DC56>" in to_unicode_map("X", [0, 0x2CC56])
    assert "<00> <4E00>" in to_unicode_map("X", [0x4E00])


def test_bundled_fonts_are_small_licensed_and_may_be_embedded(templates: Path) -> None:
    folder = templates / "fonts"
    faces = sorted(folder.glob("*.ttf"))
    assert len(faces) == 6
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 35_000_000
    licence = (folder / "OFL.txt").read_text(encoding="utf-8")
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for path in faces:
        assert path.name in licence
        assert path.name in readme
        with TTFont(path, lazy=True) as font:
            assert font["OS/2"].fsType == 0
            assert "LXGW" not in font["name"].getDebugName(1)  # its licence reserves the name


@given(st.text("一马云·，。“”‘’—（）12345.a 㛃𬱖", max_size=12), st.sampled_from(list(Role)))
def test_a_width_is_that_of_the_characters_and_of_the_pieces(fonts: FontSet, text: str, role: Role) -> None:
    glyphs = [glyph for character in text if (glyph := fonts.glyph(character, role))]
    width = sum(glyph.advance for glyph in glyphs) * 12 + len(text) * 0.5
    assert fonts.width(text, role, 12, 0.5) == pytest.approx(width)
    assert sum(fonts.widths(text, role, 12, 0.5)) == pytest.approx(width)
    pieces = fonts.pieces(text, role)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.face for piece in pieces for _ in piece.text] == [glyph.face for glyph in glyphs]
    assert sum(piece.width for piece in pieces) * 12 == pytest.approx(width - len(text) * 0.5)


def test_tibetan_within_a_text_is_measured_by_its_stacks(fonts: FontSet) -> None:
    (stack,) = fonts.pieces("སྒྲུབ", Role.BODY)
    before, tibetan, after = fonts.pieces("一སྒྲུབ一", Role.BODY)
    assert before.width == after.width == 1
    assert tibetan == stack
    assert fonts.width("一སྒྲུབ一", Role.BODY, 10) == pytest.approx(20 + 10 * stack.width)
    assert stack.width < 2  # one sign beside another it would take five
