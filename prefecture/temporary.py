"""A real PostgreSQL in a temporary folder, for the demonstration, the tests and the bench. Never for people's data.

It listens on a socket inside its own folder only, runs as somebody who is not root, and is gone afterwards.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from desktop.base.errors import SurroundingsError


class TemporaryPostgres:
    """A running server. ``database(name)`` makes an empty database and gives its connection string."""

    def __init__(self, folder: Path, binaries: Path, account: str, *, durable: bool) -> None:
        self.folder, self._binaries, self._account, self._durable = folder, binaries, account, durable
        self._as: dict[str, Any] = {"cwd": folder}
        if os.getuid() == 0:
            known = pwd.getpwnam(account)
            self._as |= {"user": known.pw_uid, "group": known.pw_gid, "extra_groups": []}
            self._as["env"] = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
            os.chown(folder, known.pw_uid, known.pw_gid)
        folder.chmod(0o755)

    def _run(self, program: str, *arguments: str) -> None:
        try:
            subprocess.run(
                [str(self._binaries / program), *arguments],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                **self._as,
            )
        except subprocess.CalledProcessError as error:
            raise SurroundingsError(
                f"临时的 PostgreSQL 没有起来：{error.stderr.decode(errors='replace').strip()[-300:]}",
                code="postgres",
            ) from error

    def prepare(self) -> None:
        """A new cluster, without passwords: only its own folder's socket leads to it."""
        self._run(
            "initdb", "-D", str(self.folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
            *([] if self._durable else ["--no-sync"]),
        )  # fmt: skip

    def start(self) -> None:
        switches = [f"-k {self.folder}", "-c listen_addresses=''", "-c max_connections=60"]
        if not self._durable:
            switches += ["-c fsync=off", "-c full_page_writes=off", "-c synchronous_commit=off"]
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-w", "-o", " ".join(switches), "start"
        )  # fmt: skip

    def stop(self, mode: str = "fast") -> None:
        """``immediate`` is what a power cut does."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", mode, "stop")

    def url(self, name: str) -> str:
        return f"postgresql:///{name}?host={self.folder}&user=postgres"

    def database(self, name: str) -> str:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)


def binaries() -> Path:
    """Where initdb and pg_ctl are: Debian keeps them out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise SurroundingsError(
            "这台电脑上没有 PostgreSQL。", todo="请先 apt-get install postgresql。", code="no-postgres"
        )
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


@contextmanager
def temporary_postgres(*, durable: bool = True) -> Iterator[TemporaryPostgres]:
    """A started server, stopped and removed on leaving. ``durable=False`` trades safety for speed, for tests alone."""
    account = "postgres" if _exists("postgres") else "nobody"
    folder = Path(tempfile.mkdtemp(prefix="mingbai-pg-"))
    try:
        server = TemporaryPostgres(folder, binaries(), account, durable=durable)
        server.prepare()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _exists(account: str) -> bool:
    try:
        pwd.getpwnam(account)
    except KeyError:
        return False
    return True
