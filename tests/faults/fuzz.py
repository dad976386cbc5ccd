"""Coverage-guided fuzzing of one reader: ``python -m tests.faults.fuzz READER SECONDS FOLDER``; without arguments, the names.
With ``MINGBAI_FUZZ_RUNS`` it makes so many tries from a fixed beginning instead, the same each time.

A reader may refuse what it is given, in a sentence. Anything else that it raises is our fault, and stops the run.
"""

import contextlib
import gc
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import atheris
import xlsxwriter

with atheris.instrument_imports(include=["desktop.sync", "desktop.files", "desktop.base", "zipfile"]):
    from desktop.base.canonical import sha256_hex
    from desktop.base.errors import Refusal
    from desktop.files.container import container_of
    from desktop.files.examined import document_of
    from desktop.files.workbook import workbook_of
    from desktop.sync.check import verify_bundle
    from desktop.sync.down import parse_down
    from desktop.sync.enrolment import parse_request, read_grant
    from desktop.sync.line.down import parse_down_request
    from desktop.sync.line.packs import PackOffer
    from desktop.sync.models import RecordLine
    from desktop.sync.packs.file import parse_pack
    from desktop.sync.packs.trust import Days, follow, judge
    from desktop.sync.read import Archive, lines, parse_json, parse_model
    from desktop.sync.receipts import parse_receipt
    from desktop.sync.revocation import parse_revocations
    from desktop.sync.stored_zip import archive
    from desktop.sync.updates.file import opened_update
    from desktop.sync.updates.models import ProgramFile, ProgramFiles

Reader = Callable[[bytes], object]
_OFFICE = b"http://schemas.openxmlformats.org/"
_W = b'xmlns:w="%swordprocessingml/2006/main"' % _OFFICE
_PAGE = b"<w:document %s><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body></w:document>" % _W
_DAYS = Days(date(2026, 9, 16))
_LISTED = ProgramFile(size=3, sha256=sha256_hex(b"abc"))
_FILE = Path(tempfile.gettempdir()) / "mingbai-fuzzed"


def _from_file(read: Callable[[Path], object]) -> Reader:
    def reader(data: bytes) -> object:
        _FILE.write_bytes(data)
        return read(_FILE)

    return reader


def _bag(data: bytes) -> None:
    opened = Archive(BytesIO(data))
    opened.require_plain_layout()
    for name in opened.names:
        opened.read(name)


def _lines(data: bytes) -> None:
    for line in lines(data):
        parse_json(line)
        parse_model(RecordLine, line)


def _update(path: Path) -> None:
    """As it is looked at: the papers are judged, whatever they are worth the content is read."""
    with opened_update(path) as update:
        with contextlib.suppress(Refusal):
            follow(update.papers, ProgramFiles, None, _DAYS)
        update.read(_LISTED)


def _workbook(data: bytes) -> None:
    path = Path("名单.xlsx")
    workbook_of(path, container_of(path, data))


def _zipped(*entries: tuple[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries:
            made.writestr(name, data)
    return stream.getvalue()


def _words(data: bytes) -> object:
    return document_of("通知.docx", _zipped(("word/document.xml", data)))


def _plain_book() -> dict[str, bytes]:
    """The parts of a small workbook."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet().write_row(0, 0, ("姓名", 1, 2.5))
    book.close()
    with zipfile.ZipFile(stream) as made:
        return {name: made.read(name) for name in made.namelist()}


_BOOK = _plain_book()
_SHEET = _BOOK["xl/worksheets/sheet1.xml"]


def _book(sheet: bytes) -> bytes:
    return _zipped(*{**_BOOK, "xl/worksheets/sheet1.xml": sheet}.items())


READERS: dict[str, Reader] = {
    "envelope": _from_file(verify_bundle),
    "bag": _bag,
    "lines": _lines,
    "receipt": lambda data: parse_receipt(data, {}),
    "request": parse_request,  # a code square holds the same text
    "grant": _from_file(read_grant),
    "down": lambda data: parse_down(data, {}),
    "revocations": lambda data: parse_revocations(data, {}, {}),
    "down-request": lambda data: parse_down_request(data, {"d": ("0" * 64, "632299")}),
    "pack": lambda data: judge(parse_pack(data), None, _DAYS),
    "pack-offer": lambda data: parse_model(PackOffer, data),
    "update": _from_file(_update),
    "workbook": _workbook,
    "cells": lambda data: _workbook(_book(data)),
    "words": _words,
    "docx": lambda data: document_of("通知.docx", data),
    "pdf": lambda data: document_of("通知.pdf", data),
}


def seeds(reader: str) -> Iterator[bytes]:
    """Small inputs from which a reader goes deep."""
    yield b""
    if reader in {"envelope", "bag", "pack"}:
        header = json.dumps({"format": "1", "kind": "bundle", "size": 3, "key": "0" * 64}).encode()
        yield b"".join(archive([("payload.age", b"abc"), ("header.json", header)]))
        yield b"".join(archive([("bag/bagit.txt", b"x"), ("bag/data/records.jsonl", b"{}\n")]))
        yield b"".join(archive([("root/1.json", b"{}"), ("timestamp.json", b"{}"), ("content/a", b"")]))
    elif reader == "update":
        paper = b'{"signatures":[],"signed":{"format":"1","kind":"pack-root","version":1}}'
        names = ("root/1.json", "timestamp.json", "snapshot.json", "targets.json")
        content = (f"content/{_LISTED.sha256}", b"abc")
        yield b"".join(archive([*((name, paper) for name in names), content]))
        yield b"".join(archive([("root/1.json", b"{}"), ("timestamp.json", b"{}")]))
    elif reader == "workbook":
        yield _book(_SHEET)
        yield b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    elif reader == "docx":
        yield _zipped(("word/document.xml", _PAGE))
        yield b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    elif reader in {"words", "cells"}:
        yield _PAGE if reader == "words" else _SHEET
    elif reader == "pdf":
        yield b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        yield b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF"
    else:
        yield (
            b'{"packs":[{"publisher":"632200","sha256":"' + b"0" * 64 + b'","size":1,"unit":"","version":1}]}'
        )
        for kind in (
            "receipt",
            "enrolment-request",
            "enrolment-grant",
            "return",
            "revocations",
            "down-request",
        ):
            said = {
                "format": "1",
                "kind": kind,
                "party": {"key": "0" * 64},
                "lines": [],
                "signature": "0" * 128,
            }
            yield json.dumps(said, separators=(",", ":")).encode() + b"\n"
        yield b'{"record":"r","revision":1,"revisions":[],"a":"\\u0000"}\n'


def main() -> None:
    if len(sys.argv) == 1:
        print(*READERS)
        return
    name, seconds, folder = sys.argv[1:4]
    corpus = Path(folder) / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    reader = READERS[name]
    tried = 0

    def one(data: bytes) -> None:
        nonlocal tried
        tried += 1
        if tried % 500 == 0:
            gc.collect()
        try:
            reader(data)
        except Refusal:
            return

    runs = os.environ.get("MINGBAI_FUZZ_RUNS")
    asked = ("-seed=1", f"-runs={runs}") if runs else (f"-max_total_time={seconds}",)
    options = [
        *asked, f"-artifact_prefix={corpus}-found-", "-max_len=8192", "-rss_limit_mb=1024", "-timeout=20",
        "-verbosity=0", "-print_final_stats=1", str(corpus),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
