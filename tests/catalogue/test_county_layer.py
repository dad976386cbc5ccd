"""A county's table against the catalogue: what matches, what differs, and what a layer makes of it."""

from dataclasses import replace

import pytest

from desktop.catalogue.catalogue import Catalogue, MatterNotFound
from desktop.catalogue.county.difference import differences
from desktop.catalogue.county.layer import entry_as_json, entry_from_json, entry_of, next_code, with_layer
from desktop.catalogue.county.limits import read_limit
from desktop.catalogue.county.matching import aligned, match_rows
from desktop.catalogue.county.names import ChannelNames
from desktop.domain.county_table import (
    CountyRow,
    Difference,
    DifferenceKind,
    LayerEntry,
    TableBasis,
    TableElement,
)
from desktop.domain.matter import Field, Layer, Matter, Tier
from desktop.domain.timelimit import Span, StageKind, TimeUnit


@pytest.fixture
def field(catalogue: Catalogue) -> Field:
    return catalogue.field("SHJZ")


def row_of(matter: Matter, number: int = 1) -> CountyRow:
    return CountyRow(
        place=f"目录!{number}", level1=matter.level1, level2=matter.level2, level3=matter.level3,
        elements=tuple(TableElement(element.text) for element in matter.elements), time_limit=matter.time_limit.text,
    )  # fmt: skip


OWN = CountyRow(
    place="目录!30", level1="牧区救助", level2="雪灾牧户救助", elements=(TableElement("救助对象名单"), TableElement("饲草料发放数量")),
    bases=(TableBasis("中华人民共和国政府信息公开条例"), TableBasis("云滩县雪灾救助办法", "云政〔2024〕3号")),
    time_limit="发放之日起5个工作日内，公示期不少于7日", publishers=("县级人民政府民政部门",), channels=("政府网站", "牧民夜校"),
    public=True, tiers=("city", "county", "village"),
)  # fmt: skip


def found(field: Field, rows: list[CountyRow]) -> tuple[Difference, ...]:
    return differences(field, rows, match_rows(rows, field.matters))


def test_a_table_that_says_the_same_has_no_difference(catalogue: Catalogue) -> None:
    for field in catalogue.fields:
        assert found(field, [row_of(matter, at) for at, matter in enumerate(field.matters)]) == ()


def test_added_dropped_renamed_and_retimed_matters_are_told_apart(field: Field) -> None:
    rows = [row_of(matter, at) for at, matter in enumerate(field.matters)][1:]
    rows[1] = replace(rows[1], level2="低保政策法规文件")
    rows[3] = replace(rows[3], time_limit="审核后5个工作日内")
    told = {(each.kind, each.code): each for each in found(field, [*rows, OWN])}
    assert set(told) == {
        (DifferenceKind.DROPPED, field.matters[0].code),
        (DifferenceKind.RENAMED, field.matters[2].code),
        (DifferenceKind.LIMIT, field.matters[4].code),
        (DifferenceKind.ADDED, ""),
    }
    assert not told[DifferenceKind.LIMIT, field.matters[4].code].uncertain


def test_a_limit_in_other_words_that_counts_the_same_is_no_difference(field: Field) -> None:
    rows = [row_of(matter, at) for at, matter in enumerate(field.matters)]
    assert read_limit(rows[0].time_limit).publish_within is not None
    rows[0] = replace(rows[0], time_limit="自信息制定或获取之日起十个工作日之内")
    assert found(field, rows) == ()


def test_elements_are_cut_like_the_matters_where_the_words_agree(field: Field) -> None:
    matter = field.matters[0]
    one = TableElement("".join(element.text for element in matter.elements))
    row = replace(row_of(matter), elements=(one,), uncertain=("elements", "tiers"))
    mended = aligned(row, matter)
    assert [element.text for element in mended.elements] == [element.text for element in matter.elements]
    assert mended.uncertain == ("tiers",)


def entry(difference: Difference, *taken: str) -> LayerEntry:
    made = entry_of(
        difference, taken, reason="本县如此", source="表.xlsx", unit="云滩县政府", on="2026-09-16"
    )
    return entry_from_json(entry_as_json(made))


def test_a_layer_changes_a_copy_and_never_the_national_catalogue(catalogue: Catalogue, field: Field) -> None:
    rows = [row_of(matter, at) for at, matter in enumerate(field.matters)][1:]
    rows[1] = replace(rows[1], level2="低保政策法规文件")
    rows[3] = replace(rows[3], time_limit="审核后5个工作日内，公示7天")
    entries = [entry(each) for each in found(field, [*rows, OWN])]
    ours = with_layer(catalogue, entries)
    assert catalogue.field("SHJZ") is field
    here = ours.field("SHJZ")
    assert field.matters[0].code not in {matter.code for matter in here.matters}
    assert ours.matter(field.matters[0].code).path == field.matters[0].path
    renamed = ours.matter(field.matters[2].code)
    assert (renamed.level2, field.matters[2].path in renamed.aliases) == ("低保政策法规文件", True)
    limit = ours.matter(field.matters[4].code).time_limit
    assert limit.publish_within is not None
    assert limit.publish_within.span == Span(5, TimeUnit.WORKING_DAY)
    assert limit.notice == Span(7, TimeUnit.CALENDAR_DAY)
    added = ours.matter("SHJZ-901")
    assert (added.layer, added.path) == (Layer.LOCAL, OWN.path)
    assert added.tiers == (Tier.COUNTY, Tier.VILLAGE)
    assert [basis.id for basis in added.bases] == ["B001", "L002"]
    assert ([channel.name for channel in added.channels.all_of], added.channels.other) == (
        ["政府网站"],
        ("牧民夜校",),
    )
    with pytest.raises(MatterNotFound):
        catalogue.matter("SHJZ-901")


def test_no_entries_leave_the_catalogue_itself(catalogue: Catalogue) -> None:
    assert with_layer(catalogue, ()) is catalogue


def test_codes_of_ones_own_are_never_given_twice() -> None:
    assert next_code("SHJZ", ["SHJZ-001", "FP-950"]) == "SHJZ-901"
    assert next_code("SHJZ", ["SHJZ-901", "SHJZ-907"]) == "SHJZ-908"


@pytest.mark.parametrize(
    ("text", "kind", "span", "notice"),
    [
        ("信息形成或者变更之日起20个工作日内", StageKind.WITHIN, Span(20, TimeUnit.WORKING_DAY), None),
        ("十五日内公开，公示不少于 7 个工作日", StageKind.WITHIN, Span(15, TimeUnit.CALENDAR_DAY), Span(7, TimeUnit.WORKING_DAY)),
        ("开始前3日发布", StageKind.BEFORE, Span(3, TimeUnit.CALENDAR_DAY), None),
        ("及时公开", StageKind.PROMPT, None, None),
        ("每季度公开一次", StageKind.RECURRING, None, None),
        ("长期公示", StageKind.STANDING, None, None),
        ("按上级要求", StageKind.NOT_SET, None, None),
    ],
)  # fmt: skip
def test_a_limit_is_read_or_left_as_words(
    text: str, kind: StageKind, span: Span | None, notice: Span | None
) -> None:
    limit = read_limit(text)
    assert (limit.stages[0].kind, limit.stages[0].span, limit.notice) == (kind, span, notice)
    assert (limit.text, limit.derived) == (text, True)


def test_channels_are_known_by_any_usual_writing(catalogue: Catalogue) -> None:
    names = ChannelNames(catalogue.channels.values())
    for said in (
        "社区/企事业单位/村公示栏（电子屏）",
        "社区、企事业单位、村公示栏",
        "社区/企事业单位/村公示栏",
    ):
        channel = names.find(said)
        assert channel is not None
        assert channel.id == "notice_board"
    assert not names.known("牧民夜校")
