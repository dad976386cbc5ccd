"""A record as one line of a list, and where in the catalogue it belongs in words."""

from desktop.base.words import on_screen
from desktop.catalogue.catalogue import Catalogue
from desktop.domain.record import Record
from desktop.storage.records import RecordHead
from desktop.usecases.record_views import RecordLine


def line_of(record: Record | RecordHead, catalogue: Catalogue) -> RecordLine:
    """``record`` with the names of its matter and field; its bare code where the catalogue no longer has it."""
    matter = catalogue.find_matter(record.matter)
    return RecordLine(
        id=record.id,
        title=record.title,
        matter=record.matter,
        matter_name=matter.name if matter else record.matter,
        field_name=catalogue.field(matter.field).name if matter else "",
        state=record.state,
        revision=record.revision,
        digest=record.digest,
        updated_at=record.updated_at,
        publish_by=record.publish_by,
        issued_on=record.issued_on,
        roster_count=record.roster_count,
        index_number=record.index_number,
        drafted_by=record.drafted_by,
    )


def matter_words(record: Record, catalogue: Catalogue) -> str:
    """Field and matter of ``record``; its bare code where the catalogue no longer has it."""
    matter = catalogue.find_matter(record.matter)
    return f"{on_screen(catalogue.field(matter.field).name)} › {matter.name}" if matter else record.matter
