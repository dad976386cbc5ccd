"""Photos of a sheet on its board: the original kept encrypted, the copy without the camera's marks shown and handed on."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.base.canonical import sha256_hex
from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.files import write_atomically
from desktop.base.ids import new_id
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.notice import Posting
from desktop.domain.noticeboard import BoardPhoto
from desktop.files import photo as photos
from desktop.rules.privacy_gate import examine_text
from desktop.storage import board_photos, notices, postings, records
from desktop.usecases.desk import Desk
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_ours

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
_MOST = 20


@dataclass(frozen=True, slots=True)
class BoardPhotos:
    desk: Desk

    def add(self, posting: str, file: Path) -> Outcome[BoardPhoto]:
        """Keep a photo of the sheet. Warns when the camera's date does not fit the days it hung."""
        data = _read(file)
        desk = self.desk
        shown = photos.stripped(data)
        taken, kind = photos.taken_at(data), photos.media_type(data)
        with desk.home.database.reading() as session:
            entry = postings.get(session, posting)
            record = records.get(session, notices.get(session, entry.notice).record)
            require_ours(desk, record)
            known = board_photos.of_posting(session, posting)
        if any(photo.original == sha256_hex(data) for photo in known):
            raise Refusal(tr("这张照片已经在这里了。"), safe=tr("没有重复添加。"), code="photo-known")
        if len(known) >= _MOST:
            raise Refusal(
                tr("一张公示最多留 {most} 张照片。", most=_MOST),
                safe=tr("没有添加。"),
                todo=tr("请挑看得清的留下。"),
                code="photos-full",
            )
        kept = BoardPhoto(
            id=new_id(desk.clock),
            posting=posting,
            original=desk.home.attachments.put(data),
            shown=desk.home.attachments.put(shown),
            media_type=kind,
            name=_plain_name(desk, file.name),
            taken_at=taken,
            added_at=desk.now(),
            added_by=desk.account.name,
        )
        with desk.home.database.transaction() as session:
            board_photos.add(session, kept)
            desk.note(
                session, "board-photo", record.id, notice=entry.notice, board=entry.board, photo=kept.shown
            )
        return Outcome(kept, changed(Topic.NOTICES), _about_the_date(kept, entry, desk.clock.today()))

    def of(self, posting: str) -> list[BoardPhoto]:
        with self.desk.home.database.reading() as session:
            return board_photos.of_posting(session, posting)

    def picture(self, photo: BoardPhoto) -> bytes:
        """The copy without the camera's marks, JPEG: the only one that is shown or leaves."""
        return self.desk.home.attachments.get(photo.shown)

    def save(self, posting: str, photo: str, out: Path) -> Path:
        """That copy as a file."""
        chosen = next((known for known in self.of(posting) if known.id == photo), None)
        if chosen is None:
            raise Refusal(
                tr("找不到这张照片。"), safe=tr("什么都没有写。"), todo=tr("请刷新后再看。"), code="no-photo"
            )
        write_atomically(out, self.picture(chosen))
        return out


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SurroundingsError(
            tr("“{name}”读不出来。", name=file.name),
            safe=tr("没有添加。"),
            todo=tr("请看一下手机或U盘是否插好，再选一次。"),
            code="photo-unreadable",
        ) from error


def _plain_name(desk: Desk, name: str) -> str:
    """The file's name, unless somebody's number stands in it."""
    return "" if examine_text("文件名", name, desk.catalogue.masking) else name


def _about_the_date(photo: BoardPhoto, posting: Posting, today: date) -> tuple[Finding, ...]:
    on = photo.taken_on
    hung = posting.posted_on
    if on is None:
        text, advice = zh("照片里没有拍摄时间。"), zh("请另外记下哪天拍的；拍时把日期牌一起拍进去更稳妥。")
        return (Finding("photo-undated", Severity.INFO, zh("照片"), text, advice),)
    said = zh("照片是 {year}年{month}月{day}日拍的，", year=on.year, month=on.month, day=on.day)
    if on < hung:
        advice = zh("请核对是不是拍的这一张；手机的日期不对也会这样。")
        text = zh("{said}早于张贴的 {month}月{day}日。", said=said, month=hung.month, day=hung.day)
    elif on > today:
        text, advice = zh("{said}这一天还没有到。", said=said), zh("请看一下手机和电脑的日期。")
    elif posting.removed_on is not None and on > posting.removed_on:
        text = zh("{said}那时已经撤下。", said=said)
        advice = zh("请核对是不是拍的这一张。")
    else:
        return ()
    return (Finding("photo-date", Severity.WARN, zh("照片"), text, advice),)
