"""A one-page notice, cold (libraries and fonts read anew) and warm, beside Typst; and what the preview takes to follow."""

from contextlib import closing
from pathlib import Path

from bench import homes, worker
from bench.contestants.paragraphs import paragraphs
from bench.ground import Ground
from bench.measure import Result, result, rounds
from desktop.base.paths import templates_folder
from desktop.printing.preview import render_page_to_width
from desktop.printing.sample import load_sample

KIND = "announcement"
_WIDTH = 900


def run(ground: Ground) -> list[Result]:
    source = typst_source(ground.work)
    fonts = templates_folder() / "fonts"
    found: list[Result] = []
    for what, times, note in (
        ("one-page notice, cold", 1, ""),
        ("one-page notice, warm", 6, "Typst's compiler remembers a page that did not change"),
    ):
        contestants = {
            "ours": lambda times=times: worker.sample("notice_ours.py", times),
            "Typst": lambda times=times: worker.peer("notice_typst.py", times, source, fonts),
        }
        found.append(
            result(what, "Typst", rounds(contestants, ground.runs(7, 5), warm=1), scale=1, note=note)
        )
    return [*found, *_preview(ground)]


def _preview(ground: Ground) -> list[Result]:
    """The notice of a stored record with three rows made again and its first page rendered, as the preview does."""
    home = homes.copy_of(homes.with_rows(10_000), ground.work / "preview")
    with closing(homes.open_home(home)) as session:
        record = homes.new_record(session)
        for row in homes.roster(session.desk.clock, 3):
            session.records.add_row(record, row.values)
        pdf = session.notices.preview(record).pdf
        contestants = {
            "ours": lambda: render_page_to_width(session.notices.preview(record).pdf, 0, _WIDTH),
            "rendering the page alone": lambda: render_page_to_width(pdf, 0, _WIDTH),
        }
        timed = rounds(contestants, ground.runs(20, 20), warm=2)
    return [result("preview refreshed", "rendering the page alone", timed, scale=1, target="ours ≤ 150 ms")]


def typst_source(work: Path, many: int = 0) -> Path:
    """``many`` paragraphs instead of the sample's own; 0: its own."""
    content = load_sample(templates_folder(), KIND)
    values = {**content.values, "items": paragraphs(many).replace("\n", "\n\n")} if many else content.values
    path = work / "notice.typ"
    text = "\n\n".join(f"{label}：{value}" for label, value in values.items())
    path.write_text(
        f"""#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))
#set text(font: "Noto Serif SC", size: 16pt, lang: "zh", region: "cn")
#align(center, text(size: 22pt, weight: 900)[{content.title}])
#set par(first-line-indent: 2em, justify: true)

{text}

#align(right)[{content.unit}]
""",
        encoding="utf-8",
    )
    return path
