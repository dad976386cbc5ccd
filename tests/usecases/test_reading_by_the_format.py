"""A reader written from FORMAT.md alone: standard library, none of our code. It must come to what the township holds."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.sync.unpack import unseal_to_folder
from tests.conftest import Open


def canonical(value: Any) -> bytes:
    """RFC 8785 as far as the format uses it: keys in the order of UTF-16, no numbers but whole ones."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return b"{" + b",".join(canonical(key) + b":" + canonical(value[key]) for key in keys) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    return json.dumps(value, ensure_ascii=False).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def jsonl(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def roster_digest(rows: dict[str, Any]) -> str:
    """Section 3 of the format."""
    running = hashlib.sha256()
    for row, (position, values) in sorted(rows.items(), key=lambda item: (item[1][0], item[0])):
        one = sha256(canonical({"position": position, "row": row, "values": values}))
        running.update(f"{one}\n".encode())
    return running.hexdigest()


def read_bag(bag: Path, held: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Lay a bag on what is ``held`` (record → title, values, rows, attachments), proving every digest on the way."""
    for name, digest in (("manifest-sha256.txt", sha256), ("manifest-sm3.txt", sm3)):
        for line in (bag / name).read_text(encoding="ascii").splitlines():
            said, file = line.split("  ", 1)
            assert digest((bag / file).read_bytes()) == said, file
    changes = jsonl(bag / "data" / "rows.jsonl")
    for record in jsonl(bag / "data" / "records.jsonl"):
        known = held.setdefault(record["record"], {"rows": {}, "head": ""})
        for revision in record["revisions"]:
            content = revision["content"]
            assert content["parent"] == revision["parent"] == known["head"]
            assert sha256(canonical(content)) == revision["digest"]
            for change in changes:
                if (change["record"], change["revision"]) != (record["record"], revision["number"]):
                    continue
                if change["values"] is None:
                    del known["rows"][change["row"]]
                else:
                    known["rows"][change["row"]] = (change["position"], change["values"])
            assert roster_digest(known["rows"]) == content["roster"]
            assert len(known["rows"]) == content["roster_count"]
            known.update(head=revision["digest"], title=content["title"], values=content["values"])
        assert known["head"] == record["digest"]
    return held


def sm3(data: bytes) -> str:
    return hashlib.new("sm3", data).hexdigest()


def opened(as_person: Open, path: Path, folder: Path) -> Path:
    return unseal_to_folder(path, as_person("王得福").desk.home.device.identity, folder)


def test_it_rebuilds_rosters_over_two_bundles_and_a_correction(
    as_person: Open,
    issued: str,
    issue: Callable[[str], None],
    tmp_path: Path,
) -> None:
    clerk, county = as_person("李春梅"), as_person("王得福")
    first = clerk.exchange.export(tmp_path).value.path
    receipt = county.exchange.import_(first, tmp_path).value.receipt
    clerk.exchange.receive_receipt(receipt)
    held = read_bag(opened(as_person, first, tmp_path / "one"), {})
    clerk.flow.correct(issued, "有一户的面积写错了")
    rows = clerk.records.rows(issued)
    clerk.records.remove_rows(issued, [rows[2].row])
    issue(issued)
    second = clerk.exchange.export(tmp_path).value.path
    held = read_bag(opened(as_person, second, tmp_path / "two"), held)
    ours = clerk.records.get(issued)
    assert held[issued]["title"] == ours.record.title
    sealed = ours.revisions[-1].content
    assert (held[issued]["head"], held[issued]["values"]) == (ours.revisions[-1].digest, sealed["values"])
    theirs = {row.row: row.values for row in clerk.records.rows(issued)}
    got = {row: values for row, (_, values) in held[issued]["rows"].items()}
    assert got.keys() == theirs.keys()
    assert all(values.items() <= theirs[row].items() for row, values in got.items())
    assert len(theirs) == 2


def test_every_value_of_a_roster_is_what_its_table_schema_says(
    as_person: Open, issued: str, tmp_path: Path
) -> None:
    data = (
        opened(as_person, as_person("李春梅").exchange.export(tmp_path).value.path, tmp_path / "bag") / "data"
    )
    [path] = (data / "schema" / "rosters").iterdir()
    fields = {field["name"]: field for field in json.loads(path.read_text(encoding="utf-8"))["fields"]}
    assert path.name == "farmland_subsidy.json"
    reading: dict[str, Callable[[str], Any]] = {
        "string": str, "number": Decimal, "integer": int, "date": date.fromisoformat,
        "boolean": ["是", "否"].index,
    }  # fmt: skip
    lines = jsonl(data / "rows.jsonl")
    assert len(lines) == 3
    for line in lines:
        assert line["values"].keys() <= fields.keys()
        required = {name for name, field in fields.items() if field.get("constraints", {}).get("required")}
        assert required <= {name for name, text in line["values"].items() if text}
        for name, text in line["values"].items():
            if text:
                reading[fields[name]["type"]](text)


def test_the_format_says_what_the_reader_needs() -> None:
    page = (Path(__file__).parents[2] / "desktop" / "sync" / "FORMAT.md").read_text(encoding="utf-8")
    for word in ("content.json", "schema/rosters/", "payload.sm4", ".mingbai.001", ".mingbai-revocations"):
        assert re.search(re.escape(word), page), word
