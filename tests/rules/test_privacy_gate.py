from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.finding import Finding, Severity, blocks
from desktop.domain.form import DisclosureClass, FieldType, Form
from desktop.domain.masking import MaskingRules
from desktop.domain.record import RosterRow
from desktop.rules.context_words import find_words, words_of
from desktop.rules.masking import is_shown
from desktop.rules.privacy_gate import BUNDLE, NOTICE, examine_record, examine_text, worth_a_look
from desktop.rules.public_rows import bundle_rows, bundle_values, public_rows, public_values
from tests import factories

PLANTED = {
    "personal-id-number": factories.id_number(501),
    "personal-bank-card": factories.card(502),
    "personal-mobile": factories.mobile(503),
    "personal-disability-card": factories.id_number(504) + "43",
    "personal-account": "存折账号 2806100012345",
}


def with_class(form: Form, key: str, disclosure: DisclosureClass) -> Form:
    roster = tuple(replace(c, disclosure=disclosure) if c.key == key else c for c in form.roster)
    return replace(form, roster=roster)


def examined(form: Form, rows: list[RosterRow], purpose: str = NOTICE, **values: str) -> list[Finding]:
    content = factories.content(form, **values)
    return examine_record(form, content, rows, purpose=purpose, masking=factories.masking())


def put(rows: list[RosterRow], **values: str) -> list[RosterRow]:
    return [rows[0].with_values({**rows[0].values, **values}), *rows[1:]]


@pytest.mark.parametrize("purpose", [NOTICE, BUNDLE])
@pytest.mark.parametrize("code", sorted(factories.forms()))
def test_a_record_with_its_numbers_in_their_own_columns_passes(code: str, purpose: str) -> None:
    form = factories.form(code)
    assert examined(form, factories.rows(form, 12), purpose) == []


@pytest.mark.parametrize("purpose", [NOTICE, BUNDLE])
@pytest.mark.parametrize("code", sorted(PLANTED))
def test_a_planted_number_is_stopped_wherever_text_can_stand(code: str, purpose: str) -> None:
    planted = f"联系人 {PLANTED[code]}。"
    form = factories.form("dibao")
    rows = factories.rows(form)
    content = factories.content(form)
    places: list[list[Finding]] = [
        examine_record(
            form,
            content.model_copy(update={"title": planted}),
            rows,
            purpose=purpose,
            masking=factories.masking(),
        )
    ]
    for field in form.fields:
        if field.type in (FieldType.TEXT, FieldType.LONG_TEXT):
            places.append(examined(form, rows, purpose, **{field.key: planted}))
    for column in form.roster:
        if column.type in (FieldType.TEXT, FieldType.PLACE, FieldType.PERSON_NAME):
            places.append(examined(form, put(rows, **{column.key: planted}), purpose))
    assert len(places) > 10
    for found in places:
        assert [f.code for f in blocks(found)] == [code]
        assert PLANTED[code] not in f"{found[0].text}{found[0].advice}{found[0].place}"


def test_numbers_in_attachments_are_stopped_in_print_and_pointed_out_on_the_way_up() -> None:
    form = factories.form("dibao")
    for purpose, severity in ((NOTICE, Severity.BLOCK), (BUNDLE, Severity.WARN)):
        found = examine_record(
            form, factories.content(form), factories.rows(form), purpose=purpose, masking=factories.masking(),
            attachments_texts=(("名单.txt", f"扎西 {factories.id_number(9)}"),),
        )  # fmt: skip
        assert [f.severity for f in found] == [severity]
        assert "名单.txt" in found[0].place


def test_a_file_name_is_text_too() -> None:
    form = factories.form("dibao")
    found = examine_record(
        form, factories.content(form), [], masking=factories.masking(),
        attachments_texts=((f"扎西{factories.id_number(9)}.jpg", ""),),
    )  # fmt: skip
    assert [f.code for f in blocks(found)] == ["personal-id-number"]


def test_an_office_landline_is_allowed_and_an_office_mobile_pointed_out() -> None:
    form = factories.form("dibao")
    assert examined(form, factories.rows(form), objection_phone="0974-8500000") == []
    found = examined(form, factories.rows(form), objection_phone=factories.mobile(1))
    assert [(f.code, f.severity) for f in found] == [("office-mobile", Severity.WARN)]


def test_illness_beside_a_name_is_pointed_out_and_a_general_sentence_is_not() -> None:
    form = factories.form("dibao")
    rows = put(factories.rows(form), remark="因病致贫")
    assert [f.code for f in examined(form, rows)] == ["health-beside-name"]
    name = factories.rows(form)[0].values["name"]
    assert [f.code for f in examined(form, factories.rows(form), summary=f"{name}患有包虫病")] == [
        "health-beside-name"
    ] * 2
    plain = "根据文件精神，对重病、残疾等困难群众应保尽保。"
    assert examined(form, factories.rows(form), summary=plain) == []


def test_a_person_under_eighteen_is_not_named_on_a_notice() -> None:
    form = factories.form("dibao")
    turning = put(factories.rows(form), id_number=factories.id_number(8, date(2008, 9, 2)))
    assert [f.code for f in blocks(examined(form, turning))] == ["minor-name"]
    assert examined(form, turning, BUNDLE) == []
    grown = put(factories.rows(form), id_number=factories.id_number(8, date(2008, 9, 1)))
    assert examined(form, grown) == []


_SHARDS = st.lists(
    st.sampled_from(
        [
            *PLANTED.values(),
            "因病致贫",
            "账号",
            "残疾证",
            "青A·12345",
            "上滩村12号楼3单元",
            "未成年",
            "扎西",
            "，",
            " ",
        ]
    ),
    max_size=4,
).map("".join)


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["name", "remark", "village"]), _SHARDS), max_size=4
    ),
    _SHARDS,
    st.lists(_SHARDS, max_size=2),
    st.booleans(),
)
def test_where_print_stops_at_nothing_the_way_up_stops_at_nothing(
    cells: list[tuple[int, str, str]], title: str, files: list[str], forbidding: bool
) -> None:
    form = factories.form("dibao")
    form = with_class(form, "remark", DisclosureClass.FORBIDDEN) if forbidding else form
    rows = factories.rows(form)
    for place, key, text in cells:
        rows[place] = rows[place].with_values({**rows[place].values, key: text})
    print_finds, bundle_finds = (
        examine_record(
            form, factories.content(form).model_copy(update={"title": title}), rows, purpose=purpose,
            masking=factories.masking(), attachments_texts=[(name, "") for name in files],
        )
        for purpose in (NOTICE, BUNDLE)
    )  # fmt: skip
    assert {(found.code, found.place) for found in blocks(bundle_finds)} <= {
        (found.code, found.place) for found in blocks(print_finds)
    }


def test_a_list_whose_posting_is_forbidden_is_stopped_only_before_print() -> None:
    matter = next(m for m in factories.catalogue().matters if m.posting.forbidden)
    form = factories.form("dibao")
    content, rows = factories.content(form), factories.rows(form)
    for purpose, expected in ((NOTICE, ["posting-forbidden"]), (BUNDLE, [])):
        found = examine_record(
            form, content, rows, purpose=purpose, masking=factories.masking(), matter=matter
        )
        assert [f.code for f in found] == expected


def test_a_forbidden_column_that_is_filled_is_stopped() -> None:
    form = with_class(factories.form("dibao"), "remark", DisclosureClass.FORBIDDEN)
    assert {f.code for f in blocks(examined(form, factories.rows(form)))} == {"forbidden-value"}


def test_numbers_are_found_even_when_the_masking_rules_could_not_be_read() -> None:
    text = f"卡号 {factories.card(1)}，{factories.id_number(2)}"
    assert len(blocks(examine_text("说明", text, MaskingRules(())))) == 2


@pytest.mark.parametrize("code", sorted(factories.forms()))
def test_no_citizens_number_is_among_what_is_printed(code: str) -> None:
    form = factories.form(code)
    rows = factories.rows(form, 5)
    columns, shown = public_rows(form, rows, factories.masking())
    assert all(is_shown(column) for column in columns)
    text = "\n".join(cell for line in shown for cell in line)
    for row in rows:
        for key in ("id_number", "bank_account", "phone"):
            number = row.values.get(key, "")
            assert not number or number not in text
    assert all(len(line) == len(columns) for line in shown)


def test_local_values_never_go_up_and_internal_ones_do() -> None:
    form = with_class(factories.form("dibao"), "phone", DisclosureClass.LOCAL)
    rows = [row.with_values({**row.values, "stray": "x"}) for row in factories.rows(form)]
    sent = bundle_rows(form, rows)
    assert all("phone" not in row.values and "stray" not in row.values for row in sent)
    assert sent[0].values["id_number"] == rows[0].values["id_number"]
    assert (sent[0].row, sent[0].position) == (rows[0].row, rows[0].position)
    assert "stray" not in bundle_values(form, {"year": "2026", "stray": "x"})


def test_a_masked_number_looks_the_same_in_every_notice() -> None:
    masking = factories.masking()
    dibao = with_class(factories.form("dibao"), "id_number", DisclosureClass.MASKED)
    farmland = with_class(factories.form("farmland_subsidy"), "id_number", DisclosureClass.MASKED)
    seen = set()
    for form in (dibao, farmland):
        rows = put(factories.rows(form, 1), id_number=factories.id_number(42))
        columns, shown = public_rows(form, rows, masking)
        seen.add(shown[0][[column.key for column in columns].index("id_number")])
    assert seen == {f"{factories.id_number(42)[:6]}********{factories.id_number(42)[-4:]}"}


def test_a_form_that_calls_a_number_public_still_prints_it_masked() -> None:
    form = with_class(factories.form("dibao"), "id_number", DisclosureClass.PUBLIC)
    _, shown = public_rows(form, factories.rows(form, 1), factories.masking())
    assert factories.id_number(1) not in shown[0]
    _, hidden = public_rows(form, factories.rows(form, 1), MaskingRules(()))
    assert "*" * 18 in hidden[0]


def test_names_are_full_on_the_board_and_masked_on_the_web() -> None:
    form = factories.form("dibao")
    rows = put(factories.rows(form, 1), name="仁青·卓玛")
    _, board = public_rows(form, rows, factories.masking())
    _, web = public_rows(form, rows, factories.masking(), web=True)
    assert "仁青·卓玛" in board[0]
    assert "仁*·*玛" in web[0]


def test_form_values_for_a_notice_leave_out_what_is_not_public() -> None:
    form = factories.form("dibao")
    inner = replace(
        form, fields=tuple(replace(f, disclosure=DisclosureClass.INTERNAL) for f in form.fields[:1])
    )
    assert public_values(inner, {"year": "2026"}, factories.masking()) == {}
    assert public_values(form, {"year": "2026"}, factories.masking())["year"] == "2026"


MASKING = factories.masking()
WORDS = [*words_of(MASKING, "health"), *words_of(MASKING, "minor")]
SCRAPS = st.one_of(
    st.sampled_from(
        [
            *PLANTED.values(),
            *WORDS,
            "青A12345",
            "藏B·12345",
            "12 号楼",
            "３单元",
            "户口簿第12",
            "证 85",
            "100",
            "，",
            "\n",
            "A",
            "0",
        ]
    ),
    st.text("0123456789０９号室青A·证书", max_size=6),
)


@given(st.lists(SCRAPS, max_size=6).map("".join))
def test_a_cell_that_is_passed_over_at_a_glance_holds_nothing(text: str) -> None:
    if not worth_a_look(MASKING, about_persons=True).search(text):
        assert examine_text("", text, MASKING) == []
        assert not list(find_words(text, MASKING))


@pytest.mark.parametrize("text", [*PLANTED.values(), *WORDS, "青A12345", "3号楼", "１２室", "身份证尾号12"])
def test_a_cell_worth_a_look_is_not_passed_over(text: str) -> None:
    assert worth_a_look(MASKING, about_persons=True).search(f"某某{text}")
