"""`check`: looks through files before they are published. Needs no home and no passphrase."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.invocation import Invocation
from desktop.domain.finding import Finding
from desktop.usecases.examiner import FileFindings
from desktop.usecases.finding_words import SEVERITY_WORDS, summary


def register(application: typer.Typer) -> None:
    application.command("check", help="公开以前把文件看一遍：隐私、算术、日期、格式；不需要数据目录")(check)


def check(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(help="公示稿、名单、照片（txt、docx、xlsx、xls、pdf、jpg、png 等）或者文件夹"),
    ],
) -> None:
    """Exit status 0 when nothing or only hints were found, else 1."""
    call: Invocation = context.obj
    found = call.program.office().examiner().check(files)
    lines = [line for each in found for line in _lines(each)]
    call.answer({"files": [each.as_json() for each in found]}, *lines, summary(found))
    if not all(each.passed for each in found):
        raise typer.Exit(1)


def _lines(found: FileFindings) -> list[str]:
    head = f"{found.file}：{'没有发现问题。' if not found.findings else f'{len(found.findings)} 条意见'}"
    return [head, *(_line(finding) for finding in found.findings), ""]


def _line(finding: Finding) -> str:
    source = f"（{finding.source}）" if finding.source else ""
    place = "" if finding.text.startswith(finding.place) else f"{finding.place}：" if finding.place else ""
    return f"　{SEVERITY_WORDS[finding.severity]}　{place}{finding.text}{finding.advice}{source}"
