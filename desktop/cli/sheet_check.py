"""`verify-sheet`: whether a printed sheet is the issued one, from the text of its code or a photo of it."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.base.errors import Refusal
from desktop.cli.invocation import Invocation


def register(application: typer.Typer) -> None:
    application.command("verify-sheet", help="核对一张公示是不是签发的那一份：二维码的文字，或一张照片")(
        verify_sheet
    )


def verify_sheet(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="扫二维码得到的文字")] = "",
    photo: Annotated[Path | None, typer.Option(help="公示的照片或截图")] = None,
) -> None:
    call: Invocation = context.obj
    if bool(text.strip()) == (photo is not None):
        raise Refusal(
            "请给出二维码的文字，或用 --photo 给出一张照片。", safe="什么都没有改动。", code="text-or-photo"
        )
    with call.session() as session:
        found = session.sheet_check.photo(photo) if photo is not None else session.sheet_check.text(text)
    code = found.code
    call.answer(
        {
            "ok": found.good, "verdict": str(found.verdict), "words": found.words, "advice": found.advice,
            "signed_by": found.signed_by, "revoked": found.revoked, "record": found.record, "kind": code.kind,
            "number": code.number, "title": code.title, "start": code.start, "end": code.end, "digest": code.digest,
        },
        found.words,
        *([found.advice] if found.advice else []),
        f"{code.number}　{code.title}　{code.start} 至 {code.end}",
        *([f"签发：{found.signed_by}"] if found.signed_by else []),
        *(["签发的那台电脑后来被停用，请问一下这个单位。"] if found.revoked else []),
    )  # fmt: skip
    if not found.good:
        raise typer.Exit(1)
