"""The directory's entry follows from the record, can be mended, and is listed whole."""

from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desktop.base.errors import Refusal
from desktop.domain.record import RecordState
from tests.conftest import Open

REQUIRED = ["索引号", "信息名称", "内容概述", "生成日期", "公开日期"]


def texts(entry) -> dict[str, str]:
    return {line.name: line.text for line in entry.lines}


def test_an_issued_record_has_its_entry_without_a_word_typed(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    entry = clerk.directory.of(issued)
    told = texts(entry)
    assert entry.findings == ()
    assert all(told[name] for name in REQUIRED)
    assert told["索引号"] == clerk.records.get(issued).record.index_number
    assert told["生成日期"] == "2026-09-14"
    assert told["公开日期"] == "2026-09-16"
    assert told["公开形式"] == "主动公开"
    assert told["公开责任部门"] == "云滩县青石滩乡人民政府"
    assert (told["主题分类"], told["体裁分类"], told["有效性"]) == ("农业、林业、水利", "公示", "有效")
    assert "4,341.25" in told["内容概述"]
    assert len(told["内容概述"]) <= 100
    assert "才让东智" not in "".join(told.values())
    assert not {"保密审查", "五公开环节", "来源类型"} & told.keys()


def test_the_day_of_posting_is_the_day_of_publication(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    notice = clerk.notices.make(issued, None).value
    clerk.notices.post(notice.id, "上滩村公示栏", date(2026, 9, 16))
    told = texts(clerk.directory.of(issued))
    assert told["公开渠道和载体"] == "社区企事业单位村公示栏（电子屏）"
    assert told["公开时限"] == "按期公示"


def test_what_is_mended_is_kept_and_the_usual_comes_back(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    changed = {
        "topic": "财政、金融、审计",
        "published": "2026年9月18日",
        "document_number": "青政公〔2026〕3号",
    }
    clerk.directory.save(issued, changed)
    told = texts(clerk.directory.of(issued))
    assert (told["主题分类"], told["公开日期"], told["文号"]) == (
        "财政、金融、审计",
        "2026-09-18",
        "青政公〔2026〕3号",
    )
    clerk.directory.save(issued, {"topic": ""})
    told = texts(clerk.directory.of(issued))
    assert (told["主题分类"], told["文号"]) == ("农业、林业、水利", "青政公〔2026〕3号")


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("topic", "天文", "没有“天文”"),
        ("validity", "大概有效", "没有“大概有效”"),
        ("title", "别的标题", "跟着记录走"),
        ("index_number", "null", "跟着记录走"),
        ("published", "2月30日", "日期"),
        ("keywords", "补贴\u202e", "看不见的字符"),
        ("colour", "红", "没有这些项"),
    ],
)
def test_nothing_that_a_portal_would_refuse_is_kept(
    as_person: Open, issued: str, key: str, text: str, why: str
) -> None:
    clerk = as_person("李春梅")
    before = clerk.directory.of(issued)
    with pytest.raises(Refusal, match=why):
        clerk.directory.save(issued, {"keywords": "补贴", key: text} if key != "keywords" else {key: text})
    assert clerk.directory.of(issued) == before


def test_a_withdrawn_record_is_listed_as_repealed(as_person: Open, issued: str) -> None:
    as_person("祁建国").flow.withdraw(issued, "重新核实")
    clerk = as_person("李春梅")
    assert clerk.records.get(issued).record.state is RecordState.WITHDRAWN
    assert texts(clerk.directory.of(issued))["有效性"] == "废止"
    assert len(clerk.directory.entries()) == 1


def test_the_ledger_lists_issued_records_as_text(as_person: Open, issued: str, tmp_path: Path) -> None:
    clerk = as_person("李春梅")
    clerk.records.new("SNBT-002")
    clerk.directory.save(issued, {"keywords": "=1+1"})
    out = tmp_path / "清单.xlsx"
    assert clerk.directory.ledger(out).value == 1
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[0][0] == "云滩县青石滩乡人民政府政府信息公开目录清单"
    heads = rows[1]
    assert set(REQUIRED) | {"公开形式", "公开责任部门", "文号", "主题分类", "体裁分类", "有效性"} <= set(
        heads
    )
    line = dict(zip(heads, rows[2], strict=True))
    assert line["主题词"] == "=1+1"
    assert line["索引号"] == clerk.records.get(issued).record.index_number
    assert len(rows) == 3
    assert clerk.directory.ledger(tmp_path / "去年.xlsx", 2025).value == 0


def test_the_county_names_the_office_that_published(as_person: Open, issued: str, tmp_path: Path) -> None:
    path = as_person("李春梅").exchange.export(tmp_path).value.path
    county = as_person("王得福")
    county.exchange.import_(path, tmp_path)
    assert texts(county.directory.of(issued))["公开责任部门"] == "云滩县青石滩乡人民政府"
    with pytest.raises(Refusal, match="别的单位"):
        county.directory.save(issued, {"keywords": "补贴"})
