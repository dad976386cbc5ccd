"""Titles of notices where there is little room: what tells them apart first, without what all of them say."""

import re
from collections import Counter
from collections.abc import Sequence

_END = re.compile(r"的?(?:公示|公告|通告|通知)$")
_FEWEST = 4


def short_titles(titles: Sequence[str], office_names: Sequence[str], year: int) -> list[str]:
    """Each title without its office, this year and the words around; as it was where two would become alike."""
    names = sorted((name for name in office_names if name), key=len, reverse=True)
    short = [_short(title, names, year) for title in titles]
    seen = Counter(short)
    return [
        cut if len(cut) >= _FEWEST and seen[cut] == 1 else title
        for cut, title in zip(short, titles, strict=True)
    ]


def _short(title: str, names: Sequence[str], year: int) -> str:
    rest = title.partition("关于")[2] or title
    for _ in range(2):
        name = next((name for name in names if rest.startswith(name)), "")
        rest = rest.removeprefix(name).removeprefix(f"{year}年")
    # 关于发布…的公告 keeps its verb; only the word for the kind of paper goes.
    return _END.sub("", rest)
