"""Opens the one encrypted database of a home and gives transactions on it. Knows no noun and no key slot.

Every connection runs in WAL with full sync: when ``transaction()`` has been left, the data is on the disk.
"""

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2
from sqlmodel import Session

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.words import tr, zh

OLDEST_SAFE_SQLITE = (3, 51, 3)
"""3.7.0 to 3.51.2 can corrupt a database when the write-ahead log is reset by two connections at once."""

_CONNECTION_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA temp_store = MEMORY",
)
_READING_SETTINGS = ("PRAGMA query_only = ON", "PRAGMA temp_store = MEMORY")
_PAGES = "usual pages in memory"
_ROOM = 64 << 10
"""KiB."""
_NOTHING_CHANGED = zh("数据还和原来一样。")
_DAMAGED = {
    "what": zh("数据文件有损坏，读不出来。"),
    "safe": zh("程序没有改动它。"),
    "todo": zh("请不要删除数据目录，用最近一次备份恢复，或请县里的管理员来看。"),
    "code": "database-damaged",
}
_FAULTS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "disk is full",
        {
            "what": zh("磁盘空间不够，没有存进去。"),
            "safe": _NOTHING_CHANGED,
            "todo": zh("请删掉不用的文件后再试。"),
            "code": "disk-full",
        },
    ),
    (
        "readonly",
        {
            "what": zh("数据目录是只读的，没有存进去。"),
            "safe": _NOTHING_CHANGED,
            "todo": zh("请检查这个文件夹的写权限，或换一个数据目录。"),
            "code": "read-only",
        },
    ),
    (
        "locked",
        {
            "what": zh("数据正被另一个操作占用，没有存进去。"),
            "safe": _NOTHING_CHANGED,
            "todo": zh("请稍等几秒再试。"),
            "code": "database-busy",
        },
    ),
    (
        "unable to open",
        {
            "what": zh("数据文件打不开。"),
            "safe": _NOTHING_CHANGED,
            "todo": zh("请看一下数据目录还在不在、有没有读写权限。"),
            "code": "cannot-open",
        },
    ),
    (
        "disk i/o error",
        {
            "what": zh("读写磁盘时出错，没有存进去。"),
            "safe": _NOTHING_CHANGED,
            "todo": zh("请先做备份，再检查磁盘。"),
            "code": "disk-error",
        },
    ),
    ("malformed", _DAMAGED),
    ("not a database", _DAMAGED),
)


def check_library(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse an SQLite library with the WAL-reset fault."""
    if tuple(version) < OLDEST_SAFE_SQLITE:
        raise SurroundingsError(
            tr("这台电脑上的数据库组件太旧（{map}），可能损坏数据。", map=".".join(map(str, version))),
            safe=tr("数据没有打开，也没有改动。"),
            todo=tr("请重新安装本程序。"),
            code="old-sqlite",
        )


@contextmanager
def clerk_sentences() -> Iterator[None]:
    """Turn what the database engine says of disk and file into a sentence for a clerk; the rest passes as it is."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        said = str(getattr(error, "orig", None) or error).lower()
        for sign, words in _FAULTS:
            if sign in said:
                raise SurroundingsError(**words) from error
        raise


def connect(
    path: Path, key: bytes, *, settings: tuple[str, ...] = _CONNECTION_SETTINGS, untouched: bool = False
) -> Any:
    """A raw connection to an encrypted file. ``key`` is 32 random bytes, used as they are (no slow derivation).

    ``untouched``: nothing is made or locked beside the file, so that it opens on a full or read-only disk too. Right only
    while nobody writes to it and no journal lies beside it.
    """
    where = f"{path.absolute().as_uri()}?immutable=1" if untouched else path
    connection = dbapi2.connect(
        where, uri=untouched, isolation_level=None, check_same_thread=False, timeout=10
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in settings:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


class Look:
    """One unchanging view of the data for plain statements, see `Database.looking`."""

    __slots__ = ("cursor",)

    def __init__(self, cursor: Callable[[], Any]) -> None:
        self.cursor = cursor


class Database:
    """An open database. One writer at a time, readers beside it; safe to use from several threads.

    ``only_reading``: one that is damaged, or lies where nothing can be written; every transaction is refused.
    """

    def __init__(self, path: Path, key: bytes, *, only_reading: bool = False) -> None:
        self.path = path
        self.only_reading = only_reading
        self._key = key
        ways = _READING_SETTINGS if only_reading else _CONNECTION_SETTINGS
        untouched = only_reading and not _has_journal(path)
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: connect(path, key, settings=ways, untouched=untouched),
            module=dbapi2,
            poolclass=QueuePool,
            pool_size=3,
            hide_parameters=True,  # an error's text may reach a log, and values are people's data
        )
        event.listen(self._engine, "begin", _begin)
        event.listen(self._engine, "checkin", _without_room)
        self._writing: Engine = self._engine.execution_options(immediate=True)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All or nothing, alone among writers, on the disk when left. Raises SurroundingsError for disk faults."""
        if self.only_reading:
            raise SurroundingsError(
                tr("数据现在只能看，不能改。"),
                safe=tr("这一步没有存；原来的数据没有动。"),
                todo=tr(
                    "数据坏了的，请退出后用备份恢复；磁盘满了的，请腾出地方再打开；文件夹只读的，请去掉只读或写保护。"
                ),
                code="only-reading",
            )
        with clerk_sentences(), Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One unchanging view of the data; writing in it is refused by the database."""
        with clerk_sentences(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def looking(self) -> Iterator[Look]:
        """As `reading`, past the row classes and all bookkeeping, which cost more than a screenful of rows."""
        with clerk_sentences():
            held = self._engine.raw_connection()
            try:
                raw: Any = held.dbapi_connection
                _say_begin(raw, held.info, writing=False)
                yield Look(raw.cursor)
            finally:
                held.close()  # which ends the view too

    def close(self) -> None:
        self._engine.dispose()


def with_room(session: Session) -> None:
    """Until its end this transaction may keep 64 MiB of pages in memory. Very many rows go into their indexes in no order; with
    little memory the same pages would be read, enciphered and written over and over."""
    connection = session.connection()
    if _PAGES not in connection.info:
        connection.info[_PAGES] = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_ROOM}")


def _without_room(connection: Any, known: Any) -> None:
    """The connection goes back among those that wait, and gives the memory back."""
    usual = known.info.pop(_PAGES, None)
    if connection is not None and usual is not None:
        connection.execute(f"PRAGMA cache_size = {usual}")
        connection.execute("PRAGMA shrink_memory")


def _has_journal(path: Path) -> bool:
    journal = path.with_name(f"{path.name}-wal")
    return journal.is_file() and journal.stat().st_size > 0


def _begin(connection: Connection) -> None:
    """The driver's own BEGIN leaves schema changes outside the transaction, so we say it ourselves."""
    writing = connection.get_execution_options().get("immediate", False)
    _say_begin(connection.connection.dbapi_connection, connection.info, writing=writing)


def _say_begin(raw: Any, known: MutableMapping[Any, Any], *, writing: bool) -> None:
    # Every small reading waits for this: past all bookkeeping, and nothing is said that held for the last one already.
    if known.get("writing") is not writing:
        raw.execute(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
        known["writing"] = writing
    raw.execute("BEGIN IMMEDIATE" if writing else "BEGIN")


def check_whole(path: Path, key: bytes) -> list[str]:
    """What is wrong with an encrypted file: every page's seal, then the structure. Empty when it is whole."""
    if not path.is_file():
        return [tr("文件不存在")]
    try:
        connection = connect(path, key, settings=("PRAGMA query_only = ON",))
    except dbapi2.Error as error:
        return [str(error)]
    try:
        faults = [str(line[0]) for line in connection.execute("PRAGMA cipher_integrity_check")]
        structure = [str(line[0]) for line in connection.execute("PRAGMA integrity_check(10)")]
        return faults + [line for line in structure if line != "ok"]
    except dbapi2.Error as error:
        return [str(error)]
    finally:
        connection.close()


def schema_number(path: Path, key: bytes) -> int:
    """The file's schema number. Refusal when it is missing, foreign, damaged or not under this key; never writes."""
    if not path.is_file():
        raise Refusal(
            tr("数据目录里没有数据文件（{name}）。", name=path.name),
            safe=tr("什么都没有改动。"),
            todo=tr("请看一下数据目录选得对不对，或从备份恢复。"),
            code="no-database",
        )
    try:
        connection = connect(path, key, settings=("PRAGMA query_only = ON",))
        try:
            number = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except dbapi2.Error as error:
        with clerk_sentences():
            if "not a database" not in str(error) and "malformed" not in str(error):
                raise
        raise Refusal(
            tr("“{name}”打不开：它不是本数据目录的数据，或者已经不完整。", name=path.name),
            safe=tr("程序没有改动它。"),
            todo=tr("请不要删除它，用最近一次备份恢复，或请县里的管理员来看。"),
            code="foreign-database",
        ) from error
    return int(number)
