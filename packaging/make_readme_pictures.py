"""Renew docs/pictures from a finished demo: `python packaging/make_readme_pictures.py out`."""

import shutil
import sys
from pathlib import Path

from desktop.printing.preview import render_page_png

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
NOTICE = "2026年耕地地力保护补贴发放情况.pdf"
SCREENS = {"02-today": "today", "05-record": "record", "07-preview": "preview"}


def main(out: Path) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    pdf = (out / "notices" / NOTICE).read_bytes()
    for page, name in ((0, "notice"), (1, "roster")):
        (PICTURES / f"{name}.png").write_bytes(render_page_png(pdf, page, 1.2))
    for screen, name in SCREENS.items():
        shutil.copyfile(out / "screenshots" / "100" / f"{screen}.png", PICTURES / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
