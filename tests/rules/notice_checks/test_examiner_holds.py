"""What must hold of the examiner whatever it is given: it never raises, never repeats a number, is quick on long lists."""

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, DocumentTable, Part, Passage
from desktop.domain.idnumber import check_digit
from desktop.rules.examiner import examine_document

WORDS = st.sampled_from(
    "公示 公告 关于 户主 李建国 身份证号 632521 19850312 **** 电话 0974 - 8553001 年 月 日 2025 〔 〕 [ ] 号 《 》 第 条 物权法 残疾 尿毒症 "
    "学生 12岁 家住 3号楼 贵德县 河因镇 XX 某某 ____ {{ }} 元 亩 % 合计 ， 。 ： （ ） \n \t \u200b １２ 秘密 ★ 人民政府".split(
        " "
    )
)
TEXTS = st.lists(WORDS | st.text(max_size=4), max_size=24).map("".join)
ROWS = st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=5)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lines=st.lists(TEXTS, max_size=6), rows=ROWS, part=st.sampled_from(Part))
def test_any_text_is_examined_without_an_error(
    data: ExaminationData, lines: list[str], rows: list[list[str]], part: Part
) -> None:
    passages = tuple(Passage(f"第 {n} 行", line, part) for n, line in enumerate(lines, 1))
    places = tuple(tuple(f"{r}-{c}" for c in range(len(row))) for r, row in enumerate(rows))
    table = DocumentTable("表 1", tuple(map(tuple, rows)), places)
    for finding in examine_document(Document("a.txt", "txt", passages, (table,)), data):
        assert finding.place
        assert finding.text.endswith("。")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(serial=st.integers(0, 999), before=TEXTS, after=TEXTS)
def test_an_identity_number_is_found_in_any_surroundings_and_never_repeated(
    data: ExaminationData, serial: int, before: str, after: str
) -> None:
    body = f"63252119850312{serial:03d}"
    number = body + check_digit(body)
    line = f"{before} {number} {after}".replace("\n", " ")
    found = examine_document(
        Document("a.txt", "txt", (Passage("第 1 行", f"甲{number}乙"), Passage("第 2 行", line))), data
    )
    assert "personal-id-number" in {finding.code for finding in found}
    assert not any(number in finding.text + finding.advice for finding in found)


def test_what_a_rule_quotes_is_told_by_its_tail(data: ExaminationData) -> None:
    body = "63252119850312001"
    number = body + check_digit(body)
    lines = ("公示", f"共发放{number}元，其中甲组1元、乙组2元。", f"合计{number}户，每户1元，共2元。")
    passages = tuple(Passage(f"第 {n} 行", line) for n, line in enumerate(lines, 1))
    for finding in examine_document(Document("a.txt", "txt", passages), data):
        assert number not in finding.text + finding.advice


def test_ten_thousand_rows_are_examined_within_seconds(data: ExaminationData) -> None:
    head = ("序号", "村（社）", "户主姓名", "身份证号", "面积（亩）", "标准（元/亩）", "金额（元）")
    rows = (
        head,
        *(
            (str(n), "下排村三社", "李建国", "632521********0017", "12.5", "80", "1000")
            for n in range(1, 10_001)
        ),
    )
    places = tuple(tuple(f"表 1 第 {r} 行第 {c} 列" for c in range(1, 8)) for r in range(1, len(rows) + 1))
    document = Document(
        "名单.docx", "docx", (Passage("第 1 段", "补贴公示"),), (DocumentTable("表 1", rows, places),)
    )
    started = time.process_time()  # of this process alone: a busy machine is no fault of the rules
    found = examine_document(document, data)
    assert time.process_time() - started < 20
    assert not [finding for finding in found if finding.code.startswith("personal")]
