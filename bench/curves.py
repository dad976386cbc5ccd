"""Plots of how things grow, as SVG text: seconds and memory over the size, both axes logarithmic, the steepness beside each name."""

import html
import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.growth.curve import grown, powers
from bench.growth.thing import OURS

_COLOURS = ("#b96a00", "#7a4fb0", "#2e8540", "#b3305a", "#5b6876", "#008a9c")
_OURS = "#2f6fb5"
_LINE, _GRID = 15, "#d8dee6"
_LEFT, _WIDE, _TOP, _HIGH = 74, 240, 40, 150
_PANEL = 590
_APART = 40
"""Between the middles of two sizes that are named below the axis; the larger of two closer ones is."""
Points = Sequence[tuple[int, float]]


def curves(results: Sequence[Mapping[str, Any]]) -> str:
    """A plot for each thing that was measured at several sizes: its time, and its memory where that is known."""
    memory = grown(results, "rss_mb", "theirs_rss_mb")
    parts = []
    for what, lines in grown(results, "ours_s", "theirs_s").items():
        if _several_sizes(lines):
            unit = next((one.get("unit", "rows") for one in results if one["what"] == what), "rows")
            others = (name for name in lines if name != OURS)
            colours = {OURS: _OURS, **dict(zip(others, itertools.cycle(_COLOURS), strict=False))}
            held = memory.get(what, {})
            drawn = _panel(lines, 0, f"seconds over {unit}", _time, colours)
            if _several_sizes(held):
                drawn += _panel(held, _PANEL, f"MB held over {unit}", _megabytes, colours)
            parts.append(_figure(what, drawn))
    return "".join(parts)


def _several_sizes(lines: Mapping[str, Points]) -> bool:
    return len({scale for points in lines.values() for scale, _ in points}) > 1


def _figure(what: str, drawn: Sequence[str]) -> str:
    title = f'<text x="8" y="18" font-weight="bold" font-size="15">{html.escape(what)}</text>'
    high = _TOP + _HIGH + 34
    return (
        f'<svg viewBox="0 0 {2 * _PANEL} {high}" width="{2 * _PANEL}" height="{high}"'
        f' font-family="system-ui,sans-serif" font-size="13">{title}{"".join(drawn)}</svg>'
    )


def _panel(
    lines: Mapping[str, Points], x0: int, axis: str, words: Callable[[float], str], colours: Mapping[str, str]
) -> list[str]:
    every = [point for points in lines.values() for point in points]
    low_x, high_x = (math.log10(pick(scale for scale, _ in every)) for pick in (min, max))
    low_y, high_y = math.log10(min(y for _, y in every)), math.log10(max(y for _, y in every))
    low_y, high_y = math.floor(low_y), max(math.ceil(high_y), math.floor(low_y) + 1)

    def place(scale: int, figure: float) -> tuple[float, float]:
        across = (math.log10(scale) - low_x) / (high_x - low_x)
        return x0 + _LEFT + across * _WIDE, _TOP + _HIGH - (math.log10(figure) - low_y) / (
            high_y - low_y
        ) * _HIGH

    right = x0 + _LEFT + _WIDE
    parts = [f'<text x="{x0 + _LEFT}" y="{_TOP - 8}" fill="#5b6876" font-size="11">{axis}</text>']
    for power in range(low_y, high_y + 1):
        y = place(every[0][0], 10.0**power)[1]
        parts.append(f'<line x1="{x0 + _LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_GRID}"/>')
        parts.append(
            f'<text x="{x0 + _LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{words(10.0**power)}</text>'
        )
    named = math.inf
    for scale in sorted({scale for scale, _ in every}, reverse=True):
        x = place(scale, every[0][1])[0]
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_TOP + _HIGH}" stroke="{_GRID}"/>')
        if named - x < _APART:
            continue
        named = x
        parts.append(f'<text x="{x:.1f}" y="{_TOP + _HIGH + 18}" text-anchor="middle">{_short(scale)}</text>')
    ends = {name: place(*points[-1]) for name, points in lines.items()}
    heights = _apart({name: y + 4 for name, (_, y) in ends.items()})
    for name, points in lines.items():
        colour = colours[name]
        parts += _curve([place(*point) for point in points], colour, right, heights[name] - 4)
        weight = ' font-weight="bold"' if name == OURS else ""
        parts.append(
            f'<text x="{right + 14}" y="{heights[name]:.1f}" fill="{colour}"{weight}>{html.escape(name)}'
            f'<tspan fill="#1d2733" font-weight="normal">  {powers(points)}</tspan></text>'
        )
    return parts


def _curve(places: Sequence[tuple[float, float]], colour: str, right: float, label_y: float) -> list[str]:
    """The line, its points, and a thin thread from where it ends to its name."""
    shown = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
    x, y = places[-1]
    thread = f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{right + 11}" y2="{label_y:.1f}" stroke="{colour}" stroke-dasharray="1 3"/>'
    return [f'<polyline points="{shown}" fill="none" stroke="{colour}" stroke-width="2"/>', *dots, thread]


def _apart(wanted: Mapping[str, float]) -> dict[str, float]:
    """Heights for names, as near to the wanted ones as leaves a line between them and none above the panel."""
    found: dict[str, float] = {}
    last = math.inf
    for name, y in sorted(wanted.items(), key=lambda one: -one[1]):
        last = found[name] = min(y, last - _LINE)
    above = max(0.0, _TOP - last)
    return {name: y + above for name, y in found.items()}


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:,.0f} s"
    return f"{seconds * 1e3:g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:g} µs"


def _megabytes(mb: float) -> str:
    return f"{mb:,.0f} MB"


def _short(scale: int) -> str:
    if scale >= 1_000_000 and scale % 100_000 == 0:
        return f"{scale / 1_000_000:g} M"
    return f"{scale // 1_000} k" if scale >= 1_000 and scale % 1_000 == 0 else f"{scale:,}"
