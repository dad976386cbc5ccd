"""`make manual`: the handbook with pictures of the real window on the sample township, so that they stay true."""

import shutil
from collections.abc import Callable
from pathlib import Path

from desktop.base.files import ensure_folder, surroundings
from desktop.catalogue.handbook import read_handbook
from desktop.usecases.demo import Demo, DemoTools
from desktop.usecases.demo_result import DemoResult
from desktop.usecases.manual_papers import Manual, write_manual

SCALE = 1.5
_MORE = (("township", "reviewer", "reviewer-"), ("county", "admin", "county-"))


def make_manual(
    tools: DemoTools, folder: Path, out: Path, passphrase: str, say: Callable[[str], None]
) -> Manual:
    """Works through the sample into ``out``/样例, takes its pictures, and writes the handbook in ``folder`` into ``out``."""
    book = read_handbook(folder)
    result = Demo(tools, ensure_folder(out) / "样例", passphrase, say).run()
    say("手册的画面")
    pictures = _pictures(tools, result, ensure_folder(out / "screens"))
    say("手册")
    return write_manual(book, tools.templates, pictures, out)


def _pictures(tools: DemoTools, result: DemoResult, folder: Path) -> Path:
    """The drafter's screens as the sample took them, and those of the reviewer and of the county, named with who sees them."""
    for path in result.screenshots:
        if path.parent.name == f"{round(SCALE * 100)}":
            _copy(path, folder / path.name)
    for place, role, prefix in _MORE:
        home = next(home for home in result.homes if home.place == place)
        person = next(name for name, own in home.accounts if own == role)
        taken = ensure_folder(folder / f"{prefix}all")
        for path in tools.take_pictures(
            home.folder, person, result.passphrase, taken, result.plays_on, SCALE
        ):
            _copy(path, folder / f"{prefix}{path.name}")
        shutil.rmtree(taken, ignore_errors=True)
    return folder


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise surroundings(error, target) from error
