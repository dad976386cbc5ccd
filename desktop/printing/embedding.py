"""A TrueType font in a PDF, with a text mapping that also holds above U+FFFF. Knows nothing of notices.

ReportLab writes ToUnicode values with ``%04X``: for the characters of Extension B and later this is five digits,
and 𬱖 is then copied and searched as another character. Here they are written as UTF-16BE surrogate pairs.
"""

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont


def to_unicode_map(name: str, subset: Sequence[int], meaning: Callable[[int], str] = chr) -> str:
    """The CMap (ISO 32000-1, 9.10.3) from the codes of ``subset`` to UTF-16BE; at most 100 pairs in a section."""
    pairs = [
        f"<{code:02X}> <{meaning(value).encode('utf-16-be').hex().upper()}>"
        for code, value in enumerate(subset)
    ]
    sections = []
    for first in range(0, len(pairs), 100):
        part = pairs[first : first + 100]
        sections += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *sections,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


class EmbeddedFont(TTFont):  # type: ignore[misc]  # ReportLab ships no types
    """ReportLab's subsetting font with our text mapping."""

    def meaning(self, code: int) -> str:
        """The characters that a code drawn with this font stands for."""
        return chr(code)

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # ReportLab's hook
        state = self.state[doc]
        subsets = [list(subset) for subset in state.subsets]
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            stream = pdfdoc.PDFStream()
            stream.content = to_unicode_map(str(fonts[name].BaseFont), subset, self.meaning)
            if doc.compression:
                stream.filters = [pdfdoc.PDFZCompress]
            reference = fonts[name].ToUnicode
            doc.idToObject[reference.name] = stream
