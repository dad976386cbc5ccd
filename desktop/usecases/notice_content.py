"""From a record to the pages of its notice: only what may be posted, the period, the code square."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from desktop.catalogue.forms import GENERAL
from desktop.domain.finding import Finding, Severity
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.form import FieldType, Form
from desktop.domain.masking import MaskingRules
from desktop.domain.period import Period, period_after
from desktop.domain.record import Record, RecordContent, RosterRow
from desktop.domain.sheet_code import DIGEST_SHOWN, NOTICE, SheetCode
from desktop.printing.compose import make_notice, suggested_title
from desktop.printing.notice import NoticeContent, Section
from desktop.printing.options import NoticeOptions, load_options, table_from
from desktop.printing.pages import Pages
from desktop.rules.public_rows import public_rows, public_values
from desktop.rules.values import printed_value
from desktop.storage import records, rosters
from desktop.sync.signing import sign
from desktop.usecases import record_examination, sheet_texts
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import calendar_of, masking_of
from desktop.usecases.record_content import roster_totals, with_computed


@dataclass(frozen=True, slots=True)
class Sheet:
    """A notice laid out, with what must be known of it."""

    pages: Pages
    title: str
    kind: str
    number: str
    period: Period
    findings: tuple[Finding, ...]

    @property
    def period_words(self) -> str:
        start, end = self.period.start, self.period.end
        return f"{start.month}月{start.day}日 至 {end.month}月{end.day}日，{self.period.days}{self.period.unit_text}，张贴当日不计"


def sheet_of(desk: Desk, session: Session, record: str, paper: str) -> Sheet:
    """The notice of the record's newest content as if it were posted today."""
    known = records.get(session, record)
    matter = desk.catalogue.matter(known.matter)
    form = desk.catalogue.form(known.form, matter)
    rows = rosters.rows_at(session, record, known.revision)
    content = with_computed(form, records.content(session, record), rows)
    findings = record_examination.examine(desk, session, known, form, content, rows)
    options = load_options(desk.templates, form.code)
    period = period_after(
        desk.clock.today(), _days(content, options), options.unit, calendar_of(desk, session)
    )
    if not period.certain:
        findings = [*findings, _uncertain_end(period)]
    plain = _notice_content(desk, masking_of(desk, session), known, form, content, rows, options, period)
    title = suggested_title(plain, desk.templates)
    remark = sheet_texts.replaces(desk, session, known)
    finished = replace(plain, title=title, remark=remark, qr_text=_code_text(desk, known, title, period))
    pages = make_notice(finished, desk.templates, paper=paper)
    return Sheet(pages, title, form.code, known.index_number, period, tuple(findings))


def _notice_content(
    desk: Desk,
    masking: MaskingRules,
    record: Record,
    form: Form,
    content: RecordContent,
    rows: list[RosterRow],
    options: NoticeOptions,
    period: Period,
) -> NoticeContent:
    shown = public_values(form, content.values, masking)
    # Dates stay canonical: the templates write them out themselves.
    values = {
        key: text if form.field(key).type is FieldType.DATE else printed_value(form.field(key), text)
        for key, text in shown.items()
    }
    columns, cells = public_rows(form, rows, masking)
    keys = [column.key for column in columns]
    sums = roster_totals(form, rows)
    totals = {column.key: printed_value(column, sums[column.key]) for column in columns if column.key in sums}
    sections = tuple(
        Section(form.field(key).label, text)
        for key, text in values.items()
        if form.code == GENERAL and text.strip()
    )
    return NoticeContent(
        kind=form.code,
        title=content.title,
        unit=desk.organisation.unit,
        place=desk.organisation.short_name or desk.organisation.unit,
        date=record.issued_on or desk.clock.today(),
        values=values,
        table=table_from(options, (dict(zip(keys, line, strict=True)) for line in cells), totals, shown=keys),
        totals=totals,
        count=len(rows),
        period=period,
        sections=sections,
        index_number=record.index_number,
    )


def _days(content: RecordContent, options: NoticeOptions) -> int:
    """The days the clerk set, never fewer than none; the template's own where the form has no such field."""
    given = content.values.get("notice_days", "")
    return int(given) if given.isdigit() and int(given) > 0 else options.days


def _code_text(desk: Desk, record: Record, title: str, period: Period) -> str:
    """Number, title, period, start of the revision's digest, signature of the device: nothing personal.

    Empty before issue, also of a correction: what nobody issued must not carry a code that looks issued.
    """
    if record.state not in ISSUED_STATES:
        return ""
    code = SheetCode(
        NOTICE, record.index_number, title, period.start, period.end, record.digest[:DIGEST_SHOWN]
    )
    return replace(code, signature=sign(desk.home.device.signing_key, code.signed_text())).text()


def _uncertain_end(period: Period) -> Finding:
    day: date = period.end
    return Finding(
        "period-uncertain",
        Severity.INFO,
        "公示期",
        f"{day.year}年的放假安排还没有，不知道 {day.month}月{day.day}日是不是休息日。",
        "收到县里的日历包后再看一次。",
    )
