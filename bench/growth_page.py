"""The report's part on growth: a plot a thing, a table with the steepness between neighbours, and what was not reached and why."""

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.curves import curves
from bench.growth.curve import grown, powers, steepness
from bench.growth.thing import OURS

STEEP = 1.15
"""What grows by more than this power of the size is told by name: twice the rows would cost a ninth more than twice the time."""


def section(growth: Mapping[str, Any]) -> str:
    """HTML; ``growth`` is what the report holds under that name."""
    results = growth["results"]
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in line)}</tr>" for line in table(results)
    )
    head = "".join(f"<th>{text}</th>" for text in HEADS)
    told = "".join(f"<li>{html.escape(text)}</li>" for text in [*unreached(results), *growth["left_out"]])
    steep = "".join(f"<li>{html.escape(text)}</li>" for text in steeper(results))
    return f"""<p>{growth["at"]}, commit {growth["commit"]}, {growth["took_s"]} s. Both axes are logarithmic. Beside each name stands, from
size to size, the power of the size that the figure grows with: 0 is flat, 1 grows with the work.</p>{curves(results)}
<table><tr>{head}</tr>{rows}</table><h3>Ours, steeper than the work</h3><ul>{steep or "<li>nothing</li>"}</ul>
<h3>Not reached</h3><ul>{told or "<li>nothing</li>"}</ul>"""


HEADS = ("what", "who", "size: time (memory)", "steepness")


def table(results: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    """What, who, the figures at each size, and the powers between them."""
    memory = grown(results, "rss_mb", "theirs_rss_mb")
    for what, lines in grown(results, "ours_s", "theirs_s").items():
        for who, points in lines.items():
            held = dict(memory.get(what, {}).get(who, ()))
            figures = (f"{scale:,}: {_words(s)}{_held(held.get(scale))}" for scale, s in points)
            yield what, who, " → ".join(figures), powers(points)


def markdown(results: Sequence[Mapping[str, Any]]) -> str:
    """The same table for docs/benchmarks.md."""
    lines = [f"| {' | '.join(HEADS)} |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(line)} |" for line in table(results))]) + "\n"


def steeper(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """Ours that between some sizes grows clearly faster than the size."""
    return [
        f"{what}: {powers(lines[OURS])}"
        for what, lines in grown(results, "ours_s", "theirs_s").items()
        if any(power > STEEP for power in steepness(lines.get(OURS, ())))
    ]


def unreached(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """Who did not come how far and why, once each."""
    found = dict.fromkeys(
        f"{one['what']}, {one['scale']:,} {one['unit']}: {why}" for one in results for why in one["unreached"]
    )
    return list(found)


def _words(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def _held(mb: float | None) -> str:
    return f" ({mb:,.0f} MB)" if mb else ""
