"""`mingbai-prefecture conflicts`, `settle`, `down`: words in, words out; decides nothing."""

from pathlib import Path
from typing import Annotated

import typer

from prefecture import conflicts
from prefecture.branches import versions_of
from prefecture.conflicts import KEEP_WORDS, Keep
from prefecture.database import figures
from prefecture.database.connection import connected
from prefecture.database.held import Conflict
from prefecture.down import write_all
from prefecture.opening import Database, StoreFolder, intake_of
from prefecture.web.offices import Offices

commands = typer.Typer()
_OUTCOMES = {
    "ours": "定了，没有用这个版本", "theirs": "定了，用了这个版本", "replaced": "定了，原来在用，让出来了",
}  # fmt: skip


@commands.command("conflicts", help="两边都改过、等人来定的；写出编号就逐项对照")
def list_conflicts(
    database: Database,
    store: StoreFolder,
    held: Annotated[str, typer.Argument(help="冲突的编号")] = "",
    record: Annotated[str, typer.Option(help="列出这条记录定过的、留着备查的版本")] = "",
    whole: Annotated[bool, typer.Option("--all", help="对照时把不公开的栏目也列出来，周围没有外人再用")] = False,
) -> None:  # fmt: skip
    intake = intake_of(database, store)
    if held:
        _show(conflicts.show(intake, held), whole=whole)
        return
    found = conflicts.kept(intake, record) if record else conflicts.waiting(intake)
    with connected(database) as connection:
        offices = Offices(intake.catalogue.divisions)
        offices.learn(figures.contacts(connection, intake.receiver.prefix))
    for one in found:
        print(_line(one, offices.name(one.organisation)))
    if not found:
        print("这条记录没有定过的版本。" if record else "没有等人定的冲突。")


@commands.command("settle", help="定一个冲突：留现在用的（ours）还是换成另一个（theirs），没用的那个留着备查")
def settle(
    database: Database,
    store: StoreFolder,
    held: Annotated[str, typer.Argument(help="冲突的编号，conflicts 里看")],
    keep: Annotated[Keep, typer.Argument(help="；".join(f"{one} {KEEP_WORDS[one]}" for one in Keep))],
    reason: Annotated[str, typer.Option(help="理由，县里和乡里会看到")],
    by: Annotated[str, typer.Option(help="谁定的，只记在州里")],
) -> None:
    done = conflicts.decide(intake_of(database, store), held, keep, reason, by)
    said = done.said
    print(
        f"定了：{KEEP_WORDS[keep]}。记录 {said.record}，现在是修订 {said.kept[-1].revision}；另一个版本留着备查。"
    )
    if done.released:
        print(f"原来等着它的 {len(done.released)} 条也收进来了。")
    print("县里下一次上报时会取走这个决定；没有网络的，用 mingbai-prefecture down 写到U盘上带去。")


@commands.command("down", help="写出带给下级的文件：定了哪些冲突、补收了哪些、停用了哪些电脑")
def down(
    database: Database,
    store: StoreFolder,
    out: Annotated[Path, typer.Option(help="文件夹或U盘")],
    organisation: Annotated[str, typer.Option("--for", help="下级单位的区划代码；不写就给每一个有话要说的写一份")] = "",
) -> None:  # fmt: skip
    written = write_all(intake_of(database, store), out, organisation)
    for one in written:
        print(
            f"{one.unit}：第 {one.number} 份，定了 {one.settled} 个冲突，补收 {one.standing} 条，写在 {one.path}"
        )
    if not written:
        print("没有要告诉下级的，什么都没有写。")


def _line(one: Conflict, unit: str) -> str:
    outcome = _OUTCOMES.get(one.resolved, "后来自己接上了") if one.resolved else "等人来定"
    said = f"：{one.resolved_for}（{one.resolved_by}）" if one.resolved_for else ""
    return f"{one.held.id}　{unit}　记录 {one.held.record}　修订 {one.held.revision}　{outcome}{said}"


def _show(shown: conflicts.Shown, *, whole: bool) -> None:
    sides = shown.sides
    for name, side in (("现在用的", sides.ours), ("另一个", sides.theirs)):
        head = side.line.revisions[-1] if side.line.revisions else None
        if head is not None:
            numbers = "、".join(str(one.revision) for one in versions_of(side))
            print(f"{name}（ours）" if side is sides.ours else f"{name}（theirs）", end="：")
            print(f"修订 {numbers}，{head.made_by}，{head.made_at}，{head.reason or '没有写原因'}")
    print(f"两个版本到修订 {sides.fork} 为止是一样的。" if sides.fork else "两个版本没有共同的修订。")
    hidden = 0
    for line in shown.lines:
        if line.public or whole:
            print(f"{line.place}：{line.ours or '没有'} ｜ {line.theirs or '没有'}")
        hidden += not (line.public or whole)
    if hidden:
        print(f"不公开的栏目还有 {hidden} 处不同，加 --all 才列出来。")
