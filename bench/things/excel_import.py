"""An Excel roster of 20,000 rows: looked at with all checks, and taken in, beside bare readings of the same file."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
import xlsxwriter

from bench import homes
from bench.ground import Ground
from bench.measure import Result, result, rounds
from bench.people import households
from desktop.storage import rosters
from desktop.usecases.office import Session

HEADS = ("序号", "村", "社", "户主姓名", "身份证号", "补贴面积（亩）", "补贴金额（元）", "一卡通账号", "备注")
KEYS = ("village", "group", "name", "id_number", "subsidy_area", "amount", "bank_account", "remark")
FIGURES = {"subsidy_area", "amount"}
TARGET = "≤ 6 × calamine"


def run(ground: Ground) -> list[Result]:
    found: list[Result] = []
    for count in (20_000,) if ground.quick else (2_000, 20_000, 50_000):
        path = workbook(ground.work / f"roster-{count}.xlsx", count)
        home = homes.copy_of(homes.with_rows(10_000), ground.work / f"import-{count}")
        with closing(homes.open_home(home)) as session:
            record = homes.new_record(session)
            preview = session.roster_import.read(record, path)
            assert len(preview.rows) == count, (len(preview.rows), preview.faults[:3])

            def empty(record: str = record, session: Session = session) -> None:
                """The record as it was before an import: it is a new one each time."""
                with session.desk.home.database.transaction() as writing:
                    rosters.replace_rows(writing, record, 1, [])

            def both(record: str = record, session: Session = session, path: Path = path) -> None:
                session.roster_import.apply(record, session.roster_import.read(record, path))

            contestants: dict[str, Callable[[], Any]] = {
                "reading with checks": partial(session.roster_import.read, record, path),
                "checks and writing": both,
                "python-calamine": partial(calamine, path),
                "(emptied again)": empty,
            }
            if count <= 20_000:
                contestants["openpyxl"] = partial(openpyxl_rows, path)
            timed = rounds(contestants, ground.runs(5, 3))
        for ours in ("reading with checks", "checks and writing"):
            for peer in ("python-calamine", "openpyxl"):
                if peer in timed:
                    target = TARGET if peer == "python-calamine" else ""
                    found.append(
                        result(f"Excel import: {ours}", peer, timed, ours, scale=count, target=target)
                    )
    return found


def workbook(path: Path, count: int) -> Path:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("清册")
    sheet.write(0, 0, "青石滩乡补贴发放清册")
    sheet.write_row(1, 0, HEADS)
    for at, row in enumerate(households(count), 1):
        cells = [float(row[key]) if key in FIGURES else row[key] for key in KEYS]
        sheet.write_row(at + 1, 0, [at, *cells])
    book.close()
    return path


def calamine(path: Path) -> int:
    return len(python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())


def openpyxl_rows(path: Path) -> int:
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
