"""Setting text: spans of characters -> strips of runs, after GB/T 9704. Knows fonts and sheet, not what a notice is."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.printing.fonts import FontSet, Role
from desktop.printing.kinsoku import HALF_EMPTY, Line, break_evenly, break_lines
from desktop.printing.markdown import Heading, Paragraph
from desktop.printing.pages import Run
from desktop.printing.paper import Sheet
from desktop.printing.strips import Strip
from desktop.printing.tibetan import has_tibetan, stretches
from desktop.printing.titles import title_lines

BASELINE = 0.88  # from the top of the em box, in em; common to the bundled faces
_MOST_STRETCH = 0.12  # in em: a line that would need more is left ragged
_MOST_STRETCH_TIBETAN = 0.4  # in em: its lines have fewer places to fill
_MOST_SQUEEZE = 0.06  # in em: what a line may give up so that no single character stands on the next


def title_step(text: str) -> float:
    """From line to line of a title, in em."""
    return 1.75 if has_tibetan(text) else 1.5


@dataclass(frozen=True, slots=True)
class Setter:
    fonts: FontSet
    sheet: Sheet

    def runs(self, text: str, role: Role, size: float, x: float, y: float, spacing: float = 0.0) -> list[Run]:
        """One line of one role from ``x`` on; ``y`` is the baseline."""
        out: list[Run] = []
        for piece in self.fonts.pieces(text, role):
            left, weight = x + piece.offset * size, piece.weight * size
            out.append(Run(left, y, piece.text, piece.face, size * piece.scale, spacing, weight))
            x += self.fonts.width(piece.text, role, size, spacing)
        return out

    def centred(self, text: str, role: Role, size: float, y: float, width: float | None = None) -> list[Run]:
        room = self.sheet.block_width if width is None else width
        return self.runs(text, role, size, (room - self.fonts.width(text, role, size)) / 2, y)

    def blank(self) -> Strip:
        return Strip(self.sheet.pitch, blank=True)

    def paragraph(self, paragraph: Paragraph) -> list[Strip]:
        step = self.sheet.body + self.sheet.spacing
        return self.lines(paragraph.spans, first=paragraph.indent * step)

    def heading(self, heading: Heading) -> list[Strip]:
        strips = self.lines(((heading.role, heading.text),), first=2 * (self.sheet.body + self.sheet.spacing))
        return [Strip(strip.height, strip.runs, keep=True) for strip in strips]

    def lines(self, spans: Sequence[tuple[Role, str]], *, first: float, hang: float = 0.0) -> list[Strip]:
        """Justified body lines; ``first`` and ``hang`` are the left indents of the first and the other lines."""
        sheet = self.sheet
        text = "".join(part for _, part in spans)
        roles = [role for role, part in spans for _ in part]
        widths = [
            width
            for role, part in spans
            for width in self.fonts.widths(part, role, sheet.body, sheet.spacing)
        ]
        cut = break_lines(text, widths, sheet.block_width - first, sheet.block_width - hang)
        cut, squeeze = self._without_orphan(text, widths, cut, first, hang)
        strips = []
        for number, line in enumerate(cut):
            x = hang if number else first
            room = sheet.block_width - x
            stretch = squeeze if line is cut[-1] else self._stretch(text, widths, line, room)
            strips.append(Strip(sheet.pitch, tuple(self._line(text, roles, line, x, stretch))))
        return strips

    def _without_orphan(
        self, text: str, widths: Sequence[float], cut: list[Line], first: float, hang: float
    ) -> tuple[list[Line], float]:
        """Draw a last line of one character (and its mark) into the line before; the spacing it costs, 0 or less."""
        if len(cut) < 2 or cut[-1].end - cut[-1].start > 2 or has_tibetan(text):
            return cut, 0.0
        whole = Line(cut[-2].start, cut[-1].end)
        room = self.sheet.block_width - (first if len(cut) == 2 else hang)
        overhang = self.sheet.body / 2 if text[whole.end - 1] in HALF_EMPTY else 0.0
        natural = sum(widths[whole.start : whole.end]) - self.sheet.spacing - overhang
        squeeze = min((room - natural) / (whole.end - whole.start - 1), 0.0)
        if squeeze < -_MOST_SQUEEZE * self.sheet.body:
            return cut, 0.0
        return [*cut[:-2], whole], squeeze

    def _stretch(self, text: str, widths: Sequence[float], line: Line, room: float) -> float:
        said = text[line.start : line.end]
        mixed = has_tibetan(said)
        gaps = sum(map(stretches, said[:-1])) if mixed else len(said) - 1
        after = self.sheet.spacing if stretches(said[-1]) else 0.0
        natural = sum(widths[line.start : line.end]) - after - line.trim
        extra = (room - natural) / gaps if gaps > 0 else 0.0
        most = _MOST_STRETCH_TIBETAN if mixed else _MOST_STRETCH
        return extra if extra <= most * self.sheet.body else 0.0

    def _line(self, text: str, roles: Sequence[Role], line: Line, x: float, stretch: float) -> list[Run]:
        size, spacing = self.sheet.body, self.sheet.spacing + stretch
        out: list[Run] = []
        at = line.start
        while at < line.end:
            end = at
            while end < line.end and roles[end] is roles[at]:
                end += 1
            part = text[at:end]
            out += self.runs(part, roles[at], size, x, BASELINE * size, spacing)
            x += self.fonts.width(part, roles[at], size, spacing)
            at = end
        return out

    def title(self, text: str, words: Sequence[str]) -> list[Strip]:
        """小标宋 (二号, in large print 一号), centred, in lines of full sense, and the empty space after it; whole grid lines in all."""
        size = self.sheet.title
        lines = title_lines(
            text, self.sheet.block_width * 0.94, lambda part: self.fonts.width(part, Role.TITLE, size), words
        )
        step = title_step(text) * size
        runs: list[Run] = []
        for number, line in enumerate(lines):
            runs += self.centred(line, Role.TITLE, size, number * step + BASELINE * size)
        rows = -(-(len(lines) * step + self.sheet.pitch * 0.6) // self.sheet.pitch)
        return [Strip(rows * self.sheet.pitch, tuple(runs), keep=True)]

    def attachments(self, names: Sequence[str], label: str = "附件：") -> list[Strip]:
        """附件说明: one blank line, two characters in; names aligned with each other, no mark after a name."""
        step = self.sheet.body + self.sheet.spacing
        strips = [self.blank()] if names else []
        for number, name in enumerate(names):
            prefix = f"{number + 1}." if len(names) > 1 else ""
            lead = label if not number else ""
            label_width = self.fonts.width(label, Role.BODY, self.sheet.body, self.sheet.spacing)
            hang = (
                2 * step
                + label_width
                + self.fonts.width(prefix, Role.BODY, self.sheet.body, self.sheet.spacing)
            )
            first = 2 * step + (0.0 if lead else label_width)
            strips += self.lines(((Role.BODY, lead + prefix + name),), first=first, hang=hang)
        return strips

    def signature(self, unit: str, day: str, gap: int = 2) -> list[Strip]:
        """署名 centred over the date, the date four characters from the right, ``gap`` empty lines above.

        GB/T 9704-2012, 7.3.5.1; with two empty lines a township's seal (42 mm) begins one line below the text.
        """
        size, spacing, room = self.sheet.body, self.sheet.spacing, self.sheet.block_width
        step = size + spacing
        date_width = self.fonts.width(day, Role.BODY, size, spacing)
        date_left = room - 4 * step - date_width
        out = [self.blank() for _ in range(gap)]
        cut = break_evenly(unit, self.fonts.widths(unit, Role.BODY, size, spacing), room * 0.75)
        for line in cut:
            part = unit[line.start : line.end]
            width = self.fonts.width(part, Role.BODY, size, spacing)
            left = min(date_left + (date_width - width) / 2, room - width)
            out.append(
                Strip(
                    self.sheet.pitch,
                    tuple(self.runs(part, Role.BODY, size, max(left, 0), BASELINE * size, spacing)),
                )
            )
        date_runs = self.runs(day, Role.BODY, size, date_left, BASELINE * size, spacing)
        return [*out, Strip(self.sheet.pitch, tuple(date_runs))]
