"""What is kept with the chosen sheet: its photos as small pictures, its objections, the papers to save."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.viewmodels.board_keeping import Kept
from desktop.ui.views.parts.buttons import OutlinedButton
from desktop.ui.views.parts.chips import StatusChip
from desktop.ui.views.parts.file_drop import FileDrop
from desktop.ui.views.parts.flow import FlowLayout
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import clear
from desktop.usecases.notice_views import PostingLine

_WIDTH, _ACROSS = 124, 2


class KeepingPart(QWidget):
    """``photos_dropped`` carries paths; the other signals only say which button was pressed."""

    photos_dropped = Signal(list)
    photo_wanted = Signal()
    objections_wanted = Signal()
    certificate_wanted = Signal()
    archive_wanted = Signal()
    statement_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chip = StatusChip("due", "")
        self._photo_words = Label("", "context", wrap=True)
        self._pictures = QGridLayout()
        self._pictures.setSpacing(6)
        self.photo_button = OutlinedButton(tr("添加照片"), "plus", small=True)
        self.objections_button = OutlinedButton(tr("异议"), "head-question-outline", small=True)
        self.certificate_button = OutlinedButton(tr("张贴证明"), "file-document-check-outline", small=True)
        self.archive_button = OutlinedButton(tr("归档包"), "tray-arrow-down", small=True)
        self.statement_button = OutlinedButton(tr("更正、撤回公告"), "file-document-edit-outline", small=True)
        for button, signal in (
            (self.photo_button, self.photo_wanted),
            (self.objections_button, self.objections_wanted),
            (self.certificate_button, self.certificate_wanted),
            (self.archive_button, self.archive_wanted),
            (self.statement_button, self.statement_wanted),
        ):
            button.clicked.connect(signal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(tr("照片"), "strong"))
        column.addLayout(self._pictures)
        column.addWidget(self._photo_words)
        column.addLayout(_row(self.photo_button))
        column.addWidget(Label(tr("异议和证明"), "strong"))
        column.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(_row(self.objections_button))
        column.addLayout(_row(self.certificate_button, self.archive_button))
        column.addLayout(_row(self.statement_button))
        self._drop = FileDrop(self)
        self._drop.dropped.connect(self.photos_dropped)

    def show_kept(self, line: PostingLine, kept: Kept) -> None:
        clear(self._pictures)
        for at, (photo, picture) in enumerate(zip(kept.photos, kept.pictures, strict=True)):
            small = QLabel()
            image = QPixmap()
            image.loadFromData(picture)
            ratio = self.devicePixelRatioF()
            image = image.scaledToWidth(round(_WIDTH * ratio), Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
            small.setPixmap(image)
            taken = photo.taken_at.replace("T", " ")[:16] or tr("照片里没有拍摄时间")
            small.setToolTip(taken)
            small.setAccessibleName(tr("第 {at} 张照片，{taken}", at=at + 1, taken=taken))
            self._pictures.addWidget(small, at // _ACROSS, at % _ACROSS)
        self._photo_words.setText(_photo_words(kept))
        waiting = sum(each.objection.open for each in kept.objections)
        self._chip.setVisible(bool(waiting))
        self._chip.show_state("due", tr("{waiting} 条异议没有答复", waiting=waiting))
        count = len(kept.objections)
        self.objections_button.set_text(tr("异议 {count} 条", count=count) if count else tr("登记异议"))
        self.statement_button.setVisible(bool(line.void or line.replaced_by))


def _row(*buttons: OutlinedButton) -> FlowLayout:
    row = FlowLayout()
    for button in buttons:
        row.addWidget(button)
    return row


def _photo_words(kept: Kept) -> str:
    if not kept.photos:
        return tr("还没有照片。把手机里的照片拖到这里，拍摄地点等信息会去掉。")
    last = kept.photos[-1].taken_at.replace("T", " ")[:16] or tr("照片里没有拍摄时间")
    return tr("{photos} 张，最近一张 {last}", photos=len(kept.photos), last=last)
