"""What in a Word file nobody sees on paper: hidden by format or style, white on white, or too small to notice."""

from dataclasses import dataclass, field

from desktop.files.reading.package import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off"}
_TINY = 4
"""Half points: 2 pt is a speck of dust on paper."""


@dataclass
class HiddenStyles:
    """``hidden`` and ``shown`` hold the ids of styles that say so themselves; ``based`` leads to what a style builds on."""

    hidden: dict[str, bool] = field(default_factory=dict)
    based: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Element | None) -> "HiddenStyles":
        """From ``word/styles.xml``; a file without styles hides nothing by style."""
        found = cls()
        for style in tree.findall(f"{_W}style") if tree is not None else ():
            name = style.get(f"{_W}styleId", "")
            said = is_on(style.find(f"{_W}rPr/{_W}vanish"))
            if said is not None:
                found.hidden[name] = said
            base = style.find(f"{_W}basedOn")
            if base is not None:
                found.based[name] = base.get(f"{_W}val", "")
        return found

    def hides(self, style: str) -> bool:
        """True if text of this style is hidden unless the text itself says otherwise."""
        for _ in range(20):
            if style in self.hidden:
                return self.hidden[style]
            style = self.based.get(style, "")
        return False

    def unseen(self, run: Element | None, paragraph_style: str, shaded: bool) -> bool:
        """True if a run with these properties (``w:rPr``) shows nothing on paper. ``shaded``: something dark lies behind."""
        if run is None:
            return self.hides(paragraph_style)
        said = is_on(run.find(f"{_W}vanish"))
        if said is None:
            style = value(run, "rStyle")
            said = self.hides(style) if style in self.hidden else self.hides(paragraph_style)
        if said:
            return True
        size = value(run, "sz")
        if size.isdigit() and int(size) <= _TINY:
            return True
        white = value(run, "color").upper() == "FFFFFF"
        return white and not shaded and not has_shade(run) and run.find(f"{_W}highlight") is None


def is_on(node: Element | None) -> bool | None:
    """A switch of Word's: on, off, or not mentioned."""
    return None if node is None else node.get(f"{_W}val", "1").lower() not in _OFF


def value(holder: Element | None, name: str) -> str:
    node = holder.find(f"{_W}{name}") if holder is not None else None
    return node.get(f"{_W}val", "") if node is not None else ""


def has_shade(properties: Element | None) -> bool:
    """True if these properties (of a run, paragraph or cell) paint a ground that is not white."""
    shade = properties.find(f"{_W}shd") if properties is not None else None
    if shade is None:
        return False
    fill = shade.get(f"{_W}fill", "auto").upper()
    return fill not in {"AUTO", "FFFFFF", ""} or shade.get(f"{_W}themeFill") is not None
