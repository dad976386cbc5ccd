"""Prints how well the examiner does on the corpus: ``python -m tests.examiner.report``; ``--write`` renews the docs' figures.

``--details`` adds every miss and every false alarm. The held-out third is told apart; whoever writes rules leaves its
details closed (``--heldout`` opens them).
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.examiner.judging import Tally, Verdict, tally, verdicts

DOCUMENT = Path(__file__).parents[2] / "docs" / "examiner.md"
BEGIN, END = "<!-- figures: make examiner-report -->", "<!-- end of figures -->"


def figures() -> str:
    """The table as Markdown: per code how many were planted and found, and false alarms on clean notices."""
    told = tally([verdict for verdict in verdicts() if not verdict.notice.heldout])
    held = tally([verdict for verdict in verdicts() if verdict.notice.heldout])
    lines = [
        "| Corpus | Notices with defects | Clean notices | Defects | Recall | False alarms per clean notice | Beside, per faulty notice |",
        "|---|---|---|---|---|---|---|",
        _summary("open", told),
        _summary("held out", held),
        "",
        "| Code | Open: found of planted | Held out: found of planted | False alarms, open | False alarms, held out |",
        "|---|---|---|---|---|",
    ]
    codes = sorted({*told.planted, *held.planted, *told.false_alarms, *held.false_alarms})
    lines.extend(
        f"| `{code}` | {_of(told, code)} | {_of(held, code)} | {told.false_alarms[code]} | {held.false_alarms[code]} |"
        for code in codes
    )
    return "\n".join(lines)


def _summary(name: str, counts: Tally) -> str:
    planted = sum(counts.planted.values())
    alarms = sum(counts.false_alarms.values()) / max(counts.clean, 1)
    beside = counts.beside / max(counts.faulty, 1)
    return f"| {name} | {counts.faulty} | {counts.clean} | {planted} | {counts.recall:.1%} | {alarms:.2f} | {beside:.2f} |"


def _of(counts: Tally, code: str) -> str:
    return f"{counts.found[code]} of {counts.planted[code]}" if counts.planted[code] else "—"


def details(chosen: Sequence[Verdict]) -> str:
    """Every defect nobody told of, and every stop or warning nothing was planted for."""
    lines: list[str] = []
    for verdict in chosen:
        lines.extend(
            f"missed       {verdict.notice.id}: {'|'.join(defect.codes)} {defect.place}"
            for defect in verdict.missed
        )
    for verdict in chosen:
        kind = "false alarm" if verdict.notice.clean else "beside"
        lines.extend(
            f"{kind:12} {verdict.notice.id}: {finding.code} [{finding.severity}] {finding.place}: {finding.text}"
            for finding in verdict.beside
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the figures, and what was asked for besides."""
    print(figures())
    if "--details" in arguments:
        print(details([verdict for verdict in verdicts() if not verdict.notice.heldout]))
    if "--heldout" in arguments:
        print(details([verdict for verdict in verdicts() if verdict.notice.heldout]))
    if "--write" in arguments:
        page = DOCUMENT.read_text("utf-8")
        before, rest = page.split(BEGIN)
        DOCUMENT.write_text(f"{before}{BEGIN}\n{figures()}\n{END}{rest.split(END)[1]}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
