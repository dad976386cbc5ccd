"""The content as it ships: every file sound, every count known, every address a government's."""

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from jsonschema import Draft202012Validator

from desktop.base.paths import content_root
from desktop.catalogue.catalogue import load_catalogue
from desktop.catalogue.check import CheckReport, check
from desktop.catalogue.schemas import KINDS, schema_for
from desktop.domain.finding import Severity

STANDARDS = content_root() / "standards"
FILES = sorted(STANDARDS.rglob("*.yaml"))
SCHEMAS = sorted((STANDARDS / "schema").glob("*.schema.json"))
PINNED = Path(__file__).with_name("matter-codes.txt")


def _name(path: Path) -> str:
    return path.relative_to(STANDARDS).as_posix()


@cache
def _report() -> CheckReport:
    return check(content_root())


def test_the_check_finds_no_error_and_the_counts_are_known() -> None:
    report = _report()
    assert [finding for finding in report.findings if finding.severity is not Severity.INFO] == []
    assert (report.errors, report.warnings) == (0, 0)
    assert (report.fields, report.matters, report.elements) == (27, 703, 4190)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_every_schema_is_itself_valid_and_refuses_unknown_keys(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["title"]
    if path.name != "layout.schema.json":
        # A map of free keys says what each must hold; True would let anything through.
        assert schema["additionalProperties"] is False or schema["additionalProperties"].get("type")


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_every_file_has_a_schema(path: Path) -> None:
    kind = schema_for(_name(path))
    assert kind is not None
    assert (STANDARDS / "schema" / f"{kind}.schema.json").is_file()


def test_every_schema_serves_a_file() -> None:
    used = {schema_for(_name(path)) for path in FILES}
    assert used == {kind for _, kind in KINDS} == {path.name.split(".")[0] for path in SCHEMAS}


def test_every_address_is_a_government_site() -> None:
    hosts = {
        urlsplit(address).hostname or ""
        for path in [*FILES, *STANDARDS.rglob("*.csv"), *STANDARDS.rglob("*.md")]
        for address in re.findall(r"https?://[^\s'\"}\],]+", path.read_text(encoding="utf-8"))
    }
    assert len(hosts) > 100
    assert {host for host in hosts if host != "gov.cn" and not host.endswith(".gov.cn")} == set()


def test_matter_codes_are_never_renumbered_or_given_again() -> None:
    """Codes once shipped keep their matter: a renamed matter carries its old name as an alias."""
    matters = {matter.code: matter for matter in load_catalogue(content_root()).matters}
    pinned = dict(line.split("\t") for line in PINNED.read_text(encoding="utf-8").splitlines())
    assert len(pinned) >= 703
    for code, name in pinned.items():
        assert code in matters, f"{code} {name} is gone; keep it, marked as dropped"
        assert name == matters[code].path or name in matters[code].aliases, code
    assert matters.keys() <= pinned.keys(), "add new codes to matter-codes.txt"


def test_running_numbers_have_no_gap() -> None:
    for field in load_catalogue(content_root()).fields:
        numbers = [int(matter.code.rsplit("-", 1)[1]) for matter in field.matters]
        assert numbers == list(range(1, len(numbers) + 1)), field.slug


def test_sentences_use_full_width_punctuation() -> None:
    """Half-width commas and brackets between Chinese characters look like typing slips on a notice."""
    slip = re.compile(r"[\u4e00-\u9fff][,;:?][\u4e00-\u9fff]|[\u4e00-\u9fff]\([\u4e00-\u9fff]")
    slips = [
        (path.name, text)
        for path in sorted((STANDARDS / "fields").glob("*.yaml"))
        for text in _texts(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
        if slip.search(text)
    ]
    assert slips == []


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for entry in value.values() for text in _texts(entry)]
    if isinstance(value, list):
        return [text for entry in value for text in _texts(entry)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_what_stands_on_the_screen_is_chinese(path: Path) -> None:
    """Two English words in a row are a research remark that slipped through."""
    remark = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,}")
    assert [
        text for text in _texts(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)) if remark.search(text)
    ] == []


def test_document_numbers_use_the_brackets_of_the_standard() -> None:
    """〔〕 around the year (GB/T 9704), never square, round or small ones."""
    bases = load_catalogue(content_root()).bases.values()
    numbers = [basis.doc_no for basis in bases if basis.doc_no]
    assert sum("〔" in number for number in numbers) > 100
    assert [number for number in numbers if re.search(r"[\[［﹝【(（](19|20)\d{2}", number)] == []
