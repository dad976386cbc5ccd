"""Real notices, where somebody has them: what a careful reader found in eight published ones.

Their texts are not ours to copy, so they stay outside; set MINGBAI_SAMPLE_NOTICES to their folder to run this.
"""

import os
from pathlib import Path

import pytest

from desktop.base.paths import content_root
from desktop.catalogue.catalogue import load_catalogue
from desktop.domain.finding import Severity
from desktop.usecases.examiner import Examiner

FOLDER = Path(os.environ.get("MINGBAI_SAMPLE_NOTICES", "no-such-folder"))
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="MINGBAI_SAMPLE_NOTICES names no folder")

FAULTS = {
    "04_langao_2020_gengdi.txt": set(),
    "06_xiping_2024_gengdi_05.txt": {"no-title", "no-signer", "no-phone"},
    "11_xiji_2025_tuigeng.txt": {"capitals-differ", "document-number-damaged"},
    "13_yanchi_2024_mucao.txt": {"no-title"},
    "18_xiqing_2023_zhengdi_yugonggao.txt": set(),
    "20_huidong_2026_zhengdi_yugonggao.txt": {"no-title", "no-signer"},
    "24_daye_2024_xianjie_biao.txt": {"no-title", "phone-digits"},
    "27_baoshan_2017_pinkunxiang_tuichu.txt": set(),
}
"""All that may be said against each; several were published, or mirrored, without title or signer."""

PLAIN = {"24_daye_2024_xianjie_biao.txt": {"phone-digits"}, "11_xiji_2025_tuigeng.txt": {"capitals-differ"}}
"""Of these, what nobody may overlook."""


@pytest.fixture(scope="module")
def told() -> dict[str, set[str]]:
    examiner = Examiner(load_catalogue(content_root()))
    reports = examiner.check([FOLDER / name for name in FAULTS])
    return {
        report.file.name: {
            finding.code for finding in report.findings if finding.severity is not Severity.INFO
        }
        for report in reports
    }


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_fault_of_a_real_notice_is_found(told: dict[str, set[str]], name: str) -> None:
    assert told[name] >= PLAIN[name]


@pytest.mark.parametrize("name", FAULTS)
def test_a_real_notice_is_not_accused_of_what_is_right(told: dict[str, set[str]], name: str) -> None:
    assert told[name] <= FAULTS[name]
