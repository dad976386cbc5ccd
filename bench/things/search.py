"""Which records hold a typed text, in homes of up to a million rows, beside three others asked the same of the same text.

Ours is what the search box calls. The peers hold the plain texts: an FTS5 trigram table, LIKE over a table, ripgrep over
one file per record. ``ours`` includes decryption; the peers' files are not encrypted.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from bench import homes
from bench.ground import Ground
from bench.measure import Result, each, p95, result
from bench.people import name
from desktop.storage import initials
from desktop.usecases.office import Session

TARGET = "p95 < 100 ms"
_PER_RECORD = 2500
_SPREAD = 104729


def run(ground: Ground) -> list[Result]:
    found: list[Result] = []
    for count in ground.row_counts:
        peers = peers_of(count)
        with (
            closing(homes.open_home(homes.with_rows(count))) as session,
            closing(opened_peers(peers)) as plain,
        ):
            for what, texts in questions(count, 12 if ground.quick else 30):
                contestants = contestants_of(session, plain, peers, what)
                timed = each(contestants, texts)
                late = p95([sample.seconds for sample in timed["ours"]]) * 1000
                found += [
                    result(f"search: {what}", peer, timed, p95_ms=late, scale=count, target=TARGET)
                    for peer in contestants
                    if peer != "ours"
                ]
    return found


def questions(count: int, many: int) -> Iterator[tuple[str, list[str]]]:
    """Texts as people type them: from names that occur, from titles, and initials."""
    names = [name(at * _SPREAD % count) for at in range(many * 20)]
    long = [text for text in names if len(text) >= 3]
    yield "1 character", _some((text[0] for text in names), many)
    yield "2 characters", _some((text[-2:] for text in names), many)
    yield "3 characters", _some((text[:3] for text in long), many)
    titles = (f"况（第{at * 37 % max(count // _PER_RECORD, 1) + 1}批）" for at in range(many))
    yield (
        "6 characters",
        _some((title[:6].ljust(6, "）")[:6] if len(title) < 6 else title for title in titles), many),
    )
    yield "pinyin initials", _some((initials.of_name(text) for text in long), many)


def _some(texts: Iterator[str], many: int) -> list[str]:
    """So many, different ones first."""
    known = list(dict.fromkeys(texts))
    return (known * many)[:many]


def contestants_of(session: Session, plain: Any, peers: Path, what: str) -> dict[str, Callable[[str], Any]]:
    column = "initials" if what == "pinyin initials" else "text"
    contestants: dict[str, Callable[[str], Any]] = {
        "ours": session.records.search,
        "LIKE": partial(_like, plain, column),
    }
    if what not in {"1 character", "2 characters"}:  # a trigram table finds nothing for fewer than three
        contestants["FTS5 trigram"] = partial(_trigram, plain, column)
    if shutil.which("rg"):
        contestants["ripgrep"] = partial(_ripgrep, peers / column)
    return contestants


def _like(plain: Any, column: str, text: str) -> list[Any]:
    statement = f"SELECT DISTINCT record FROM lines WHERE {column} LIKE ?"
    return list(plain.execute(statement, (f"%{text}%",)))


def _trigram(plain: Any, column: str, text: str) -> list[Any]:
    statement = f"SELECT DISTINCT lines.record FROM grams JOIN lines ON lines.id = grams.rowid WHERE grams.{column} MATCH ?"
    return list(plain.execute(statement, (f'"{text}"',)))


def _ripgrep(folder: Path, text: str) -> str:
    done = subprocess.run(
        ["rg", "--files-with-matches", "--fixed-strings", "--no-ignore", text, str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout


def opened_peers(peers: Path) -> Any:
    return dbapi2.connect(str(peers / "plain.db"))


def peers_of(count: int) -> Path:
    """The peers' copies of the texts of the home with ``count`` rows; kept in the cache beside it."""
    folder = homes.CACHE / f"peers-{count}"
    if folder.is_dir():
        return folder
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for column in ("text", "initials"):
        (part / column).mkdir(parents=True)
    with closing(opened_peers(part)) as plain:
        plain.execute("CREATE TABLE lines (id INTEGER PRIMARY KEY, record TEXT, text TEXT, initials TEXT)")
        plain.execute(
            "CREATE VIRTUAL TABLE grams USING fts5(text, initials, tokenize='trigram', content='lines', content_rowid='id')"
        )
        for record in range(1, count // _PER_RECORD + 1):
            title = f"2026年耕地地力保护补贴发放情况（第{record}批）"
            texts = [title, *(name((record - 1) * _PER_RECORD + at) for at in range(1, _PER_RECORD + 1))]
            letters = [initials.of_title(title), *map(initials.of_name, texts[1:])]
            lines = [(str(record), text, letter) for text, letter in zip(texts, letters, strict=True)]
            plain.executemany("INSERT INTO lines (record, text, initials) VALUES (?, ?, ?)", lines)
            (part / "text" / f"{record}.txt").write_text("\n".join(texts), encoding="utf-8")
            (part / "initials" / f"{record}.txt").write_text("\n".join(letters), encoding="utf-8")
        plain.execute("INSERT INTO grams (grams) VALUES ('rebuild')")
        plain.commit()
    part.rename(folder)
    return folder
