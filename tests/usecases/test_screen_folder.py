from pathlib import Path

import pytest
from PIL import Image

from desktop.base.errors import Cancelled, Refusal
from desktop.base.progress import Progress
from desktop.usecases.notice_views import Look
from tests.conftest import Open


def test_an_issued_notice_goes_to_the_screen_as_numbered_pictures(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    files = clerk.screens.write(issued, tmp_path / "电子屏").value
    assert [path.name for path in files] == [f"{number:02}.png" for number in range(1, len(files) + 1)]
    assert len(files) >= 3
    for path in files:
        with Image.open(path) as picture:
            assert picture.size == (1920, 1080)
            assert not picture.info
    assert clerk.notices.notices_of(issued) == []


def test_a_draft_and_what_is_blocked_do_not_get_there(as_person: Open, drafted: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="签发以后"):
        as_person("李春梅").screens.write(drafted, tmp_path / "屏")
    assert not (tmp_path / "屏").exists()


def test_a_bilingual_screen_waits_for_its_phrases(as_person: Open, issued: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="藏文"):
        as_person("李春梅").screens.write(issued, tmp_path / "屏", look=Look(language="bo"))


def test_cancelling_leaves_nothing(as_person: Open, issued: str, tmp_path: Path) -> None:
    progress = Progress(lambda step: progress.cancel() if step.done >= 1 else None)
    with pytest.raises(Cancelled):
        as_person("李春梅").screens.write(issued, tmp_path / "屏", progress=progress)
    assert not (tmp_path / "屏").exists()
    assert not list(tmp_path.glob(".屏*"))
