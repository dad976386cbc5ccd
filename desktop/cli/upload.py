"""`upload`: the same bundles over a line; `line`: how the office reaches its server. Makes no decisions."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from desktop.base.errors import Refusal
from desktop.base.progress import Progress, Step
from desktop.cli.below import down_answer
from desktop.cli.invocation import Invocation, say
from desktop.usecases.line_settings import LineSettings, with_authorities
from desktop.usecases.upload_views import UploadResult

Server = Annotated[str | None, typer.Option(help="服务器地址，https 开头；不写就用设置里的")]
ProxyOption = Annotated[str | None, typer.Option(help="system（随电脑）、none（不用）或 http://地址:端口")]
Authority = Annotated[Path | None, typer.Option("--ca", help="单位自己的 CA 证书文件（PEM）")]
Kbps = Annotated[int | None, typer.Option("--limit", help="限速，每秒多少 KB；0 不限")]
Hours = Annotated[str | None, typer.Option("--limit-hours", help="限速的钟点，如 8-18；不写就是全天")]


def upload(
    context: typer.Context,
    server: Server = None,
    proxy: ProxyOption = None,
    ca: Authority = None,
    limit: Kbps = None,
    limit_hours: Hours = None,
    wait: Annotated[float, typer.Option(help="送到后等回执的秒数")] = 60,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        line = _changed(session.line.read(), server, proxy, ca, limit, limit_hours)
        progress = Progress(None if call.as_json else _Listener())
        result = session.upload.send(line, wait=max(0.0, wait), progress=progress).value
        call.answer(_document(result), *_sentences(result))


def line(
    context: typer.Context,
    server: Server = None,
    proxy: ProxyOption = None,
    ca: Authority = None,
    limit: Kbps = None,
    limit_hours: Hours = None,
    automatic: Annotated[bool | None, typer.Option("--automatic/--by-hand", help="要不要自动上报")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        kept = session.line.read()
        wanted = _changed(kept, server, proxy, ca, limit, limit_hours)
        if automatic is not None:
            wanted = replace(wanted, automatic=automatic)
        if wanted != kept:
            kept = session.line.set(wanted).value
        shown = {key: value for key, value in asdict(kept).items() if key != "authorities"}
        shown["proxy"] = _without_password(kept.proxy)
        how = "自动上报" if kept.automatic else "每次由人来发"
        call.answer(
            shown, f"服务器：{kept.server}（{how}）" if kept.server else "还没有设服务器，程序不会自己上网。"
        )


def _changed(
    kept: LineSettings,
    server: str | None,
    proxy: str | None,
    ca: Path | None,
    limit: int | None,
    hours: str | None,
) -> LineSettings:
    """The kept settings with what was named on the command line."""
    if server is not None:
        kept = replace(kept, server=server)
    if proxy is not None:
        kept = replace(kept, proxy=proxy)
    if ca is not None:
        kept = with_authorities(kept, ca)
    if limit is not None:
        kept = replace(kept, kbps=limit)
    if hours is not None:
        first, _, last = hours.partition("-")
        if not (first.strip().isdecimal() and last.strip().isdecimal()):
            raise Refusal(
                f"“{hours}”看不懂。", safe="什么都没有发。", todo="请照着这样写：8-18。", code="bad-hours"
            )
        kept = replace(kept, from_hour=int(first), until_hour=int(last))
    return kept


def _without_password(proxy: str) -> str:
    before, found, host = proxy.rpartition("@")
    return f"{before.partition('://')[0]}://…@{host}" if found else proxy


class _Listener:
    """A line on the terminal for every tenth of the way, not for every piece."""

    def __init__(self) -> None:
        self._last = ("", -1)

    def __call__(self, step: Step) -> None:
        tenth = step.done * 10 // step.total if step.total else 0
        if (step.text, tenth) != self._last:
            self._last = (step.text, tenth)
            say(f"{step.text} {tenth * 10}%" if step.total else step.text)


def _document(result: UploadResult) -> dict[str, object]:
    return {
        "sent": [asdict(bundle) for bundle in result.sent],
        "receipts": [asdict(receipt) for receipt in result.receipts],
        "unanswered": list(result.unanswered),
        "heard": asdict(result.heard) if result.heard else None,
        "packs": list(result.packs),
    }


def _sentences(result: UploadResult) -> list[str]:
    said = []
    for sent in result.sent:
        again = f"，断过 {sent.cuts} 次，重发 {sent.resent} 字节" if sent.cuts else ""
        had = "服务器早就有了，没有重发" if sent.known else f"已送到服务器，{sent.size} 字节{again}"
        said.append(f"{sent.sequence} 号包{had}。")
    said += [
        f"{got.sequence} 号包的回执：入库 {got.accepted} 条，重复 {got.duplicate} 条，冲突 {got.conflict} 条，没收 {got.rejected} 条。"
        for got in result.receipts
    ]
    if result.heard:
        said.append(f"上级带下来的文件也取回来了。{down_answer(result.heard)[1]}")
    if result.packs:
        said.append(f"取到 {len(result.packs)} 个更新包，还没有用：请管理员用 mingbai pack arrived 看一看。")
    if result.unanswered:
        numbers = "、".join(str(number) for number in result.unanswered)
        said.append(f"{numbers} 号包还没有回执，没有回执的不算办完。过一会儿再运行一次，会把回执取回来。")
    return said or ["没有要上报的，签发过的都有回执了。"]


def register(application: typer.Typer, settings: typer.Typer) -> None:
    application.command("upload", help="通过网络上报：和U盘同样的包，断了会接着发，再把回执取回来")(upload)
    settings.command("line", help="看和改：通过网络上报的服务器、代理、证书、限速")(line)
