"""The catalogue at work: what must be published, and how far this office has come with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session

from desktop.base.words import tr, zh
from desktop.catalogue.catalogue import Catalogue
from desktop.catalogue.check import CheckReport, check
from desktop.catalogue.forms import GENERAL
from desktop.domain.flow import ISSUED_STATES
from desktop.domain.form import Form
from desktop.domain.matter import LAYER_WORDS, Field, Matter
from desktop.domain.record import Record, RecordState
from desktop.storage import records as stored_records
from desktop.storage.coverage import Coverage, coverage, last_titles
from desktop.storage.records import RecordQuery
from desktop.usecases import matter_words as words
from desktop.usecases.catalogue_views import FieldLine, MatterLine, MatterView
from desktop.usecases.desk import Desk
from desktop.usecases.permissions import is_ours
from desktop.usecases.record_lines import line_of

DUE_SOON = timedelta(days=7)
_GENERAL_NAME = zh("通用表单（按公开要素逐项填）")


def check_content(folder: Path) -> CheckReport:
    """Validate a content folder; needs no home."""
    return check(folder)


def coverage_state(entries: Iterable[Coverage], today: date) -> str:
    """late beats due beats current beats never: the worst open record of a matter speaks for it."""
    state = "never"
    for entry in entries:
        if entry.state in ISSUED_STATES:
            state = "current" if state == "never" else state
        elif entry.publish_by is not None and entry.state is not RecordState.WITHDRAWN:
            if entry.publish_by < today:
                return "late"
            if entry.publish_by - today <= DUE_SOON:
                state = "due"
    return state


@dataclass(frozen=True, slots=True)
class Openness:
    """Reads only; every verb takes one view of the data."""

    desk: Desk

    def fields(self) -> list[FieldLine]:
        """All fields with their coverage, in the catalogue's order."""
        states = self._states()
        return [self._field_line(field, states) for field in self.desk.catalogue.fields]

    def matters(self, field: str) -> list[MatterLine]:
        """The matters of a field by code."""
        states, titles = self._states(), self._titles()
        return [
            self._matter_line(matter, states, titles) for matter in self.desk.catalogue.field(field).matters
        ]

    def search(self, text: str) -> list[MatterLine]:
        """Matters by any words of their name, levels, field or elements."""
        states, titles = self._states(), self._titles()
        return [self._matter_line(matter, states, titles) for matter in self.desk.catalogue.search(text)]

    def matter(self, code: str) -> MatterView:
        """A matter's page; MatterNotFound if there is none."""
        catalogue = self.desk.catalogue
        matter = catalogue.matter(code)
        form = catalogue.form_for(matter)
        with self.desk.home.database.reading() as session:
            found = stored_records.page(session, RecordQuery(matter=matter.code), 0, 50)
            elements = self._element_states(session, matter, found)
        return MatterView(
            matter=matter,
            basis_lines=tuple(words.basis_line(basis, catalogue.bases) for basis in matter.bases),
            limit_words=words.limit_words(matter.time_limit),
            channel_words=words.channel_words(matter),
            audience_words=words.audience_words(matter),
            tier_words=words.tier_words(matter),
            publisher_words=tr("、").join(matter.publishers),
            mark_words=tr(matter.verification.words),
            layer_words=tr(LAYER_WORDS[matter.layer]),
            form=form,
            records=tuple(line_of(record, catalogue) for record in found),
            other_forms=_other_forms(catalogue, form, matter),
            element_states=elements,
        )

    def _element_states(self, session: Session, matter: Matter, found: Sequence[Record]) -> tuple[str, ...]:
        """Per element current, never or empty (not known). Known is what general forms say: they ask per element."""
        issued = [record for record in found if record.state in ISSUED_STATES and is_ours(self.desk, record)]
        if not issued:
            return ("never",) * len(matter.elements)
        general = [stored_records.content(session, record.id) for record in issued if record.form == GENERAL]
        said = {key for content in general for key, value in content.values.items() if value.strip()}
        rest = "never" if len(general) == len(issued) else ""
        return tuple("current" if f"e{at}" in said else rest for at in range(1, len(matter.elements) + 1))

    def _states(self) -> dict[str, str]:
        """Coverage state per matter code, for those that have records at all."""
        today = self.desk.clock.today()
        entries: dict[str, list[Coverage]] = {}
        with self.desk.home.database.reading() as session:
            for entry in coverage(session):
                entries.setdefault(entry.matter, []).append(entry)
        return {matter: coverage_state(found, today) for matter, found in entries.items()}

    def _titles(self) -> dict[str, str]:
        with self.desk.home.database.reading() as session:
            return last_titles(session)

    def _field_line(self, field: Field, states: dict[str, str]) -> FieldLine:
        found = [states.get(matter.code, "never") for matter in field.matters]
        return FieldLine(
            field.code, field.name, field.aliases, tr(LAYER_WORDS[field.layer]), len(found),
            found.count("current"), found.count("due"), found.count("late"), found.count("never"),
        )  # fmt: skip

    def _matter_line(self, matter: Matter, states: dict[str, str], titles: dict[str, str]) -> MatterLine:
        form = self.desk.catalogue.form_for(matter)
        return MatterLine(
            matter.code, matter.level1, matter.level2, matter.level3, matter.name,
            states.get(matter.code, "never"), titles.get(matter.code, ""), form.name,
        )  # fmt: skip


def _other_forms(catalogue: Catalogue, own: Form, matter: Matter) -> tuple[Form, ...]:
    """The general form, and the kinds of notice that suit matters of every field (通告、村级财务 and the like)."""
    general = () if own.code == GENERAL else (replace(catalogue.form(GENERAL, matter), name=_GENERAL_NAME),)
    return (*general, *(form for form in catalogue.forms if form.any_matter and form.code != own.code))
