"""Reads what many matters share: legal bases, channels, element sets (``standards/shared/``)."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.base.words import tr, zh
from desktop.catalogue.content import ContentFault, ContentFile, Node
from desktop.domain.finding import Finding
from desktop.domain.matter import Basis, Channel, Mark


@dataclass(frozen=True)
class Shared:
    """Everything a field file refers to by id."""

    bases: Mapping[str, Basis]
    channels: Mapping[str, Channel]
    element_sets: Mapping[str, tuple[str, ...]]


def read_basis(node: Node) -> Basis:
    mark = node.choice("doc_no_mark", Mark) if "doc_no_mark" in node else None
    doc_no = node.optional("doc_no")
    if doc_no and mark is None:
        raise ContentFault(node.path, tr("写了文号，还要用“doc_no_mark”写明文号核对过没有。"))
    return Basis(
        id=node.text("id"),
        title=node.text("title"),
        doc_no=doc_no,
        doc_no_mark=mark,
        version=node.optional("version"),
        successor=node.optional("successor"),
        repealed=node.optional("repealed"),
        note=node.optional("note"),
    )


def read_channel(node: Node) -> Channel:
    return Channel(node.text("id"), zh(node.text("name")), node.optional("note"))


def read_bases(file: ContentFile) -> tuple[dict[str, Basis], list[Finding]]:
    """All bases by id. A successor that does not exist is a finding; the basis itself stays usable."""
    found: dict[str, Basis] = {}
    findings: list[Finding] = []
    for node in _entries(file, "bases", findings):
        try:
            basis = read_basis(node)
            _refuse_twice(basis.id, found, node)
            found[basis.id] = basis
        except ContentFault as fault:
            findings.append(file.finding(fault))
    for node in _entries(file, "bases", []):
        successor = node.value.get("successor") if isinstance(node.value, dict) else None
        if isinstance(successor, str) and successor not in found:
            text = zh("后续文件“{successor}”在公开依据里没有。", successor=successor)
            findings.append(
                file.finding(ContentFault((*node.path, "successor"), text, "content-unknown-basis"))
            )
    return found, findings


def read_channels(file: ContentFile) -> tuple[dict[str, Channel], list[Finding]]:
    found: dict[str, Channel] = {}
    findings: list[Finding] = []
    for node in _entries(file, "channels", findings):
        try:
            channel = read_channel(node)
            _refuse_twice(channel.id, found, node)
            found[channel.id] = channel
        except ContentFault as fault:
            findings.append(file.finding(fault))
    return found, findings


def read_element_sets(file: ContentFile) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:
    found: dict[str, tuple[str, ...]] = {}
    findings: list[Finding] = []
    for node in _entries(file, "sets", findings):
        try:
            name = node.text("id")
            _refuse_twice(name, found, node)
            found[name] = node.texts("elements")
        except ContentFault as fault:
            findings.append(file.finding(fault))
    return found, findings


def _entries(file: ContentFile, key: str, findings: list[Finding]) -> list[Node]:
    """The entries of the file's one list; a file that could not be read has none."""
    findings.extend(file.faults)
    if file.data is None:
        return []
    try:
        return list(file.node().items(key))
    except ContentFault as fault:
        findings.append(file.finding(fault))
        return []


def _refuse_twice(name: str, found: Mapping[str, object], node: Node) -> None:
    if name in found:
        raise ContentFault(
            (*node.path, "id"), tr("编号“{name}”用了两次。", name=name), "content-duplicate-code"
        )
