"""A notice 公示/公告 made from an issued record, and its posting on a board."""

from datetime import date

from sqlmodel import SQLModel


class NoticeFields(SQLModel):
    """``number`` is the record's index number 索引号 as printed; each board gives a posting number of its own.

    ``pdf_digest`` is the SHA-256 of the printed PDF; the bytes are kept as an encrypted attachment.
    ``period_days`` counts days of ``period_unit`` (natural or working); the posting day itself does not count.
    ``part`` is the village whose rows the sheet lists; empty for a sheet of the whole record.
    """

    id: str
    record: str
    revision: int
    title: str
    kind: str
    paper: str = "A4"
    pages: int = 0
    pdf_digest: str = ""
    made_at: str = ""
    made_by: str = ""
    number: str = ""
    period_days: int = 7
    period_unit: str = "natural"
    period_start: date | None = None
    period_end: date | None = None
    part: str = ""


class Notice(NoticeFields):
    model_config = {"frozen": True}


class PostingFields(SQLModel):
    """One sheet on one board.

    ``number`` is the board's yearly number, never reused. ``replaces`` is the id of the posting whose content this one
    corrects. ``chain`` is SHA-256 over the previous entry's chain and this entry's content.
    """

    id: str
    notice: str
    board: str
    number: str
    year: int
    posted_on: date
    posted_by: str
    due_down_on: date
    removed_on: date | None = None
    removed_by: str = ""
    removed_reason: str = ""
    replaces: str = ""
    chain: str = ""


class Posting(PostingFields):
    model_config = {"frozen": True}
