"""`notice photo | rounds | certificate | statement`: what goes with a sheet on the board."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desktop.base.errors import Refusal
from desktop.cli.days import day_of
from desktop.cli.invocation import Invocation, say_findings
from desktop.usecases.office import Session


def register(commands: typer.Typer) -> None:
    commands.command("photo", help="给一张公示添加公示栏的照片；不写文件就列出已有的")(photo)
    commands.command("rounds", help="当天要取下、要张贴的，排成一张工作单")(rounds)
    commands.command("certificate", help="开张贴证明")(certificate)
    commands.command("archive", help="把公示、记录、照片、异议和登记打成一个归档包")(archive)
    commands.command("statement", help="更正或撤回以后贴出的公告")(statement)


def photo(
    context: typer.Context,
    notice: Annotated[str, typer.Argument(help="公示编号")],
    files: Annotated[list[Path] | None, typer.Argument(help="jpg、png 或 webp")] = None,
    board: Annotated[str, typer.Option(help="公示栏；只贴了一处可以不写")] = "",
    out: Annotated[Path | None, typer.Option(help="把去掉拍摄信息的照片写到这个文件夹")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        posting = _posting(session, notice, board)
        for file in files or []:
            say_findings(session.photos.add(posting, file).findings)
        kept = session.photos.of(posting)
        if out is not None:
            for number, each in enumerate(kept, 1):
                session.photos.save(posting, each.id, out / f"photo-{number:02}.jpg")
        call.answer(
            [each.model_dump(mode="json") for each in kept],
            *(
                f"{each.name or '照片'}　{each.taken_at or '没有拍摄时间'}　{each.shown[:16]}"
                for each in kept
            ),
        )


def rounds(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="PDF 文件")],
    on: Annotated[str, typer.Option(help="日期；不写就是今天")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        found = session.rounds.write(out, day_of(on) if on else None)
        call.answer(
            {**asdict(found), "file": str(out)},
            *(f"取下　{line.board}　{line.number}　{line.title}　{line.why}" for line in found.down),
            *(f"张贴　{line.title}　{line.why}" for line in found.up),
            f"工作单：{out}",
        )


def certificate(
    context: typer.Context,
    notice: Annotated[str, typer.Argument(help="公示编号")],
    out: Annotated[Path, typer.Option(help="PDF 文件")],
    board: Annotated[str, typer.Option(help="公示栏；只贴了一处可以不写")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        session.certificates.write(notice, out, board)
        call.answer({"notice": notice, "file": str(out)}, f"张贴证明：{out}")


def archive(
    context: typer.Context,
    notice: Annotated[str, typer.Argument(help="公示编号")],
    out: Annotated[Path, typer.Option(help="ZIP 文件")],
    names: Annotated[bool, typer.Option("--names", help="连提出异议的人一起写进去，只能留在单位")] = False,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        pack = session.archive.write(notice, out, names=names).value
        call.answer(
            {"notice": notice, "file": str(out), "files": pack.files},
            f"归档包：{out}，{len(pack.files)} 个文件",
        )


def statement(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="记录编号")],
    out: Annotated[Path, typer.Option(help="PDF 文件")],
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        session.statements.write(record, out)
        call.answer({"record": record, "file": str(out)}, f"公告：{out}")


def _posting(session: Session, notice: str, board: str) -> str:
    """The id of the notice's sheet on ``board``, the last one if it hung there twice."""
    lines = [line for line in session.notices.postings() if line.posting.notice == notice]
    here = [line for line in lines if board in {"", line.posting.board}]
    if not here:
        raise Refusal(
            "这份公示没有登记过张贴。", safe="什么都没有改动。", todo="请先登记张贴。", code="not-posted"
        )
    if len({line.posting.board for line in here}) > 1:
        raise Refusal(
            "这份公示贴在几处。",
            safe="什么都没有改动。",
            todo="请用 --board 说明哪一处。",
            code="which-board",
        )
    return here[-1].posting.id
