"""Reads the format of the yearly report. Same manner as `regulations`: findings, never errors."""

from desktop.base.words import tr, zh
from desktop.catalogue.content import ContentFault, ContentFile, Node
from desktop.catalogue.regulations import Found, read_whole
from desktop.domain.annual_report import AnnualReport, Heading, ReportSection, ReportTable


def read_annual_report(file: ContentFile) -> Found[AnnualReport]:
    def build(node: Node) -> AnnualReport:
        form = node.child("format")
        sections = tuple(_section(item) for item in node.items("sections"))
        rules = {
            rule.text("id"): rule.text("rule")
            for item in node.items("sections")
            for rule in item.items("checks")
        }
        return AnnualReport(
            form.text("name"), form.text("doc_no"), sections, rules, node.texts("not_counted")
        )

    return read_whole(file, build, AnnualReport())


def _section(node: Node) -> ReportSection:
    tables: tuple[ReportTable, ...] = ()
    if "blocks" in node:
        tables = tuple(_block(item) for item in node.items("blocks"))
    elif "columns" in node:
        tables = (_table(node),)
    elif "column_groups" in node:
        tables = (_grouped(node),)
    return ReportSection(zh(node.text("title")), node.texts("items"), tables)


def _block(node: Node) -> ReportTable:
    corner, *heads = node.texts("header")
    rows = _headings(node, "rows")
    columns = tuple(Heading(f"c{number}", zh(head)) for number, head in enumerate(heads, 1))
    return ReportTable(rows[0].key, corner, columns, rows, about=node.text("ref"))


def _table(node: Node) -> ReportTable:
    return ReportTable(
        "applications",
        "",
        _headings(node, "columns"),
        _headings(node, "rows"),
        note=node.optional("corner_note"),
    )


def _grouped(node: Node) -> ReportTable:
    """Each group's last column is the sum of those before it."""
    columns: list[Heading] = []
    for place, group in enumerate(node.items("column_groups"), 1):
        *parts, total = group.texts("columns")
        keys = tuple(f"g{place}.{number}" for number in range(1, len(parts) + 1))
        columns += [
            Heading(key, zh(part), zh(group.text("label"))) for key, part in zip(keys, parts, strict=True)
        ]
        columns.append(Heading(f"g{place}.total", zh(total), zh(group.text("label")), adds=keys))
    return ReportTable("disputes", "", tuple(columns), _headings(node, "rows"))


def _headings(node: Node, part: str) -> tuple[Heading, ...]:
    found = tuple(
        Heading(
            item.text("key"),
            zh(item.text("label")),
            zh(item.optional("group")),
            item.optional("number"),
            item.texts("adds"),
        )
        for item in node.items(part)
    )
    known = {heading.key for heading in found}
    for item, heading in zip(node.items(part), found, strict=True):
        if strange := [key for key in heading.adds if key not in known]:
            raise ContentFault(
                (*item.path, "adds"), tr("没有“{strange}”这一行或这一列。", strange=strange[0])
            )
    if not found:
        raise ContentFault(node.path, tr("“{part}”不能是空的。", part=part))
    return found
