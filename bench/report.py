"""Writes a run down: report.json as others read it, report.html to look at, a table, and a line in the history."""

import html
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import growth_page, machine
from bench.curves import curves
from bench.plots import bars
from bench.worker import ROOT

OUT = ROOT / "out" / "bench"
HISTORY = ROOT / "bench" / "history.jsonl"
"""Kept with the source: one line a committed run. A run adds to the copy under out/; a person commits what is worth keeping."""

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:2em auto;max-width:1180px;color:#1d2733}
table{border-collapse:collapse;width:100%}td,th{padding:.3em .6em;border-bottom:1px solid #d8dee6;text-align:right}
td:first-child,td:nth-child(2),th:first-child,th:nth-child(2),td:last-child{text-align:left}
h2{margin-top:2em}.note{color:#5b6876}"""


def write(document: dict[str, Any]) -> Path:
    """The run, with the growth that was measured before."""
    return _written({"growth": known().get("growth"), **document})


def write_growth(growth: dict[str, Any]) -> Path:
    """The growth, beside the figures of the run before; without one the report holds it alone."""
    alone = {**stamp(), "quick": False, "machine": machine.describe(), "results": [], "left_out": []}
    return _written({**alone, **known(), "growth": growth})


def known() -> dict[str, Any]:
    """The report that is there."""
    try:
        known: dict[str, Any] = json.loads((OUT / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known


def _written(document: dict[str, Any]) -> Path:
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "report.json").write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    growth = document.get("growth")
    grown = f"\n{growth_page.markdown(growth['results'])}" if growth else ""
    (OUT / "report.md").write_text(markdown(document) + grown, encoding="utf-8")
    path = OUT / "report.html"
    path.write_text(page(document), encoding="utf-8")
    return path


def remember(document: dict[str, Any]) -> None:
    """A finished run as a line of the history under out/."""
    with (OUT / "history.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(history_line(document), ensure_ascii=False) + "\n")


def history_line(document: dict[str, Any]) -> dict[str, Any]:
    """What a later run is compared with: the ratios by thing, peer and scale."""
    ratios = {key(one): round(one["ratio"], 4) for one in document["results"]}
    kept = ("at", "commit", "quick", "machine")
    return {**{name: document[name] for name in kept}, "ratios": ratios}


def key(one: dict[str, Any]) -> str:
    return f"{one['what']} | {one['against']} | {one['scale']}"


def stamp() -> dict[str, str]:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), "commit": done.stdout.strip()}


def page(document: dict[str, Any]) -> str:
    results, machine = document["results"], document["machine"]
    lines = "".join(_line(one) for one in results)
    left = "".join(f"<li>{html.escape(text)}</li>" for text in document["left_out"])
    heads = "".join(f"<th>{text}</th>" for text in (
        "what", "against", "rows", "ours", "theirs", "ratio", "least–most", "p95 ms", "MB", "theirs MB", "runs", "asked", "note",
    ))  # fmt: skip
    told = f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, {machine['system']}"
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Mingbai benchmarks</title><style>{_STYLE}</style>
<h1>Mingbai benchmarks</h1>
<p>{html.escape(told)}; {document["at"]}, commit {document["commit"]}{", quick run" if document["quick"] else ""}.
A ratio is ours divided by theirs within one round; the median of the rounds is shown. Less than 1: ours is faster.</p>
<h2>Ratios</h2>{bars(results)}
<h2>How it grows</h2>{growth_page.section(document["growth"]) if document.get("growth") else curves(results)}
<h2>All figures</h2><table><tr>{heads}</tr>{lines}</table>
<h2>Left out</h2><ul>{left or "<li>nothing</li>"}</ul></html>"""


def markdown(document: dict[str, Any]) -> str:
    """The figures as the table that docs/benchmarks.md shows; copied there by hand from out/bench/report.md."""
    lines = [
        "| what | rows | against | ours | ratio | least–most | asked |",
        "|---|---:|---|---:|---:|---:|---|",
    ]
    for one in document["results"]:
        late = f", p95 {one['p95_ms']:.0f} ms" if one["p95_ms"] is not None else ""
        held = f", {one['rss_mb']:.0f} MB" if one["rss_mb"] else ""
        theirs = f" ({one['theirs_rss_mb']:.0f} MB)" if one["theirs_rss_mb"] else ""
        lines.append(
            f"| {one['what']} | {one['scale']:,} | {one['against']}{theirs} | {seconds(one['ours_s'])}{late}{held} |"
            f" {one['ratio']:.2f} | {one['low']:.2f}–{one['high']:.2f} | {one['target']} |"
        )
    return "\n".join(lines) + "\n"


def _line(one: dict[str, Any]) -> str:
    def figure(name: str, places: int = 0) -> str:
        return "" if one[name] is None else f"{one[name]:,.{places}f}"

    cells = (
        one["what"], one["against"], f"{one['scale']:,}", seconds(one["ours_s"]), seconds(one["theirs_s"]),
        f"{one['ratio']:.2f}", f"{one['low']:.2f}–{one['high']:.2f}", figure("p95_ms", 1), figure("rss_mb"),
        figure("theirs_rss_mb"), str(one["runs"]), one["target"], one["note"],
    )  # fmt: skip
    return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"
