"""Whatever stands in a content file, reading gives findings and never an exception."""

import copy
import datetime
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.paths import content_root
from desktop.catalogue.catalogue import Catalogue, load_catalogue
from desktop.catalogue.content import ContentFile, read_content
from desktop.catalogue.fields import read_field
from desktop.catalogue.lists import read_code_list, read_metadata, read_obligations
from desktop.catalogue.regulations import read_calendar, read_edition, read_masking, read_notice_kinds
from desktop.catalogue.schemas import schema_for, validate
from desktop.catalogue.shared import Shared, read_bases, read_channels, read_element_sets
from desktop.domain.finding import Finding

STANDARDS = content_root() / "standards"


@cache
def _catalogue() -> Catalogue:
    return load_catalogue(content_root())


def _field(file: ContentFile) -> tuple[Any, list[Finding]]:
    whole = _catalogue()
    return read_field(file, Shared(whole.bases, whole.channels, {}))


READERS: dict[str, Callable[[ContentFile], tuple[Any, list[Finding]]]] = {
    "fields/rural-homestead.yaml": _field,
    "fields/land-acquisition.yaml": _field,
    "shared/bases.yaml": read_bases,
    "shared/channels.yaml": read_channels,
    "shared/element_sets.yaml": read_element_sets,
    "edition.yaml": read_edition,
    "calendars/china.yaml": read_calendar,
    "masking.yaml": read_masking,
    "notice_kinds.yaml": read_notice_kinds,
    "metadata.yaml": read_metadata,
    "obligations.yaml": read_obligations,
    "code_lists/withheld_reasons.yaml": read_code_list,
}

MIDNIGHT = datetime.datetime(2026, 2, 3, tzinfo=datetime.UTC)
ODD_VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 3.5, b"x", datetime.date(2026, 2, 3), MIDNIGHT),
    *("", " ", "甲", "../..", "9" * 50, "2026-01-05..2019-01-01"),
    *([], [None], [[1]], {}, {"a": None}, {1: 2}),
)


@cache
def _sound(name: str) -> ContentFile:
    file = read_content(STANDARDS / name, content_root())
    assert file.data is not None
    return file


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value of a tree, lists up to their fourth entry."""
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(min(len(value), 4)))
    return [way] + [place for key in keys for place in _places(value[key], (*way, key))]


@cache
def _all_places(name: str) -> list[tuple[Any, ...]]:
    return _places(_sound(name).data)[1:]


def _with(data: Any, way: tuple[Any, ...], value: Any) -> Any:
    damaged = copy.deepcopy(data)
    parent = damaged
    for key in way[:-1]:
        parent = parent[key]
    parent[way[-1]] = value
    return damaged


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_an_odd_value_anywhere_is_never_an_exception(name: str, data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(_all_places(name)))
    odd = data.draw(st.sampled_from(ODD_VALUES))
    damaged = ContentFile(Path("missing.yaml"), name, _with(_sound(name).data, way, odd))
    _, findings = READERS[name](damaged)
    assert all(finding.text.endswith("。") and finding.place for finding in findings)
    kind = schema_for(name)
    assert kind is not None
    faults = validate(damaged, kind, STANDARDS)
    assert all(finding.text.endswith("。") for finding in faults)
    assert not any(finding.code == "content-schema-missing" for finding in faults)


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("calendars/china.yaml", ("provisional_years",)),
        ("calendars/china.yaml", ("years", 0, "holidays", 0, "days_off", 0)),
        ("shared/bases.yaml", ("bases", 1, "successor")),
        ("edition.yaml", ("effective",)),
        ("fields/rural-homestead.yaml", ("expected",)),
        ("fields/rural-homestead.yaml", ("matters", 0, "elements")),
        ("fields/rural-homestead.yaml", ("matters", 0, "verification", "pages")),
        ("masking.yaml", ("rules", 0, "patterns", 0)),
    ],
)
@pytest.mark.parametrize("odd", ODD_VALUES, ids=repr)
def test_an_odd_value_in_a_delicate_place_is_never_an_exception(
    name: str, way: tuple[Any, ...], odd: Any
) -> None:
    damaged = ContentFile(Path("missing.yaml"), name, _with(_sound(name).data, way, odd))
    _, findings = READERS[name](damaged)
    assert all(finding.text.endswith("。") and finding.place == name for finding in findings)
