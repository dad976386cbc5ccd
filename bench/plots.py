"""Ratios as bars on a logarithmic scale, as SVG text."""

import html
import math
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
    lengths = [math.log10(max(one["ratio"], 1e-9)) for one in largest.values()]
    unit = (right - left) / 2 / max([1.0, *map(abs, lengths)])  # the longest bar reaches to its edge
    parts = [f'<line x1="{middle}" x2="{middle}" y1="0" y2="{len(largest) * step}" stroke="{_INK}"/>']
    for at, (one, power) in enumerate(zip(largest.values(), lengths, strict=True)):
        y, length = at * step, power * unit
        colour = _BLUE if length <= 0 else _AMBER
        label = html.escape(f"{one['what']} / {one['against']}")
        beside = left - 46  # the figure of a bar that reaches to its edge stands between
        parts.append(f'<text x="{beside}" y="{y + 15}" text-anchor="end">{label}</text>')
        parts.append(
            f'<rect x="{min(middle, middle + length):.1f}" y="{y + 3}" width="{abs(length):.1f}" height="15" fill="{colour}"/>'
        )
        inside = middle + length + (6 if length > 0 else -6)
        anchor = "start" if length > 0 else "end"
        parts.append(f'<text x="{inside:.1f}" y="{y + 15}" text-anchor="{anchor}">{one["ratio"]:.2f}</text>')
    return _svg(parts, len(largest) * step + 8)


def _svg(parts: Sequence[str], height: int, width: int = _WIDE) -> str:
    style = 'font-family="system-ui,sans-serif" font-size="13" style="max-width:100%;height:auto"'
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" {style}>{"".join(parts)}</svg>'
