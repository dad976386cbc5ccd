"""What can go wrong on a line, each in one sentence. A cut is tried again by whoever sends; the rest is told."""

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.words import tr, zh

SAFE = zh("记录都在本机，已经送到的部分不用重发。")
LATER = zh("网络好了再上报一次，会从断的地方接着发；也可以改用U盘。")
ASK_ABOVE = zh("请把这句话告诉上级的管理员；着急可以改用U盘。")


class LineCut(SurroundingsError):
    """Not reached, broken off, silent, or busy: worth another try. ``wait``: seconds the server asked for."""

    def __init__(self, what: str, *, code: str = "line-cut", wait: float = 0) -> None:
        super().__init__(what, safe=SAFE, todo=LATER, code=code)
        self.wait = wait


def cut(detail: str = "") -> LineCut:
    return LineCut(
        tr("网络断了，没有发完{detail}。", detail=tr("（{detail}）", detail=detail) if detail else "")
    )


def silent(host: str) -> LineCut:
    return LineCut(tr("“{host}”一直没有回音。", host=host), code="line-silent")


def unreachable(host: str, detail: str = "") -> LineCut:
    return LineCut(
        tr("连不上“{host}”{detail}。", host=host, detail=tr("（{detail}）", detail=detail) if detail else ""),
        code="unreachable",
    )


def busy(status: int, wait: float) -> LineCut:
    return LineCut(tr("服务器正忙（{status}），没有发完。", status=status), code="server-busy", wait=wait)


def certificate(host: str, detail: str) -> SurroundingsError:
    """No other try helps, and nothing may be sent past it."""
    return SurroundingsError(
        tr(
            "“{host}”的证书不对，不能确定对面就是上级的服务器，所以没有发（{detail}）。",
            host=host,
            detail=detail,
        ),
        safe=SAFE,
        todo=tr(
            "请看一下电脑的日期对不对；单位自己的证书请在设置里选它的 CA 文件；还不行请告诉上级的管理员。"
        ),
        code="certificate",
    )


def proxy_refused(status: int) -> SurroundingsError:
    return SurroundingsError(
        tr("代理不让过（{status}），没有发。", status=status),
        safe=SAFE,
        todo=tr("请核对设置里代理的地址、用户名和口令。"),
        code="proxy-refused",
    )


def confused(detail: str) -> SurroundingsError:
    """The server contradicts itself or the protocol."""
    return SurroundingsError(
        tr("服务器的回答前后对不上（{detail}），没有发完。", detail=detail),
        safe=SAFE,
        todo=ASK_ABOVE,
        code="server-confused",
    )


def redirected(status: int) -> SurroundingsError:
    return SurroundingsError(
        tr("服务器要我们转到别的地址（{status}），没有跟过去。", status=status),
        safe=SAFE,
        todo=tr("请核对服务器地址，或向上级要新的地址。有的网络要先在浏览器里登录才能上网。"),
        code="redirected",
    )


def refused(status: int, said: str = "") -> Refusal:
    """The server will not have it, however often it is sent."""
    words = {
        401: tr("要登录"),
        403: tr("不允许本机上报"),
        404: tr("没有上报的入口"),
        413: tr("嫌这个包太大"),
        507: tr("没有空间了"),
    }
    why = words.get(status, said or tr("没有说原因"))
    return Refusal(
        tr("服务器没有收（{status}：{why}）。", status=status, why=why),
        safe=tr("记录都在本机，还没有报上去。"),
        todo=ASK_ABOVE,
        code="server-refused",
    )
