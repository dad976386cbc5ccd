"""Reads code lists, the directory's metadata and the obligations. Same manner as `regulations`: findings, never errors."""

from desktop.base.words import zh
from desktop.catalogue.content import ContentFault, ContentFile, Node
from desktop.catalogue.regulations import Found, read_whole
from desktop.domain.codelist import Code, CodeList, Metadata, MetadataField
from desktop.domain.obligation import Obligation
from desktop.domain.timelimit import Span, TimeUnit


def read_code_list(file: ContentFile) -> Found[CodeList | None]:
    def build(node: Node) -> CodeList | None:
        entries: dict[str, Code] = {}
        for item in node.items("entries"):
            code = Code(
                item.text("code"),
                zh(item.text("name")),
                zh(item.optional("note")),
                item.optional("cite"),
                item.optional("group"),
            )
            if code.code in entries:
                text = zh("代码“{code}”在这张表里写了两次。", code=code.code)
                raise ContentFault((*item.path, "code"), text, "content-duplicate-code")
            entries[code.code] = code
        return CodeList(
            file.path.stem, zh(node.text("name")), tuple(entries.values()), node.optional("basis")
        )

    return read_whole(file, build, None)


def read_metadata(file: ContentFile) -> Found[Metadata]:
    def build(node: Node) -> Metadata:
        fields = tuple(
            MetadataField(
                key=item.text("key"),
                name=zh(item.text("name")),
                aliases=item.texts("aliases"),
                required=item.flag("required"),
                internal=item.flag("internal"),
                rule=item.optional("rule"),
                values=item.texts("values"),
            )
            for item in node.items("fields")
        )
        topics = node.child("topics") if "topics" in node else None
        return Metadata(
            fields,
            node.child("index_number").text("default"),
            node.texts("catalogue_columns"),
            {str(key): topics.text(key) for key in topics.mapping()} if topics is not None else {},
            node.optional("genre"),
        )

    return read_whole(file, build, Metadata())


def read_obligations(file: ContentFile) -> Found[tuple[Obligation, ...]]:
    def build(node: Node) -> tuple[Obligation, ...]:
        sources = {item.text("id") for item in node.items("sources")}
        return tuple(_obligation(item, sources) for item in node.items("obligations"))

    return read_whole(file, build, ())


def _obligation(node: Node, sources: set[str]) -> Obligation:
    source = node.text("source")
    if source not in sources:
        text = zh("来源“{source}”没有在 sources 里登记。", source=source)
        raise ContentFault((*node.path, "source"), text, "content-unknown-source")
    span = node.child("span") if "span" in node else None
    return Obligation(
        id=node.text("id"),
        source=source,
        clause=node.text("clause"),
        what=node.text("what"),
        who=node.optional("who"),
        level=node.optional("level"),
        due=node.optional("due"),
        span=Span(span.number("amount"), span.choice("unit", TimeUnit)) if span else None,
        record=node.optional("record"),
        passed=node.flag("passed"),
    )
