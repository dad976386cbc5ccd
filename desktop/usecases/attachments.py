"""Attachments 附件 of a record: kept encrypted under their digest, looked at by the privacy gate, carried in the bundle."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.domain.record import Record
from desktop.files.photo import stripped
from desktop.storage import attachments, records
from desktop.sync.digests import sm3_hex
from desktop.usecases.attachment_examination import require_readable
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_editable

LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """``digest`` names the content (SHA-256), ``size`` is in bytes."""

    digest: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class RecordAttachments:
    desk: Desk

    def of(self, record: str) -> list[AttachmentLine]:
        """In the order they were added."""
        with self.desk.home.database.reading() as session:
            return [AttachmentLine(*found) for found in attachments.of_record(session, record)]

    def add(self, record: str, path: Path) -> Outcome[AttachmentLine]:
        """Take a file in. The same content twice in one record is refused; the file itself is left as it is."""
        data = _read(path)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        require_readable(path.name, data)
        with self.desk.home.database.transaction() as session:
            require_editable(self.desk, records.get(session, record), tr("加附件"))
            digest = self.desk.home.attachments.put(data)
            known = [name for found, name, *_ in attachments.of_record(session, record) if found == digest]
            if known:
                raise Refusal(
                    tr("这个文件已经在附件里了（{known}）。", known=known[0]),
                    safe=tr("附件没有改动。"),
                    code="attachment-twice",
                )
            attachments.attach(session, record, digest, path.name, kind, len(data), sm3_hex(data))
            self._touch(session, record, "attached", path.name)
        return Outcome(
            AttachmentLine(digest, path.name, kind, len(data)), changed(Topic.RECORDS, Topic.ATTACHMENTS)
        )

    def remove(self, record: str, digest: str) -> Outcome[str]:
        """Take an attachment off the record; issued revisions keep theirs."""
        with self.desk.home.database.transaction() as session:
            require_editable(self.desk, records.get(session, record), tr("加附件"))
            kept = attachments.of_record(session, record)
            gone = next((name for found, name, *_ in kept if found == digest), None)
            if gone is None:
                raise Refusal(tr("这条记录没有这个附件。"), safe=tr("附件没有改动。"), code="no-attachment")
            attachments.replace_all(session, record, [entry for entry in kept if entry[0] != digest])
            self._touch(session, record, "detached", gone)
        return Outcome(gone, changed(Topic.RECORDS, Topic.ATTACHMENTS))

    def strip(self, record: str, digest: str) -> Outcome[AttachmentLine]:
        """Put a photo's bare picture in its place: no position, no owner, nothing else the camera wrote."""
        kept = self.of(record)
        old = next((line for line in kept if line.digest == digest), None)
        if old is None:
            raise Refusal(tr("这条记录没有这个附件。"), safe=tr("附件没有改动。"), code="no-attachment")
        data = stripped(self.desk.home.attachments.get(digest))
        name = str(Path(old.name).with_suffix(".jpg"))
        with self.desk.home.database.transaction() as session:
            require_editable(self.desk, records.get(session, record), tr("加附件"))
            new = self.desk.home.attachments.put(data)
            entries = [
                (new, name, "image/jpeg", len(data)) if entry[0] == digest else entry
                for entry in attachments.of_record(session, record)
                if entry[0] != new or entry[0] == digest
            ]
            attachments.replace_all(session, record, entries)
            self._touch(session, record, "photo-stripped", name)
        line = AttachmentLine(new, name, "image/jpeg", len(data))
        return Outcome(line, changed(Topic.RECORDS, Topic.ATTACHMENTS))

    def save(self, record: str, digest: str, out: Path) -> Outcome[Path]:
        """Write an attachment out in clear, whole or not at all."""
        if digest not in {line.digest for line in self.of(record)}:
            raise Refusal(tr("这条记录没有这个附件。"), safe=tr("什么都没有写。"), code="no-attachment")
        write_atomically(out, self.desk.home.attachments.get(digest))
        return Outcome(out)

    def _touch(self, session: Session, record: str, verb: str, name: str) -> None:
        known: Record = records.get(session, record)
        records.put(session, known.model_copy(update={"updated_at": self.desk.now()}))
        self.desk.note(session, verb, record, reason=name)


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise Refusal(
            tr("“{name}”是文件夹，不是文件。", name=path.name),
            safe=tr("附件没有改动。"),
            todo=tr("请打开这个文件夹，选里面的文件。"),
            code="no-file",
        )
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(
                tr("“{name}”太大，附件最多 {largest} MB。", name=path.name, largest=LARGEST // 1024 // 1024),
                safe=tr("附件没有改动。"),
                todo=tr("请压缩图片或分成几个文件。"),
                code="attachment-too-large",
            )
        return path.read_bytes()
    except OSError as error:
        raise SurroundingsError(
            tr("打不开“{name}”。", name=path.name),
            safe=tr("附件没有改动。"),
            todo=tr("请看一下文件还在不在。"),
            code="no-file",
        ) from error
