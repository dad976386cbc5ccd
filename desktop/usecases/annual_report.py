"""The yearly report 政府信息公开工作年度报告: the tables to fill in, with what the program knows, and their relations checked.

The program counts what it holds itself; applications, licences and penalties are not kept here and stay empty.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import changed
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.annual_report import FIRST_YEAR, AnnualReport, Cells, Key, year_of
from desktop.domain.finding import Finding, Severity
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.matter import DISCLOSURE_WORDS
from desktop.domain.record import Record, RecordState
from desktop.files.annual_book import place_words, read_book, write_book
from desktop.rules.annual_check import carried_over, check_report
from desktop.storage import objections, postings, records
from desktop.storage.records import RecordQuery
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome

_PAGE = 200


@dataclass(frozen=True, slots=True)
class AnnualReports:
    desk: Desk

    @property
    def year(self) -> int:
        """The year that is reported on now."""
        return year_of(self.desk.clock.today())

    def write(self, out: Path, year: int, last: Path | None = None) -> Outcome[tuple[str, ...]]:
        """The workbook to fill in; ``last`` is last year's, whose applications left over are carried in.

        The value are the sentences of what the program counted. Raises Refusal for a year without this format or to come.
        """
        desk, report = self.desk, self._report()
        today = desk.clock.today()
        if not FIRST_YEAR <= year <= today.year:
            raise Refusal(
                tr("{year}年不能按现在的格式做年度报告。", year=year),
                safe=tr("什么都没有写。"),
                todo=tr("请写 {first_year} 到 {year} 之间的年份。", first_year=FIRST_YEAR, year=today.year),
                code="annual-year",
            )
        cells = carried_over(read_book(last, report)[0]) if last is not None else {}
        told = self._counted(year)
        title = f"{desk.organisation.unit}{year}年{report.name.removeprefix('中华人民共和国').removesuffix('格式')}"
        texts = {report.sections[0].title: ("本程序里的数（供起草用，请核对）：", *told)}
        write_book(out, report, title, texts, cells)
        return Outcome(told, changed())

    def check(self, path: Path, last: Path | None = None) -> list[Finding]:
        """What does not fit in a workbook that was filled in, the graver first."""
        report = self._report()
        cells, wrong = read_book(path, report)
        before: Cells | None = read_book(last, report)[0] if last is not None else None
        findings = [
            Finding(
                "annual-number",
                Severity.BLOCK,
                bad.place,
                tr("{place} 写的“{text}”不是数。", place=bad.place, text=bad.text),
                tr("请改成 0 或正数。"),
            )
            for bad in wrong
        ]

        def words(key: Key) -> str:
            return place_words(report, key)

        findings += check_report(report, cells, words, self.desk.organisation.level, before)
        order = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}
        return sorted(findings, key=lambda finding: order[finding.severity])

    def _report(self) -> AnnualReport:
        report = self.desk.catalogue.annual_report
        if not report.sections:
            raise Refusal(tr("年度报告的格式没有读到。"), todo=tr("请做一次目录检查。"), code="annual-format")
        return report

    def _counted(self, year: int) -> tuple[str, ...]:
        desk, own = self.desk, self.desk.organisation.code
        with desk.home.database.reading() as session:
            issued = _issued(session, own, year)
            hung = [
                posting
                for posting in postings.page(session, organisation=own)
                if posting.posted_on.year == year
            ]
            raised = [found for found in objections.page(session, own) if found.received_on.year == year]
        fields = Counter(desk.catalogue.matter(record.matter).field for record in issued)
        by_field = "，".join(
            f"{desk.catalogue.field(code).name} {count} 条" for code, count in fields.most_common()
        )
        kinds = Counter(record.disclosure for record in issued)
        by_kind = "，".join(f"{DISCLOSURE_WORDS[kind]} {count} 条" for kind, count in kinds.most_common())
        withdrawn = sum(record.state is RecordState.WITHDRAWN for record in issued)
        corrected = sum(record.revision > 1 for record in issued)
        return (
            f"{year}年签发 {len(issued)} 条" + (f"：{by_kind}。" if by_kind else "。"),
            f"涉及 {len(fields)} 个领域" + (f"：{by_field}。" if by_field else "。"),
            f"其中更正过 {corrected} 条，撤回 {withdrawn} 条。",
            f"公示栏张贴 {len(hung)} 次；收到异议 {len(raised)} 件，已答复 {sum(not found.open for found in raised)} 件。",
        )


def _issued(session: Session, organisation: str, year: int) -> list[Record]:
    query = RecordQuery(states=ISSUED_STATES | {RecordState.WITHDRAWN}, organisation=organisation)
    found: list[Record] = []
    at = 0
    while page := records.page(session, query, at, _PAGE):
        found += [record for record in page if record.issued_on is not None and record.issued_on.year == year]
        at += len(page)
    return found
