"""What the examiner sees in a record's attachments: personal data in any hiding place, and what it could not read.

An attachment is no notice of its own, so nothing is said about a title or a signer it does not have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.files.examined import document_of
from desktop.usecases.desk import Desk
from desktop.usecases.examiner import Examiner

_PRIVACY = ("personal-", "mask-", "secret-mark")
_HIDDEN, _UNREAD = "hidden-content", "part-unread"
_LOOK = zh("请自己打开看一遍，确认没有身份证号、卡号和病情。")
_UNFIT = frozenset({"file-damaged", "file-locked"})


def require_readable(name: str, data: bytes) -> None:
    """Refusal for a damaged or locked file; of a kind the program does not know, it is taken in and said so later."""
    try:
        document_of(name, data)
    except Refusal as refusal:
        if refusal.code in _UNFIT:
            raise Refusal(
                refusal.what, safe=tr("附件没有改动。"), todo=refusal.todo, code=refusal.code
            ) from refusal


def attachment_findings(desk: Desk, files: Sequence[tuple[str, str, str, int]]) -> list[Finding]:
    """``files`` as `storage.attachments.of_record` gives them. A file is read once while the home is open."""
    found: list[Finding] = []
    for digest, name, *_ in files:
        known = desk.shelf.examined.get((digest, name))
        if known is None or known[0] is not desk.catalogue:
            known = (desk.catalogue, tuple(_examined(desk, digest, name)))
            desk.shelf.examined[digest, name] = known
        found += known[1]
    return found


def _examined(desk: Desk, digest: str, name: str) -> Iterator[Finding]:
    place = zh("附件“{name}”", name=name)
    try:
        document = document_of(name, desk.home.attachments.get(digest))
    except Refusal as refusal:
        yield Finding("attachment-unread", Severity.WARN, place, refusal.kept_what, _LOOK)
        return
    if document.kind == "image":
        text = zh("程序认不出图片里的字。")
        yield Finding("attachment-unread", Severity.WARN, place, text, _LOOK)
    for finding in Examiner(desk.catalogue, desk.organisation.code).examine(document):
        where = place if finding.place in ("文件名", "") else place + finding.place
        if finding.place == "文件名":
            continue  # the gate looks at names, also of files that cannot be opened
        if finding.code == _UNREAD and finding.severity is not Severity.INFO:
            yield Finding("attachment-unread", Severity.WARN, where, finding.text, finding.advice)
        elif finding.code.startswith(_PRIVACY) or (
            finding.code == _HIDDEN and finding.severity is not Severity.INFO
        ):
            yield replace(finding, place=where)
