"""`make prefecture-demo`, its steps as they are: real commands on real homes, a real server, a real PostgreSQL."""

import json
from pathlib import Path

import pytest

from desktop.base.clock import SteppingClock
from prefecture import cli, demo
from prefecture.temporary import TemporaryPostgres
from tests.cli.conftest import Command, mingbai  # noqa: F401 (fixture)
from tests.conftest import Open
from tests.laptops import send


@pytest.fixture
def programs(
    mingbai: Command,  # noqa: F811
    clock: SteppingClock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> demo.Programs:
    """Both programs in this process, on the same day."""
    monkeypatch.setattr(cli, "Clock", lambda: clock)

    def desktop(*arguments: str) -> str:
        answer = mingbai(*arguments)
        if answer.status:
            raise demo.DemoFailed(answer.err)
        return answer.out

    def prefecture(*arguments: str) -> str:
        capsys.readouterr()
        status = cli.run(arguments)
        printed = capsys.readouterr()
        if status:
            raise demo.DemoFailed(printed.err)
        return printed.out

    return demo.Programs(desktop, prefecture)


@pytest.fixture
def brought(as_person: Open, homes: Path, issued: str, tmp_path: Path) -> Path:
    """The homes after the township's record came to the county; both closed."""
    stick = tmp_path / "stick"
    stick.mkdir()
    township, county = as_person("李春梅"), as_person("王得福")
    assert send(township, county, stick) == (1, 0, 0, 0)
    for session in (township, county):
        session.close()
    return homes


def test_from_the_township_to_the_prefecture_and_back(
    brought: Path, programs: demo.Programs, postgres: TemporaryPostgres, tmp_path: Path
) -> None:
    url = postgres.database("demonstration")
    demo.walk(tmp_path, url, brought, programs)
    assert demo._counts(url) == (1, 3, 0)
    standing = json.loads(
        programs.mingbai("--home", str(brought / "county"), "--as", "王得福", "--json", "bundle", "status")
    )
    assert [line["state"] for line in standing["records"]] == ["received_prefecture"]


def test_a_step_that_does_not_hold_ends_the_demonstration(
    brought: Path, programs: demo.Programs, postgres: TemporaryPostgres, tmp_path: Path
) -> None:
    def loses_the_record(*arguments: str) -> str:
        said = programs.mingbai(*arguments)
        return json.dumps({**json.loads(said), "receipts": []}) if "upload" in arguments else said

    with pytest.raises(demo.DemoFailed, match="没有全收"):
        demo.walk(
            tmp_path, postgres.database("lost"), brought, demo.Programs(loses_the_record, programs.prefecture)
        )
