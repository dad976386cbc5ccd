"""The diagnostic pack helps a technician and tells nothing about people, whatever lies in the home."""

import logging
import zipfile
from pathlib import Path

from desktop.base.clock import SteppingClock
from desktop.base.log import drop_log, keep_log
from desktop.usecases.diagnostics import collect
from tests.conftest import PEOPLE, Open
from tests.farmland import person


def planted() -> list[str]:
    people = [str(cell) for number in (1, 2, 3) for cell in person(number) if len(str(cell)) > 1]
    return [*(cell for cell in people if not cell.replace(".", "").isdigit() or len(cell) > 9), *PEOPLE]


def test_no_planted_name_or_number_is_in_the_pack(
    as_person: Open, drafted: str, homes: Path, clock: SteppingClock, tmp_path: Path
) -> None:
    log = tmp_path / "mingbai.log"
    handler = keep_log(log)
    needles = planted()
    try:
        for needle in needles:
            logging.getLogger("desktop.ui.tasks").error(
                "unexpected error: %s", needle, exc_info=ValueError(needle)
            )
            (homes / "township" / f"{needle.replace('/', '')}.xlsx").write_text(needle)
            (homes / "township" / "backups").mkdir(exist_ok=True)
            (homes / "township" / "backups" / f"{needle}.db").write_text(needle)
    finally:
        drop_log(handler)
    session = as_person("李春梅")
    paper = tmp_path / f"{needles[0]}的申请.txt"
    paper.write_text(needles[0], encoding="utf-8")
    session.attachments.add(drafted, paper)
    session.care.backup()
    pack = collect(session.desk.home.folder, clock, log, session.care.diagnose())
    written = pack.write(tmp_path / "stick" / "diagnose.zip")
    with zipfile.ZipFile(written) as opened:
        assert opened.testzip() is None
        texts = {name: opened.read(name).decode() for name in opened.namelist()}
    assert texts == dict(pack.texts)
    assert len(needles) > 12
    for name, text in texts.items():
        for needle in needles:
            assert needle not in text, (name, needle)
    assert "unexpected error" in texts["log.txt"]
    assert "attachments 1 files" in texts["home.txt"]
    assert "-manual.db" in texts["home.txt"]
    assert "每一页都完好" in texts["doctor.txt"]
    assert "sqlcipher3 0." in texts["system.txt"]


def test_a_home_that_is_gone_or_broken_still_gives_a_pack(clock: SteppingClock, tmp_path: Path) -> None:
    assert collect(tmp_path / "nowhere", clock, tmp_path / "no.log").texts["home.txt"] == "no home\n"
    (tmp_path / "home.json").write_bytes(b"\x00broken")
    texts = collect(tmp_path, clock, tmp_path / "no.log").texts
    assert "unreadable" in texts["home.txt"]
    assert texts["log.txt"] == "no log\n"
