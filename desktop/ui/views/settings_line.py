"""Settings, part 网络上报: server, proxy, own certificates, limit, and whether it goes by itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base.words import tr
from desktop.ui.theme.room import room
from desktop.ui.viewmodels.line_settings_viewmodel import LineSettingsViewModel
from desktop.ui.views.parts.buttons import FilledButton, OutlinedButton, TextButton
from desktop.ui.views.parts.forms import FormRow
from desktop.ui.views.parts.marks import Label
from desktop.ui.views.parts.panel import Panel, scrolling
from desktop.ui.views.parts.segments import Segments
from desktop.usecases.line_settings import LineSettings

SYSTEM, NONE, OWN = "system", "none", "own"
_NARROW = 980


class LinePart(QWidget):
    """Nothing is kept before the button is pressed; what cannot be used is told below its field."""

    def __init__(self, model: LineSettingsViewModel) -> None:
        super().__init__()
        self._model = model
        self._filled: LineSettings | None = None
        self.server, self.proxy, self.limit = QLineEdit(), QLineEdit(), QLineEdit()
        self.server.setPlaceholderText("https://")
        self.limit.setValidator(QIntValidator(0, 1_000_000, self))
        self.first, self.last = _hours(), _hours()
        self.roads = Segments(
            ((SYSTEM, tr("随电脑的设置"), ""), (NONE, tr("不用代理"), ""), (OWN, tr("用这个代理"), ""))
        )
        self.roads.setAccessibleName(tr("代理"))
        self.roads.chosen.connect(lambda _key: self._show_proxy())
        self.modes = Segments((("hand", tr("由人点了才发"), ""), ("automatic", tr("签发后自动上报"), "")))
        self.modes.setAccessibleName(tr("什么时候发"))
        self.ca_button = OutlinedButton(tr("选 CA 文件"), "folder-open-outline", small=True)
        self.no_ca_button = TextButton(tr("不用它"), small=True)
        self.save_button = FilledButton(tr("用这些设置"), "check")
        self.ca_button.clicked.connect(model.choose_authorities)
        self.no_ca_button.clicked.connect(model.drop_authorities)
        self.save_button.clicked.connect(self._save)
        self._ca = QLineEdit()
        self._ca.setReadOnly(True)
        self._rows = {
            "server": FormRow(tr("服务器地址"), self.server, tr("向上级要。不写，程序就不会自己上网"), optional=True),
            "proxy": FormRow(tr("代理地址"), self.proxy, tr("例如 http://10.0.0.1:8080；要口令的写成 http://用户名:口令@10.0.0.1:8080")),
            "authorities": FormRow(tr("单位自己的 CA 证书"), self._ca, tr("上级的服务器用自己签的证书时才要；证书总是要核对的"), optional=True),
            "limit": FormRow(tr("最多每秒多少 KB"), self.limit, tr("0 是不限"), optional=True),
        }  # fmt: skip
        panel = Panel()
        self._area = scrolling(self._form())
        panel.body.addWidget(self._area)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panel)
        model.updated.connect(self.refresh)
        self._show_proxy()

    def _form(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        words = tr("发的是和U盘一样的包，上级才打得开。断了会自己接着发，收到回执才算办完。")
        column.addWidget(Label(words, "context", wrap=True))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(28)
        self._sides.addLayout(self._where_and_when(), 1)
        self._sides.addLayout(self._how(), 1)
        column.addLayout(self._sides)
        column.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return inside

    def _where_and_when(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._rows["server"])
        column.addWidget(Label(tr("什么时候发"), "strong"))
        column.addWidget(self.modes)
        slow = QHBoxLayout()
        slow.setSpacing(12)
        slow.addWidget(self._rows["limit"], 2, Qt.AlignmentFlag.AlignTop)
        for words, box in ((tr("从几点"), self.first), (tr("到几点"), self.last)):
            slow.addWidget(FormRow(words, box, tr("一样就是全天")), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(slow)
        column.addStretch(1)
        return column

    def _how(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(Label(tr("代理"), "strong"))
        column.addWidget(self.roads)
        column.addWidget(self._rows["proxy"])
        column.addWidget(self._rows["authorities"])
        for button in (self.no_ca_button, self.ca_button):
            self._rows["authorities"].add_side(button)
        column.addStretch(1)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be cut off."""
        super().resizeEvent(event)
        narrow = room(self).width() < _NARROW
        self._sides.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self._sides.setSpacing(12 if narrow else 28)

    def refresh(self) -> None:
        model = self._model
        if model.kept is not None and model.kept != self._filled:
            self._filled = model.kept
            self._fill(model.kept)
        self._ca.setText(model.authorities.authorities_name)
        for key, row in self._rows.items():
            row.set_error(model.errors.get(key, ""))
            if row.error:
                self._area.ensureWidgetVisible(row)
        allowed = model.kept is not None and not model.refusal
        for part in (self.server, self.proxy, self.limit):
            part.setReadOnly(not allowed)
        for other in (self.roads, self.modes, self.first, self.last, self.ca_button, self.save_button):
            other.setEnabled(allowed)
        self.no_ca_button.setVisible(allowed and bool(model.authorities.authorities))

    def _fill(self, kept: LineSettings) -> None:
        self.server.setText(kept.server)
        own = kept.proxy not in {SYSTEM, NONE}
        self.roads.choose(OWN if own else kept.proxy)
        self.proxy.setText(kept.proxy if own else "")
        self.limit.setText(str(kept.kbps))
        self.first.setCurrentIndex(kept.from_hour % 24)
        self.last.setCurrentIndex(kept.until_hour % 24)
        self.modes.choose("automatic" if kept.automatic else "hand")
        self._show_proxy()

    def _show_proxy(self) -> None:
        self._rows["proxy"].setVisible(self.roads.current == OWN)

    def _save(self) -> None:
        road = self.roads.current
        self._model.save(
            self.server.text().strip(),
            self.proxy.text().strip() if road == OWN else road,
            int(self.limit.text() or 0),
            (self.first.currentIndex(), self.last.currentIndex()),
            automatic=self.modes.current == "automatic",
        )


def _hours() -> QComboBox:
    made = QComboBox()
    made.addItems([tr("{hour} 点", hour=hour) for hour in range(24)])
    return made
