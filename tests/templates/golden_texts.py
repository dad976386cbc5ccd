"""What each template prints, as text read back from its PDF. ``python tests/templates/golden_texts.py`` renews the files."""

from pathlib import Path

from desktop.base.paths import templates_folder
from desktop.printing.compose import make_notice
from desktop.printing.fonts import bundled
from desktop.printing.options import kinds
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import pdf_page_count, pdf_text
from desktop.printing.sample import load_sample

GOLDEN = Path(__file__).parent / "golden"


def printed(kind: str, templates: Path) -> str:
    """The sample notice of ``kind``, pages divided by a line of dashes."""
    pages = make_notice(load_sample(templates, kind), templates, fonts=bundled(templates, office=False))
    pdf = pdf_bytes(pages)
    texts = (pdf_text(pdf, number).replace("\r\n", "\n").strip() for number in range(pdf_page_count(pdf)))
    return "\n----\n".join(texts) + "\n"


if __name__ == "__main__":
    for name in kinds(templates_folder()):
        (GOLDEN / f"{name}.txt").write_text(printed(name, templates_folder()), encoding="utf-8")
