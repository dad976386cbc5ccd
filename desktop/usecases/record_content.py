"""The content of a record brought together: canonical values, roster sums, computed fields, deadline."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from desktop.base.canonical import digest_of
from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.calendar import WorkingCalendar
from desktop.domain.form import Form, FormField
from desktop.domain.matter import Matter
from desktop.domain.obligation import Obligation
from desktop.domain.record import Disclosure, Record, RecordContent, RosterRow
from desktop.domain.timelimit import Span, StageKind, TimeUnit
from desktop.rules.figures import canonical_figure, places_of
from desktop.rules.totals import column_totals, computed_from
from desktop.rules.totals import with_computed as computed_into
from desktop.rules.values import FIGURES, parse_value

_LEGAL_LIMIT = ("regulation_2019", "第26条")
_WITHOUT_DAYS = frozenset({StageKind.PROMPT, StageKind.REALTIME, StageKind.ON_EVENT, StageKind.NOT_SET})


def canonical_values(form: Form, values: dict[str, str]) -> dict[str, str]:
    """Each value in its canonical text where it can be read, else as it was typed (a draft may be unfinished)."""
    kept: dict[str, str] = {}
    for field in form.fields:
        raw = values.get(field.key, "")
        try:
            kept[field.key] = parse_value(field, raw) if raw.strip() else ""
        except Refusal:
            kept[field.key] = raw
    return kept


def version_of(content: RecordContent) -> str:
    """Tells whether stored content is still the one that was read."""
    return digest_of(content.model_dump(mode="json"))


def refuse_unknown(form: Form, values: dict[str, str]) -> None:
    """A value for a field the form does not have is a mistake of the data file, not to be dropped in silence."""
    known = {field.key for field in form.fields}
    if strange := sorted(set(values) - known):
        names = tr("、").join(
            tr("{key}（{label}）", key=field.key, label=field.label) for field in form.fields
        )
        raise Refusal(
            tr("表单“{name}”里没有这些字段：{strange}。", name=form.name, strange=tr("、").join(strange)),
            safe=tr("什么都没有改动。"),
            todo=tr("可以填的有：{names}。", names=names),
            code="unknown-field",
        )


def defaults(form: Form) -> dict[str, str]:
    return {field.key: field.default for field in form.fields if field.default}


def roster_totals(form: Form, rows: Sequence[RosterRow]) -> dict[str, str]:
    """Sums of the columns that are summed, as canonical text, and ``count``."""
    return {**column_totals(form, rows), "count": str(len(rows))}


def sum_places(form: Form) -> dict[str, int]:
    """The columns of which the form names a sum, with the decimal places they are counted in."""
    return {column.key: places_of(column) for column in _summed_columns(form)}


def stored_totals(sums: Mapping[str, int], form: Form, record: Record) -> dict[str, str]:
    """All sums that the form names and ``count`` as canonical text, from what the database added up (`sum_places`)."""
    found = {
        column.key: canonical_figure(column, Decimal(sums[column.key]).scaleb(-places_of(column)))
        for column in _summed_columns(form)
    }
    return {**found, "count": str(record.roster_count)}


def _summed_columns(form: Form) -> list[FormField]:
    wanted = {field.computed_from.removeprefix("sum:") for field in form.fields if field.computed_from}
    return [
        column for column in form.roster if column.type in FIGURES and (column.total or column.key in wanted)
    ]


def shown_totals(form: Form, totals: Mapping[str, str]) -> dict[str, str]:
    """Of all sums those that stand below the table."""
    summed = {column.key for column in form.roster if column.total} | {"count"}
    return {key: total for key, total in totals.items() if key in summed}


def filled_up(form: Form, content: RecordContent, totals: Mapping[str, str]) -> RecordContent:
    """As `with_computed`, from sums that are known already."""
    filled = dict(content.values)
    filled.update({key: value for key, value in computed_from(form, totals).items() if not filled.get(key)})
    return content.model_copy(update={"values": filled})


def with_computed(form: Form, content: RecordContent, rows: Sequence[RosterRow]) -> RecordContent:
    """The content with empty fields filled that follow from the roster; a typed one stays for the check to judge."""
    return content.model_copy(update={"values": computed_into(form, content.values, rows)})


def without_computed(form: Form, values: dict[str, str], totals: Mapping[str, str]) -> dict[str, str]:
    """The values to keep: what the roster gives anyway is left empty, so that it follows the roster from now on."""
    computed = computed_from(form, totals)
    return {key: "" if value == computed.get(key) else value for key, value in values.items()}


def publish_by(
    matter: Matter, formed_on: date, calendar: WorkingCalendar, outer: Span | None = None
) -> date | None:
    """The last day to publish by the matter's own limit.

    Where the limit is counted for parts of the elements only, the longest of them: past it every part is late. Where
    the catalogue says no more than promptly, in real time or on an event, ``outer``, the law's own limit for all that
    is published unasked. None for what is recurring, standing or before an event. Raises CalendarEnded when working
    days of that year are not announced yet.
    """
    stage = matter.time_limit.publish_within
    if stage is not None and stage.span is not None:
        return _after(formed_on, stage.span, calendar)
    parts = [
        _after(formed_on, part.span, calendar)
        for part in matter.time_limit.stages
        if part.kind is StageKind.WITHIN and part.span is not None
    ]
    if parts:
        return max(parts)
    vague = all(part.kind in _WITHOUT_DAYS for part in matter.time_limit.stages)
    if outer is None or not vague or matter.disclosure is not Disclosure.PROACTIVE:
        return None
    return _after(formed_on, outer, calendar)


def legal_limit(obligations: Iterable[Obligation]) -> Span | None:
    """政府信息公开条例第26条: within how long whatever is published unasked must be out, as ``standards/`` states it."""
    found = (entry for entry in obligations if (entry.source, entry.clause) == _LEGAL_LIMIT)
    return next((entry.span for entry in found if entry.span is not None), None)


def _after(start: date, span: Span, calendar: WorkingCalendar) -> date:
    if span.unit is TimeUnit.WORKING_DAY:
        return calendar.add_working_days(start, span.amount)
    if span.unit is TimeUnit.CALENDAR_DAY:
        return start + timedelta(days=span.amount)
    if span.unit is TimeUnit.HOUR:
        return start + timedelta(hours=span.amount)
    months = start.year * 12 + start.month - 1 + span.amount
    first = date(months // 12, months % 12 + 1, 1)
    longest = (date((months + 1) // 12, (months + 1) % 12 + 1, 1) - first).days
    return first + timedelta(days=min(start.day, longest) - 1)
