"""Which files a pack may carry: the kinds of content the catalogue and the templates know, and nothing that runs.

The schemas stay the program's own: a pack is judged by them and may not bring its judge along.
"""

import re

from desktop.base.words import tr, zh
from desktop.catalogue.schemas import schema_for

LAYER = "layer.json"
REVOCATIONS = "revocations.json"
EDITION = "standards/edition.yaml"

_FOLDER = r"[a-z][a-z0-9_-]{0,60}"
_NAME = re.compile(rf"(standards|templates)(/{_FOLDER}){{1,3}}\.(yaml|csv|md)")
_TEMPLATE = re.compile(rf"templates/{_FOLDER}/(notice\.md|options\.yaml|sample\.yaml)")
_SHEET = re.compile(rf"templates/sheets/{_FOLDER}\.md")
_PHRASES = re.compile(rf"templates/phrases/{_FOLDER}\.yaml")
_DIVISIONS = re.compile(rf"standards/divisions/{_FOLDER}\.csv")
_NOT_WORDING = ("templates/fonts/", "templates/sample_township/", "templates/sheets/notice.md")


def allowed(name: str) -> bool:
    """Whether a pack may carry a file of this name."""
    if name in {LAYER, REVOCATIONS}:
        return True
    if not _NAME.fullmatch(name) or name.startswith(_NOT_WORDING):
        return False
    if name.startswith("standards/") and name.endswith(".yaml"):
        return schema_for(name.removeprefix("standards/")) is not None
    patterns = (_TEMPLATE, _SHEET, _PHRASES, _DIVISIONS)
    return any(pattern.fullmatch(name) for pattern in patterns)


def kind_words(name: str) -> str:
    """What a person calls the file."""
    if name == LAYER:
        return tr("本县目录")
    if name == REVOCATIONS:
        return tr("停用的电脑")
    if name == EDITION:
        return tr("目录版本")
    return tr(next((words for start, words in _WORDS if name.startswith(start)), zh("其他内容")))


_WORDS = (
    ("standards/fields/", zh("标准目录")),
    ("standards/shared/", zh("公开依据、渠道、要素")),
    ("standards/forms/", zh("表单")),
    ("standards/calendars/", zh("工作日历")),
    ("standards/masking", zh("遮盖规则")),
    ("standards/notice_kinds", zh("公示种类")),
    ("standards/code_lists/", zh("代码表")),
    ("standards/divisions/", zh("行政区划")),
    ("standards/examination/", zh("检查词表")),
    ("standards/obligations", zh("定期要做的事")),
    ("standards/annual_report", zh("年度报告")),
    ("standards/metadata", zh("信息目录项")),
    ("standards/layout/", zh("版面")),
    ("templates/phrases/", zh("双语用语")),
    ("templates/sheets/", zh("本单位用表")),
    ("templates/", zh("公示文字")),
)
