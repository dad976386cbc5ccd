"""归档包: everything about one notice in one ZIP that outlives this program: PDFs, canonical JSON, photos, objections,
register with the proof of its chain, digests of all, and a page that explains it.

Holds only what may be posted: internal and local values stay here, and the privacy gate looks before it is written.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from desktop.base.canonical import canonical_json, sha256_hex
from desktop.base.changes import NOTHING
from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.domain.finding import blocks
from desktop.domain.notice import Notice, Posting
from desktop.domain.record import Record
from desktop.files.pack import zipped
from desktop.rules.public_rows import public_rows, public_values
from desktop.storage import board_photos, notices, objections, postings, records, revisions, rosters
from desktop.usecases import record_examination
from desktop.usecases.certificates import Certificates
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import masking_of
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_issued
from desktop.usecases.record_content import with_computed
from desktop.usecases.review_sheet import ReviewSheets
from desktop.usecases.sheet_texts import wording

Files = dict[str, bytes]
README, MANIFEST = "README.txt", "manifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class ArchivePack:
    """``files`` maps each name in the ZIP to its SHA-256."""

    path: Path
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class ArchivePacks:
    desk: Desk

    def write(self, notice: str, out: Path, *, names: bool = False) -> Outcome[ArchivePack]:
        """The pack of a notice, whole or not at all. ``names``: with who objected, for a file that stays in the office."""
        desk = self.desk
        with desk.home.database.reading() as session:
            known = notices.get(session, notice)
            record = records.get(session, known.record)
            require_issued(desk, record, tr("归档"))
            files = self._files(session, known, record, names)
            hung = postings.of_notice(session, notice)
        for entry in hung:
            name = f"certificate-{postings_name(hung, entry)}.pdf"
            files[name] = Certificates(desk).pdf(notice, entry.board)
        files["review-sheet.pdf"] = ReviewSheets(desk).pdf(record.id)
        files[README] = wording(desk, "archive").encode()
        digests = {name: sha256_hex(data) for name, data in sorted(files.items())}
        files[MANIFEST] = "".join(f"{digest}  {name}\n" for name, digest in digests.items()).encode()
        write_atomically(out, zipped(files))
        with desk.home.database.transaction() as session:
            desk.note(
                session, "archive-packed", record.id, notice=notice, manifest=sha256_hex(files[MANIFEST])
            )
        return Outcome(ArchivePack(out, digests), NOTHING)

    def _files(self, session: Session, notice: Notice, record: Record, names: bool) -> Files:
        desk = self.desk
        files: Files = {"notice.pdf": desk.home.attachments.get(notice.pdf_digest)}
        files["record.json"] = canonical_json(self._record(session, notice, record))
        entries = objections.of_notice(session, notice.id)
        files["objections.json"] = canonical_json(
            [entry.model_dump(mode="json", exclude=set() if names else {"who"}) for entry in entries]
        )
        hung = postings.of_notice(session, notice.id)
        files["register.json"] = canonical_json([_proof(session, entry) for entry in hung])
        for entry in hung:
            for number, photo in enumerate(board_photos.of_posting(session, entry.id), 1):
                name = f"photos/{postings_name(hung, entry)}-{number:02}.jpg"
                files[name] = desk.home.attachments.get(photo.shown)
        return files

    def _record(self, session: Session, notice: Notice, record: Record) -> dict[str, Any]:
        """The notice's revision as it may be posted, and the digest it was sealed with. Stops at any block."""
        desk = self.desk
        matter = desk.catalogue.matter(record.matter)
        form = desk.form_of(record)
        if notice.revision != record.revision:
            raise Refusal(
                tr("这份公示后来更正过，要归档的是更正后的那一份。"),
                safe=tr("什么都没有写。"),
                todo=tr("请选更正后的公示再归档；原来的登记会写在里面。"),
                code="old-notice",
            )
        rows = rosters.rows_at(session, record.id, notice.revision)
        content = with_computed(form, records.content(session, record.id), rows)
        found = blocks(record_examination.examine(desk, session, record, form, content, rows))
        if found:
            raise Refusal(
                tr(
                    "有 {found} 项不能出去：{place}：{text}",
                    found=len(found),
                    place=found[0].place,
                    text=found[0].text,
                ),
                safe=tr("归档包没有写。"),
                todo=tr("请发起更正，改好后再归档。"),
                code="blocked",
            )
        masking = masking_of(desk, session)
        columns, cells = public_rows(form, rows, masking)
        sealed = revisions.of_record(session, record.id)
        return {
            "index_number": record.index_number,
            "title": content.title,
            "matter": {"code": matter.code, "name": matter.name},
            "edition": record.edition,
            "formed_on": record.formed_on.isoformat(),
            "issued_on": record.issued_on.isoformat() if record.issued_on else "",
            "disclosure": str(content.disclosure),
            "values": {form.field(key).label: text for key, text in public_values(form, content.values, masking).items()},
            "roster": {"columns": [column.label for column in columns], "rows": [list(line) for line in cells]},
            "revisions": [
                {"number": each.number, "digest": each.digest, "parent": each.parent, "made_at": each.made_at,
                 "reason": each.reason}
                for each in sealed
            ],
        }  # fmt: skip


def postings_name(hung: list[Posting], entry: Posting) -> str:
    """A short ASCII name of one of the notice's sheets: some programs cannot read other names in a ZIP."""
    return f"posting-{hung.index(entry) + 1:02}"


def _proof(session: Session, entry: Posting) -> dict[str, Any]:
    """An entry with what its chain is worked out from: SHA-256 over canonical {"previous", "content"}."""
    place, before, _ = postings.chain_before(session, entry.id)
    rest = entry.model_dump(mode="json", include={"removed_on", "removed_by", "removed_reason"})
    return {
        "place": place, "previous": before, "content": postings.chained_content(entry), "chain": entry.chain,
        "taken_down": rest,
    }  # fmt: skip
