"""How wide words stand: a Chinese character or an ellipsis takes two columns, a Latin letter one. Measures no fonts."""

import unicodedata


def cut(text: str, columns: int) -> str:
    """``text`` if it fits into ``columns``, else as much of it as fits there with an ellipsis."""
    taken, kept = 0, 0
    for at, sign in enumerate(text, 1):
        taken += 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if taken <= columns - 2:
            kept = at
        if taken > columns:
            return text[:kept].rstrip() + "…"
    return text
