"""The upright rules drawn on a PDF page, which keep the cells of a table apart."""

import ctypes
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

_MOST_SEGMENTS = 20_000
_UPRIGHT = 0.8
"""Points: a line leans by less than this, a filled rule is thinner than twice this."""


class Rule(NamedTuple):
    """At ``x`` from ``bottom`` to ``top``, in points of the page."""

    x: float
    bottom: float
    top: float


def upright_rules(path: pypdfium2.PdfObject) -> list[Rule]:
    """The upright lines of one drawn path: single lines, sides of boxes, whole grids."""
    count = raw.FPDFPath_CountSegments(path.raw)
    if not 1 < count <= _MOST_SEGMENTS:
        return []
    matrix = path.get_matrix()
    rules: list[Rule] = []
    before = start = (0.0, 0.0)
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(path.raw, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            rules += _upright(before, point)
            if raw.FPDFPathSegment_GetClose(segment):
                rules += _upright(point, start)
        before = point
    return rules


def _upright(one: tuple[float, float], other: tuple[float, float]) -> list[Rule]:
    if abs(one[0] - other[0]) > _UPRIGHT or abs(one[1] - other[1]) < 4:
        return []
    return [Rule(one[0], min(one[1], other[1]), max(one[1], other[1]))]
