"""What happens around a sheet on the board: photos of it, objections 异议 against it, and their deadline. Values only."""

from datetime import date

from sqlmodel import SQLModel

OPEN, UPHELD = "", "upheld"


class PhotoFields(SQLModel):
    """A photo of the board. ``original`` and ``shown`` are SHA-256 of the file as taken and of the copy without EXIF.

    ``taken_at`` is the camera's own time, ISO without zone, empty if it wrote none. ``name`` is the file's name.
    """

    id: str
    posting: str
    original: str
    shown: str
    media_type: str
    name: str = ""
    taken_at: str = ""
    added_at: str = ""
    added_by: str = ""

    @property
    def taken_on(self) -> date | None:
        return date.fromisoformat(self.taken_at[:10]) if self.taken_at else None


class BoardPhoto(PhotoFields):
    model_config = {"frozen": True}


class ObjectionFields(SQLModel):
    """One objection against a notice. ``who`` is internal and may be empty (anonymous); it is never printed.

    ``way`` and ``outcome`` are codes of the lists objection_ways and objection_outcomes; ``outcome`` is empty until it
    is answered. ``row`` is the place on the notice, e.g. 第 3 行. ``answer_by`` is the last day for an answer, empty when
    no limit is known. ``chain`` is SHA-256 over the entry before and this one without ``who``, so that a name may be
    deleted on request (个人信息保护法 47) without breaking the chain.
    """

    id: str
    notice: str
    organisation: str
    number: int
    received_on: date
    way: str
    text: str
    row: str = ""
    who: str = ""
    answer_by: date | None = None
    entered_at: str = ""
    entered_by: str = ""
    chain: str = ""
    answer: str = ""
    outcome: str = OPEN
    answered_on: date | None = None
    answered_by: str = ""


class Objection(ObjectionFields):
    model_config = {"frozen": True}

    @property
    def open(self) -> bool:
        return self.outcome == OPEN
