"""Document properties of office packages: author, company, what an office system wrote into them. Values only."""

from desktop.base.words import zh
from desktop.domain.document import Part
from desktop.files.reading.collector import Collector
from desktop.files.reading.package import Package, all_text, local

_WORDS = {
    "creator": zh("作者"), "lastModifiedBy": zh("最后保存的人"), "title": zh("标题"), "subject": zh("主题"), "keywords": zh("关键词"),
    "description": zh("备注"), "category": zh("类别"), "contentStatus": zh("状态"), "Manager": zh("经理"), "Company": zh("单位"),
    "HyperlinkBase": zh("链接地址"), "initial-creator": zh("作者"), "keyword": zh("关键词"), "printed-by": zh("打印的人"),
    "user-defined": zh("自定义"),
}  # fmt: skip


def read_properties(package: Package, into: Collector) -> None:
    """Core, application and custom properties, and custom XML that office systems leave behind."""
    for part in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
        tree = package.optional(part)
        for node in tree.iter() if tree is not None else ():
            word = _WORDS.get(local(node.tag))
            if word and node.text:
                into.say(zh("文件属性 {word}", word=word), node.text, Part.PROPERTY)
    custom = package.optional("docProps/custom.xml")
    for node in custom if custom is not None else ():
        into.say(
            zh("文件属性 {word}", word=node.get("name") or zh("自定义")),
            " ".join(all_text(node)),
            Part.PROPERTY,
        )
    for part in package.under("customXml/"):
        if part.endswith(".xml") and "/_rels/" not in part and "itemProps" not in part:
            into.say(zh("文件属性 附加数据"), " ".join(all_text(package.xml(part))), Part.PROPERTY)
