"""`make fuzz` reaches the readers: well-made seeds are read, and a reader that breaks stops the run."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BREAKING = """
import sys
from tests.faults import fuzz
def breaks(data):
    if data.startswith(b"[" ):
        raise KeyError("ours")
    fuzz.parse_json(data)
fuzz.READERS["lines"] = breaks
fuzz.seeds = lambda reader: iter((b"{}", b"[1]"))
sys.argv = ["fuzz", "lines", "5", sys.argv[1]]
fuzz.main()
"""
READING = """
from tests.faults import fuzz
fuzz.READERS["cells"](fuzz._SHEET)
assert fuzz.READERS["words"](fuzz._PAGE).passages
for seed in fuzz.seeds("workbook"):
    try:
        fuzz.READERS["workbook"](seed)
    except fuzz.Refusal:
        pass
_, update, _ = fuzz.seeds("update")
fuzz.READERS["update"](update)
assert fuzz.READERS["pack-offer"](list(fuzz.seeds("pack-offer"))[1]).packs
"""


def run(script: str, *more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", script, *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_the_seeds_are_read() -> None:
    done = run(READING)
    assert done.returncode == 0, done.stderr[-2000:]


def test_what_is_no_refusal_stops_the_run_and_is_kept(tmp_path: Path) -> None:
    done = run(BREAKING, str(tmp_path))
    assert done.returncode != 0
    assert "KeyError" in done.stdout + done.stderr
    assert [path.read_bytes()[:1] for path in tmp_path.glob("lines-found-*")] == [b"["]
