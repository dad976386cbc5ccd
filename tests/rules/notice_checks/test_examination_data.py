"""The examiner's own data: complete, at one with the catalogue, and harmless when a file is broken."""

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from desktop.base.paths import content_root
from desktop.catalogue.examination import ExaminationData
from desktop.catalogue.examination_files import read_examination
from desktop.domain.document import Document, Passage
from desktop.rules.examiner import examine_document

FILES = ("outline", "kinds", "columns", "privacy", "arithmetic", "dates", "form", "laws")
REAL = Path(__file__).resolve().parents[4] / "shared" / "sample-notices"


def test_every_part_is_filled(data: ExaminationData) -> None:
    assert all(getattr(data.own, field.name) for field in fields(data.own))


def test_titles_lead_to_kinds_that_exist(data: ExaminationData) -> None:
    known = {kind.code for kind in data.notice_kinds.kinds}
    assert {entry.kind for entry in data.own.kinds} <= known


def test_no_article_moved_before_its_law_changed(data: ExaminationData) -> None:
    assert all(1990 < law.since.year < 2030 for law in data.own.laws.repealed)
    assert all(moved.about and moved.article for moved in data.own.laws.renumbered)


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_leaves_its_part_empty_and_is_told(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "examination"
    shutil.copytree(content_root() / "standards" / "examination", folder)
    (folder / f"{name}.yaml").write_text("words: [", encoding="utf-8")
    examination, problems = read_examination(folder, tmp_path)
    assert [finding.place.split(" ")[0] for finding in problems] == [f"examination/{name}.yaml"]
    whole, none = read_examination(content_root() / "standards" / "examination", content_root())
    assert not none
    assert getattr(examination, name) != getattr(whole, name)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real notices are not on this machine")
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("04_langao_2020_gengdi.txt", set()),
        ("06_xiping_2024_gengdi_05.txt", {"no-title", "no-signer", "no-phone"}),
        ("11_xiji_2025_tuigeng.txt", {"document-number-damaged"}),
        ("24_daye_2024_xianjie_biao.txt", {"no-title", "phone-digits"}),
        ("27_baoshan_2017_pinkunxiang_tuichu.txt", set()),
    ],
)
def test_real_notices_give_what_a_careful_reader_finds(
    data: ExaminationData, name: str, codes: set[str]
) -> None:
    lines = (REAL / name).read_text(encoding="utf-8").splitlines()[1:]
    passages = tuple(Passage(f"第 {n} 行", line) for n, line in enumerate(lines, 1) if line.strip())
    ours = {
        finding.code
        for finding in examine_document(Document(name, "txt", passages), data)
        if finding.code.startswith(
            ("no-", "document-", "phone-", "personal-", "office-", "place-", "law-", "title-")
        )
    }
    assert ours == codes
