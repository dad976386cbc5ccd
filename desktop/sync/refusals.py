"""The sentences with which a bundle is refused, each in one place, so that screen, command line and tests agree."""

from pathlib import Path

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.words import tr, zh

NOTHING_TOUCHED = zh("原有数据没有动。")
BROKEN = zh("这个包不完整或被改动过。")
EXPORT_AGAIN = zh("请发送单位重新导出一次，再拿来收。")
NEWER = zh("这个包是更新的程序做的，本机认不全。")
UPDATE_FIRST = zh("请更新程序后再收一次。")


def broken(detail: str = "") -> Refusal:
    """Cut short or altered. ``detail`` is a Chinese clause for the person who looks closer."""
    what = tr("{broken}：{detail}。", broken=tr(BROKEN)[:-1], detail=detail) if detail else BROKEN
    return Refusal(what, safe=NOTHING_TOUCHED, todo=EXPORT_AGAIN, code="bundle-broken")


def newer() -> Refusal:
    return Refusal(NEWER, safe=NOTHING_TOUCHED, todo=UPDATE_FIRST, code="bundle-newer")


def too_large() -> Refusal:
    return Refusal(
        tr("这个包太大，本机装不下。"),
        safe=NOTHING_TOUCHED,
        todo=tr("请发送单位分几次导出。"),
        code="bundle-too-large",
    )


def no_bundle(path: Path) -> Refusal:
    """A file of another kind: nobody can export it again."""
    return Refusal(
        tr("“{name}”不是同步包。", name=path.name),
        safe=NOTHING_TOUCHED,
        todo=tr("请选文件名以“.mingbai”结尾的那个文件。"),
        code="not-a-bundle",
    )


def not_found(path: Path) -> Refusal:
    """Also for a folder, which is there and is no file."""
    if path.is_dir():
        return Refusal(
            tr("“{name}”是文件夹，不是文件。", name=path.name),
            safe=NOTHING_TOUCHED,
            todo=tr("请打开这个文件夹，选里面的文件。"),
            code="file-not-found",
        )
    return Refusal(
        tr("找不到“{name}”。", name=path.name),
        safe=NOTHING_TOUCHED,
        todo=tr("请看一下U盘是否插好，再选一次文件。"),
        code="file-not-found",
    )


def unreadable(error: OSError, path: Path) -> SurroundingsError:
    """The operating system could not read ``path``."""
    return SurroundingsError(
        tr("读“{name}”时出错（{reason}）。", name=path.name, reason=error.strerror or tr("原因不明")),
        safe=NOTHING_TOUCHED,
        todo=tr("请把U盘重新插一次再试；还不行，请发送单位换一个U盘重新导出。"),
        code="read-failed",
    )
