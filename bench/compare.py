"""This run beside the last committed one: which ratios moved by more than a run's own noise. Never fails."""

import json
from typing import Any

from bench.report import HISTORY, OUT, history_line, key

_NOISE = 1.25


def compare() -> list[str]:
    report = OUT / "report.json"
    if not report.is_file():
        return ["There is no run yet: make bench."]
    if not HISTORY.is_file() or not (lines := HISTORY.read_text(encoding="utf-8").splitlines()):
        return [
            f"No run is committed yet in {HISTORY.name}: the last line of out/bench/history.jsonl may be."
        ]
    now: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    before: dict[str, Any] = json.loads(lines[-1])
    told = [f"{before['commit']} ({before['at']}) → {now['commit']} ({now['at']})"]
    spread = {key(one): one["high"] / max(one["low"], 1e-9) for one in now["results"]}
    ratios = history_line(now)["ratios"]
    for name, ratio in ratios.items():
        if name not in before["ratios"]:
            told.append(f"new      {ratio:8.2f}            {name}")
            continue
        change = ratio / before["ratios"][name]
        word = "slower" if change > _NOISE else "faster" if change < 1 / _NOISE else "same"
        shaky = (
            "  (spread in this run is wider than the change)" if word != "same" and spread[name] > 4 else ""
        )
        told.append(f"{word:8} {before['ratios'][name]:8.2f} → {ratio:8.2f}  {name}{shaky}")
    told += [f"gone     {name}" for name in before["ratios"] if name not in ratios]
    return told
