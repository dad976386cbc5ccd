"""The schemas that travel describe what travels: every line we write fits its own, and what does not fit is not written."""

import json
import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from desktop.base.canonical import canonical_json, digest_of
from desktop.domain.form import DisclosureClass, FieldType, Form, FormField
from desktop.sync.models import (
    BundleInfo,
    PostingLine,
    RecordLine,
    RevisionLine,
    RowLine,
    SealedContent,
)
from desktop.sync.table_schema import roster_schema, roster_schemas
from desktop.sync.unpack import unseal_to_folder

TYPES = {"string", "number", "integer", "boolean", "date"}
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_ids = st.from_regex(r"[0-9A-Za-z._-]{1,20}", fullmatch=True)
_digests = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
_days = st.dates().map(lambda day: day.isoformat())
_numbers = st.integers(1, 1_000_000)
_values = st.dictionaries(_texts, _texts, max_size=4)

contents = st.builds(
    lambda **given: SealedContent(**given).model_dump(mode="json"),
    record=_ids, matter=_texts, form=_texts, edition=_texts, number=_numbers, parent=st.just("") | _digests,
    title=_texts, formed_on=_days, disclosure=st.sampled_from(["proactive", "on_request", "withheld"]),
    withheld_code=_texts, withheld_reason=_texts, values=_values, roster=_digests, roster_count=_numbers,
    attachments=st.lists(_digests, max_size=2).map(tuple),
)  # fmt: skip
revisions = st.builds(
    lambda content, **given: RevisionLine(content=content, digest=digest_of(content), **given),
    content=contents, number=_numbers, parent=st.just("") | _digests, made_at=_texts, made_by=_texts, device=_texts,
    reason=_texts,
)  # fmt: skip
records = st.builds(
    RecordLine,
    record=_ids, organisation=st.sampled_from(["632521", "632521103", "632521103007"]),
    matter=_texts.filter(bool), form=_texts.filter(bool), edition=_texts, title=_texts,
    disclosure=st.sampled_from(["proactive", "on_request", "withheld"]), withheld_code=_texts, withheld_reason=_texts,
    formed_on=_days, state=st.sampled_from(["issued", "posted", "taken_down", "archived", "withdrawn"]),
    revision=_numbers, digest=_digests, issued_on=st.just("") | _days, publish_by=st.just("") | _days,
    updated_at=_texts, roster_count=_numbers, revisions=st.lists(revisions, max_size=2).map(tuple),
)  # fmt: skip
rows = st.builds(
    RowLine, record=_ids, revision=_numbers, row=_ids, position=_numbers, values=st.none() | _values
)
hung = st.dictionaries(_texts, _texts | _numbers | st.none(), max_size=4)
postings = st.builds(PostingLine, record=_ids, notice=hung, posting=hung)


def fits(schema: dict[str, object], said: object) -> bool:
    return not list(Draft202012Validator(schema).iter_errors(said))


@pytest.mark.parametrize(
    ("model", "made"),
    [(RecordLine, records), (RowLine, rows), (PostingLine, postings), (SealedContent, contents)],
)
def test_whatever_we_can_write_fits_its_schema_and_one_key_more_does_not(model, made):
    schema = json.loads(canonical_json(model.model_json_schema()))
    Draft202012Validator.check_schema(schema)

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(made)
    def holds(line):
        said = json.loads(line.canonical()) if hasattr(line, "canonical") else line
        assert fits(schema, said)
        assert not fits(schema, {**said, "more": 1})
        for key in schema["required"]:
            assert not fits(schema, {name: value for name, value in said.items() if name != key})

    holds()


def test_every_line_of_a_bag_fits_the_schema_beside_it(write, pair, tmp_path):
    data = unseal_to_folder(write().path, pair.identity, tmp_path / "bag") / "data"
    lines = 0
    for name in ("record", "row", "posting"):
        schema = json.loads((data / "schema" / f"{name}.json").read_text(encoding="utf-8"))
        for line in (data / f"{name}s.jsonl").read_text(encoding="utf-8").splitlines():
            assert fits(schema, json.loads(line))
            lines += 1
    assert lines == 4
    bundle = json.loads((data / "schema" / "bundle.json").read_text(encoding="utf-8"))
    assert fits(bundle, json.loads((data / "bundle.json").read_text(encoding="utf-8")))
    content = json.loads((data / "schema" / "content.json").read_text(encoding="utf-8"))
    record = json.loads((data / "records.jsonl").read_text(encoding="utf-8"))
    assert all(fits(content, revision["content"]) for revision in record["revisions"])
    assert fits(BundleInfo.model_json_schema(), {}) is False


TABLE_SCHEMA = {
    "type": "object",
    "required": ["fields"],
    "properties": {
        "fields": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "type"],
                "properties": {
                    "name": {"type": "string", "minLength": 1},
                    "type": {"enum": sorted(TYPES)},
                    "title": {"type": "string"},
                    "description": {"type": "string"},
                    "trueValues": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    "falseValues": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    "constraints": {
                        "type": "object",
                        "properties": {
                            "required": {"type": "boolean"},
                            "enum": {"type": "array", "minItems": 1, "uniqueItems": True},
                            "minimum": {"type": ["string", "number"]},
                            "maximum": {"type": ["string", "number"]},
                        },
                        "additionalProperties": False,
                    },
                },
            },
        },
        "missingValues": {"type": "array", "items": {"type": "string"}},
    },
}
"""The parts of the Table Schema standard that we use, written down from it."""


def test_every_form_of_the_catalogue_with_a_roster_has_a_table_schema_without_columns_that_stay(catalogue):
    forms = [form for form in catalogue.forms if form.roster]
    assert len(forms) > 10
    for form in forms:
        said = roster_schema(form)
        Draft202012Validator(TABLE_SCHEMA).validate(said)
        names = [field["name"] for field in said["fields"]]
        staying = {column.key for column in form.roster if column.disclosure in {"local", "forbidden"}}
        assert len(set(names)) == len(names)
        assert set(names) == {column.key for column in form.roster} - staying


def cast(field: dict[str, object], text: str) -> object:
    """A value as the standard reads it; ValueError if it is none of the field's."""
    kind = field["type"]
    if kind == "boolean":
        if text not in field["trueValues"] + field["falseValues"]:  # type: ignore[operator]
            raise ValueError(text)
        return text in field["trueValues"]  # type: ignore[operator]
    if kind == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(text)
    return {"number": Decimal, "integer": int}.get(str(kind), str)(text)


def test_types_and_limits_of_a_column_are_said_in_the_standard_s_words():
    columns = (
        FormField("who", "姓名", FieldType.PERSON_NAME),
        FormField("sum", "金额", FieldType.MONEY, unit="元", minimum="0", maximum="9000"),
        FormField("poor", "困难", FieldType.YES_NO, required=False),
        FormField("on", "日期", FieldType.DATE, help="发放那天"),
        FormField("kind", "类别", FieldType.CHOICE, choices=("甲", "乙")),
        FormField("note", "备注", FieldType.TEXT, DisclosureClass.LOCAL),
    )
    form = Form("sample", "样表", (), (), columns)
    fields = {field["name"]: field for field in roster_schema(form)["fields"]}
    assert fields.keys() == {"who", "sum", "poor", "on", "kind"}
    assert fields["sum"]["constraints"] == {"required": True, "minimum": "0", "maximum": "9000"}
    assert fields["kind"]["constraints"]["enum"] == ["甲", "乙"]
    assert "constraints" not in fields["poor"]
    assert cast(fields["sum"], "386.00") == Decimal("386.00")
    assert cast(fields["poor"], "否") is False
    with pytest.raises(ValueError, match="是的"):
        cast(fields["poor"], "是的")
    assert roster_schemas((("m-1", form), ("m-2", form))).keys() == {"sample.json"}
    assert not roster_schemas((("m-1", Form("bad name", "样表", (), (), columns)),))
