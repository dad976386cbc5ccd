"""A Chinese list of seven columns to PDF, each contestant in a process of its own; time of the work, most memory held.

How long a list each peer is given depends on how much time there is: five goes of the slowest at the long ones take half an hour.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from bench import worker
from bench.ground import Ground, Time
from bench.machine import memory_kb
from bench.measure import Result, Sample, result, rounds
from bench.people import household
from desktop.base.paths import templates_folder

FONT = templates_folder() / "fonts" / "NotoSerifSC-Regular.ttf"
_LONGEST = {
    "Qt QPdfWriter": {Time.LITTLE: 10_000, Time.ENOUGH: 10_000, Time.PLENTY: 50_000},
    "Typst": {Time.LITTLE: 10_000, Time.ENOUGH: 50_000, Time.PLENTY: 50_000},
    "ReportLab LongTable": {Time.LITTLE: 10_000, Time.ENOUGH: 10_000, Time.PLENTY: 50_000},
    "fpdf2": {Time.LITTLE: 200, Time.ENOUGH: 10_000, Time.PLENTY: 50_000},
    "WeasyPrint": {Time.LITTLE: 200, Time.ENOUGH: 500, Time.PLENTY: 10_000},
    "LibreOffice": {Time.LITTLE: 200, Time.ENOUGH: 500, Time.PLENTY: 10_000},
}
"""Rows of the longest list a peer is given. `bench.growth` tries each once with more."""
_TYPST_KB_A_ROW = 160
"""Typst takes 80 KiB a row. It takes part where that is no more than half of the memory."""
_TARGETS = {"Typst": "≤ 0.35", "fpdf2": "< 1", "LibreOffice": "< 1"}


def run(ground: Ground) -> list[Result]:
    counts = (200, 10_000) if ground.quick else (500, 10_000, 50_000)
    return [one for count in counts for one in _measured(ground, count)]


def _measured(ground: Ground, count: int) -> list[Result]:
    timed = rounds(contestants(ground, count), ground.runs(5, 2), warm=0)
    return [
        result("list to PDF", peer, timed, scale=count, target=_TARGETS.get(peer, ""))
        for peer in timed
        if peer != "ours"
    ]


def contestants(ground: Ground, count: int) -> dict[str, Callable[[], Sample]]:
    work, rows = ground.work, write_rows(ground.work, count)
    peers: dict[str, Callable[[], Sample]] = {
        "Qt QPdfWriter": lambda: worker.sample("list_qt.py", rows, work / "qt.pdf", FONT),
        "Typst": lambda: worker.peer("list_typst.py", rows, work / "typst.pdf", FONT),
        "ReportLab LongTable": lambda: worker.sample("list_longtable.py", rows, work / "long.pdf", FONT),
        "fpdf2": lambda: worker.peer("list_fpdf2.py", rows, work / "fpdf2.pdf", FONT),
        "WeasyPrint": lambda: worker.peer("list_weasyprint.py", rows, work / "weasyprint.pdf", FONT),
        "LibreOffice": lambda: worker.sample("list_libreoffice.py", rows, work / "office.pdf", FONT),
    }
    if memory_kb() <= _TYPST_KB_A_ROW * count:
        del peers["Typst"]
    if not shutil.which("soffice"):
        del peers["LibreOffice"]
    taking_part = {name: peer for name, peer in peers.items() if count <= _LONGEST[name][ground.time]}
    if not taking_part:  # the longest list, and too little memory for Typst
        taking_part["Qt QPdfWriter"] = peers["Qt QPdfWriter"]
    return {"ours": lambda: worker.sample("list_ours.py", rows, work / "ours.pdf"), **taking_part}


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
