"""设置, part 网络上报: what is pressed there holds afterwards; what cannot work is told under its field."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytestqt.qtbot import QtBot

from desktop.ui.preferences import Preferences
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.settings_viewmodel import SettingsViewModel
from desktop.ui.views.settings_line import LinePart
from desktop.ui.views.settings_view import SettingsView
from desktop.usecases.line_settings import LineSettings
from desktop.usecases.office import Session
from tests.ui.conftest import PASSPHRASE


@pytest.fixture
def admin(township: Session) -> Session:
    return township.switch("系统管理员", PASSPHRASE)


@pytest.fixture
def view(admin: Session, ask, tasks, changed, gone, tmp_path: Path, qtbot: QtBot) -> SettingsView:
    made = SettingsView(SettingsViewModel(admin, ask, tasks, changed, gone.append), Preferences(tmp_path))
    qtbot.addWidget(made)
    made.resize(1270, 700)
    made.show()
    made.show_place(Place("settings", tab="line"))
    return made


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "云滩县政务网")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(now).not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path / "政务网.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return path


def press(part: LinePart, key: str) -> None:
    {**part.roads._buttons, **part.modes._buttons}[key].click()


def test_everything_written_holds_and_is_shown_again(
    view: SettingsView, admin: Session, ask, certificate: Path
) -> None:
    part = view.line
    part.server.setText(" https://shangbao.example.cn/ ")
    press(part, "own")
    assert part._rows["proxy"].isVisible()
    part.proxy.setText("10.0.0.1:8080")
    ask.will("choose_file", certificate)
    part.ca_button.click()
    assert part._ca.text() == "政务网.pem"
    part.limit.setText("200")
    part.first.setCurrentIndex(8)
    part.last.setCurrentIndex(18)
    press(part, "automatic")
    view.primary().click()
    kept = admin.line.read()
    assert kept == LineSettings(
        "https://shangbao.example.cn",
        "10.0.0.1:8080",
        certificate.read_text(),
        "政务网.pem",
        200,
        8,
        18,
        True,
    )
    assert part.server.text() == "https://shangbao.example.cn"
    part.no_ca_button.click()
    press(part, "none")
    assert not part._rows["proxy"].isVisible()
    view.primary().click()
    kept = admin.line.read()
    assert (kept.authorities, kept.authorities_name, kept.proxy) == ("", "", "none")


@pytest.mark.parametrize(
    ("server", "proxy", "field", "said"),
    [
        ("http://shangbao.example.cn", None, "server", "https"),
        ("上报", None, "server", "看不懂"),
        ("https://a.cn", "", "proxy", "还没有写代理地址"),
        ("https://a.cn", "socks5://a:1", "proxy", "http://10.0.0.1:8080"),
    ],
)
def test_what_cannot_work_is_told_under_its_field_and_nothing_is_kept(
    view: SettingsView, admin: Session, ask, server: str, proxy: str | None, field: str, said: str
) -> None:
    part = view.line
    part.server.setText(server)
    if proxy is not None:
        press(part, "own")
        part.proxy.setText(proxy)
    view.primary().click()
    assert said in part._rows[field].error
    assert [key for key, row in part._rows.items() if row.error] == [field]
    assert admin.line.read() == LineSettings()
    assert ask.told == []
    assert part.server.text() == server


def test_a_file_that_is_no_certificate_is_told_under_its_field(
    view: SettingsView, admin: Session, ask, tmp_path: Path
) -> None:
    other = tmp_path / "说明.pem"
    other.write_text("这不是证书")
    ask.will("choose_file", other, None)
    view.line.ca_button.click()
    assert "没有能用的证书" in view.line._rows["authorities"].error
    view.line.ca_button.click()
    assert admin.line.read() == LineSettings()


def test_who_is_not_the_administrator_sees_why_and_changes_nothing(
    township: Session, ask, tasks, changed, gone, tmp_path: Path, qtbot: QtBot
) -> None:
    view = SettingsView(SettingsViewModel(township, ask, tasks, changed, gone.append), Preferences(tmp_path))
    qtbot.addWidget(view)
    view.show_place(Place("settings", tab="line"))
    part = view.line
    assert not part.save_button.isEnabled()
    assert part.server.isReadOnly()
    assert not part.modes.isEnabled()
    assert "管理" in view.banner.text


def test_in_a_narrow_window_the_fields_stand_below_each_other(view: SettingsView, qtbot: QtBot) -> None:
    part = view.line
    wide = part.roads.mapTo(part, part.roads.rect().topLeft())
    view.resize(900, 500)
    qtbot.waitUntil(lambda: part.roads.mapTo(part, part.roads.rect().topLeft()).x() < wide.x())
    press(part, "own")
    part.server.setText("https://a.cn")
    part.proxy.setText("socks5://a")
    part.save_button.click()
    row = part._rows["proxy"]
    assert row.visibleRegion().boundingRect().height() == row.height()
