"""`report` and `directory`: lists for the portal and for the office above, and how index numbers are written."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.base.errors import Refusal
from desktop.cli.invocation import Invocation, say_findings
from desktop.cli.record import read_mapping
from desktop.domain.finding import Severity
from desktop.domain.index_number import IndexPattern

commands = typer.Typer(help="报表", no_args_is_help=True)
directory = typer.Typer(help="公开目录的元数据和索引号", no_args_is_help=True)


@commands.command("ledger", help="公开目录清单（Excel）：已签发的每一条和它的目录信息")
def ledger(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Excel 文件")],
    year: Annotated[int | None, typer.Option(help="只列这一年签发的")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        outcome = session.directory.ledger(out, year)
        say_findings(outcome.findings)
        call.answer(
            {"file": str(out), "records": outcome.value, "findings": [f.as_json() for f in outcome.findings]},
            f"公开目录清单：{out}，共 {outcome.value} 条。",
        )


@commands.command("coverage", help="下级各单位公开情况（Excel）：现行、逾期、没有，最近联系，没到的包")
def coverage(context: typer.Context, out: Annotated[Path, typer.Option(help="Excel 文件")]) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        lines = session.townships.report(out)
        call.answer(
            {"file": str(out), "organisations": [asdict(line) for line in lines]},
            f"各单位公开情况：{out}，共 {len(lines)} 个单位。",
        )


@commands.command("annual", help="年度报告（Excel）：按统一格式写出要填的表，带上程序里的数")
def annual(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Excel 文件")],
    year: Annotated[int | None, typer.Option(help="哪一年的；不写就是现在该报的那一年")] = None,
    last: Annotated[Path | None, typer.Option(help="上年填好的年报表：把结转的申请带过来")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        year = year if year is not None else session.annual.year
        told = session.annual.write(out, year, last).value
        call.answer(
            {"file": str(out), "year": year, "counted": list(told)}, f"{year}年的年度报告表：{out}。", *told
        )


@commands.command("annual-check", help="核对填好的年度报告表：勾稽关系、和上年的衔接、没填的格")
def annual_check(
    context: typer.Context,
    file: Path,
    last: Annotated[Path | None, typer.Option(help="上年填好的年报表")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        findings = session.annual.check(file, last)
        say_findings(findings)
        call.answer(
            {"file": str(file), "findings": [finding.as_json() for finding in findings]},
            "核对过了，没有要改的。" if not findings else f"{len(findings)} 处要看。",
        )
        if any(finding.severity is not Severity.INFO for finding in findings):
            raise typer.Exit(1)


@directory.command("show", help="一条记录的目录信息")
def show(context: typer.Context, record: str) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        entry = session.directory.of(record)
        say_findings(entry.findings)
        call.answer(
            {line.key: line.text for line in entry.lines},
            *(f"{line.name}：{line.text}" for line in entry.lines),
        )


@directory.command("set", help="改一条记录的目录信息；写空的恢复默认")
def set_(
    context: typer.Context,
    record: str,
    data: Annotated[Path, typer.Option(help="YAML 文件：项目: 内容")],
) -> None:
    call: Invocation = context.obj
    given: dict[str, Any] = read_mapping(data)
    with call.session() as session:
        outcome = session.directory.save(
            record, {str(key): "" if text is None else str(text) for key, text in given.items()}
        )
        say_findings(outcome.findings)
        call.answer(
            {line.key: line.text for line in outcome.value.lines},
            *(f"{line.name}：{line.text}" for line in outcome.value.lines),
        )


@directory.command("pattern", help="看或定索引号的写法，例如 {org}/{year}-{mark}-{sequence:05d}")
def pattern(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="写法；不写就只看现在的")] = "",
    credit_code: Annotated[str, typer.Option(help="统一社会信用代码，写法里用 {credit_code} 时要填")] = "",
    block: Annotated[int | None, typer.Option(help="本机的号段 0 到 9；不写就要用 {mark}")] = None,
) -> None:
    call: Invocation = context.obj
    with call.session() as session:
        if text:
            wanted = IndexPattern(text, credit_code, block)
            example = session.numbers.set_pattern(wanted).value
        elif credit_code or block is not None:
            raise Refusal("没有给出写法。", todo="请把写法也写上。", code="index-pattern")
        else:
            wanted = session.numbers.pattern()
            example = session.numbers.example(wanted)
        call.answer(
            {
                "pattern": wanted.pattern,
                "credit_code": wanted.credit_code,
                "block": wanted.block,
                "example": example,
            },
            f"写法：{wanted.pattern}　例如：{example}",
        )
