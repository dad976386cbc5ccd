"""Two plots as SVG text: ratios as bars on a logarithmic scale, and time over the number of rows."""

import html
import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

_BLUE, _AMBER, _INK = "#2f6fb5", "#b96a00", "#1d2733"
_WIDE = 1280


def bars(results: Sequence[dict[str, Any]]) -> str:
    """One bar a line, at its largest scale only: to the left of the middle line ours is faster."""
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for one in results:
        known = largest.get((one["what"], one["against"]))
        if known is None or one["scale"] >= known["scale"]:
            largest[one["what"], one["against"]] = one
    left, right, step = 620, _WIDE - 70, 22
    middle = (left + right) / 2
    unit = (right - left) / 2 / 2.5  # two and a half powers of ten to each side
    parts = [f'<line x1="{middle}" x2="{middle}" y1="0" y2="{len(largest) * step}" stroke="{_INK}"/>']
    for at, one in enumerate(largest.values()):
        y, length = at * step, math.log10(max(one["ratio"], 1e-9)) * unit
        length = max(-unit * 2.5, min(unit * 2.5, length))
        colour = _BLUE if length <= 0 else _AMBER
        label = html.escape(f"{one['what']} / {one['against']}")
        parts.append(f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{label}</text>')
        parts.append(
            f'<rect x="{min(middle, middle + length):.1f}" y="{y + 3}" width="{abs(length):.1f}" height="15" fill="{colour}"/>'
        )
        inside = middle + length + (6 if length > 0 else -6)
        anchor = "start" if length > 0 else "end"
        parts.append(f'<text x="{inside:.1f}" y="{y + 15}" text-anchor="{anchor}">{one["ratio"]:.2f}</text>')
    return _svg(parts, len(largest) * step + 8)


def curves(results: Sequence[dict[str, Any]]) -> str:
    """For each thing measured at several sizes: ours (blue) and each peer (amber), both axes logarithmic."""
    grown: dict[str, dict[str, list[tuple[int, float]]]] = defaultdict(lambda: defaultdict(list))
    for one in results:
        if one["scale"] > 0:
            grown[one["what"]]["ours"].append((one["scale"], one["ours_s"]))
            grown[one["what"]][one["against"]].append((one["scale"], one["theirs_s"]))
    return "".join(
        _curve(what, {name: sorted(set(points)) for name, points in lines.items()})
        for what, lines in grown.items()
        if len({scale for points in lines.values() for scale, _ in points}) > 1
    )


def _curve(what: str, lines: dict[str, list[tuple[int, float]]]) -> str:
    points = [point for line in lines.values() for point in line]
    low_x, high_x = (math.log10(pick(scale for scale, _ in points)) for pick in (min, max))
    low_y, high_y = math.log10(min(s for _, s in points)), math.log10(max(s for _, s in points))
    high_y = max(high_y, low_y + 1)

    def place(scale: int, seconds: float) -> tuple[float, float]:
        across = (math.log10(scale) - low_x) / (high_x - low_x)
        up = (math.log10(seconds) - low_y) / (high_y - low_y)
        return 70 + across * 250, 190 - up * 140

    parts = [f'<text x="8" y="20" font-weight="bold">{html.escape(what)}</text>']
    last = math.inf
    # From the bottom up, each name at least a line above the one before, so that none covers another.
    for at, (name, line) in enumerate(sorted(lines.items(), key=lambda one: one[1][-1][1])):
        colour = _BLUE if name == "ours" else _AMBER
        shown = " ".join("{:.1f},{:.1f}".format(*place(*point)) for point in line)
        parts.append(
            f'<polyline points="{shown}" fill="none" stroke="{colour}" stroke-width="2" opacity="{1 - at * 0.15:.2f}"/>'
        )
        x, y = place(*line[-1])
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
        last = min(y + 4, last - 15)
        parts.append(f'<text x="{x + 8:.1f}" y="{last:.1f}" fill="{colour}">{html.escape(name)}</text>')
    for scale in sorted({scale for scale, _ in points}):
        parts.append(
            f'<text x="{place(scale, points[0][1])[0]:.1f}" y="212" text-anchor="middle">{scale:,}</text>'
        )
    for power in range(math.ceil(low_y), math.floor(high_y) + 1):
        y = place(points[0][0], 10.0**power)[1]
        parts.append(f'<text x="62" y="{y + 4:.1f}" text-anchor="end">{_unit(power)}</text>')
        parts.append(f'<line x1="68" x2="322" y1="{y:.1f}" y2="{y:.1f}" stroke="#d8dee6"/>')
    return _svg(parts, 224, 560)


def _unit(power: int) -> str:
    return f"{10**power:g} s" if power >= 0 else f"{10 ** (power + 3):g} ms"


def _svg(parts: Sequence[str], height: int, width: int = _WIDE) -> str:
    style = 'font-family="system-ui,sans-serif" font-size="13"'
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" {style}>{"".join(parts)}</svg>'
