"""The list that all contestants set: seven columns, a remark that wraps, Chinese punctuation at line ends.

Needs nothing but Python, so that the peers' environment can import it.
"""

import json
from pathlib import Path

HEADS = ("序号", "村", "社", "户主姓名", "补贴面积（亩）", "补贴金额（元）", "备注")
WIDTHS_MM = (14, 24, 16, 26, 22, 24, 30)
TITLE = "2026年耕地地力保护补贴发放名单"
POINTS = 10.5


def load(path: str) -> list[list[str]]:
    rows: list[list[str]] = json.loads(Path(path).read_text(encoding="utf-8"))
    return rows
