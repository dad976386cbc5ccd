"""`help`: the pages of help in the terminal, the quick cards and the handbook as files."""

import os
from pathlib import Path
from typing import Annotated

import typer

from desktop.base.paths import handbook_folder
from desktop.cli.demo import SAMPLE_PASSPHRASE
from desktop.cli.invocation import PASSPHRASE_VARIABLE, Invocation, say
from desktop.usecases.help_desk import HelpDesk
from desktop.usecases.manual_making import make_manual

commands = typer.Typer(help="帮助、快速卡片和手册", no_args_is_help=True)


@commands.command("show", help="看一页帮助；不写是哪一页，就列出全部")
def show(
    context: typer.Context, topic: Annotated[str, typer.Argument(help="哪一页，例如 sync.receipt")] = ""
) -> None:
    call: Invocation = context.obj
    book = HelpDesk().handbook
    if not topic:
        call.answer(
            [{"key": page.key, "title": page.title} for page in book.pages],
            *(f"{page.key:20}{page.title}" for page in book.pages),
        )
        return
    page = book.page(topic)
    call.answer({"key": page.key, "title": page.title, "text": page.markdown}, page.title, "", page.markdown)


@commands.command("search", help="查找帮助")
def search(context: typer.Context, words: Annotated[str, typer.Argument(help="几个词，用空格分开")]) -> None:
    call: Invocation = context.obj
    hits = HelpDesk().handbook.search(words)
    call.answer(
        [{"key": hit.page.key, "title": hit.page.title, "excerpt": hit.excerpt} for hit in hits],
        *(
            [f"{hit.page.title}（{hit.page.key}）　{hit.excerpt}" for hit in hits]
            or [f"没有找到“{words}”。请换一个词。"]
        ),
    )


@commands.command("cards", help="把快速卡片写成 PDF，每张一页 A4")
def cards(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="写到哪个 PDF 文件")],
    card: Annotated[list[str] | None, typer.Option(help="只要这一张，可以写几次")] = None,
) -> None:
    call: Invocation = context.obj
    count = HelpDesk().write_cards(out, card or ())
    call.answer({"file": str(out), "cards": count}, f"{count} 张卡片已写到 {out}")


@commands.command("manual", help="在样例乡镇上画好窗口，做成手册（网页和 PDF）")
def manual(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="放在哪个文件夹")],
    demo: Annotated[Path | None, typer.Option(help="用这里已经做完的样例，不再做一遍")] = None,
) -> None:
    call: Invocation = context.obj
    passphrase = os.environ.get(PASSPHRASE_VARIABLE) or SAMPLE_PASSPHRASE
    made = make_manual(call.program.demo_tools, handbook_folder(), out.resolve(), passphrase, say, demo)
    call.answer(
        {"html": str(made.html), "pdf": str(made.pdf), "pages": made.pages, "pictures": made.pictures},
        f"手册　{made.html}",
        f"手册　{made.pdf}，{made.pages} 页，{made.pictures} 幅画面",
    )
