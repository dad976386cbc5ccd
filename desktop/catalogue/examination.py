"""What the examiner of documents goes by, in one object: its own files and what it borrows from the catalogue."""

from dataclasses import dataclass

from desktop.catalogue.catalogue import Catalogue
from desktop.catalogue.examination_files import Examination
from desktop.domain.calendar import WorkingCalendar
from desktop.domain.division import Divisions
from desktop.domain.masking import MaskingRules
from desktop.domain.matter import Basis
from desktop.domain.noticekind import NoticeKinds


@dataclass(frozen=True, eq=False, repr=False)
class ExaminationData:
    """Compared by identity, so that results for one document may be kept beside it.

    ``home`` is the code of the office's own division, empty outside a home.
    """

    own: Examination
    masking: MaskingRules
    divisions: Divisions
    notice_kinds: NoticeKinds
    calendar: WorkingCalendar
    bases: tuple[Basis, ...]
    home: str = ""

    @classmethod
    def of(cls, catalogue: Catalogue, home: str = "") -> "ExaminationData":
        return cls(
            own=catalogue.examination,
            masking=catalogue.masking,
            divisions=catalogue.divisions,
            notice_kinds=catalogue.notice_kinds,
            calendar=catalogue.calendar,
            bases=tuple(catalogue.bases.values()),
            home=home,
        )
