"""A catalogue read once, and a small one on disk that a test may damage."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.base.paths import content_root
from desktop.catalogue.catalogue import Catalogue, load_catalogue

KEPT_FIELDS = ("rural-homestead", "social-assistance")
LEFT_OUT = {"forms"}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(content_root())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with a ``standards/`` of two fields and everything shared."""
    source = content_root() / "standards"
    target = tmp_path / "standards"
    shutil.copytree(source, target, ignore=lambda folder, names: LEFT_OUT & set(names))
    for path in (target / "fields").glob("*.yaml"):
        if path.stem not in KEPT_FIELDS:
            path.unlink()
    return tmp_path


@pytest.fixture
def damage(content: Path) -> Callable[[str, str, str], int]:
    """Replace ``old`` by ``new`` once in a file below ``standards/`` and give the line it stands on."""

    def replace(name: str, old: str, new: str) -> int:
        path = content / "standards" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return replace
