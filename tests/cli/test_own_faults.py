"""A fault of ours: a sentence on the screen, the traceback in a file only if asked for."""

from pathlib import Path

import pytest

from desktop.cli import main
from desktop.cli.invocation import Program
from desktop.usecases.office import Office


def broken(*_: object) -> Office:
    raise ZeroDivisionError


@pytest.mark.parametrize("debug", [True, False])
def test_a_fault_of_ours_is_never_shown_as_a_traceback(
    debug: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "log_file", lambda: tmp_path / "log" / "mingbai.log")
    program = Program(broken, lambda *_: 0, lambda *_: [], None)  # type: ignore[arg-type]
    status = main.run([*(["--debug"] if debug else []), "catalogue", "fields"], program)
    said = capsys.readouterr()
    assert status == 3
    assert "程序自己出了错" in said.err
    assert "Traceback" not in said.err + said.out
    main._log_to(None)
    assert (tmp_path / "log").exists() is debug
    if debug:
        assert "ZeroDivisionError" in (tmp_path / "log" / "mingbai.log").read_text("utf-8")
