"""Judges a bundle: version first, cheap before dear, all faults in one list. Changes nothing, needs no home.

Without the receiver's identity only what lies outside the seal can be judged: from whom, and whether it is whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.base.errors import Refusal
from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity, blocks
from desktop.sync.digests import Sums
from desktop.sync.envelope import Envelope, Payload, payload_name, read_envelope
from desktop.sync.models import Header
from desktop.sync.parts import opening
from desktop.sync.read import LIMITS, Limits
from desktop.sync.refusals import BROKEN, EXPORT_AGAIN, not_found, unreadable
from desktop.sync.signing import document_holds, fingerprint


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """``revisions`` is what the signed header says; the texts are empty while not even the header could be read."""

    ok: bool
    bundle: str
    device: str
    sequence: int
    revisions: int
    findings: tuple[Finding, ...]
    organisation: str = ""
    receiver: str = ""
    key: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "ok": self.ok,
            "bundle": self.bundle,
            "device": self.device,
            "sequence": self.sequence,
            "revisions": self.revisions,
            "findings": [finding.as_json() for finding in self.findings],
        }


def report_on(header: Header | None, findings: list[Finding]) -> VerifyReport:
    """The report in the shape that scripts rely on."""
    ok = header is not None and not blocks(findings)
    if header is None:
        return VerifyReport(ok, "", "", 0, 0, tuple(findings))
    return VerifyReport(
        ok, header.bundle, header.device, header.sequence, header.revisions, tuple(findings),
        header.organisation, header.receiver, header.key,
    )  # fmt: skip


def refusal_finding(refusal: Refusal, place: str) -> Finding:
    """A refusal as one line of the list."""
    return Finding(refusal.code, Severity.BLOCK, place, refusal.kept_what, refusal.kept_todo)


def counting(progress: Progress | None, words: str, total: int) -> Callable[[int], None]:
    """Tells ``progress`` the bytes done, in the words of the screen."""

    def step(done: int) -> None:
        if progress is not None:
            progress.step(words + f" {done / 1e6:.1f} / {total / 1e6:.1f} MB", done, total)

    return step


def check_envelope(envelope: Envelope, stream: BinaryIO, progress: Progress | None = None) -> list[Finding]:
    """Signature, length and digests outside the seal."""
    step = counting(progress, zh("正在核对"), envelope.header.size)
    return check_header(envelope.header) + check_sums(envelope, Payload(envelope, stream).sums(step))


def check_header(header: Header) -> list[Finding]:
    """Whether the header was signed with the key it names."""
    if document_holds(header, header.key):
        return []
    text = tr("签名对不上，不能确定是谁写的。")
    return [Finding("signature-wrong", Severity.BLOCK, "header.json", text, EXPORT_AGAIN)]


def check_sums(envelope: Envelope, found: Sums) -> list[Finding]:
    """Whether the sealed bytes are those that the header and the layout tell of."""
    header = envelope.header  # under the usual suite neither side may speak of SM3: one header for one file
    if found == Sums(header.size, header.sha256, header.sm3, envelope.crc):
        return []
    return [Finding("bundle-broken", Severity.BLOCK, payload_name(header), BROKEN, EXPORT_AGAIN)]


def verify_bundle(path: Path, progress: Progress | None = None, limits: Limits = LIMITS) -> VerifyReport:
    """Examine a bundle without a home and without its key. Raises only if the file is missing or the disk fails."""
    try:
        with opening(path) as stream:
            envelope = read_envelope(path, stream, limits)
            findings = check_envelope(envelope, stream, progress)
    except Refusal as refusal:
        return report_on(None, [refusal_finding(refusal, path.name)])
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise not_found(path) from error
    except OSError as error:
        raise unreadable(error, path) from error
    if not blocks(findings):
        findings.append(
            Finding(
                "sender-key",
                Severity.INFO,
                "header.json",
                zh("由设备 {device} 写出，签名有效。", device=envelope.header.device),
                f"对方的核对码是 {fingerprint(envelope.header.key)}。",
            )
        )
    return report_on(envelope.header, findings)
