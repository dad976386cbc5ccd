"""More of `bundle`: what a county does about the offices below it: conflicts, what waits, taking back, giving back, the file down."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.invocation import Invocation
from desktop.usecases.county_views import DownTaken, DownWritten, HeldLine

Reason = Annotated[str, typer.Option(help="理由，别的单位会看到")]


def register(commands: typer.Typer) -> None:
    """Add the commands to the group `bundle`."""
    commands.command("conflicts", help="两边都改过、等人来定的；写出编号就逐项对照")(conflicts)
    commands.command("decide", help="定一个冲突：留本机的还是对方的，另一个留着备查")(decide)
    commands.command("quarantine", help="待查的：是什么，为什么")(quarantine)
    commands.command("look-again", help="待查的再看一遍，收得进的收进来")(look_again)
    commands.command("drop", help="待查的一条不收了，写明理由")(drop)
    commands.command("arrivals", help="收过哪些包")(arrivals)
    commands.command("undo", help="把收过的一个包整个退出")(undo)
    commands.command("return", help="把一条记录退回给报送单位")(return_)
    commands.command("down", help="写出带给下级的文件：退回、回执更正、州里收到哪些")(down)


def conflicts(
    context: typer.Context,
    held: Annotated[str, typer.Argument(help="冲突的编号")] = "",
    kept: Annotated[str, typer.Option(help="列出这条记录定过的、留着备查的版本")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        if not held:
            found = session.conflicts.kept(kept) if kept else session.conflicts.open()
            call.answer({"conflicts": [asdict(line) for line in found]}, *(_words(line) for line in found))
            return
        shown = session.conflicts.show(held)
        call.answer(
            asdict(shown),
            _words(shown.held),
            f"本机：修订 {shown.ours.revision}，{shown.ours.made_by}，{shown.ours.made_at}",
            f"对方：修订 {shown.theirs.revision}，{shown.theirs.made_by}，{shown.theirs.made_at}",
            *(f"{line.place}：{line.old or '没有'} ｜ {line.new or '没有'}" for line in shown.lines),
        )


def decide(
    context: typer.Context,
    held: str,
    reason: Reason,
    keep: Annotated[str, typer.Option(help="ours 留本机的，theirs 留对方的")],
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        line = session.conflicts.decide(held, keep, reason).value
        kept = "本机的" if keep == "ours" else "对方的"
        call.answer(
            {"record": line.record, "keep": keep},
            f"“{line.title}”定了留{kept}版本，另一个留着备查。请写一份带给报送单位的文件。",
        )


def quarantine(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        found = session.quarantine.open()
        call.answer({"quarantine": [asdict(line) for line in found]}, *(_words(line) for line in found))


def look_again(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        moved = session.quarantine.look_again().value
        left = len(session.quarantine.open())
        call.answer({"records": list(moved), "left": left}, f"收进 {len(moved)} 条，还有 {left} 条待查。")


def drop(context: typer.Context, held: str, reason: Reason) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        line = session.quarantine.drop(held, reason).value
        call.answer(
            {"record": line.record}, f"“{line.title}”不收了，原样留着备查。请写一份带给报送单位的文件。"
        )


def arrivals(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        found = session.arrivals.lines()
        call.answer(
            {"arrivals": [asdict(line) for line in found]},
            *(
                f"{line.bundle}　{line.unit}　{line.sequence} 号包　{line.at[:16]}　改动 {line.records} 条"
                + (f"　已退出：{line.undone_reason}" if line.undone_at else "")
                for line in found
            ),
        )


def undo(context: typer.Context, bundle: str, reason: Reason) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        records = session.arrivals.undo(bundle, reason).value
        call.answer(
            {"bundle": bundle, "records": records},
            f"整个退出了，{records} 条记录回到收之前的样子。请写一份带给报送单位的文件，让他们再发一次。",
        )


def return_(
    context: typer.Context,
    record: str,
    reason: Annotated[str, typer.Option(help="退回的话，写给报送单位")] = "",
    code: Annotated[list[str] | None, typer.Option(help="常用理由的代码，可以写几个")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        given = session.down.return_(record, code or [], reason).value
        call.answer(
            {"record": given.record, "revision": given.revision, "reasons": list(given.reasons), "text": given.text},
            "记下了。请写一份带给报送单位的文件，他们收了才知道。",
        )  # fmt: skip


def down(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="文件夹或U盘")],
    organisation: Annotated[str, typer.Option("--for", help="下级单位的区划代码")],
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        made = session.down.write(to, organisation).value
        call.answer(
            {"file": str(made.path), "number": made.number, "returns": made.returns, "standing": made.standing,
             "upward": made.upward},
            f"写好了，带给{made.unit}：{made.path}。退回 {made.returns} 条，回执有变化 {made.standing} 条，"
            f"上面已答复 {made.upward} 条。",
        )  # fmt: skip


def down_answer(taken: DownTaken) -> tuple[dict[str, Any], str]:
    """What taking in a file from above is answered with: plain data, and a sentence."""
    words = (
        f"{taken.unit}第 {taken.number} 份：退回 {taken.returned} 条，改为已收 {taken.settled} 条，"
        f"要再发 {taken.again} 条，上面已答复 {taken.further} 条"
    )
    other = f"；另有 {taken.unknown} 条是别的电脑报的" if taken.unknown else ""
    return asdict(taken), f"{words}{other}。"


def down_seen(seen: DownWritten) -> tuple[dict[str, Any], str]:
    """What looking into a file from above is answered with."""
    words = f"{seen.unit}第 {seen.number} 份：退回 {seen.returns} 条，回执有变化 {seen.standing} 条，上面已答复 {seen.upward} 条"
    return {**asdict(seen), "path": str(seen.path)}, f"{words}。什么都没有收。"


def _words(line: HeldLine) -> str:
    bundle = f"　{line.sequence} 号包" if line.sequence else ""
    return f"{line.id}　{line.unit}{bundle}　{line.title}　修订 {line.revision}　{line.reason}"
