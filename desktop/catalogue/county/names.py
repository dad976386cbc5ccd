"""Compares names as counties write them: one width, no strokes, no blanks; and knows channels by any usual writing."""

import re
import unicodedata
from collections.abc import Iterable

from desktop.domain.matter import Channel

_DROP = re.compile(r"[\s、,，/\\()（）【】\[\]《》〈〉<>“”\"'·.。;；:：_-]+")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_SHORTEST = 3


def folded_name(text: str) -> str:
    """A name for comparing."""
    return _DROP.sub("", unicodedata.normalize("NFKC", text).casefold())


def likeness(one: str, other: str) -> float:
    """0 to 1 by the pairs of characters two names share; both folded."""
    if one == other:
        return 1.0
    ours, theirs = _pairs(one), _pairs(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}


class ChannelNames:
    """Finds a channel by its name, written with strokes or without, whole or cut short."""

    def __init__(self, channels: Iterable[Channel]) -> None:
        self._whole = {folded_name(channel.name): channel for channel in channels}
        self._short = {
            folded_name(_BRACKETED.sub("", channel.name)): channel for channel in self._whole.values()
        }

    def find(self, text: str) -> Channel | None:
        name = folded_name(text)
        bare = folded_name(_BRACKETED.sub("", text))
        found = self._whole.get(name) or self._short.get(bare)
        if found is not None or len(bare) < _SHORTEST:
            return found
        near = [
            channel
            for short, channel in self._short.items()
            if short.startswith(bare) or bare.startswith(short)
        ]
        return near[0] if len(near) == 1 else None

    def known(self, text: str) -> bool:
        return self.find(text) is not None
