"""What is said of the sending over the line: the band under the card's head, each bundle's line. Words only."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.base.errors import MingbaiError
from desktop.base.progress import Step
from desktop.ui.itemmodels.told_model import ToldLine
from desktop.ui.text import clock_time, moment_words, size_words
from desktop.usecases.exchange_views import ReceiptSummary
from desktop.usecases.upload_views import Answered, LineState, Pending, UploadResult

KEPT = "记录都在本机，已经送到的部分不用重发。"


@dataclass(frozen=True, slots=True)
class Told:
    """A band: ``kind`` of state, one line in bold, and what is safe and what comes next."""

    kind: str
    title: str
    text: str


def cut_words(error: MingbaiError, since: str, again: datetime | None, today: date) -> Told:
    """The line is cut: what is safe, and that it goes on by itself."""
    longer = f"{moment_words(since, today)}起一直没通。" if since and not _today(since, today) else ""
    ahead = f"{clock_time(again)} 会自己再试，" if again is not None else "下次会自己再试，"
    return Told("warn", error.what, f"{longer}{KEPT}{ahead}您可以先做别的；着急可以改用U盘。")


def standing_words(state: LineState, result: UploadResult | None, above: str) -> Told | None:
    """How it stands while nothing is being sent and nothing is wrong; None if there is nothing to say."""
    if state.paused and state.pending:
        return Told("info", "上报停下了。", f"{KEPT}点“现在上报”会接着发。")
    if any(entry.refused for entry in state.pending):
        return Told(
            "late",
            "有的包服务器看过，没有收。",
            "记录都在本机。请把这里写的告诉上级的管理员，弄好以后点“现在上报”再发。",
        )
    if state.pending and all(entry.arrived for entry in state.pending):
        numbers = "、".join(str(entry.sequence) for entry in state.pending)
        return Told(
            "running",
            f"{numbers} 号包已送到服务器，等{above}的回执。",
            "收到回执才算办完，程序会自己去取。",
        )
    if result is not None and result.receipts:
        return Told("done", receipt_words(result.receipts[-1], above), "回执都收下了。")
    return None


def receipt_words(found: ReceiptSummary, above: str) -> str:
    return f"{found.sequence} 号包：{above}{_counts(found)}。"


def pending_line(entry: Pending, sending: Step | None, cut: bool, today: date) -> ToldLine:
    title = f"第 {entry.sequence} 号包　{entry.records} 条记录"
    context = f"{size_words(entry.size)}　{moment_words(entry.made_at, today)} 写好"
    if entry.refused:
        state = ("returned", "没有收", "")
    elif entry.arrived:
        state = ("running", "等回执", "receipt-text-clock-outline")
    elif sending is not None and sending.total:
        state = ("running", f"正在发 {round(100 * sending.done / sending.total)}%", "send-outline")
    elif cut:
        state = ("due", "等网络", "")
    else:
        state = ("draft", "等着发", "")
    return ToldLine(entry.bundle, title, context, *state)


def answered_line(entry: Answered, today: date) -> ToldLine:
    found = entry.receipt
    state = ("done", "回执已到")
    if found.rejected:
        state = ("returned", f"没收 {found.rejected} 条")
    elif found.conflict:
        state = ("conflict", f"冲突 {found.conflict} 条")
    return ToldLine(
        found.bundle,
        f"第 {found.sequence} 号包　回执 {moment_words(entry.at, today)}",
        _counts(found),
        *state,
    )


def amount_words(step: Step, left: float | None) -> str:
    """「第 3 号包 12.3 MB / 38.0 MB，大约还要 6 秒」 ``left``: seconds."""
    if not step.total:
        return step.text
    said = f"{step.text.removeprefix('正在上报')} {size_words(step.done)} / {size_words(step.total)}"
    if left is None:
        return said
    return (
        f"{said}，大约还要 {max(1, round(left))} 秒"
        if left < 90
        else f"{said}，大约还要 {round(left / 60)} 分钟"
    )


def _counts(found: ReceiptSummary) -> str:
    parts = [f"入库 {found.accepted} 条"]
    for word, number in (("重复", found.duplicate), ("冲突", found.conflict), ("没收", found.rejected)):
        parts += [f"{word} {number} 条"] if number else []
    return "，".join(parts)


def _today(at: str, today: date) -> bool:
    return datetime.fromisoformat(at).date() == today
