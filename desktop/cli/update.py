"""`update`: program updates by stick, for who takes them in and for who makes them."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.invocation import Invocation
from desktop.usecases.pack_keys import PublisherFolder, read_key
from desktop.usecases.program_making import NewProgram, add_signature, make_update
from desktop.usecases.program_updates import UpdatePreview, this_system

commands = typer.Typer(help="程序更新：装U盘带来的新版本", no_args_is_help=True)


@commands.command("show", help="看一个程序更新：谁发的、哪一版、签名够不够；什么都不改")
def show(context: typer.Context, file: Path) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        seen = session.program.look(file)
        call.answer(_document(seen), *_lines(seen))


@commands.command("accept", help="装程序更新：新旧两版并排放着，下次打开用新的；打不开就自动回到旧的")
def accept(
    context: typer.Context,
    file: Path,
    fingerprint: Annotated[str, typer.Option(help="第一次：发更新的单位在电话里念的指纹")] = "",
    even_if_late: Annotated[bool, typer.Option("--date-checked", help="核对过电脑的日期，过期也装")] = False,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        seen = session.program.accept(file, fingerprint=fingerprint, even_if_late=even_if_late).value
        call.answer(_document(seen), f"{seen.program} 版已装好，下次打开明白就是新版本。")


@commands.command("make", help="（发布单位）把打包好的程序文件夹做成更新，并用手边的密钥签名")
def make(
    context: typer.Context,
    folder: Path,
    keys: Annotated[Path, typer.Option(help="密钥文件夹（pack init-keys 做的）")],
    program: Annotated[str, typer.Option("--program", help="版本号，例如 0.2.0")],
    out: Annotated[Path, typer.Option(help="更新文件")],
    title: Annotated[str, typer.Option(help="一句话说是什么更新")],
    notes: Annotated[str, typer.Option(help="改了什么")] = "",
    system: Annotated[str, typer.Option(help="给哪种系统，例如 linux-x86_64、windows-amd64")] = "",
    start: Annotated[str, typer.Option(help="文件夹里的程序文件")] = "mingbai",
    days: Annotated[int, typer.Option(help="多少天以内可以装")] = 365,
) -> None:
    call: Invocation = context.obj
    new = NewProgram(folder, program, system or this_system(), start, title, notes)
    today = call.program.office().clock.today()
    listing = make_update(
        PublisherFolder(keys), new, out, today=today, days=days, passphrase=call.passphrase()
    )
    call.answer(
        {"file": str(out), "program": listing.program, "files": len(listing.files)},
        f"已写：{out}，{listing.program} 版，{len(listing.files)} 个文件。",
    )


@commands.command("sign", help="（发布单位）再加一个人的签名")
def sign(
    context: typer.Context,
    file: Path,
    folder: Path,
    key: Annotated[Path, typer.Option(help="这个人的密钥文件")],
) -> None:
    call: Invocation = context.obj
    roles = add_signature(file, folder, read_key(key, call.passphrase()))
    call.answer({"file": str(file), "roles": roles}, f"已签名：{'、'.join(roles)}。")


def _document(seen: UpdatePreview) -> dict[str, object]:
    return {
        "publisher": seen.publisher, "program": seen.program, "running": seen.running, "title": seen.title, "notes": seen.notes,
        "expires": seen.expires, "size": seen.size, "first": seen.first, "fingerprint": seen.fingerprint,
    }  # fmt: skip


def _lines(seen: UpdatePreview) -> list[str]:
    first = (
        f"第一次收{seen.publisher}的程序更新，请打电话核对指纹：{seen.fingerprint}"
        if seen.first
        else "签名核对过，是收过的那个单位。"
    )
    return [
        f"{seen.publisher}发的 {seen.program} 版（本机 {seen.running}）：{seen.title}",
        *([seen.notes] if seen.notes else []),
        f"{seen.size >> 20} MB，{seen.expires} 以前装。",
        first,
    ]
