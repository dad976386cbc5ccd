"""A Chinese list of seven columns to PDF, each contestant in a process of its own; time of the work, most memory held.

The slowest peers take part in the short list only: a long one would cost them minutes. The longest has one peer, Typst, or where
that finds too little memory, Qt.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from bench import worker
from bench.ground import Ground
from bench.machine import memory_kb
from bench.measure import Result, Sample, result, rounds
from bench.people import household
from desktop.base.paths import templates_folder

FONT = templates_folder() / "fonts" / "NotoSerifSC-Regular.ttf"
_TYPST_KB_A_ROW = 160
"""Typst takes 80 KiB a row. It takes part where that is no more than half of the memory."""
_TARGETS = {"Typst": "≤ 0.35", "fpdf2": "< 1", "LibreOffice": "< 1"}


def run(ground: Ground) -> list[Result]:
    short = 200 if ground.quick else 500
    found = _measured(ground.work, short, ground.runs(5, 2), slow=True)
    found += _measured(ground.work, 10_000, ground.runs(5, 2), slow=False)
    if not ground.quick:
        found += _measured(ground.work, 50_000, 5, slow=False, long=True)
    return found


def _measured(work: Path, count: int, runs: int, *, slow: bool, long: bool = False) -> list[Result]:
    timed = rounds(contestants(work, count, slow=slow, long=long), runs, warm=0)
    return [
        result("list to PDF", peer, timed, scale=count, target=_TARGETS.get(peer, ""))
        for peer in timed
        if peer != "ours"
    ]


def contestants(work: Path, count: int, *, slow: bool, long: bool) -> dict[str, Callable[[], Sample]]:
    rows = write_rows(work, count)
    typst = memory_kb() > _TYPST_KB_A_ROW * count
    peers: dict[str, Callable[[], Sample]] = {
        "ours": lambda: worker.sample("list_ours.py", rows, work / "ours.pdf")
    }
    if not (long and typst):
        peers["Qt QPdfWriter"] = lambda: worker.sample("list_qt.py", rows, work / "qt.pdf", FONT)
    if typst:
        peers["Typst"] = lambda: worker.peer("list_typst.py", rows, work / "typst.pdf", FONT)
    if not long:
        peers["ReportLab LongTable"] = lambda: worker.sample(
            "list_longtable.py", rows, work / "long.pdf", FONT
        )
    if slow:
        peers["fpdf2"] = lambda: worker.peer("list_fpdf2.py", rows, work / "fpdf2.pdf", FONT)
        peers["WeasyPrint"] = lambda: worker.peer("list_weasyprint.py", rows, work / "weasyprint.pdf", FONT)
        if shutil.which("soffice"):
            peers["LibreOffice"] = lambda: worker.sample("list_libreoffice.py", rows, work / "office.pdf")
    return peers


def write_rows(work: Path, count: int) -> Path:
    path = work / f"rows-{count}.json"
    lines = [
        [
            str(at),
            row["village"],
            row["group"],
            row["name"],
            row["subsidy_area"],
            row["amount"],
            row["remark"],
        ]
        for at, row in enumerate(map(household, range(count)), 1)
    ]
    path.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
    return path
