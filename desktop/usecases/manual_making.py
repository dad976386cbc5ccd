"""`make manual`: the handbook with pictures of the real window on the sample township, so that they stay true."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder, surroundings
from desktop.base.words import tr
from desktop.catalogue.handbook import read_handbook
from desktop.usecases.demo import MARKER, Demo, DemoTools
from desktop.usecases.manual_papers import Manual, write_manual
from desktop.usecases.sample_office import read_sample

SCALE = 1.5
_MORE = (("township", "reviewer", "reviewer-"), ("county", "admin", "county-"))  # besides the drafter's


def make_manual(
    tools: DemoTools,
    folder: Path,
    out: Path,
    passphrase: str,
    say: Callable[[str], None],
    demo: Path | None = None,
) -> Manual:
    """The handbook in ``folder``, written into ``out`` with pictures of a finished ``demo``; without one, of a demo made for it.

    ``passphrase`` is that of the demo's accounts. Refusal where ``demo`` holds none.
    """
    book = read_handbook(folder)
    done = demo or Demo(tools, ensure_folder(out) / "样例", passphrase, say).run().out
    say("手册的画面")
    wanted = {name for page in book.pages for name in page.pictures}
    pictures = _pictures(tools, _finished(done), passphrase, ensure_folder(out / "screens"), wanted)
    say("手册")
    return write_manual(book, tools.templates, pictures, out)


def _finished(demo: Path) -> dict[str, Any]:
    """What `mingbai demo` wrote about itself when it had ended."""
    try:
        told: dict[str, Any] = json.loads((demo / MARKER).read_bytes())
    except (OSError, ValueError):
        told = {}
    if "screenshots" not in told:
        raise Refusal(
            tr("“{demo}”里没有做完的样例。", demo=demo),
            safe=tr("什么都没有写。"),
            todo=tr("请先做 mingbai demo，或者不写 --demo。"),
            code="no-demo",
        )
    return told


def _pictures(
    tools: DemoTools, demo: dict[str, Any], passphrase: str, folder: Path, wanted: set[str]
) -> Path:
    """The drafter's screens as the demo took them, and those of the reviewer and of the county, named with who sees them."""
    plays_on = datetime.fromisoformat(str(read_sample(tools.templates)["plays_on"]))
    for path in map(Path, demo["screenshots"]):
        if path.parent.name == f"{round(SCALE * 100)}":
            _copy(path, folder / path.name)
    for place, role, prefix in _MORE:
        home = Path(demo["homes"][place])
        person = next(who["name"] for who in demo["accounts"] if who["home"] == place and who["role"] == role)
        only = sorted(name.removeprefix(prefix) for name in wanted if name.startswith(prefix))
        taken = ensure_folder(folder / f"{prefix}all")
        for path in tools.take_pictures(home, person, passphrase, taken, plays_on, SCALE, only):
            _copy(path, folder / f"{prefix}{path.name}")
        shutil.rmtree(taken, ignore_errors=True)
    return folder


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise surroundings(error, target) from error
