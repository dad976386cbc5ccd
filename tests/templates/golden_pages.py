"""What each template looks like: its first text page, its last and the first page of its list, in 16 greys at 60 dots an inch.

``python tests/templates/golden_pages.py`` (or `make golden`) renews the pictures; look at them before committing.
"""

import io
from pathlib import Path

from PIL import Image

from desktop.base.paths import templates_folder
from desktop.printing.compose import make_notice
from desktop.printing.fonts import bundled
from desktop.printing.options import kinds
from desktop.printing.pdf import pdf_bytes
from desktop.printing.preview import pdf_text, render_page_png
from desktop.printing.sample import load_sample

FOLDER = Path(__file__).parent / "golden_pages"
DOTS_PER_POINT = 60 / 72
GREYS = 16


def pages(kind: str, templates: Path) -> dict[str, Image.Image]:
    """Pictures by name: first, signed (if another page) and list."""
    laid = make_notice(load_sample(templates, kind), templates, fonts=bundled(templates, office=False))
    pdf = pdf_bytes(laid)
    texts = [pdf_text(pdf, number) for number in range(laid.count)]
    lists = [number for number, text in enumerate(texts) if "页 共" in text]
    signed = (lists[0] if lists else laid.count) - 1
    wanted = {"first": 0, **({"signed": signed} if signed else {}), **({"list": lists[0]} if lists else {})}
    return {name: _picture(render_page_png(pdf, number, DOTS_PER_POINT)) for name, number in wanted.items()}


def _picture(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as page:
        return page.convert("L").point(lambda level: round(level / 255 * (GREYS - 1)) * 255 // (GREYS - 1))


def write(kind: str, templates: Path) -> None:
    for name, picture in pages(kind, templates).items():
        picture.quantize(GREYS).save(FOLDER / f"{kind}-{name}.png", optimize=True)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for known in kinds(templates_folder()):
        write(known, templates_folder())
