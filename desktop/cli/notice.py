"""`notice`: the printed notice and its life on the board."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.base.errors import Refusal
from desktop.cli.days import day_of
from desktop.cli.invocation import Invocation, say_findings
from desktop.usecases.notice_parts import SPLITS
from desktop.usecases.notice_views import Look

commands = typer.Typer(help="公示", no_args_is_help=True)


@commands.command("make", help="把签发的记录排成公示 PDF，与打印的一样")
def make(
    context: typer.Context,
    record: str,
    out: Annotated[Path, typer.Option(help="PDF 文件；按村分开排时是文件夹")],
    paper: Annotated[str, typer.Option(help="A4 或 A3")] = "A4",
    split: Annotated[str, typer.Option(help="分开排：village 每个村一份")] = "",
    bilingual: Annotated[str, typer.Option(help="加一种文字：bo 藏文")] = "",
    large: Annotated[bool, typer.Option("--large", help="大字版")] = False,
) -> None:
    call: Invocation = context.obj
    look = Look(large, bilingual)
    if split:
        _make_parts(call, record, out, paper, split, look)
        return
    with call.session() as session:
        outcome = session.notices.make(record, out, paper, look=look)
        say_findings(outcome.findings)
        notice = outcome.value
        call.answer(
            {"notice": notice.id, "file": str(out), "pages": notice.pages, "title": notice.title},
            f"{notice.id}　{notice.title}　{notice.pages} 页　{out}",
        )


def _make_parts(call: Invocation, record: str, out: Path, paper: str, split: str, look: Look) -> None:
    if split not in SPLITS:
        raise Refusal(
            f"不能按“{split}”分开排。", safe="什么都没有写。", todo="请写 --split village。", code="bad-split"
        )
    with call.session() as session:
        outcome = session.notices.make_parts(record, out, paper, look=look)
        say_findings(outcome.findings)
        call.answer(
            [
                {"notice": notice.id, "part": notice.part, "pages": notice.pages, "title": notice.title}
                for notice in outcome.value
            ],
            *(f"{notice.id}　{notice.part}　{notice.title}　{notice.pages} 页" for notice in outcome.value),
            f"共 {len(outcome.value)} 份，写在 {out}",
        )


@commands.command("screen", help="把签发的记录做成村里电子屏用的图片（1920×1080），一屏一个文件")
def screen(
    context: typer.Context,
    record: str,
    out: Annotated[Path, typer.Option(help="放图片的文件夹")],
    part: Annotated[str, typer.Option(help="只做这个村的")] = "",
    bilingual: Annotated[str, typer.Option(help="加一种文字：bo 藏文")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        outcome = session.screens.write(record, out, part, look=Look(language=bilingual))
        say_findings(outcome.findings)
        call.answer(
            {"folder": str(out), "files": [path.name for path in outcome.value]},
            f"共 {len(outcome.value)} 屏，写在 {out}",
        )


@commands.command("post", help="登记张贴")
def post(
    context: typer.Context,
    notice: str,
    board: Annotated[str, typer.Option(help="公示栏")],
    on: Annotated[str, typer.Option(help="日期")],
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        posting = session.notices.post(notice, board, day_of(on)).value
        call.answer(
            posting.model_dump(mode="json"),
            f"已登记张贴：{posting.number}，{posting.board}，{posting.due_down_on} 起可以撤下。",
        )


@commands.command("remove", help="登记撤下")
def remove(
    context: typer.Context,
    notice: str,
    board: Annotated[str, typer.Option(help="公示栏")],
    on: Annotated[str, typer.Option(help="日期")],
    reason: Annotated[str, typer.Option(help="提前撤下的理由")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        outcome = session.notices.remove(notice, board, day_of(on), reason)
        say_findings(outcome.findings)
        posting = outcome.value
        call.answer(posting.model_dump(mode="json"), f"已登记撤下：{posting.number}，{posting.board}。")


@commands.command("register", help="张贴登记簿")
def register(context: typer.Context, year: Annotated[int | None, typer.Option(help="年份")] = None) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        lines = session.notices.postings(year)
        call.answer(
            [
                {
                    **line.posting.model_dump(mode="json"),
                    "title": line.title,
                    "state": line.state,
                    "void": line.void,
                    "replaces_number": line.replaces,
                    "replaced_by": line.replaced_by,
                    "photos": line.photos,
                    "open_objections": line.objections,
                }
                for line in lines
            ],
            *(
                f"{line.posting.number}　{line.posting.board}　{line.posting.posted_on} 至 {line.posting.removed_on or ''}　{line.title}"
                + (f"　替代 {line.replaces}" if line.replaces else "")
                + (f"　已由 {line.replaced_by} 替代" if line.replaced_by else "")
                for line in lines
            ),
        )
