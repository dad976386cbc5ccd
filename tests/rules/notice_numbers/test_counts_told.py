"""What is announced against what is named: in a sentence, in brackets, over and below lists, at a meeting. Each case is
told with a wrong number and passes with the right one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.catalogue.examination import ExaminationData
from desktop.domain.document import Document, DocumentTable, Passage
from desktop.rules.notice_numbers.number_rules import RULES

Codes = Callable[..., list[str]]
NAMES = ("马成英", "李桂花", "王得福")


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("拟给予{}户临时救助：马成英1000元、李桂花800元、王得福1200元。", "4", "3"),
        ("全乡有{}个村申报，分别是上滩村、下滩村、日麦村、尕让台村、黄草沟村。", "6", "5"),
        ("对以下{}家合作社予以扶持：青石滩养殖专业合作社、云滩种植专业合作社、日麦奶业合作社。", "两", "三"),
        (
            "现将拟聘用的{}名护林员名单公示如下：马成英（上滩村）、李桂花（下滩村）、王得福（日麦村）。",
            "4",
            "3",
        ),
        ("拟聘用护林员{}名，名单如下：马成英、李桂花、王得福、张国庆。", "5", "4"),
        ("上滩村：马成英、李桂花、王得福（共{}人）。", "4", "3"),
        ("上滩村等{}个村（上滩村、下滩村、日麦村）的农户拟纳入。", "四", "三"),
        ("本批安排项目{}个：一是村内道路硬化；二是人畜饮水；三是排水渠改造。", "4", "3"),
        ("申请人应当符合{}个条件：（1）本乡户籍；（2）年满十八周岁；（3）身体健康。", "4", "3"),
    ],
)
def test_a_number_is_held_against_what_the_sentence_names(
    codes: Codes, text: str, wrong: str, right: str
) -> None:
    assert codes(text.format(wrong)) == ["count-wrong"]
    assert codes(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "全乡共46户：其中脱贫户10户、一般户36户。",
        "可以用下列2种方式反映：来电、来访或者书面形式。",
        "全乡12个村中，马成英、李桂花等8户已经签订协议。",
        "涉及上滩村、下滩村等5个村（名单附后、另行张贴）。",
        "受理单位2个：青石滩乡农业服务中心，电话0970-8600123、县农业农村局，电话0970-8612345。",
        "聘用3名管护员，聘期1年，岗位补贴1800元、意外保险100元。",
        "2个乡镇：青石滩乡上滩村、下滩村、日麦村，云滩镇城关村。",
    ],
)
def test_what_is_no_plain_list_is_left_alone(codes: Codes, text: str) -> None:
    assert "count-wrong" not in codes(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("会议应到42人，实到39人，请假3人，同意37人，反对1人，弃权1人，表决通过。", []),
        ("会议应到42人，实到39人，请假4人，表决通过。", ["sum-wrong"]),
        ("会议应到42人，实到45人。", ["sum-wrong"]),
        ("会议应到42人，实到39人，同意40人，表决通过。", ["sum-wrong"]),
        ("会议应到42人，实到39人，同意30票，反对5票，弃权2票。", ["sum-wrong"]),
        ("会议应到42人，实到39人，同意37人，表决通过。", []),
        ("第一次会议应到42人，实到39人；第二次会议应到40人，实到41人。", []),
    ],
)
def test_a_meeting_s_figures_fit_each_other(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


def rows_of(*names: str, last: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    body = [(str(number), name, "800") for number, name in enumerate(names, 1)]
    return [("序号", "姓名", "金额（元）"), *body, *((last,) if last else ())]


def test_the_row_of_totals_counts_the_rows_above_it(codes: Codes) -> None:
    assert codes("名单如下：", rows_of(*NAMES, last=("合计", "4户", "2400"))) == ["count-wrong"]
    assert codes("名单如下：", rows_of(*NAMES, last=("合计", "3户", "2400"))) == []


def test_a_list_in_two_halves_is_counted_whole(codes: Codes) -> None:
    rows = [("序号", "姓名", "序号", "姓名"), ("1", "马成英", "3", "王得福"), ("2", "李桂花", "4", "张国庆")]
    assert codes("拟对以下5户发放补贴。", rows) == ["count-wrong"]
    assert codes("拟对以下4户发放补贴。", rows) == []


def test_people_are_added_up_although_the_households_are_right(codes: Codes) -> None:
    rows = [("序号", "姓名", "人数"), ("1", "马成英", "3"), ("2", "李桂花", "2"), ("3", "王得福", "4")]
    assert codes("拟救助3户10人。", rows) == ["count-wrong"]
    assert codes("拟救助3户9人。", rows) == []


def test_numbered_lines_that_begin_with_persons_are_a_list(codes: Codes) -> None:
    lines = "\n".join(f"{n}.{name}，家庭人口{n}人，救助800元" for n, name in enumerate(NAMES, 1))
    assert "count-wrong" in codes(f"拟救助的家庭如下：\n{lines}\n以上共4户。")
    assert "count-wrong" not in codes(f"拟救助的家庭如下：\n{lines}\n以上共3户。")


@pytest.mark.parametrize(("told", "wanted"), [("3户", ["count-wrong"]), ("2户", [])])
def test_each_of_several_lists_answers_for_the_number_over_it(
    data: ExaminationData, told: str, wanted: list[str]
) -> None:
    texts = [
        f"上滩村（{told}）：",
        "序号 姓名",
        "1 马成英",
        "2 李桂花",
        "下滩村（2户）：",
        "序号 姓名",
        "1 王得福",
        "2 张国庆",
    ]
    passages = tuple(Passage(f"第 {n} 行", text) for n, text in enumerate(texts, 1))

    def table(first: int) -> DocumentTable:
        rows = tuple(tuple(text.split()) for text in texts[first : first + 3])
        places = tuple((f"第 {n} 行",) * 2 for n in range(first + 1, first + 4))
        return replace(DocumentTable(f"第 {first + 1} 行起的表格", rows, places), in_passages=True)

    document = Document("公示.txt", "txt", passages, (table(1), table(5)))
    found = [finding for rule in RULES for finding in rule(document, data) if finding.code == "count-wrong"]
    assert [finding.code for finding in found] == wanted
    if wanted:
        assert found[0].place == "第 1 行"


def test_a_list_of_which_only_the_first_page_could_be_read_is_not_counted(data: ExaminationData) -> None:
    def found(last: str) -> list[str]:
        texts = ["共涉及3个村4户。", "序号\t村\t姓名", "1\t上滩村\t马成英", "2\t下滩村\t李桂花", last]
        passages = tuple(Passage(f"第 {2 if n else 1} 页", text) for n, text in enumerate(texts))
        rows = tuple(tuple(text.split("\t")) for text in texts[1:4])
        table = replace(DocumentTable("第 2 页的表格", rows, (("第 2 页",) * 3,) * 3), in_passages=True)
        document = Document("公示.pdf", "pdf", passages, (table,))
        return [finding.code for rule in RULES for finding in rule(document, data)]

    assert "count-wrong" in found("受理电话0970-8600123")
    assert found("3\t日麦村\t王得福") == []
