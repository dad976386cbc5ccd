"""`pack`: content from above — make and sign one at county or prefecture; look at one, take it in, go back."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.base.paths import content_root
from desktop.cli.invocation import Invocation, say_findings
from desktop.domain.organisation import Level, Organisation
from desktop.usecases import pack_keys, pack_making
from desktop.usecases.pack_look import root_fingerprint
from desktop.usecases.pack_views import PackPreview

commands = typer.Typer(help="更新包：目录、表单、日历、模板", no_args_is_help=True)


@commands.command("init-keys", help="（发包单位）做一套密钥和签名人名单")
def init_keys(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="空文件夹")],
    code: Annotated[str, typer.Option(help="行政区划代码")],
    unit: Annotated[str, typer.Option(help="单位全称")],
    level: Annotated[str, typer.Option(help="county 或 prefecture")] = "county",
) -> None:
    call: Invocation = context.obj
    if level not in {"county", "prefecture"}:
        raise typer.BadParameter("县写 county，州写 prefecture", param_hint="--level")
    office = Organisation(code=code, unit=unit, level=Level(level))
    desk = call.program.office()
    root = pack_keys.init_keys(
        out, office, call.passphrase("密钥的口令："), desk.clock.today(), desk.key_cost
    )
    read_out = root_fingerprint(root)
    files = [path.name for path in pack_keys.PublisherFolder(out).key_files()]
    call.answer(
        {"folder": str(out), "fingerprint": read_out, "keys": files},
        f"密钥已做好：{out / 'keys'}（{len(files)} 个）。请交给不同的人分开保管。",
        f"指纹：{read_out}。下级第一次收更新包时，请在电话里念给他们。",
    )


@commands.command("rotate", help="（发包单位）换掉丢失或泄露的密钥")
def rotate(
    context: typer.Context,
    keys: Annotated[Path, typer.Option(help="init-keys 做的文件夹")],
    replace: Annotated[list[str], typer.Option(help="要换的密钥，例如 targets-1，可写多次")],
) -> None:
    call: Invocation = context.obj
    folder, desk = pack_keys.PublisherFolder(keys), call.program.office()
    root = pack_keys.rotate(
        folder, replace, call.passphrase("密钥的口令："), desk.clock.today(), desk.key_cost
    )
    call.answer(
        {"root": root.version, "fingerprint": root_fingerprint(root), "replaced": replace},
        f"已换 {len(replace)} 个密钥，签名人名单是第 {root.version} 版，随下一个更新包发下去。",
    )


@commands.command("make", help="（发包单位）把一个文件夹做成更新包，并用手边的密钥签名")
def make(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="更新包文件")],
    keys: Annotated[Path, typer.Option(help="init-keys 做的文件夹")],
    title: Annotated[str, typer.Option(help="一句话：这是什么更新")],
    source: Annotated[Path | None, typer.Option("--from", help="含 standards、templates 的文件夹")] = None,
    notes: Annotated[str, typer.Option(help="给下级的说明")] = "",
    days: Annotated[int, typer.Option(min=1, max=1100, help="管多少天")] = 400,
    with_home: Annotated[
        bool, typer.Option("--with-home", help="带上本单位数据目录里的本县目录和停用名单")
    ] = False,
) -> None:
    call: Invocation = context.obj
    lists: dict[str, bytes] = {}
    if with_home:
        with call.session() as session:
            lists = session.packs.lists_to_send()
    pack_making.make(
        pack_keys.PublisherFolder(keys), source, out, title=title, notes=notes, today=call.program.office().clock.today(), days=days,
        program_root=content_root(), passphrase=call.passphrase("密钥的口令："), lists=lists,
    )  # fmt: skip
    _show(call, out)


@commands.command("sign", help="（发包单位）再加一个人的签名")
def sign(
    context: typer.Context,
    file: Path,
    key: Annotated[Path, typer.Option(help="密钥文件")],
) -> None:
    call: Invocation = context.obj
    pack_making.add_signature(file, key, call.passphrase("密钥的口令："))
    _show(call, file)


@commands.command("show", help="看一个更新包：谁做的、有什么、签名够不够；用 --as 时对照本机")
def show(context: typer.Context, file: Path) -> None:
    call: Invocation = context.obj
    if not call.account:
        _show(call, file)
        return
    with call.session() as session:
        seen = session.packs.look(file)
        say_findings((*seen.problems, *seen.late))
        call.answer(_document(seen), *_lines(seen))
    if seen.problems:
        raise typer.Exit(1)


@commands.command("accept", help="收下更新包，从现在起用它")
def accept(
    context: typer.Context,
    file: Path,
    fingerprint: Annotated[str, typer.Option(help="第一次收时，发包单位在电话里念的指纹")] = "",
    even_if_late: Annotated[
        bool, typer.Option("--even-if-late", help="已核对过电脑日期，按日期过期也收")
    ] = False,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        seen = session.packs.accept(file, fingerprint=fingerprint, even_if_late=even_if_late).value
        call.answer(
            _document(seen),
            *_lines(seen),
            f"已在用{seen.publisher}的第 {seen.version} 个更新包“{seen.title}”。",
        )


@commands.command("arrived", help="从上级的服务器取到的、还没有收的更新包")
def arrived(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        files = [str(path) for path in session.packs.arrived()]
        call.answer(
            {"files": files},
            *(f"{file}　看：pack show；收：pack accept" for file in files),
            *([] if files else ["没有等着看的更新包。"]),
        )


@commands.command("undo", help="退回上一个更新包，或程序自带的内容")
def undo(
    context: typer.Context, publisher: Annotated[str, typer.Option("--of", help="发包单位的代码")] = ""
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        line = session.packs.undo(publisher).value
        now = f"第 {line.version} 个更新包“{line.title}”" if line.version else "程序自带的内容"
        call.answer(
            {"publisher": line.code, "version": line.version}, f"已退回，{line.publisher}的现在用{now}。"
        )


@commands.command("list", help="正在用谁的哪个更新包")
def in_force(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        lines = session.packs.lines()
        say_findings(session.packs.notes())
        call.answer(
            [
                {"publisher": line.code, "unit": line.publisher, "version": line.version, "title": line.title,
                 "edition": line.edition, "expires": line.expires, "expired": line.expired}
                for line in lines
            ],
            *(
                f"{line.publisher}　第 {line.version} 个“{line.title}”　管到 {line.expires}" if line.version
                else f"{line.publisher}　没有在用的更新包"
                for line in lines
            ),
            *([] if lines else ["没有收过更新包，用的是程序自带的内容。"]),
        )  # fmt: skip


def _show(call: Invocation, file: Path) -> None:
    seen = pack_making.show(file)
    call.answer(
        {
            "publisher": seen.code, "unit": seen.publisher, "version": seen.version, "title": seen.title,
            "made_at": seen.made_at, "expires": seen.expires, "root": seen.root, "fingerprint": seen.fingerprint,
            "files": list(seen.files), "complete": seen.complete,
            "signatures": [{"role": line.role, "have": line.have, "need": line.need} for line in seen.signers],
        },
        f"{seen.publisher}　第 {seen.version} 个更新包“{seen.title}”　{seen.made_at} 做，管到 {seen.expires}",
        f"指纹：{seen.fingerprint}",
        *(f"　{name}" for name in seen.files),
        *(f"签名　{line.words}：{line.have}/{line.need}" for line in seen.signers),
        "签名够了，可以发。" if seen.complete else "签名还不够，请用 pack sign 补齐。",
    )  # fmt: skip


def _document(seen: PackPreview) -> dict[str, object]:
    return {
        "publisher": seen.code, "unit": seen.publisher, "version": seen.version, "title": seen.title,
        "edition": seen.edition, "made_at": seen.made_at, "expires": seen.expires, "first": seen.first,
        "fingerprint": seen.fingerprint, "in_force": seen.in_force, "revoked": list(seen.revoked),
        "changes": [{"area": each.area, "text": each.text} for each in seen.changes],
        "touched": [
            {"record": each.record, "title": each.title, "edition": each.edition, "why": each.why}
            for each in seen.touched
        ],
        "problems": [finding.as_json() for finding in seen.problems],
        "late": [finding.as_json() for finding in seen.late],
    }  # fmt: skip


def _lines(seen: PackPreview) -> list[str]:
    return [
        f"{seen.publisher}　第 {seen.version} 个更新包“{seen.title}”　{seen.made_at} 做，管到 {seen.expires}",
        *([f"第一次收，指纹：{seen.fingerprint}"] if seen.first else []),
        *(f"　{each.area}　{each.text}" for each in seen.changes),
        *(f"　涉及记录　{each.title}（{each.state}）：{each.why}" for each in seen.touched),
        *(f"　停用　{unit}的电脑" for unit in seen.revoked),
    ]
