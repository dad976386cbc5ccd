"""Real notices, where the folder with them is at hand: what a careful reader finds in their figures, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

Codes = Callable[..., list[str]]
FOLDER = Path(__file__).resolve().parents[4] / "shared" / "sample-notices"
EXPECTED = {"11_xiji": ["capitals-differ"]}


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the sample notices are not part of the project")
def test_only_the_capitals_of_one_real_notice_are_wrong(codes: Codes) -> None:
    seen = 0
    for path in sorted(FOLDER.glob("*.txt")):
        seen += 1
        text = path.read_text(encoding="utf-8").split("\n", 1)[1]
        assert codes(text) == EXPECTED.get(path.name[:7], []), path.name
    assert seen >= 8
