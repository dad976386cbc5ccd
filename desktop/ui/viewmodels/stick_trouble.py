"""What the clerk is told when a stick or a bundle lets us down: what happened, what is safe, what to do, which way on.

The sentences of the error itself come first; this file only adds the steps and the buttons that fit them.
"""

import errno
import re
from dataclasses import dataclass

from desktop.base.errors import MingbaiError, SurroundingsError
from desktop.base.words import tr
from desktop.ui.ask import Ask

LATER, OTHER, AGAIN = "later", "other", "again"


@dataclass(frozen=True, slots=True)
class Trouble:
    """``buttons`` are (key, words); the first leaves, the last is the filled one. ``detail`` is for technicians."""

    what: str
    safe: str
    steps: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...]
    detail: str = ""


_KEPT = tr("本机记录没有受影响。")
_LATER = (LATER, tr("以后再说"))
_OTHER_STICK = (OTHER, tr("换一个U盘"))
_OTHER_FOLDER = (OTHER, tr("换一个文件夹"))
_OTHER_FILE = (OTHER, tr("换一个文件"))
_CODES = {
    "no-space": "full",
    "disk-full": "full",
    "read-only": "locked",
    "no-folder": "missing",
    "disk-error": "pulled",
    "stick-faulty": "faulty",
}
# The operating system's reasons share one code; what it said itself tells them apart.
_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "locked",
    errno.EPERM: "locked",
    errno.EROFS: "locked",
    errno.ENOENT: "missing",
    errno.EIO: "pulled",
    errno.ENODEV: "pulled",
}
_ENDS = re.compile(r"(?<=。)|(?<=\.)\s")
_TITLES = {
    "full": tr("U盘空间不够，没有写成。"),
    "locked": tr("这个U盘或文件夹只能读，写不进去。"),
    "missing": tr("找不到这个U盘或文件夹。"),
    "pulled": tr("U盘中途断开了，还没有写完。"),
}


def writing_trouble(error: MingbaiError) -> Trouble:
    """For a bundle or receipt that could not be written to the chosen folder."""
    kind = _kind(error)
    safe = error.safe or tr("什么都没有改动。")
    own_words = error.code != "write-failed"
    what = error.what if own_words or kind not in _TITLES else _TITLES[kind]
    detail = "" if what == error.what else error.what
    steps: tuple[str, ...]
    if kind == "full":
        steps = (tr("请删掉U盘上不用的文件，再点“腾好了，再写一次”。"), tr("或者换一个U盘。"))
        return Trouble(what, _KEPT, steps, (_LATER, _OTHER_STICK, (AGAIN, tr("腾好了，再写一次"))), detail)
    if kind == "locked":
        steps = (
            tr("U盘侧面有写保护开关的，请拨到能写的一边，再点“再写一次”。"),
            tr("或者换一个能写的文件夹。"),
        )
        return Trouble(what, _KEPT, steps, (_LATER, (AGAIN, tr("再写一次")), _OTHER_FOLDER), detail)
    if kind in {"missing", "pulled"}:
        steps = (
            tr("把U盘重新插好，换一个插口更稳妥。"),
            tr("点“插好了，再写一次”，程序从头写，没写完的会自己清掉。"),
            tr("再断开就换一个U盘；多次断开的U盘请不要再用。"),
        )
        kept = tr("{kept}U盘上没写完的文件不会被当成正式的包。", kept=_KEPT)
        return Trouble(what, kept, steps, (_LATER, _OTHER_STICK, (AGAIN, tr("插好了，再写一次"))), detail)
    if kind == "faulty":
        return Trouble(what, safe, _sentences(error.todo), (_LATER, _OTHER_STICK), detail)
    if isinstance(error, SurroundingsError):
        return Trouble(what, safe, _sentences(error.todo), (_LATER, _OTHER_FOLDER, (AGAIN, tr("再写一次"))))
    return Trouble(what, safe, _sentences(error.todo), (("leave", tr("知道了")),))


def reading_trouble(error: MingbaiError) -> Trouble:
    """For a bundle, a receipt or a grant that could not be taken in."""
    safe = error.safe or tr("本机原有的数据没有动。")
    steps = _sentences(error.todo) or (tr("请换一个文件再试。"),)
    if isinstance(error, SurroundingsError):
        return Trouble(error.what, safe, steps, (_LATER, _OTHER_FILE, (AGAIN, tr("插好了，再收一次"))))
    return Trouble(error.what, safe, steps, (_LATER, _OTHER_FILE))


def ask_about(ask: Ask, trouble: Trouble) -> str:
    """The key of the button the clerk chose."""
    return ask.stop(trouble.what, trouble.safe, trouble.steps, trouble.buttons, trouble.detail)


def _kind(error: MingbaiError) -> str:
    if not isinstance(error, SurroundingsError):
        return ""
    cause = error.__cause__
    said = _REASONS.get(cause.errno or 0, "") if isinstance(cause, OSError) else ""
    return _CODES.get(error.code, said)


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _ENDS.split(text) if part.strip())
