"""The code square of a notice as black boxes. Knows nothing of what the text means; draws no personal data by itself."""

import io
from functools import lru_cache

import segno

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.printing.pages import Box

QUIET = 4  # modules around the code (ISO/IEC 18004)


@lru_cache(maxsize=16)  # half of the time a page takes, and asked for anew with every key in the preview
def qr_modules(text: str) -> tuple[tuple[int, ...], ...]:
    """``text`` as a QR code with correction M and its quiet zone: rows of 0 and 1."""
    try:
        code = segno.make(text, error="m", micro=False)
    except segno.DataOverflowError as error:
        raise Refusal(
            tr("二维码里要放的内容太长，放不下。"),
            safe=tr("公示没有生成。"),
            todo=tr("请把标题改短一些再试。"),
            code="qr-too-long",
        ) from error
    return tuple(tuple(row) for row in code.matrix_iter(border=QUIET))


def qr_png(text: str, scale: int = 8) -> bytes:
    """``text`` as a PNG picture, ``scale`` pixels a module, with its quiet zone."""
    try:
        code = segno.make(text, error="m", micro=False)
    except segno.DataOverflowError as error:
        raise Refusal(
            tr("二维码里要放的内容太长，放不下。"),
            safe=tr("什么都没有写。"),
            todo=tr("请改用文件。"),
            code="qr-too-long",
        ) from error
    out = io.BytesIO()
    code.save(out, kind="png", scale=scale, border=QUIET)
    return out.getvalue()


def qr_boxes(rows: tuple[tuple[int, ...], ...], x: float, y: float, side: float) -> tuple[Box, ...]:
    """The modules as boxes in a square of ``side`` points; neighbours in a row are one box."""
    module = side / len(rows)
    boxes: list[Box] = []
    for line, row in enumerate(rows):
        start = None
        for at, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = at
            elif not dark and start is not None:
                boxes.append(Box(x + start * module, y + line * module, (at - start) * module, module))
                start = None
    return tuple(boxes)
