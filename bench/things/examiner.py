"""The examiner on a long notice of 1,000 pages, as PDF and as plain text, beside merely reading the text of the same file."""

from functools import partial
from pathlib import Path

from bench import homes
from bench.ground import Ground
from bench.measure import Result, result, rounds
from bench.people import households
from desktop.base.paths import templates_folder
from desktop.printing.assembly import assemble
from desktop.printing.fonts import bundled
from desktop.printing.notice import Column, Table
from desktop.printing.paper import sheet
from desktop.printing.pdf import write_pdf
from desktop.printing.preview import opened_pdf, pdf_page_count
from desktop.printing.roster import lay_out
from desktop.printing.setting import Setter
from desktop.usecases.examiner import Examiner

COLUMNS = {
    "village": "村",
    "group": "社",
    "name": "户主姓名",
    "subsidy_area": "补贴面积",
    "amount": "补贴金额",
    "remark": "备注",
}
_TITLE, _UNIT = "2026年耕地地力保护补贴发放名单", "云滩县青石滩乡人民政府"
_PER_PAGE = 21


def run(ground: Ground) -> list[Result]:
    examiner = Examiner(homes.catalogue())
    found: list[Result] = []
    for pages in (10, 100) if ground.quick else (10, 100, 1_000):
        pdf = notice(ground.work / f"notice-{pages}.pdf", pages)
        count = pdf_page_count(pdf.read_bytes())
        text = pdf.with_suffix(".txt")
        text.write_text("\n".join(texts(pdf)), encoding="utf-8")
        for what, path, peer, read in (
            ("examiner: a PDF", pdf, "PDFium, the text alone", partial(texts, pdf)),
            ("examiner: plain text", text, "reading the file", partial(text.read_text, encoding="utf-8")),
        ):
            contestants = {"ours": partial(examiner.check, [path]), peer: read}
            timed = rounds(contestants, ground.runs(5, 3), warm=int(pages <= 100))
            found.append(result(what, peer, timed, scale=count, note="the scale is pages"))
    return found


def notice(path: Path, pages: int) -> Path:
    rows = [[row[key] for key in COLUMNS] for row in households(pages * _PER_PAGE)]
    columns = tuple(Column(key, head, wrap=key == "remark") for key, head in COLUMNS.items())
    fonts = bundled(templates_folder(), office=False)
    layout = lay_out(Table(columns, rows, title=_TITLE), "A4", fonts, "附件")
    write_pdf(assemble(_TITLE, _UNIT, "", Setter(fonts, sheet("A4")), [], layout, ""), path)
    return path


def texts(pdf: Path) -> list[str]:
    with opened_pdf(pdf.read_bytes()) as document:
        return [document[page].get_textpage().get_text_bounded() for page in range(len(document))]
