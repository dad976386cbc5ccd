"""核对: whether a sheet somebody holds is the one that was issued. Reads the code square; needs no network.

The signature is made by the key of the laptop that issued the sheet; this home knows its own key and those of the
offices enrolled with it, so a county can check what its townships hang.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from sqlmodel import Session

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.words import month_name, tr
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.notice import Posting
from desktop.domain.record import Record, RecordState, Revision
from desktop.domain.sheet_code import CERTIFICATE, DIGEST_SHOWN, SheetCode, read_sheet_code
from desktop.files import photo as photos
from desktop.storage import contacts, notices, postings, records, revisions
from desktop.sync.signing import signature_holds
from desktop.usecases.desk import Desk


class Verdict(StrEnum):
    """``ALTERED``: the number is known here, but the signature does not fit the text. ``UNKNOWN``: nobody known signed
    it. ``ELSEWHERE``: signed by a known office, but what it was issued from has not arrived here."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CORRECTING = "correcting"
    ELSEWHERE = "elsewhere"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SheetVerdict:
    """``good`` only for the sheet that holds today. ``words`` say it in a sentence, ``advice`` what to do.

    ``revoked``: the office's laptop was struck off since.
    """

    verdict: Verdict
    words: str
    advice: str
    code: SheetCode
    signed_by: str = ""
    record: str = ""
    revoked: bool = False

    @property
    def good(self) -> bool:
        return self.verdict is Verdict.CURRENT and not self.revoked


@dataclass(frozen=True, slots=True)
class _Signer:
    unit: str
    organisation: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """Reads only."""

    desk: Desk

    def photo(self, file: Path) -> SheetVerdict:
        """From a photo or a screenshot of the sheet. Refusal if no code of ours can be read on it."""
        try:
            data = file.read_bytes()
        except OSError as error:
            raise SurroundingsError(
                tr("“{name}”读不出来。", name=file.name),
                safe=tr("什么都没有改动。"),
                todo=tr("请再选一次。"),
                code="photo-unreadable",
            ) from error
        found = photos.codes_in(data)
        if not found:
            raise Refusal(
                tr("照片上没有认出二维码。"),
                safe=tr("什么都没有改动。"),
                todo=tr("请对正、靠近、避开反光再拍一张；也可以用手机扫出文字，粘贴到这里。"),
                code="no-code",
            )
        return self.text(next((text for text in found if read_sheet_code(text)), found[0]))

    def text(self, text: str) -> SheetVerdict:
        """From the words in the code square, typed or pasted. Refusal if they are none of ours."""
        code = read_sheet_code(text)
        if code is None:
            raise Refusal(
                tr("这不是本程序公示上的二维码内容。"),
                safe=tr("什么都没有改动。"),
                todo=tr("请把扫出来的文字从头到尾一起粘贴，包括最后一行。"),
                code="not-our-code",
            )
        with self.desk.home.database.reading() as session:
            signer = self._signer(session, code)
            judge = _certificate if code.kind == CERTIFICATE else _notice
            return judge(session, code, signer, self.desk.clock.today())

    def _signer(self, session: Session, code: SheetCode) -> _Signer | None:
        message, signature = code.signed_text(), code.signature
        desk = self.desk
        if signature_holds(desk.home.device.public_key, message, signature):
            return _Signer(desk.organisation.unit, desk.organisation.code, False)
        for contact in contacts.every(session):
            if signature_holds(contact.signing_key, message, signature):
                return _Signer(contact.unit, contact.organisation, bool(contact.revoked_at))
        return None


def _notice(session: Session, code: SheetCode, signer: _Signer | None, today: date) -> SheetVerdict:
    record = records.by_index_number(session, code.number)
    if signer is None or (record is not None and record.organisation != signer.organisation):
        return _unsigned(code, record.title if record else "")
    if record is None:
        return _elsewhere(code, signer)
    said = _by_revision(session, record, code, today)
    return SheetVerdict(*said, code, signer.unit, record.id, signer.revoked)


def _by_revision(session: Session, record: Record, code: SheetCode, today: date) -> tuple[Verdict, str, str]:
    sealed = revisions.of_record(session, record.id)
    revision = next((each for each in sealed if each.digest[:DIGEST_SHOWN] == code.digest), None)
    if revision is None:
        words = tr("签名是对的，但这一版内容本机没有收到过。")
        return Verdict.ELSEWHERE, words, tr("请让签发的单位把新的同步包报来，再核对一次。")
    if record.state is RecordState.WITHDRAWN:
        return (
            Verdict.WITHDRAWN,
            tr("这份公示已经撤回。{reason}", reason=_dot(record.return_reason)),
            tr("请取下这一张。"),
        )
    newest = max(each.number for each in sealed)
    if revision.number < newest:
        return (
            Verdict.SUPERSEDED,
            _superseded(session, record, newest, sealed),
            tr("请换上更正后的公示，取下这一张。"),
        )
    if record.state not in ISSUED_STATES:
        words = tr("是签发过的公示，内容正在更正。")
        return Verdict.CORRECTING, words, tr("更正签发以前，这一张仍然有效；签发以后要换掉。")
    period = tr(
        "公示期 {month}月{day}日至{month2}月{day2}日",
        month=month_name(code.start.month),
        day=code.start.day,
        month2=month_name(code.end.month),
        day2=code.end.day,
    )
    over = tr("，已经期满，可以取下") if today > code.end else ""
    return (
        Verdict.CURRENT,
        tr("是签发的那一份，内容没有改过。{period}{over}。", period=period, over=over),
        tr("请再对一遍：标题要和纸上印的一样。"),
    )


def _superseded(session: Session, record: Record, newest: int, sealed: list[Revision]) -> str:
    made = next(each for each in sealed if each.number == newest).made_at[:10]
    day = date.fromisoformat(made)
    said = tr(
        "这是更正以前的一份，{year}年{month}月{day}日已经更正。", year=day.year, month=day.month, day=day.day
    )
    known = {notice.id: notice.revision for notice in notices.of_record(session, record.id)}
    hung = [entry for entry in postings.of_record(session, record.id) if known.get(entry.notice) == newest]
    return tr("{said}现在有效的是{number}。", said=said, number=hung[-1].number) if hung else said


def _certificate(session: Session, code: SheetCode, signer: _Signer | None, today: date) -> SheetVerdict:
    known = postings.by_chain(session, code.digest)
    posting = known if known is not None and known.number == code.number else None
    if signer is None:
        return _unsigned(code, code.title if posting else "")
    if posting is None:
        return _elsewhere(code, signer)
    notice = notices.get(session, posting.notice)
    words, advice = _hung(posting, code)
    return SheetVerdict(Verdict.CURRENT, words, advice, code, signer.unit, notice.record, signer.revoked)


def _hung(posting: Posting, code: SheetCode) -> tuple[str, str]:
    on = posting.posted_on
    words = tr(
        "是真的张贴证明：{number}，{year}年{month}月{day}日张贴。",
        number=posting.number,
        year=on.year,
        month=on.month,
        day=on.day,
    )
    down = posting.removed_on
    if down is None:
        return tr("{words}登记里还在张贴。", words=words), ""
    advice = "" if code.end == down else tr("证明是撤下以前开的，可以再开一张。")
    return tr(
        "{words}{month}月{day}日撤下。", words=words, month=month_name(down.month), day=down.day
    ), advice


def _unsigned(code: SheetCode, title: str) -> SheetVerdict:
    advice = tr("请不要张贴或引用，拍照留底，问一下落款的单位。")
    if title:
        words = tr("编号在登记里有，但签名和文字对不上：文字被改过，或是仿造的。")
        return SheetVerdict(Verdict.ALTERED, words, advice, code)
    words = tr("没有一个认识的单位签过这份公示。可能是仿造的，也可能签发的单位还没有和本机登记。")
    return SheetVerdict(Verdict.UNKNOWN, words, advice, code)


def _elsewhere(code: SheetCode, signer: _Signer) -> SheetVerdict:
    words = tr(
        "签名是{unit}的，文字没有改过；这条记录还没有报到本机，不知道后来有没有更正或撤回。", unit=signer.unit
    )
    return SheetVerdict(
        Verdict.ELSEWHERE,
        words,
        tr("请让这个单位报一次同步包，再核对。"),
        code,
        signer.unit,
        "",
        signer.revoked,
    )


def _dot(text: str) -> str:
    return f"{text.rstrip('。')}。" if text else ""
