"""A home on a disk that takes nothing more, or that is read-only, still opens to be read; the sentence says why."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.storage.home import DATABASE
from desktop.usecases.office import Office
from desktop.usecases.record_views import RecordFilter
from tests.conftest import PASSPHRASE, Open

CODE = """
import resource, signal, sys
from pathlib import Path
from desktop.app import office
from desktop.base.errors import MingbaiError
from desktop.usecases.record_views import RecordFilter
built = office()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # from here on no file takes a byte
session = built.open(Path(sys.argv[1]), "李春梅", sys.argv[2])
session.duties.due()
print(session.only_reading, session.records.count(RecordFilter()))
try:
    session.notices.add_board("新公示栏")
except MingbaiError as told:
    print(told.code)
session.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of file sizes are set by Unix calls")
def test_where_no_file_takes_a_byte_the_home_opens_for_reading(
    as_person: Open, homes: Path, drafted: str
) -> None:
    as_person("李春梅").close()
    folder = homes / "township"
    before = (folder / DATABASE).read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(folder), PASSPHRASE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["True 1", "only-reading"]
    assert (folder / DATABASE).read_bytes() == before


def test_a_home_in_a_folder_that_takes_no_writing_opens_for_reading(
    as_person: Open, office: Office, homes: Path, drafted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a stick with its slider closed: every opening for writing is refused by the system."""
    as_person("李春梅").close()
    folder = homes / "township"
    real = Path.open

    def read_only(path: Path, mode: str = "r", *more: Any, **how: Any) -> Any:
        if path.is_relative_to(folder) and mode[:1] in "wax":
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real(path, mode, *more, **how)

    monkeypatch.setattr(Path, "open", read_only)
    session = office.open(folder, "李春梅", PASSPHRASE)
    assert session.only_reading
    assert session.records.count(RecordFilter()) == 1
    session.close()
    assert not list(folder.glob(f"{DATABASE}-*"))


def test_a_second_program_on_the_same_home_is_told_and_changes_nothing(
    as_person: Open, homes: Path, drafted: str
) -> None:
    as_person("李春梅")
    code = (
        "import sys\nfrom pathlib import Path\nfrom desktop.app import office\nfrom desktop.base.errors import Refusal\n"
        "try:\n    office().open(Path(sys.argv[1]), '李春梅', sys.argv[2])\nexcept Refusal as told:\n    print(told.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(homes / "township"), PASSPHRASE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "home-in-use", done.stderr
    assert as_person("李春梅").records.get(drafted).record.id == drafted
