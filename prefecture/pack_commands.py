"""`mingbai-prefecture take-pack`, `packs`: words in, words out; decides nothing."""

from pathlib import Path
from typing import Annotated

import typer

from prefecture import packs
from prefecture.opening import Database, StoreFolder, intake_of
from prefecture.pack_shelf import shelf_of

commands = typer.Typer()


@commands.command("take-pack", help="收一个更新包：核对以后交给下级从网上取，本州发的自己也用")
def take_pack(
    database: Database,
    store: StoreFolder,
    file: Path,
    fingerprint: Annotated[str, typer.Option(help="第一次收时，发包单位在电话里念的指纹")] = "",
    even_if_late: Annotated[
        bool, typer.Option("--even-if-late", help="已核对过服务器的日期，按日期过期也收")
    ] = False,
) -> None:
    intake = intake_of(database, store)
    seen = packs.take(intake, file, fingerprint, even_if_late=even_if_late)
    again = "以前收过，照旧" if seen.known else "收好了"
    print(f"{seen.publisher.unit}　第 {seen.version} 个更新包“{seen.title}”，管到 {seen.expires}。{again}。")
    released = intake_of(database, store).look_again()
    print(f"下级上报的时候会看到它。待查的再看了一遍，收进 {released} 条。开着的服务请重开一次，让它用上。")


@commands.command("packs", help="现在交给下级的更新包")
def list_packs(database: Database, store: StoreFolder) -> None:
    shelf = shelf_of(intake_of(database, store).store.packs)
    for one in shelf.publishers.values():
        for kept in one.packs[-1:]:
            print(
                f"{one.office.unit}　第 {kept.version} 个“{kept.title}”　{kept.at[:10]} 收的　管到 {kept.expires}"
            )
    if not shelf.publishers:
        print("还没有收过更新包。")
