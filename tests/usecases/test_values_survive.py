"""What was typed is what is read: after saving, after reopening the home, and at the county after a bundle's journey."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.record import RecordContent
from desktop.usecases.office import Office
from desktop.usecases.record_content import canonical_values
from tests.conftest import PASSPHRASE, Open
from tests.farmland import FARMLAND, VALUES

ONE_HOME = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Rare names, Tibetan, signs that templates and formats use themselves; nothing that is blank at an edge.
SIGNS = "的补贴公示青海𬭎䶮ཀཁགabcXYZ，。、；：“”（）《》〔〕·—%{}[]<>&\\'\"$#*_|~"
words = st.text(SIGNS, min_size=1, max_size=30)
names = st.text("才让卓玛马成英李扎西𬭎", min_size=2, max_size=4)
areas = st.integers(1, 999_999).map(lambda cents: Decimal(cents) / 100)


@st.composite
def contents(draw: st.DrawFn) -> tuple[RecordContent, list[dict[str, str]]]:
    rate = draw(st.integers(1, 500))
    values = {**VALUES, "rate": str(rate), "summary": draw(words), "objection_unit": draw(words)}
    rows = [
        {
            "village": draw(names),
            "name": draw(names),
            "subsidy_area": f"{area:.2f}",
            "amount": f"{area * rate:.2f}",
            "remark": draw(words),
        }
        for area in draw(st.lists(areas, min_size=1, max_size=4))
    ]
    formed_on = draw(st.dates(date(2026, 1, 1), date(2026, 9, 16)))
    return RecordContent(title=draw(words), formed_on=formed_on, values=values), rows


@ONE_HOME
@given(contents())
def test_values_survive_saving_exporting_and_reading_at_the_county(
    as_person: Open, tmp_path: Path, made: tuple[RecordContent, list[dict[str, str]]]
) -> None:
    content, rows = made
    clerk, county = as_person("李春梅"), as_person("王得福")
    record = clerk.records.new(FARMLAND, "farmland_subsidy").value
    clerk.records.save_rows(record, [], rows)
    clerk.records.save(record, content)
    for name in ("李春梅", "周海明", "马生莲", "祁建国"):
        as_person(name).flow.advance(record)
    bundle = clerk.exchange.export(tmp_path).value.path
    county.exchange.import_(bundle, tmp_path)
    here, there = clerk.records.get(record).content, county.records.get(record).content
    assert here == there
    assert (there.title, there.formed_on) == (content.title, content.formed_on)
    assert {key: there.values[key] for key in content.values} == {
        key: value.removesuffix(".00") if key == "rate" else value for key, value in content.values.items()
    }
    assert [row.values for row in county.records.rows(record)] == rows


@pytest.mark.parametrize(
    "anything", [st.text(max_size=40), st.text("0123456789年月日.,元亩-〔〕", max_size=20)]
)
def test_a_half_written_form_of_any_kind_survives_saving_and_reopening(
    anything: st.SearchStrategy[str], as_person: Open, office: Office, homes: Path
) -> None:
    clerk = as_person("李春梅")
    forms = [form for form in clerk.desk.catalogue.forms if form.matters]
    kept: dict[str, RecordContent] = {}

    @ONE_HOME
    @given(st.data())
    def typed(data: st.DataObject) -> None:
        form = data.draw(st.sampled_from(forms))
        fields = [field for field in form.fields if not field.computed_from]
        values = {field.key: data.draw(anything) for field in fields}
        record = clerk.records.new(form.matters[0], form.code).value
        clerk.records.save(
            record, RecordContent(title="写到一半", formed_on=date(2026, 9, 14), values=values)
        )
        read = clerk.records.get(record)
        wanted = canonical_values(form, values)
        assert {field.key: read.content.values[field.key] for field in fields} == {
            field.key: wanted[field.key] for field in fields
        }
        clerk.records.save(record, read.content, read.version)
        assert clerk.records.head(record).version == read.version
        kept[record] = read.content

    typed()
    clerk.close()
    again = office.open(homes / "township", "李春梅", PASSPHRASE)
    for record, content in kept.items():
        assert again.records.get(record).content == content
    again.close()
