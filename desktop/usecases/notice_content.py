"""From a record to the pages of its notice: only what may be posted, the period, the code square."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from desktop.base.words import month_name, tr, zh
from desktop.catalogue.forms import GENERAL
from desktop.domain.finding import Finding, Severity
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.form import FieldType, Form
from desktop.domain.masking import MaskingRules
from desktop.domain.period import Period, period_after
from desktop.domain.record import Record, RecordContent, RosterRow
from desktop.domain.sheet_code import DIGEST_SHOWN, NOTICE, SheetCode
from desktop.printing.compose import make_notice
from desktop.printing.notice import NoticeContent, Section
from desktop.printing.options import NoticeOptions, load_options, table_from
from desktop.printing.pages import Pages
from desktop.printing.wording import suggested_title
from desktop.rules.public_rows import public_rows, public_values
from desktop.rules.values import printed_value
from desktop.storage import records, rosters
from desktop.sync.signing import sign
from desktop.usecases import record_examination, sheet_texts
from desktop.usecases.bilingual import second_of
from desktop.usecases.desk import Desk
from desktop.usecases.local_rules import calendar_of, masking_of
from desktop.usecases.notice_parts import NoticePart, content_of_part, part_named, parts_of, villages_of
from desktop.usecases.notice_views import PLAIN, Look
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
    part: str = ""
    needed: tuple[str, ...] = ()

    @property
    def period_words(self) -> str:
        start, end = self.period.start, self.period.end
        return tr(
            "{month}月{day}日 至 {month2}月{day2}日，{days}{unit}，张贴当日不计",
            month=month_name(start.month),
            day=start.day,
            month2=month_name(end.month),
            day2=end.day,
            days=self.period.days,
            unit=self.period.unit_text,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A record as it stands, read and examined once for all its sheets."""

    record: Record
    form: Form
    content: RecordContent
    rows: list[RosterRow]
    options: NoticeOptions
    masking: MaskingRules
    period: Period
    findings: tuple[Finding, ...]

    @property
    def parts(self) -> list[NoticePart]:
        """The villages a 一式 is dealt out to; refused where it cannot be."""
        return parts_of(self.form, self.options, self.rows)


def told_of(desk: Desk, session: Session, record: str) -> Told:
    """The record's newest content as if it were posted today, with what is to be said of it before print."""
    known = records.get(session, record)
    form = desk.form_of(known)
    rows = rosters.rows_at(session, record, known.revision)
    content = with_computed(form, records.content(session, record), rows)
    findings = record_examination.examine(desk, session, known, form, content, rows)
    options = load_options(desk.templates, form.code)
    period = period_after(
        desk.clock.today(), _days(content, options), options.unit, calendar_of(desk, session)
    )
    if not period.certain:
        findings = [*findings, _uncertain_end(period)]
    return Told(known, form, content, rows, options, masking_of(desk, session), period, tuple(findings))


def parts_in(desk: Desk, session: Session, record: str) -> list[NoticePart]:
    """The villages alone, without examining anything."""
    known = records.get(session, record)
    form = desk.form_of(known)
    rows = rosters.rows_at(session, record, known.revision)
    return parts_of(form, load_options(desk.templates, form.code), rows)


def sheet_of(
    desk: Desk, session: Session, record: str, paper: str, part: str = "", look: Look = PLAIN
) -> Sheet:
    """The notice as if it were posted today: of the whole record, or of the village ``part`` alone."""
    told = told_of(desk, session, record)
    return laid_out(desk, session, told, paper, part_named(told.parts, part) if part else None, look)


def laid_out(
    desk: Desk,
    session: Session,
    told: Told,
    paper: str,
    part: NoticePart | None = None,
    look: Look = PLAIN,
) -> Sheet:
    plain = _notice_content(desk, told, part)
    title = suggested_title(plain, desk.templates)
    remarks = [sheet_texts.replaces(desk, session, told.record, plain.part)]
    if part is not None:
        remarks.append(sheet_texts.part_words(desk, plain.whole, plain.place, part))
    finished = replace(
        plain,
        title=title,
        remark="\n".join(filter(None, remarks)),
        qr_text=_code_text(desk, told.record, title, told.period),
    )
    findings = told.findings if part is None or part.named else (*told.findings, _without_village(part))
    second, needed = None, tuple[str, ...]()
    if look.language:
        texts = told.content.bilingual
        second, needed, missing = second_of(desk, session, look.language, texts, finished, told.options)
        findings = (*missing, *findings)
    pages = make_notice(finished, desk.templates, paper=paper, large=look.large, second=second)
    return Sheet(
        pages, title, told.form.code, told.record.index_number, told.period, findings, plain.part, needed
    )


def _notice_content(desk: Desk, told: Told, part: NoticePart | None) -> NoticeContent:
    record, form, options = told.record, told.form, told.options
    whole = desk.organisation.short_name or desk.organisation.unit
    content, rows = told.content, told.rows
    if part is not None:
        content, rows = content_of_part(form, content, part), list(part.rows)
    shown = public_values(form, content.values, told.masking)
    # Dates stay canonical: the templates write them out themselves.
    values = {
        key: text if form.field(key).type is FieldType.DATE else printed_value(form.field(key), text)
        for key, text in shown.items()
    }
    columns, cells = public_rows(form, rows, told.masking)
    keys = [column.key for column in columns]
    sums = roster_totals(form, rows)
    totals = {column.key: printed_value(column, sums[column.key]) for column in columns if column.key in sums}
    beside = {field.key for field in desk.catalogue.general_fields}
    sections = tuple(
        Section(form.field(key).label, text)
        for key, text in values.items()
        if form.code == GENERAL and text.strip() and key not in beside
    )
    return NoticeContent(
        kind=form.code,
        title=content.title,
        unit=desk.organisation.unit,
        place=whole if part is None else part.place(whole),
        date=record.issued_on or desk.clock.today(),
        values=values,
        table=table_from(options, (dict(zip(keys, line, strict=True)) for line in cells), totals, shown=keys),
        totals=totals,
        count=len(rows),
        period=told.period,
        sections=sections,
        index_number=record.index_number,
        attachments=lines_of(content.values.get("further_annexes", "")),
        signers=lines_of(content.values.get("joint_signers", "")),
        villages=() if part is not None else villages_of(options, rows, whole),
        part="" if part is None else part.name,
        whole=whole,
        subtitle="" if part is None else f"（{part.name}，共{part.of}份第{part.number}份）",
    )


def lines_of(text: str) -> tuple[str, ...]:
    """One entry a line, empty lines left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


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
        zh("公示期"),
        zh(
            "{year}年的放假安排还没有，不知道 {month}月{day}日是不是休息日。",
            year=day.year,
            month=day.month,
            day=day.day,
        ),
        zh("收到县里的日历包后再看一次。"),
    )


def _without_village(part: NoticePart) -> Finding:
    return Finding(
        "rows-without-village",
        Severity.WARN,
        zh("村"),
        zh("有 {number} 行没有写村，单独排成了一份。", number=len(part.rows)),
        zh("请回到名单把村补上；补不上的，贴在乡镇的公示栏。"),
    )
