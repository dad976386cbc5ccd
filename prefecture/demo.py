"""`make prefecture-demo`: township → county → prefecture → receipt back, with real homes, a real PostgreSQL and a real line.

Everything lies in one temporary folder and on the loopback; one line is printed per step, and each step is proven before it
is told. The homes are driven through the command `mingbai`, as a clerk would: this package knows nothing of the laptop's
rooms. Nobody in it exists.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from prefecture.database.connection import connected
from prefecture.temporary import temporary_postgres

PASSPHRASE = "mingbai-demo"
CODE, UNIT, TOWNSHIP = "632200", "云州人民政府办公室", "632299101"


class DemoFailed(Exception):
    """A step did not do what it should."""


@dataclass(frozen=True, slots=True)
class Programs:
    """How `mingbai` and `mingbai-prefecture` are called with their arguments; each gives what it printed."""

    mingbai: Callable[..., str]
    prefecture: Callable[..., str]

    def at(self, home: Path, account: str, *arguments: str) -> dict[str, Any]:
        """What `mingbai` says in a home, by an account."""
        found = json.loads(self.mingbai("--home", str(home), "--as", account, "--json", *arguments))
        return found if isinstance(found, dict) else {}


def main() -> int:
    """0 if every step held."""
    folder = Path(tempfile.mkdtemp(prefix="mingbai-prefecture-demo-"))
    begun = time.monotonic()
    programs = Programs(partial(_call, "desktop"), partial(_call, "prefecture"))
    try:
        with temporary_postgres() as server:
            out = folder / "out"
            programs.mingbai("demo", "--out", str(out))
            print("1  乡、县：各有一个装好样例的数据目录，乡的包县里已经收过")
            walk(folder, server.database("mingbai"), out / "homes", programs)
    except DemoFailed as failed:
        print(f"✗ {failed}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"走完了，用了 {time.monotonic() - begun:.0f} 秒。临时的数据都删掉了。")
    return 0


def walk(folder: Path, url: str, homes: Path, programs: Programs) -> None:
    """From a county that has taken a township's bundle in, to the prefecture and back. Raises DemoFailed."""
    where = ["--database", url, "--store", str(folder / "store")]
    county = homes / "county"
    programs.prefecture("init", *where, "--code", CODE, "--unit", UNIT)
    print("2  州：建好密钥和数据库（真的 PostgreSQL，在临时文件夹里）")

    request, grant = folder / "county.mingbai-request", folder / "grants"
    programs.at(county, "王得福", "device", "request", "--out", str(request))
    programs.prefecture("enrol", *where, str(request), "--out", str(grant))
    programs.at(county, "王得福", "device", "accept", str(next(grant.iterdir())))
    print("3  县：写出登记申请；州：发签名的授权；县：收下")

    with _serving(where) as address:
        _send(programs, county, address)
        if "云滩县" not in _wait(f"{address}/").decode():
            raise DemoFailed("网页上没有这个县")
        print("7  州：工作人员的网页上看得到这个县")

    before = _counts(url)
    programs.prefecture("rebuild", *where)
    if _counts(url) != before:
        raise DemoFailed("从留存的包重新入库，库里的数变了")
    print("8  州：从留存的包重新入库一遍，什么都没有变")
    print("9  库里：记录 {}，名单行 {}，张贴 {}".format(*before))

    down = programs.at(county, "王得福", "bundle", "down", "--to", str(folder), "--for", TOWNSHIP)
    taken = programs.at(homes / "township", "李春梅", "bundle", "import", down["file"])
    if taken["further"] != before[0]:
        raise DemoFailed(f"乡里没有看到州里已收：{taken}")
    print(f"10 县 → 乡：带回去的文件收好了，乡里看得到 {taken['further']} 条“州已收”")


def _send(programs: Programs, county: Path, address: str) -> None:
    first = programs.at(county, "王得福", "upload", "--server", address)
    sent, got = first["sent"], first["receipts"]
    if len(sent) != 1 or len(got) != 1 or got[0]["rejected"] or not got[0]["accepted"]:
        raise DemoFailed(f"州里没有全收：{first}")
    print(f"4  县 → 州：写好加密的包，分段上传，{sent[0]['size']:,} 字节，每段核对")
    print(f"5  州：入库 {got[0]['accepted']} 条，没收 0 条，签名的回执已经回到县里")
    if programs.at(county, "王得福", "upload", "--server", address)["sent"]:
        raise DemoFailed("同样的记录又传了一遍")
    print("6  县 → 州：再上报一次，没有新的，一个包也没有重发")


def _counts(url: str) -> tuple[int, ...]:
    with connected(url) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM records), (SELECT count(*) FROM roster_rows), (SELECT count(*) FROM postings)"
        ).fetchone()
    return tuple(row or ())


def _call(program: str, *arguments: str) -> str:
    command = [sys.executable, "-m", program, *arguments]
    surroundings = {**os.environ, "MINGBAI_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=surroundings)
    if done.returncode:
        raise DemoFailed(f"{' '.join(command[2:6])} …：{(done.stderr or done.stdout).strip()}")
    return done.stdout


@contextlib.contextmanager
def _serving(where: list[str]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "prefecture", "serve", *where, "--listen", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/health")
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str, seconds: float = 60.0) -> bytes:
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                body: bytes = answer.read()
                return body
        except (urllib.error.URLError, ConnectionError) as error:
            if time.monotonic() > until:
                raise DemoFailed(f"{address} 没有应答：{error}") from error
            time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
