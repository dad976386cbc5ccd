"""What is said of the sending over the line: the band under the card's head, each bundle's line. Words only."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.base.errors import MingbaiError
from desktop.base.progress import Step
from desktop.base.words import sentences, tr
from desktop.ui.itemmodels.told_model import ToldLine
from desktop.ui.text import clock_time, moment_words, size_words
from desktop.usecases.exchange_views import ReceiptSummary
from desktop.usecases.upload_views import Answered, LineState, Pending, UploadResult

KEPT = tr("记录都在本机，已经送到的部分不用重发。")


@dataclass(frozen=True, slots=True)
class Told:
    """A band: ``kind`` of state, one line in bold, and what is safe and what comes next."""

    kind: str
    title: str
    text: str


def cut_words(error: MingbaiError, since: str, again: datetime | None, today: date) -> Told:
    """The line is cut: what is safe, and that it goes on by itself."""
    longer = (
        tr("{moment_words}起一直没通。", moment_words=moment_words(since, today))
        if since and not _today(since, today)
        else ""
    )
    ahead = (
        tr("{clock_time} 会自己再试，您可以先做别的；着急可以改用U盘。", clock_time=clock_time(again))
        if again is not None
        else tr("下次会自己再试，您可以先做别的；着急可以改用U盘。")
    )
    return Told("warn", error.what, sentences(longer, KEPT, ahead))


def standing_words(state: LineState, result: UploadResult | None, above: str) -> Told | None:
    """How it stands while nothing is being sent and nothing is wrong; None if there is nothing to say."""
    if state.paused and state.pending:
        return Told("info", tr("上报停下了。"), tr("{kept}点“现在上报”会接着发。", kept=KEPT))
    if any(entry.refused for entry in state.pending):
        return Told(
            "late",
            tr("有的包服务器看过，没有收。"),
            tr("记录都在本机。请把这里写的告诉上级的管理员，弄好以后点“现在上报”再发。"),
        )
    if state.pending and all(entry.arrived for entry in state.pending):
        numbers = tr("、").join(str(entry.sequence) for entry in state.pending)
        return Told(
            "running",
            tr("{numbers} 号包已送到服务器，等{above}的回执。", numbers=numbers, above=above),
            tr("收到回执才算办完，程序会自己去取。"),
        )
    if result is not None and result.receipts:
        return Told("done", receipt_words(result.receipts[-1], above), tr("回执都收下了。"))
    return None


def receipt_words(found: ReceiptSummary, above: str) -> str:
    return tr(
        "{sequence} 号包：{above}{counts}。", sequence=found.sequence, above=above, counts=_counts(found)
    )


def pending_line(entry: Pending, sending: Step | None, cut: bool, today: date) -> ToldLine:
    title = tr("第 {sequence} 号包　{records} 条记录", sequence=entry.sequence, records=entry.records)
    context = tr(
        "{size_words}　{moment_words} 写好",
        size_words=size_words(entry.size),
        moment_words=moment_words(entry.made_at, today),
    )
    if entry.refused:
        state = ("returned", tr("没有收"), "")
    elif entry.arrived:
        state = ("running", tr("等回执"), "receipt-text-clock-outline")
    elif sending is not None and sending.total:
        state = (
            "running",
            tr("正在发 {round}%", round=round(100 * sending.done / sending.total)),
            "send-outline",
        )
    elif cut:
        state = ("due", tr("等网络"), "")
    else:
        state = ("draft", tr("等着发"), "")
    return ToldLine(entry.bundle, title, context, *state)


def answered_line(entry: Answered, today: date) -> ToldLine:
    found = entry.receipt
    state = ("done", tr("回执已到"))
    if found.rejected:
        state = ("returned", tr("没收 {rejected} 条", rejected=found.rejected))
    elif found.conflict:
        state = ("conflict", tr("冲突 {conflict} 条", conflict=found.conflict))
    return ToldLine(
        found.bundle,
        tr(
            "第 {sequence} 号包　回执 {moment_words}",
            sequence=found.sequence,
            moment_words=moment_words(entry.at, today),
        ),
        _counts(found),
        *state,
    )


def amount_words(step: Step, left: float | None) -> str:
    """「第 3 号包 12.3 MB / 38.0 MB，大约还要 6 秒」 ``left``: seconds."""
    if not step.total:
        return tr(step.text)
    said = f"{tr(step.text).removeprefix('正在上报')} {size_words(step.done)} / {size_words(step.total)}"
    if left is None:
        return said
    return (
        tr("{said}，大约还要 {part} 秒", said=said, part=max(1, round(left)))
        if left < 90
        else tr("{said}，大约还要 {round} 分钟", said=said, round=round(left / 60))
    )


def _counts(found: ReceiptSummary) -> str:
    parts = [tr("入库 {accepted} 条", accepted=found.accepted)]
    for word, number in (
        (tr("重复"), found.duplicate),
        (tr("冲突"), found.conflict),
        (tr("没收"), found.rejected),
    ):
        parts += [tr("{word} {number} 条", word=word, number=number)] if number else []
    return tr("，").join(parts)


def _today(at: str, today: date) -> bool:
    return datetime.fromisoformat(at).date() == today
