"""A receipt on paper: what became of a bundle, with a code square by which the sheet is found to be this receipt's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.domain.receipt_code import SHOWN, ReceiptCode, read_receipt_code
from desktop.files import photo
from desktop.storage import bundles, contacts
from desktop.sync.merge import WORDS, Case
from desktop.sync.receipts import Receipt, parse_receipt
from desktop.sync.refusals import NOTHING_TOUCHED, not_found, unreadable
from desktop.usecases.desk import Desk
from desktop.usecases.sheet_texts import sheet_pdf

TITLE = "同步包回执"
_MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class SheetOfReceipt:
    """What a code said, and whether it is that of a receipt known here. ``words`` says so in Chinese."""

    code: ReceiptCode
    good: bool
    words: str


@dataclass(frozen=True, slots=True)
class ReceiptSheets:
    desk: Desk

    def write(self, receipt: Path, out: Path) -> Path:
        """The receipt in ``receipt`` as a PDF; only one whose signer we know, ourselves included."""
        write_atomically(out, self.pdf(self._read(_bytes_of(receipt))))
        return out

    def write_of_bundle(self, bundle: str, out: Path) -> Path:
        """The receipt given here for an arrived bundle, or the one that came back for one of ours."""
        known = self._kept(bundle)
        if known is None:
            raise Refusal(
                tr("这个包还没有回执。"),
                safe=tr("什么都没有写。"),
                todo=tr("请等回执到了再打印。"),
                code="no-receipt",
            )
        write_atomically(out, self.pdf(known))
        return out

    def pdf(self, receipt: Receipt) -> bytes:
        """The page as bytes."""
        counts = receipt.counts
        left = [line for line in receipt.lines if line.status in {"conflict", "rejected"}]
        variables = {
            "sender": self._unit_of(receipt),
            "sequence": receipt.sequence,
            "facts": [{"label": label, "text": text} for label, text in _facts(receipt)],
            "lines": [
                {"number": number, "record": line.record, "revision": line.revision, "words": _why(line.why)}
                for number, line in enumerate(left[:_MOST_LINES], 1)
            ],
        }
        code = ReceiptCode(
            receipt.organisation, receipt.sender, receipt.sequence, receipt.bundle, counts.accepted, counts.duplicate,
            counts.conflict, counts.rejected, receipt.digest[:SHOWN], receipt.signature[:SHOWN],
        )  # fmt: skip
        return sheet_pdf(
            self.desk,
            TITLE,
            "receipt",
            variables,
            _day(receipt),
            qr_text=code.text(),
            by=receipt.receiver.unit,
        )

    def check_photo(self, file: Path) -> SheetOfReceipt:
        """A photo or scan of a printed receipt against the receipts known here."""
        found = [text for text in photo.codes_in(_bytes_of(file)) if read_receipt_code(text)]
        if not found:
            raise Refusal(
                tr("照片上没有认出回执的二维码。"),
                safe=NOTHING_TOUCHED,
                todo=tr("请对正、靠近、避开反光再拍一张。"),
                code="no-code",
            )
        return self.check_text(found[0])

    def check_text(self, text: str) -> SheetOfReceipt:
        """As `check_photo`, from the words in the code square."""
        code = read_receipt_code(text)
        if code is None:
            raise Refusal(tr("这不是回执上的二维码内容。"), safe=NOTHING_TOUCHED, code="not-our-code")
        known = self._kept(code.bundle)
        if known is None:
            return SheetOfReceipt(
                code,
                False,
                tr("本机没有 {sequence} 号包的回执，请把回执文件收进来再核对。", sequence=code.sequence),
            )
        if (
            known.digest[:SHOWN] != code.digest
            or known.signature[:SHOWN] != code.signature
            or (known.counts.accepted, known.counts.duplicate, known.counts.conflict, known.counts.rejected)
            != (code.accepted, code.duplicate, code.conflict, code.rejected)
        ):
            return SheetOfReceipt(
                code, False, tr("这张纸和本机的 {sequence} 号包回执不一样。", sequence=code.sequence)
            )
        return SheetOfReceipt(code, True, tr("和本机的 {sequence} 号包回执一致。", sequence=code.sequence))

    def _kept(self, bundle: str) -> Receipt | None:
        with self.desk.home.database.reading() as session:
            arrived = bundles.find_incoming(session, bundle)
            data = arrived.receipt if arrived else bundles.receipt_of(session, bundle)
        return self._read(data) if data else None

    def _read(self, data: bytes) -> Receipt:
        device = self.desk.home.device
        with self.desk.home.database.reading() as session:
            keys = {one.device: one.signing_key for one in contacts.every(session)}
        return parse_receipt(data, {**keys, device.id: device.public_key})

    def _unit_of(self, receipt: Receipt) -> str:
        if receipt.organisation == self.desk.organisation.code:
            return self.desk.organisation.unit
        with self.desk.home.database.reading() as session:
            contact = contacts.find(session, receipt.sender)
        return contact.unit if contact else receipt.organisation


def _facts(receipt: Receipt) -> Iterator[tuple[str, str]]:
    counts = receipt.counts
    yield "收件单位", receipt.receiver.unit
    yield "收到时间", datetime.fromisoformat(receipt.received_at).strftime("%Y-%m-%d %H:%M")
    yield "包的编号", receipt.bundle
    yield "发送电脑", receipt.sender
    yield "记录", f"{receipt.records}条"
    yield "入库", f"{counts.accepted}条"
    yield "早已收到", f"{counts.duplicate}条"
    yield "两边都改过", f"{counts.conflict}条"
    yield "没有收", f"{counts.rejected}条"
    yield "内容校验值", receipt.digest[:32]
    yield "签名（前段）", receipt.signature[:SHOWN]


def _why(case: str) -> str:
    return WORDS[Case(case)] if case in set(Case) else "没有收"


def _day(receipt: Receipt) -> date:
    return datetime.fromisoformat(receipt.received_at).date()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise not_found(path) from error
    except OSError as error:
        raise unreadable(error, path) from error
