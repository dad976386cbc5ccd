"""What window tests share: an offscreen application in the real style, a person who answers, work done at once."""

import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.base.clock import CHINA, SteppingClock
from desktop.base.errors import MingbaiError
from desktop.base.paths import content_root, templates_folder
from desktop.base.progress import Progress, Step
from desktop.base.resting import collector_resting
from desktop.catalogue.catalogue import Catalogue, load_catalogue
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import RecordContent
from desktop.storage.keyslots import KdfCost
from desktop.ui.changes import Changed
from desktop.ui.tasks import Tasks, explained
from desktop.ui.viewmodels.navigation import Place
from desktop.ui.viewmodels.sync_viewmodel import SyncViewModel
from desktop.usecases.door import Door
from desktop.usecases.office import Office, Session


class FakeAsk:
    """Answers from ``answers`` (by question name, first come first served) and remembers what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = {}
        self.asked: list[tuple[str, str]] = []
        self.told: list[MingbaiError] = []
        self.shown: list[tuple[str, str, Sequence[str]]] = []

    def will(self, question: str, *answers: Any) -> None:
        self.answers.setdefault(question, []).extend(answers)

    def _answer(self, question: str, what: str) -> Any:
        self.asked.append((question, what))
        waiting = self.answers.get(question, [])
        assert waiting, f"nobody prepared an answer to {question}: {what}"
        return waiting.pop(0)

    def confirm(self, what: str, yes: str, no: str, *, safe: str = "", destructive: bool = False) -> bool:
        return bool(self._answer("confirm", what))

    def stop(
        self,
        what: str | MingbaiError,
        safe: str = "",
        steps: Sequence[str] = (),
        buttons: Sequence[tuple[str, str]] = (("leave", "知道了"),),
        detail: str = "",
    ) -> str:
        if isinstance(what, MingbaiError):
            self.told.append(what)
            return buttons[0][0]
        return str(self._answer("stop", what))

    def tell(self, error: MingbaiError) -> None:
        self.told.append(error)

    def show(self, title: str, about: str, lines: Sequence[str]) -> None:
        self.asked.append(("show", title))
        self.shown.append((title, about, lines))

    def text(
        self, title: str, label: str, button: str, *, explanation: str = "", required: bool = True
    ) -> str | None:
        return self._answer("text", title)

    def choose_folder(self, title: str, start: Path | None = None) -> Path | None:
        return self._answer("choose_folder", title)

    def choose_file(self, title: str, pattern: str = "", start: Path | None = None) -> Path | None:
        return self._answer("choose_file", title)

    def save_file(self, title: str, name: str, pattern: str = "") -> Path | None:
        return self._answer("save_file", title)


class ImmediateTasks(QObject):
    """Does the work on the spot: for tests of view-models that do not test threads."""

    busy = Signal(bool)
    idle = True

    def run(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], Any],
        failed: Callable[[MingbaiError], Any],
        progress: Callable[[Step], Any] | None = None,
        *,
        patient: bool = False,
        line: bool = False,
    ) -> Progress:
        handle = Progress(progress)
        try:
            result = work(handle)
        except Exception as error:
            if not isinstance(error, MingbaiError | OSError):
                raise
            failed(explained(error))
        else:
            done(result)
        return handle

    def hold(self) -> None:
        return None

    def close(self) -> None:
        return None


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def ask() -> FakeAsk:
    return FakeAsk()


@pytest.fixture
def tasks() -> ImmediateTasks:
    return ImmediateTasks()


@pytest.fixture
def worker() -> Iterator[Tasks]:
    """The real background worker, for tests of progress and cancelling."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def changed() -> Changed:
    return Changed()


@pytest.fixture
def gone() -> list[Place]:
    """Where navigation led: give ``gone.append`` as ``go``."""
    return []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Garbage is collected on this thread, when nothing of the test is held any more, and never on a worker's: as in the program
    (see `desktop.ui.collector`). After a test that is what was made in it; after the last of a file, all there is."""
    if not item.path.is_relative_to(Path(__file__).parent):
        return (yield)
    with collector_resting():
        done = yield
        more_of_the_file = nextitem is not None and nextitem.path == item.path
        gc.collect(1 if more_of_the_file else 2)
    return done


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a visible window behind."""
    yield
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    for window in left:
        window.close()
    assert not left, f"windows left open: {left}"


PASSPHRASE = "青石滩的口令 2026"
QUICK = KdfCost(memory_kib=64, passes=1, lanes=1)
TOWNSHIP = Organisation(
    code="632299101", unit="云滩县青石滩乡人民政府", level=Level.TOWNSHIP, short_name="青石滩乡"
)
COUNTY = Organisation(code="632299", unit="云滩县人民政府办公室", level=Level.COUNTY, short_name="云滩县")
PEOPLE = {
    Role.DRAFTER: "李春梅", Role.REVIEWER: "周海明", Role.SECRECY: "马生莲", Role.ISSUER: "祁建国",
    Role.ADMIN: "系统管理员",
}  # fmt: skip
SUBSIDY = {
    "year": "2026", "rate": "115.00", "basis_docs": "财农〔2023〕11号", "notice_days": "7",
    "objection_unit": "青石滩乡农业农村服务中心", "objection_phone": "0970-8600123",
}  # fmt: skip
ROWS = (("上滩村", "才让卓玛", "9.40", "1081.00"), ("下滩村", "马成英", "12.50", "1437.50"))


@dataclass(frozen=True)
class Offices:
    """A township and its county, enrolled with each other, as folders to copy. ``issued`` is the id of a subsidy
    record with two rows that all four signed; it hangs nowhere and was never sent."""

    folder: Path
    catalogue: Catalogue
    issued: str

    def office(self) -> Office:
        """Nine o'clock on Wednesday 16 September 2026."""
        clock = SteppingClock(datetime(2026, 9, 16, 9, 0, tzinfo=CHINA))
        return Office(self.catalogue, templates_folder(), clock, QUICK)

    def door(self, folder: Path) -> Door:
        """The door of a home, with this office behind it."""
        office = self.office()
        return Door(folder, office.clock, lambda: office)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(content_root())


@pytest.fixture(scope="session")
def offices(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Offices:
    folder = tmp_path_factory.mktemp("offices")
    made = Offices(folder, catalogue, "")
    office = made.office()
    township, _ = office.create(folder / "township", TOWNSHIP, "李春梅", Role.DRAFTER, PASSPHRASE)
    county, _ = office.create(folder / "county", COUNTY, "王得福", Role.ADMIN, PASSPHRASE)
    by_role = {Role.DRAFTER: township}
    for role, name in PEOPLE.items():
        if role is not Role.DRAFTER:
            township.accounts.add(name, role, PASSPHRASE)
            by_role[role] = township.switch(name, PASSPHRASE)
    request = township.exchange.request_enrolment(folder).value
    township.exchange.accept_grant(county.exchange.grant(request, folder).value[1])
    content = RecordContent(
        title="2026年耕地地力保护补贴发放情况", formed_on=date(2026, 9, 14), values=SUBSIDY
    )
    record = township.records.new("SNBT-002", "farmland_subsidy", content).value
    for village, name, area, amount in ROWS:
        cells = {"village": village, "name": name, "subsidy_area": area, "amount": amount}
        township.records.add_row(record, cells)
    for role in (Role.DRAFTER, Role.REVIEWER, Role.SECRECY, Role.ISSUER):
        by_role[role].flow.advance(record)
    township.notices.add_board("乡政府公示栏")
    township.close()
    county.close()
    return replace(made, issued=record)


def _opened(offices: Offices, which: str, name: str, folder: Path) -> Iterator[Session]:
    shutil.copytree(offices.folder / which, folder / which)
    session = offices.office().open(folder / which, name, PASSPHRASE)
    yield session
    session.close()


@pytest.fixture
def township(offices: Offices, tmp_path: Path) -> Iterator[Session]:
    """The sample township, opened by its drafter; a copy of its own for each test."""
    yield from _opened(offices, "township", "李春梅", tmp_path)


@pytest.fixture
def county(offices: Offices, tmp_path: Path) -> Iterator[Session]:
    """The county above it, opened by its administrator; a copy of its own for each test."""
    yield from _opened(offices, "county", "王得福", tmp_path)


@pytest.fixture
def newcomer(offices: Offices, tmp_path: Path) -> Iterator[Session]:
    """A second township under the county that has not joined yet, opened by its drafter."""
    organisation = Organisation(
        code="632299102", unit="云滩县红崖乡人民政府", level=Level.TOWNSHIP, short_name="红崖乡"
    )
    session, _ = offices.office().create(
        tmp_path / "newcomer", organisation, "马文华", Role.DRAFTER, PASSPHRASE
    )
    yield session
    session.close()


@pytest.fixture
def as_role(township: Session) -> Callable[[Role], Session]:
    """The sample township as the colleague with that role sees it."""
    return lambda role: township.switch(PEOPLE[role], PASSPHRASE)


@pytest.fixture
def write(qapp: QApplication) -> Callable[[QWidget, str], None]:
    """Types text of any language into a field, as an input method does."""

    def commit(field: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        qapp.sendEvent(field, event)

    return commit


@pytest.fixture
def below(
    township: Session, ask: FakeAsk, tasks: ImmediateTasks, changed: Changed, gone: list[Place]
) -> SyncViewModel:
    """同步 as the township sees it."""
    made = SyncViewModel(township, ask, tasks, changed, gone.append)  # type: ignore[arg-type]
    made.show_place(Place("sync"))
    return made


@pytest.fixture
def above(
    county: Session, ask: FakeAsk, tasks: ImmediateTasks, changed: Changed, gone: list[Place]
) -> SyncViewModel:
    """同步 as the county above sees it."""
    made = SyncViewModel(county, ask, tasks, changed, gone.append)  # type: ignore[arg-type]
    made.show_place(Place("sync"))
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    made = tmp_path / "U盘"
    made.mkdir()
    return made
