"""Walks through every place of the window in the language of ``MINGBAI_LANGUAGE`` and prints as JSON what a person would stumble
over: Chinese that is neither content of the standards nor of the home, and words that have not enough room.

A process of its own, since a process speaks one language: ``python -m tests.ui.words_seen HOME ACCOUNT PASSPHRASE [FOLDER FOR PICTURES]``.
"""

# ruff: noqa: E402  # the language comes before everything else of the window

import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

HOME, ACCOUNT, PASSPHRASE = Path(sys.argv[1]), *sys.argv[2:4]
PICTURES = Path(sys.argv[4]) if len(sys.argv) > 4 else None

from desktop.ui.languages import speak_as_wished

speak_as_wished(HOME)

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListView, QTabBar, QWidget
from sqlalchemy import text as sql

from desktop.app import office
from desktop.base.clock import CHINA, SteppingClock
from desktop.base.paths import standards_folder, templates_folder
from desktop.ui import pictures
from desktop.ui.languages import offered
from desktop.usecases.office import Session
from tests.ui.looking_over import cut_off

SIZES = ((1366, 768), (960, 540), (910, 512))
CHINESE = re.compile(r"[\u3400-\u9fff]+")
AMOUNT = re.compile("[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+")
"""An amount in capitals is a value, as it stands on the paper."""
WORDS = ("text", "placeholderText", "toolTip", "accessibleName", "windowTitle", "accessibleDescription")
ROWS = 20


def said_by(window: QWidget) -> Iterator[str]:
    for widget in (window, *window.findChildren(QWidget)):
        for name in WORDS:
            if callable(say := getattr(widget, name, None)) and isinstance(said := say(), str):
                yield said
        if isinstance(widget, QComboBox):
            yield from map(widget.itemText, range(widget.count()))
        if isinstance(widget, QTabBar):
            yield from map(widget.tabText, range(widget.count()))
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            columns = 1 if isinstance(widget, QListView) else model.columnCount(QModelIndex())
            for column in range(columns):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                for row in range(min(ROWS, model.rowCount(QModelIndex()))):
                    yield str(model.index(row, column).data() or "")


def content_of(session: Session) -> str:
    """What stays Chinese in every language: the standards, and all that lies in the home."""
    files = (file for folder in (standards_folder(), templates_folder()) for file in folder.rglob("*.yaml"))
    parts = [file.read_text(encoding="utf-8") for file in files]
    parts += [file.read_text(encoding="utf-8") for file in session.desk.home.folder.glob("*.json")]
    with session.desk.home.database.reading() as reading:
        connection = reading.connection()
        named = connection.execute(sql("select name from sqlite_master where type = 'table'"))
        for table in named.scalars().all():
            parts += (str(row) for row in connection.execute(sql(f'select * from "{table}"')))
    return "\n".join([*parts, *offered().values()])


def looked_at(session: Session) -> tuple[dict[str, str], list[str]]:
    """Shown Chinese → the place it is shown in; and what is cut off, with its place."""
    said: dict[str, str] = {}
    cut: list[str] = []
    shot = pictures._Camera.shot

    def look(camera: pictures._Camera, path: Path) -> Path:
        for width, height in SIZES:
            camera.window.resize(width, height)
            camera._settle()
            cut.extend(f"{width}×{height} {path.stem}: {fault}" for fault in cut_off(camera.window))
        for words in filter(CHINESE.search, said_by(camera.window)):
            said.setdefault(words, path.stem)
        return shot(camera, path) if PICTURES else path

    pictures._Camera.shot = look
    with TemporaryDirectory() as folder:
        pictures.take(session, PICTURES or Path(folder))
    return said, cut


def main() -> None:
    session = office(SteppingClock(datetime(2026, 9, 16, 9, tzinfo=CHINA))).open(HOME, ACCOUNT, PASSPHRASE)
    content = content_of(session)
    said, cut = looked_at(session)
    strange = {
        words: place
        for words, place in said.items()
        if any(run not in content and not AMOUNT.fullmatch(run) for run in CHINESE.findall(words))
    }
    session.close()
    print(json.dumps({"chinese": strange, "cut": cut}, ensure_ascii=False, indent=1))


main()
