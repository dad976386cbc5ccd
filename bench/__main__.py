"""`python -m bench [--quick | --plenty] [--only NAME …]` measures and writes the report; `python -m bench growth [--only NAME …]` measures how each
thing grows; `python -m bench compare` reads the history.

A thing that cannot be measured here (a peer missing, a fault of its own) is left out and named; time never fails a run.
"""

import argparse
import importlib
import shutil
import sys
import time
from pathlib import Path

from bench import machine, report
from bench.compare import compare
from bench.ground import Ground, Time
from bench.growth import run as growth
from bench.measure import Result
from bench.worker import PEERS

THINGS = (
    "list_pdf", "pages", "excel_import", "bundle", "search", "save", "start", "roster_open", "notice", "examiner", "receiver",
)  # fmt: skip


def main() -> int:
    asked = argparse.ArgumentParser(prog="bench")
    asked.add_argument("command", nargs="?", choices=("run", "growth", "compare"), default="run")
    asked.set_defaults(time=Time.ENOUGH)
    how_long = asked.add_mutually_exclusive_group()
    how_long.add_argument("--quick", dest="time", action="store_const", const=Time.LITTLE)
    how_long.add_argument("--plenty", dest="time", action="store_const", const=Time.PLENTY)
    asked.add_argument("--only", nargs="*", choices=sorted({*THINGS, *growth.THINGS}))
    asked.add_argument(
        "--fewer", type=int, default=1, help="growth: divide every size by this, to try it out"
    )
    options = asked.parse_args()
    if options.command == "compare":
        print("\n".join(compare()))
        return 0
    if options.command == "growth":
        print(f"How it grows: {growth.grow(options.only or growth.THINGS, options.fewer)}")
        return 0
    began = time.monotonic()
    document = {**report.stamp(), "quick": options.time is Time.LITTLE, "machine": machine.describe()}
    results: list[Result] = []
    left: list[str] = _missing_peers()
    for name in options.only or THINGS:
        results += _measure(name, options.time, left)
        document |= {"results": [one.as_json() for one in results], "left_out": left}
        document["took_s"] = round(time.monotonic() - began)
        path = report.write(document)  # after each thing: a run broken off has shown what it has
    report.remember(document)
    print(f"{len(results)} figures in {document['took_s']} s: {path}")
    return 0


def _measure(name: str, time_given: Time, left: list[str]) -> list[Result]:
    work = report.OUT / "work"
    shutil.rmtree(work, ignore_errors=True)
    Path(work).mkdir(parents=True)
    begun = time.monotonic()
    try:
        found: list[Result] = importlib.import_module(f"bench.things.{name}").run(Ground(time_given, work))
    except Exception as error:
        left.append(f"{name}: {type(error).__name__}: {error}"[:400])
        print(f"{name}: left out: {error}", file=sys.stderr, flush=True)
        return []
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for one in found:
        print(
            f"{one.what:38} {one.scale:>9,} / {one.against:34} {report.seconds(one.ours_s):>9} "
            f"{report.seconds(one.theirs_s):>9} ratio {one.ratio:7.2f} [{one.low:.2f}–{one.high:.2f}]",
            flush=True,
        )
    print(f"  {name}: {time.monotonic() - begun:.0f} s", flush=True)
    return found


def _missing_peers() -> list[str]:
    missing = [
        f"{name} is not on this machine" for name in ("rg", "soffice", "restic") if not shutil.which(name)
    ]
    if not (PEERS / "bin" / "python").exists():
        missing.append("Typst, WeasyPrint, fpdf2: .venv-bench is missing (bash bench/peers.sh)")
    return missing


if __name__ == "__main__":
    sys.exit(main())
