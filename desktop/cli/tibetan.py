"""`notice tibetan`: the Tibetan of a record's notice, and the fixed phrases this office answers for."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desktop.base.errors import Refusal
from desktop.cli.invocation import Invocation
from desktop.usecases.bilingual import LANGUAGE
from desktop.usecases.notice_views import Look, PhraseLine

commands = typer.Typer(help="双语公示的藏文：记录里的标题和正文，本单位的固定用语", no_args_is_help=True)
_MARKS = {"seen": "有出处", "confirmed": "已确认", "unverified": "未核对"}


@commands.command("show", help="一条记录的藏文和它的公示要用的固定用语")
def show(context: typer.Context, record: str) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        preview = session.notices.preview(record, look=Look(language=LANGUAGE))
        view = session.bilingual.view(record, preview.needed)
    missing = sum(not phrase.prints for phrase in view.phrases)
    call.answer(
        asdict(view),
        f"藏文标题　{view.texts.get('title_bo', '') or '还没有填'}",
        f"藏文正文　{view.texts.get('body_bo', '') or '还没有填'}",
        f"藏文附件名称　{'；'.join(view.texts.get('annexes_bo', '').splitlines()) or '没有填'}",
        *(_said(phrase) for phrase in view.phrases),
        f"还缺 {missing} 个固定用语。" if missing else "固定用语都有了。",
    )


@commands.command("write", help="填一条记录的藏文标题、正文和附件名称；不写的那一项不变")
def write(
    context: typer.Context,
    record: str,
    title: Annotated[str | None, typer.Option(help="藏文标题")] = None,
    body: Annotated[Path | None, typer.Option(help="藏文正文的文本文件（UTF-8）", exists=True)] = None,
    annex: Annotated[
        list[str] | None, typer.Option(help="附件的藏文名称，可以写几个；名单在最前，顺序和汉文一样")
    ] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        texts = session.bilingual.texts(record)
        if title is not None:
            texts["title_bo"] = title
        if body is not None:
            texts["body_bo"] = _read(body)
        if annex is not None:
            texts["annexes_bo"] = "\n".join(annex)
        saved = session.bilingual.save(record, texts).value
    call.answer({"record": saved.id, "bilingual": texts}, "藏文已保存。")


@commands.command("phrases", help="全部固定用语和它们的核对情况")
def phrases(context: typer.Context) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        lines = session.bilingual.phrases()
    call.answer([asdict(line) for line in lines], *(_said(line) for line in lines))


@commands.command("confirm", help="由本单位确认一个固定用语的藏文；藏文写空就是收回")
def confirm(
    context: typer.Context,
    chinese: Annotated[str, typer.Argument(help="汉文用语，和公示上的一样")],
    text: Annotated[str, typer.Argument(help="藏文")],
    by: Annotated[str, typer.Option(help="核对的人；不写就是您自己")] = "",
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        line = session.bilingual.confirm(chinese, text, by).value
    call.answer(asdict(line), _said(line))


@commands.command("order", help="哪种文字在前：tibetan 或 chinese")
def order(context: typer.Context, first: str) -> None:
    if first not in {"tibetan", "chinese"}:
        raise Refusal("只能写 tibetan 或 chinese。", safe="设置没有改动。", code="bad-order")
    call: Invocation = context.obj
    with call.session() as session:
        session.bilingual.set_chinese_first(first == "chinese")
    call.answer({"first": first}, "汉文在前。" if first == "chinese" else "藏文在前。")


def _said(line: PhraseLine) -> str:
    return f"{line.chinese}　{line.text or '（没有）'}　{_MARKS[line.mark]}　{line.source}".rstrip("　")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            f"“{path.name}”读不出来。",
            safe="记录没有改动。",
            todo="请把它存成 UTF-8 的文本文件再试。",
            code="text-unreadable",
        ) from error
