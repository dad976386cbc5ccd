"""The code square of a notice as black boxes. Knows nothing of what the text means; draws no personal data by itself."""

import segno

from desktop.base.errors import Refusal
from desktop.printing.pages import Box


def qr_boxes(text: str, x: float, y: float, side: float) -> tuple[Box, ...]:
    """``text`` as a QR code (ISO/IEC 18004, correction M) in a square with its quiet zone; runs of a row are joined."""
    try:
        code = segno.make(text, error="m", micro=False)
    except segno.DataOverflowError as error:
        raise Refusal(
            "二维码里要放的内容太长，放不下。",
            safe="公示没有生成。",
            todo="请把标题改短一些再试。",
            code="qr-too-long",
        ) from error
    rows = [list(row) for row in code.matrix_iter(border=4)]
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
