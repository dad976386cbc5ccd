"""一式 for several villages: every row stands on exactly one sheet, and the sheets add up to the record."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import Refusal
from desktop.base.paths import templates_folder
from desktop.domain.record import RecordContent, RecordState, RosterRow
from desktop.files.photo import codes_in
from desktop.printing.options import load_options
from desktop.printing.preview import render_page_png
from desktop.rules.totals import column_totals, computed_values
from desktop.usecases.notice_parts import NO_VILLAGE, NoticePart, content_of_part, parts_of
from desktop.usecases.sheet_check import Verdict
from tests import factories
from tests.conftest import MORNING, Open
from tests.farmland import FARMLAND, VALUES, person
from tests.pdfs import running_text, text_of

TODAY = MORNING.date()
SPLIT = sorted(code for code in factories.forms() if load_options(templates_folder(), code).split)
VILLAGES = st.sampled_from(["上滩村", "下滩村", " 上滩村", "日麦村", "", "　", "青石滩乡黄草沟村"])


def rows_in(code: str, villages: list[str]) -> list[RosterRow]:
    rows = factories.rows(factories.form(code), len(villages))
    return [
        row.with_values({**row.values, "village": village})
        for row, village in zip(rows, villages, strict=True)
    ]


def added(each: list[dict[str, str]]) -> dict[str, Decimal]:
    return {key: sum((Decimal(one[key]) for one in each), Decimal(0)) for key in each[0]}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SPLIT), st.lists(VILLAGES, min_size=1, max_size=12))
def test_parts_hold_every_row_once_and_add_up_to_the_record(code: str, villages: list[str]) -> None:
    form, options = factories.form(code), load_options(templates_folder(), code)
    rows = rows_in(code, villages)
    parts = parts_of(form, options, rows)
    assert sorted(row.row for part in parts for row in part.rows) == [row.row for row in rows]
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert (
        len({part.name for part in parts}) == len(parts) == len({"".join(name.split()) for name in villages})
    )
    assert all(part.named for part in parts[:-1])
    typed = {
        field.key: "99999" for field in form.fields if field.computed_from
    }  # the whole's, written by hand
    content = RecordContent(title="样", formed_on=TODAY, values={**factories.content(form).values, **typed})
    told = [content_of_part(form, content, part).values for part in parts]
    computed = computed_values(form, rows)
    if computed:
        assert added([{key: values[key] for key in computed} for values in told]) == added([computed])
    if column_totals(form, rows):
        assert added([column_totals(form, part.rows) for part in parts]) == added([column_totals(form, rows)])
    assert all(values["objection_phone"] == content.values["objection_phone"] for values in told)


def test_a_place_is_named_in_full_and_never_twice() -> None:
    place = lambda name, named=True: NoticePart(name, 1, 1, (), named).place("青石滩乡")  # noqa: E731
    assert place("上滩村") == "青石滩乡上滩村"
    assert place("青石滩乡上滩村") == "青石滩乡上滩村"
    assert place(NO_VILLAGE, False) == "青石滩乡（未注明村）"
    assert NoticePart("上滩村", 1, 1, ()).place("青石滩乡上滩村") == "青石滩乡上滩村"


@pytest.mark.parametrize("code", ["land_compensation", "announcement", "one_case_one_vote"])
def test_what_is_one_thing_is_not_dealt_out(code: str) -> None:
    with pytest.raises(Refusal, match="不按村分开排"):
        parts_of(factories.form(code), load_options(templates_folder(), code), [])


def test_an_empty_roster_is_not_dealt_out() -> None:
    with pytest.raises(Refusal, match="名单还是空的"):
        parts_of(factories.form("dibao"), load_options(templates_folder(), "dibao"), [])


PEOPLE = (
    ("上滩村", "马国庆", "10.00"), ("下滩村", "李𬭎", "20.50"), ("上滩村", "仁青·卓玛", "7.25"), ("", "才让东智", "3.00"),
)  # fmt: skip


@pytest.fixture
def of_villages(
    as_person: Open, roster_file: Callable[..., Path], issue: Callable[[str], None]
) -> Callable[..., str]:
    def make(people: tuple[tuple[str, str, str], ...] = PEOPLE) -> str:
        clerk = as_person("李春梅")
        content = RecordContent(title="2026年耕地地力保护补贴发放情况", formed_on=TODAY, values=VALUES)
        record = clerk.records.new(FARMLAND, "farmland_subsidy", content).value
        lines = [person(number, name, area) for number, (_, name, area) in enumerate(people, 1)]
        for line, (village, *_) in zip(lines, people, strict=True):
            line[1] = village or "暂缺"
        clerk.roster_import.apply(record, clerk.roster_import.read(record, roster_file(lines)))
        for row in clerk.records.rows(record):
            if row.values["village"] == "暂缺":
                clerk.records.save_row(record, row.with_values({**row.values, "village": ""}))
        return str(record)

    return make


def test_each_village_has_a_sheet_of_its_own(
    as_person: Open, of_villages: Callable[..., str], issue: Callable[[str], None], tmp_path: Path
) -> None:
    record = of_villages(PEOPLE[:3])
    issue(record)
    clerk = as_person("李春梅")
    assert [(line.name, line.rows) for line in clerk.notices.parts(record)] == [("上滩村", 2), ("下滩村", 1)]
    made = clerk.notices.make_parts(record, tmp_path / "各村").value
    assert [notice.part for notice in made] == ["上滩村", "下滩村"]
    files = sorted((tmp_path / "各村").iterdir())
    assert [file.name for file in files] == ["1 上滩村.pdf", "2 下滩村.pdf"]
    first, second = (running_text(file.read_bytes()) for file in files)
    assert made[0].title == "关于青石滩乡上滩村2026年耕地地力保护补贴发放情况的公示"
    assert "共涉及2户" in first
    assert "合计1983.75元" in first
    assert "共涉及1户" in second
    assert "合计2357.50元" in second
    assert "（上滩村，共2份第1份）" in first
    assert "李𬭎" not in first
    assert "马国庆" not in second
    assert "分成2份" in second
    whole = running_text(clerk.notices.preview(record).pdf)
    assert "分成" not in whole
    assert "共涉及3户" in whole


def test_rows_without_a_village_are_told_and_left_on_no_village_sheet(
    as_person: Open, of_villages: Callable[..., str]
) -> None:
    clerk = as_person("李春梅")
    record = of_villages()
    assert [line.name for line in clerk.notices.parts(record)] == ["上滩村", "下滩村", NO_VILLAGE]
    preview = clerk.notices.preview(record, part=NO_VILLAGE)
    assert preview.title == "关于青石滩乡（未注明村）2026年耕地地力保护补贴发放情况的公示"
    assert "rows-without-village" in [finding.code for finding in preview.findings]
    assert "才让东智" in text_of(preview.pdf)
    assert "才让东智" not in text_of(clerk.notices.preview(record, part="上滩村").pdf)
    with pytest.raises(Refusal, match="名单里有：上滩村"):
        clerk.notices.preview(record, part="没有的村")


def test_a_draft_is_not_dealt_out_for_print(
    as_person: Open, of_villages: Callable[..., str], tmp_path: Path
) -> None:
    record = of_villages()
    with pytest.raises(Refusal, match="签发以后"):
        as_person("李春梅").notices.make_parts(record, tmp_path / "各村")
    assert not (tmp_path / "各村").exists()


def test_a_village_sheet_hangs_on_its_board_is_verified_and_replaced_by_its_own_correction(
    as_person: Open, of_villages: Callable[..., str], issue: Callable[[str], None], tmp_path: Path
) -> None:
    record = of_villages(PEOPLE[:3])
    issue(record)
    clerk = as_person("李春梅")
    notices = clerk.notices
    first, second = notices.make_parts(record, None).value
    for notice, board in ((first, "上滩村公示栏"), (second, "乡政府公示栏"), (first, "乡政府公示栏")):
        notices.post(notice.id, board, TODAY)
    assert clerk.records.get(record).record.state is RecordState.POSTED
    assert [line.title for line in notices.postings()] == [first.title, second.title, first.title]
    pdf = clerk.desk.home.attachments.get(second.pdf_digest)
    pages = [render_page_png(pdf, page, 3.0) for page in range(second.pages)]
    (code,) = [text for picture in pages for text in codes_in(picture)]
    verdict = clerk.sheet_check.text(code)
    assert verdict.verdict is Verdict.CURRENT
    assert verdict.code.title == second.title

    as_person("李春梅").flow.correct(record, "面积写错了")
    issue(record)
    clerk = as_person("李春梅")
    corrected, _ = clerk.notices.make_parts(record, None).value
    remark = running_text(clerk.desk.home.attachments.get(corrected.pdf_digest))
    assert "上滩村公示栏〔2026〕1号" in remark
    assert "乡政府公示栏〔2026〕1号" not in remark  # hung there: the other village's sheet
    clerk.notices.post(corrected.id, "乡政府公示栏", TODAY)
    up = {line.posting.number for line in clerk.notices.postings() if line.posting.removed_on is None}
    assert "乡政府公示栏〔2026〕2号" not in up
    assert {"上滩村公示栏〔2026〕1号", "乡政府公示栏〔2026〕1号"} <= up
