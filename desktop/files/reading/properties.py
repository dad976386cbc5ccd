"""Document properties of office packages: author, company, what an office system wrote into them. Values only."""

from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.package import Package, all_text, local

_WORDS = {
    "creator": "作者", "lastModifiedBy": "最后保存的人", "title": "标题", "subject": "主题", "keywords": "关键词",
    "description": "备注", "category": "类别", "contentStatus": "状态", "Manager": "经理", "Company": "单位",
    "HyperlinkBase": "链接地址", "initial-creator": "作者", "keyword": "关键词", "printed-by": "打印的人",
    "user-defined": "自定义",
}  # fmt: skip


def read_properties(package: Package, into: Collector) -> None:
    """Core, application and custom properties, and custom XML that office systems leave behind."""
    for part in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
        tree = package.optional(part)
        for node in tree.iter() if tree is not None else ():
            word = _WORDS.get(local(node.tag))
            if word and node.text:
                into.say(f"文件属性 {word}", node.text, Part.PROPERTY)
    custom = package.optional("docProps/custom.xml")
    for node in custom if custom is not None else ():
        into.say(f"文件属性 {node.get('name', '自定义')}", " ".join(all_text(node)), Part.PROPERTY)
    for part in package.under("customXml/"):
        if part.endswith(".xml") and "/_rels/" not in part and "itemProps" not in part:
            into.say("文件属性 附加数据", " ".join(all_text(package.xml(part))), Part.PROPERTY)
