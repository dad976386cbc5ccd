"""Attachments: whole files kept encrypted beside the database, found by the digest of what is in them."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlmodel import Session, col, delete, select

from desktop.base.canonical import sha256_hex
from desktop.base.errors import SurroundingsError
from desktop.base.files import ensure_folder, writing_atomically
from desktop.base.words import tr
from desktop.storage.tables import RecordFile

_MARK = b"MBA1"
_NONCE = 12


class Attachments:
    """The store of one home. A file is ``MBA1``, 12 bytes nonce, AES-256-GCM over the content with its digest."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self.folder = folder
        kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"mingbai attachments 1")
        self._cipher = AESGCM(kdf.derive(data_key))

    def path_of(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        return self.path_of(digest).is_file()

    def put(self, data: bytes) -> str:
        """The SHA-256 of ``data``; durable on return. The same content is stored once."""
        digest = sha256_hex(data)
        self.keep(digest, data)
        return digest

    def keep(self, digest: str, data: bytes) -> None:
        """As `put`, for who has just worked out the SHA-256 of ``data``. May be called on any thread."""
        path = self.path_of(digest)
        if path.is_file():
            return
        ensure_folder(path.parent)
        nonce = secrets.token_bytes(_NONCE)
        sealed = self._cipher.encrypt(nonce, data, digest.encode())
        with writing_atomically(path) as stream:
            stream.write(_MARK + nonce)
            stream.write(sealed)

    def get(self, digest: str) -> bytes:
        """The content, checked against its digest. SurroundingsError when it is missing or damaged."""
        data = self.deciphered(digest)
        if sha256_hex(data) != digest:
            raise _damaged()
        return data

    def deciphered(self, digest: str) -> bytes:
        """As `get`, for who checks the digest while summing up: the cipher itself lets no altered byte pass, nor the file of
        one content under the name of another."""
        try:
            stored = self.path_of(digest).read_bytes()
        except OSError as error:
            raise SurroundingsError(
                tr("有一个附件的文件找不到了。"),
                safe=tr("记录没有动。"),
                todo=tr("请从备份里取回附件，或重新添加。"),
                code="attachment-missing",
            ) from error
        try:
            if not stored.startswith(_MARK):
                raise InvalidTag
            whole, start = memoryview(stored), len(_MARK) + _NONCE
            nonce, sealed = whole[len(_MARK) : start], whole[start:]
            return self._cipher.decrypt(nonce, sealed, digest.encode())
        except (InvalidTag, ValueError) as error:
            raise _damaged() from error


def _damaged() -> SurroundingsError:
    return SurroundingsError(
        tr("有一个附件的文件已经损坏。"),
        safe=tr("记录没有动。"),
        todo=tr("请从备份里取回附件，或重新添加。"),
        code="attachment-damaged",
    )


def attach(
    session: Session, record: str, digest: str, name: str, media_type: str, size: int, sm3: str = ""
) -> None:
    """Note that a stored file belongs to a record, after those it has. ``sm3`` is left out where it is not known."""
    position = len(of_record(session, record)) + 1
    session.add(
        RecordFile(
            record=record,
            position=position,
            digest=digest,
            name=name,
            media_type=media_type,
            size=size,
            sm3=sm3,
        )
    )
    session.flush()


def sm3_of(session: Session, record: str) -> dict[str, str]:
    """The SM3 of a record's attachments by their SHA-256, as far as it is known."""
    found = session.exec(select(RecordFile).where(RecordFile.record == record, RecordFile.sm3 != ""))
    return {row.digest: row.sm3 for row in found}


def note_sm3(session: Session, found: Mapping[str, str]) -> None:
    """Keep the SM3 of files, by their SHA-256, wherever they are attached: a content has one, and it takes long."""
    session.flush()
    if found:
        session.connection().exec_driver_sql(
            "UPDATE record_files SET sm3 = ? WHERE digest = ?",
            [(sm3, digest) for digest, sm3 in found.items()],
        )
        session.expire_all()


def of_record(session: Session, record: str) -> list[tuple[str, str, str, int]]:
    """(digest, name, media type, size in bytes) in order."""
    found = session.exec(
        select(RecordFile).where(RecordFile.record == record).order_by(col(RecordFile.position))
    )
    return [(row.digest, row.name, row.media_type, row.size) for row in found]


def replace_all(session: Session, record: str, files: list[tuple[str, str, str, int]]) -> None:
    """Set a record's attachments anew, as `of_record` gives them."""
    known = sm3_of(session, record)
    session.exec(delete(RecordFile).where(col(RecordFile.record) == record))
    for digest, name, media_type, size in files:
        attach(session, record, digest, name, media_type, size, known.get(digest, ""))


def every_digest(session: Session) -> list[str]:
    """All that records, notices and boards refer to, each once, in a fixed order."""
    found = session.connection().exec_driver_sql(
        "SELECT digest FROM record_files UNION SELECT pdf_digest FROM notices WHERE pdf_digest <> ''"
        " UNION SELECT original FROM board_photos UNION SELECT shown FROM board_photos ORDER BY 1"
    )
    return [str(digest) for (digest,) in found]
