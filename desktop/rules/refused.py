"""The refusal of one value, with the sentence for the field and what to write instead."""

from desktop.base.errors import Refusal


class ValueRefused(Refusal):
    """``text`` says what is wrong (never a personal number in full), ``advice`` how to write it."""

    def __init__(self, text: str, advice: str = "", code: str = "value-refused") -> None:
        super().__init__(text, todo=advice, code=code)
        self.text = text
        self.advice = advice


def shown(raw: str, longest: int = 20) -> str:
    """A wrong value as it may be quoted in a message."""
    text = raw.strip()
    return text if len(text) <= longest else text[:longest] + "…"
