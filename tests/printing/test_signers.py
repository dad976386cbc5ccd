"""Several units under one notice: every seal has its place, none touches another (GB/T 9704-2012, 7.3.5.1)."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.paths import templates_folder
from desktop.printing.compose import make_notice
from desktop.printing.fonts import FontSet, bundled
from desktop.printing.notice import NoticeContent
from desktop.printing.pages import Run
from desktop.printing.paper import sheet
from desktop.printing.pdf import pdf_bytes
from desktop.printing.setting import Setter
from desktop.printing.signers import SEAL, joint_signature
from tests.pdfs import running_text

SHORT = (
    "云滩县财政局",
    "云滩县民政局",
    "云滩县水利局",
    "云滩县教育局",
    "云滩县林草局",
    "云滩县公安局",
    "云滩县审计局",
)
LONG = "云滩县人力资源和社会保障局及乡村振兴工作领导小组办公室"
DAY = "2026年9月16日"
UNITS = st.lists(st.sampled_from([*SHORT, "云滩县青石滩乡人民政府", LONG]), min_size=2, max_size=7)


def laid(units: list[str], fonts: FontSet) -> list[Run]:
    """The runs of the signature with y from its top."""
    runs, y = [], 0.0
    for strip in joint_signature(Setter(fonts, sheet("A4")), [(unit,) for unit in units], [DAY]):
        runs += [replace(run, y=run.y + y) for run in strip.runs]
        y += strip.height
    return runs


def middle(run: Run, fonts: FontSet) -> float:
    return run.x + (fonts.width(run.text, "body", run.size, run.spacing) - run.spacing) / 2


@settings(max_examples=30, deadline=None)
@given(UNITS)
def test_seals_stand_on_their_names_and_never_touch(units: list[str]) -> None:
    fonts, block = bundled(templates_folder(), office=False), sheet("A4")
    *names, day = laid(units, fonts)
    drawn = "".join(run.text for run in names)
    assert sorted(drawn) == sorted("".join(units))
    centres: dict[float, dict[float, float]] = {}
    for run in names:
        centres.setdefault(round(middle(run, fonts), 1), {})[run.y] = run.y
    seals: list[tuple[float, float]] = []
    for x, lines in centres.items():
        group: list[float] = []
        for y in sorted(lines):
            if group and y - group[-1] > 1.5 * block.pitch:
                seals.append((x, sum(group) / len(group)))
                group = []
            group.append(y)
        seals.append((x, sum(group) / len(group)))
    assert len(seals) == len(units)
    for one, other in itertools.combinations(seals, 2):
        assert (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 > SEAL**2
    for x, y in seals:
        assert SEAL / 2 <= x <= block.block_width - SEAL / 2
        assert y - SEAL / 2 > -1.0 * block.pitch  # within a line of the text above
    last = max(names, key=lambda run: (run.y, run.x))
    assert middle(day, fonts) == pytest.approx(middle(last, fonts), abs=0.5)
    assert day.y > last.y


@pytest.mark.parametrize(("count", "in_rows"), [(2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1])])
def test_units_stand_in_rows_in_their_order(count: int, in_rows: list[int], fonts: FontSet) -> None:
    *names, _ = laid(list(SHORT[:count]), fonts)
    assert [run.text for run in names] == list(SHORT[:count])
    assert [len(list(row)) for _, row in itertools.groupby(names, key=lambda run: run.y)] == in_rows


def test_a_notice_is_signed_by_all_its_units(content: NoticeContent, templates: Path, fonts: FontSet) -> None:
    pages = make_notice(replace(content, signers=SHORT[:2], qr_text="x" * 60), templates, fonts=fonts)
    text = running_text(pdf_bytes(pages))
    assert text.index(content.unit) < text.index(SHORT[0]) < text.index(SHORT[1]) < text.index("2026年9月6日")
    assert pages.author == "云滩县青石滩乡人民政府、云滩县财政局、云滩县民政局"


def test_joint_signers_never_stand_on_a_page_without_text(
    content: NoticeContent, templates: Path, fonts: FontSet
) -> None:
    for lines in range(0, 16, 3):
        values = {**content.values, "summary": "\n".join(["补充说明"] * lines)}
        many = replace(content, values=values, signers=SHORT[:4])
        signed = next(
            page for page in make_notice(many, templates, fonts=fonts) if "2026年9月6日" in page.text()
        )
        assert "12317" in signed.text()
        assert all(unit in signed.text() for unit in SHORT[:4])
