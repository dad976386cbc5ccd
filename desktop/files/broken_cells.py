"""Cells of an .xlsx sheet whose value is not to be had: an Excel error (#REF!), or a formula nobody worked out.

The reader gives both as empty; a clerk who sees a figure in Excel must not be told that nothing was filled in.
"""

import re

from desktop.base.words import zh

_ERROR = re.compile(
    rb'<c [^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*?\bt="e"[^>]*>(?:<f[^>]*?(?:/>|>[^<]*</f>))?\s*<v>([^<]+)</v>'
)
# A formula that gives no words has t="str" and an empty value: that one was worked out.
_NOT_WORKED_OUT = re.compile(
    rb'<c (?![^>]*\bt="str")[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<f[^>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


class BrokenCell(str):
    """What stands in the cell instead of a value: ``#REF!`` or ``=F3*115``."""

    __slots__ = ()

    @property
    def reason(self) -> str:
        if self.startswith("="):
            return zh(
                "这个单元格是公式，文件里没有存算好的数。请在Excel或WPS里打开、保存一次，或者直接填数。"
            )
        return zh("这个单元格是Excel的错误值“{value}”。请在Excel里改好公式，或者直接填数。", value=self)


def broken_cells(content: bytes) -> dict[tuple[int, str], BrokenCell]:
    """By row (from 0) and column letters, out of the XML of one sheet."""
    found: dict[tuple[int, str], BrokenCell] = {}
    if b't="e"' in content:
        for letters, row, words in _ERROR.findall(content):
            found[int(row) - 1, letters.decode()] = BrokenCell(words.decode("utf-8", "replace"))
    if b"<f" in content:
        for letters, row, formula in _NOT_WORKED_OUT.findall(content):
            found[int(row) - 1, letters.decode()] = BrokenCell(f"={formula.decode('utf-8', 'replace')}")
    return found
