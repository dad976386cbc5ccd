"""What every command begins with: where the database and the store are, and the intake made of them."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.base.clock import Clock
from prefecture.content import known
from prefecture.database.connection import migrate
from prefecture.intake import Intake
from prefecture.keys import load_receiver
from prefecture.pack_shelf import contents
from prefecture.store import Store

Database = Annotated[
    str, typer.Option("--database", envvar="MINGBAI_PREFECTURE_DATABASE", help="PostgreSQL 的连接字符串")
]
StoreFolder = Annotated[
    Path, typer.Option("--store", envvar="MINGBAI_PREFECTURE_STORE", help="放密钥和包的文件夹")
]


def intake_of(database: str, store: Path) -> Intake:
    """With the keys in ``store``, on a database brought up to date."""
    receiver = load_receiver(store)
    migrate(database)
    kept = Store(store)
    kept.prepare()
    folder = kept.packs
    found = known(contents(folder), receiver.office.code, folder)
    return Intake(database, kept, receiver, found.everywhere, Clock(), counties=found.counties)
