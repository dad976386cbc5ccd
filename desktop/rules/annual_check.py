"""The relations 勾稽关系 of the yearly report's tables. Pure: numbers in, findings out; what each says is content."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from desktop.base.words import zh
from desktop.domain.annual_report import AnnualReport, Cells, Key, ReportTable
from desktop.domain.finding import Finding, Severity
from desktop.domain.organisation import Level

Words = Callable[[Key], str]
_IN, _OUT = ("new", "carried_in"), ("handled_total", "carried_out")


def check_report(
    report: AnnualReport, cells: Cells, words: Words, level: Level, last: Cells | None = None
) -> list[Finding]:
    """``words`` names a cell; ``last`` are last year's numbers, if they are known. Codes are the rules' names."""
    findings = [*_balance(report, cells, words), *_no_rules_of_towns(report, cells, words, level)]
    if last is not None:
        findings += [*_carried(report, cells, words, last), *_valid(report, cells, words, last)]
    return [*findings, *_empty(report, cells, words)]


def _balance(report: AnnualReport, cells: Cells, words: Words) -> Iterator[Finding]:
    table = _table(report, "applications")
    for column in table.columns if table else ():
        sides = [
            [report.value(cells, ("applications", row, column.key)) for row in rows] for rows in (_IN, _OUT)
        ]
        if any(value is None for side in sides for value in side):
            continue
        came, went = (sum(value for value in side if value is not None) for side in sides)
        if came != went:
            text = zh(
                "“{label}”列：新收加上年结转是{came}，办理总计加结转下年是{went}，两边要相等。",
                label=column.label,
                came=came,
                went=went,
            )
            yield _finding(
                report, "t3-balance", words(("applications", "new", column.key)), text, Severity.BLOCK
            )


def _no_rules_of_towns(report: AnnualReport, cells: Cells, words: Words, level: Level) -> Iterator[Finding]:
    if level is not Level.TOWNSHIP:
        return
    for key, value in cells.items():
        if key[:2] == ("rules", "rules") and value:
            text = zh("乡镇不能制定规章，这里写的是{value}。", value=value)
            yield _finding(report, "t2-rules-town", words(key), text, Severity.WARN)


def _carried(report: AnnualReport, cells: Cells, words: Words, last: Cells) -> Iterator[Finding]:
    table = _table(report, "applications")
    for column in table.columns if table else ():
        key = ("applications", "carried_in", column.key)
        ours, theirs = (
            report.value(cells, key),
            report.value(last, ("applications", "carried_out", column.key)),
        )
        if ours is not None and theirs is not None and ours != theirs:
            text = zh(
                "“{label}”列：上年结转写的是{ours}，上年年报的结转下年是{theirs}。",
                label=column.label,
                ours=ours,
                theirs=theirs,
            )
            yield _finding(report, "t3-carry", words(key), text, Severity.BLOCK)


def _valid(report: AnnualReport, cells: Cells, words: Words, last: Cells) -> Iterator[Finding]:
    """In force = last year's + made − repealed."""
    table = _table(report, "rules")
    for row in table.rows if table else ():
        made, repealed, valid = (cells.get(("rules", row.key, column)) for column in ("c1", "c2", "c3"))
        before = last.get(("rules", row.key, "c3"))
        if made is None or repealed is None or valid is None or before is None:
            continue
        expected = before + made - repealed
        if valid != expected:
            text = zh(
                "“{label}”：上年现行有效{before}，加本年制发{made}，减本年废止{repealed}，应当是{expected}，写的是{valid}。",
                label=row.label,
                before=before,
                made=made,
                repealed=repealed,
                expected=expected,
                valid=valid,
            )
            yield _finding(report, "t2-valid", words(("rules", row.key, "c3")), text, Severity.WARN)


def _empty(report: AnnualReport, cells: Cells, words: Words) -> Iterator[Finding]:
    """One finding a table: how many cells are still empty, and where the first is."""
    for table in report.tables:
        keys = [
            (table.key, row.key, column.key)
            for row in table.rows
            for column in table.columns
            if not table.parts(row, column)
        ]
        left = [key for key in keys if key not in cells]
        if left:
            text = zh("还有 {left} 格没有填，第一处是{words}。", left=len(left), words=words(left[0]))
            yield Finding("annual-empty", Severity.INFO, words(left[0]), text, zh("没有发生的请写 0。"))


def _table(report: AnnualReport, key: str) -> ReportTable | None:
    return next((table for table in report.tables if table.key == key), None)


def _finding(report: AnnualReport, rule: str, place: str, text: str, severity: Severity) -> Finding:
    return Finding(
        rule, severity, place, text, zh("请核对后改正。"), source=report.rules.get(rule, report.document)
    )


def carried_over(last: Cells) -> Cells:
    """What this year begins with: the applications that were left."""
    return {
        ("applications", "carried_in", key[2]): Decimal(value)
        for key, value in last.items()
        if key[:2] == ("applications", "carried_out")
    }
