"""Broken content files: named by file, line and fault in Chinese, and never in the way of the others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.catalogue.catalogue import load_catalogue
from desktop.catalogue.check import CheckReport, check
from desktop.domain.finding import Finding, Severity

Damage = Callable[[str, str, str], int]
HOMESTEAD = "fields/rural-homestead.yaml"


def blocks(report: CheckReport) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is Severity.BLOCK]


def test_a_sound_folder_has_no_errors(content: Path) -> None:
    report = check(content)
    assert blocks(report) == []
    assert (report.fields, report.errors) == (2, 0)


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "words"),
    [
        (HOMESTEAD, "bases: [B", "bases: [X9, B", "content-unknown-basis", "公开依据“X9”没有登记过"),
        (HOMESTEAD, "disclosure: proactive", "disclosure: open", "content-wrong", "“open”不在可用的值里"),
        (
            HOMESTEAD,
            "{kind: within, amount: 20",
            "{kind: within, amount: 二十",
            "content-wrong",
            "应当是整数，现在是文字“二十”",
        ),
        (HOMESTEAD, "code: ZJD-002", "code: ZJD-001", "content-duplicate-code", "“ZJD-001”用了两次"),
        (HOMESTEAD, "code: ZJD-003", "code: ZJD-3", "content-matter-code", "“ZJD-3”写法不对"),
        (
            HOMESTEAD,
            "tiers: [county, township, village]",
            "tiers: 县",
            "content-wrong",
            "“tiers”应当是一个列表",
        ),
        (
            HOMESTEAD,
            "verification: {mark: memory",
            "verification: {mark: office",
            "content-wrong",
            "要写明单位",
        ),
        (
            "shared/channels.yaml",
            "id: gazette",
            "id: government_website",
            "content-duplicate-code",
            "用了两次",
        ),
        ("shared/bases.yaml", "successor: B", "successor: B9", "content-unknown-basis", "后续文件“B9"),
        ("edition.yaml", "'2026-09-01'", "九月", "content-wrong", "“九月”不是日期"),
        ("calendars/china.yaml", "['2018-12-29']", "['2018-12-28']", "content-wrong", "不是周末"),
        ("masking.yaml", "'(?<!\\d)\\d{16,19}(?!\\d)'", "'(?<!\\d'", "content-wrong", "正则表达式写得不对"),
        ("divisions/qinghai.csv", "西宁市,prefecture", "西宁市,city", "content-division", "级别“city”"),
        ("notice_kinds.yaml", "code: tekun", "code: dibao", "content-duplicate-code", "“dibao”写了两次"),
        ("code_lists/tiers.yaml", "code: township", "code: county", "content-duplicate-code", "写了两次"),
        (
            "obligations.yaml",
            "source: qinghai_2017",
            "source: nowhere",
            "content-unknown-source",
            "来源“nowhere”",
        ),
    ],
)
def test_a_fault_is_named_with_file_line_and_reason(
    content: Path, damage: Damage, name: str, old: str, new: str, code: str, words: str
) -> None:
    line = damage(name, old, new)
    (finding,) = [finding for finding in load_catalogue(content).problems if words in finding.text]
    assert finding.code == code
    assert finding.place == f"standards/{name} 第 {line} 行"
    assert finding.severity is Severity.BLOCK
    assert finding.advice


def test_a_missing_key_is_named_at_the_entry_that_lacks_it(content: Path, damage: Damage) -> None:
    line = damage(HOMESTEAD, "- code: ZJD-002\n  level1:", "- code: ZJD-002\n  levl1:")
    (finding,) = load_catalogue(content).problems
    assert (finding.place, finding.text) == (f"standards/{HOMESTEAD} 第 {line} 行", "缺少“level1”。")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code: ZJD\nname: '宅基地\nlayer: local\n", "引号没有写完"),
        ("code: ZJD\n\tname: 宅基地\n", "用了制表符缩进"),
        ("code: ZJD\naliases: [甲, 乙\nname: 宅基地\n", "方括号或花括号没有写完"),
        ("code: ZJD\nname: 宅基地: 审批\n", "含冒号的文字没有加引号"),
        ("code: ZJD\n  name: 宅基地\n", "含冒号的文字没有加引号"),
        ("code: ZJD\nname: @宅基地\n", "符号不能放在开头"),
        ("code: ZJD\nname: 宅\x01基地\n", "看不见的控制字符"),
    ],
)
def test_bad_yaml_names_its_line_and_leaves_the_other_field_usable(
    content: Path, text: str, words: str
) -> None:
    (content / "standards" / HOMESTEAD).write_text(text, encoding="utf-8")
    catalogue = load_catalogue(content)
    assert [field.code for field in catalogue.fields] == ["SHJZ"]
    assert len(catalogue.problems) == 1
    problem = catalogue.problems[0]
    assert problem.code == "content-yaml"
    assert problem.place == f"standards/{HOMESTEAD} 第 2 行"
    assert words in problem.text


def test_a_file_that_is_not_utf8_names_the_line_of_the_first_wrong_byte(content: Path) -> None:
    path = content / "standards" / HOMESTEAD
    path.write_bytes("# 一行\ncode: ZJD\n".encode() + "name: 宅基地".encode("gbk"))
    problem = load_catalogue(content).problems[0]
    assert problem.code == "content-encoding"
    assert problem.place.endswith("第 3 行")


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01"])
def test_a_day_that_does_not_exist_is_named_by_its_line(content: Path, damage: Damage, day: str) -> None:
    line = damage("edition.yaml", "'2026-09-01'", day)
    (problem,) = load_catalogue(content).problems
    assert problem.place == f"standards/edition.yaml 第 {line} 行"
    assert "日期" in problem.text


@pytest.mark.parametrize("text", ["a: " + "[" * 60_000 + "]" * 60_000, "- " * 60_000 + "a"])
def test_values_nested_without_end_are_a_finding_and_not_the_end_of_the_program(
    content: Path, text: str
) -> None:
    (content / "standards" / HOMESTEAD).write_text(f"# 一行\n{text}", encoding="utf-8")
    (problem,) = load_catalogue(content).problems
    assert problem.place == f"standards/{HOMESTEAD} 第 2 行"
    assert "太深" in problem.text


@pytest.mark.parametrize("text", ["", "- 甲\n- 乙\n", "只是一句话\n"])
def test_an_empty_or_shapeless_file_is_a_finding(content: Path, text: str) -> None:
    (content / "standards" / HOMESTEAD).write_text(text, encoding="utf-8")
    catalogue = load_catalogue(content)
    assert [field.code for field in catalogue.fields] == ["SHJZ"]
    assert [problem.code for problem in catalogue.problems] == ["content-wrong"]


def test_one_bad_matter_leaves_its_neighbours_in_the_field(content: Path, damage: Damage) -> None:
    damage(HOMESTEAD, "disclosure: proactive", "disclosure: open")
    field = load_catalogue(content).find_field("宅基地审批")
    assert field is not None
    assert [matter.code for matter in field.matters][:2] == ["ZJD-002", "ZJD-003"]
    assert len(field.matters) == 9


def test_losing_the_shared_bases_is_said_once_per_use_and_nothing_crashes(content: Path) -> None:
    (content / "standards" / "shared" / "bases.yaml").unlink()
    catalogue = load_catalogue(content)
    assert catalogue.problems[0].place == "standards/shared/bases.yaml"
    assert catalogue.problems[0].code == "content-unreadable"
    assert catalogue.calendar.last_year == 2026


def test_several_bad_files_are_all_reported(content: Path, damage: Damage) -> None:
    damage(HOMESTEAD, "layer: local", "layer: 地方")
    damage("fields/social-assistance.yaml", "lead_ministry:", "ministry:")
    damage("masking.yaml", "board: hidden", "board: 不显示")
    report = check(content)
    places = {finding.place.split(" ")[0] for finding in blocks(report)}
    assert places == {
        "standards/fields/rural-homestead.yaml",
        "standards/fields/social-assistance.yaml",
        "standards/masking.yaml",
    }


def test_two_files_with_one_field_code_are_reported_and_the_first_is_kept(content: Path) -> None:
    folder = content / "standards" / "fields"
    (folder / "zz-copy.yaml").write_bytes((folder / "rural-homestead.yaml").read_bytes())
    report = check(content)
    assert report.fields == 2
    assert [finding.code for finding in blocks(report)] == ["content-duplicate-code"]


def test_the_check_names_a_misspelt_key_that_loading_would_overlook(content: Path, damage: Damage) -> None:
    line = damage(HOMESTEAD, "aliases:", "alias:")
    assert load_catalogue(content).problems == ()
    texts = {finding.text: finding.place for finding in blocks(check(content))}
    assert texts == {
        "不认识“alias”这一项，是不是写错了名称。": f"standards/{HOMESTEAD} 第 {line} 行",
        "缺少“aliases”。": f"standards/{HOMESTEAD} 第 1 行",
    }


def test_the_check_names_a_key_written_twice(content: Path, damage: Damage) -> None:
    line = damage(HOMESTEAD, "lead_ministry:", "layer: local\nlead_ministry:")
    (finding,) = [f for f in check(content).findings if f.code == "content-duplicate-key"]
    assert finding.place == f"standards/{HOMESTEAD} 第 {line} 行"
    assert "“layer”写了两次" in finding.text


@pytest.mark.parametrize(
    "address", ["https://example.com/page.html", "http://gov.cn.example.org/", "https://xgov.cn/a"]
)
def test_the_check_refuses_an_address_outside_government_sites(
    content: Path, damage: Damage, address: str
) -> None:
    path = "fields/social-assistance.yaml"
    text = (content / "standards" / path).read_text(encoding="utf-8")
    old = text.split("url: ", 1)[1].split(",", 1)[0].split("}", 1)[0].split("\n", 1)[0]
    line = damage(path, old, f"'{address}'")
    codes = {finding.code for finding in check(content).findings if f"第 {line} 行" in finding.place}
    assert "content-foreign-address" in codes


def test_files_nobody_reads_are_pointed_out(content: Path) -> None:
    (content / "standards" / "fields" / "new.yml").write_text("code: XX\n", encoding="utf-8")
    (content / "standards" / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    warned = {finding.place for finding in check(content).findings if finding.severity is Severity.WARN}
    assert warned == {"standards/fields/new.yml", "standards/notes.yaml"}


def test_a_missing_schema_is_said_and_the_rest_is_still_checked(content: Path) -> None:
    (content / "standards" / "schema" / "masking.schema.json").unlink()
    (finding,) = blocks(check(content))
    assert finding.code == "content-schema-missing"
    assert finding.place == "standards/schema/masking.schema.json"


def test_a_folder_without_a_catalogue_is_one_clear_finding(tmp_path: Path) -> None:
    report = check(tmp_path)
    assert (report.errors, report.fields, report.matters) == (1, 0, 0)
    assert "没有标准目录" in report.findings[0].text
