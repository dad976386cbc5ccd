"""What each template looks like: its first text page, its last and the first page of its list, in 16 greys at 60 dots an inch.

``python tests/templates/golden_pages.py`` (or `make golden`) renews the pictures; look at them before committing.
"""

import io
from pathlib import Path

from PIL import Image, ImageChops

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
MUCH = 96  # of 255: the edge of a stroke may fall between dots, a stroke may not move
FEW = 0.0002  # of all dots


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


def differs(one: Image.Image, other: Image.Image) -> bool:
    """Whether the pages are of another size, or more than a few dots are much darker or lighter."""
    if one.size != other.size:
        return True
    histogram = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    return sum(histogram[MUCH:]) > FEW * one.width * one.height


def write(kind: str, templates: Path) -> None:
    """Keeps a picture that still shows the page, so that a renewal shows what really changed."""
    for name, picture in (made := pages(kind, templates)).items():
        path = FOLDER / f"{kind}-{name}.png"
        if path.exists():
            with Image.open(path) as kept:
                if not differs(picture, kept):
                    continue
        picture.quantize(GREYS).save(path, optimize=True)
    for old in FOLDER.glob(f"{kind}-*.png"):
        if old.stem.rpartition("-")[2] not in made:
            old.unlink()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for known in kinds(templates_folder()):
        write(known, templates_folder())
