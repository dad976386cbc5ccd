"""`mingbai-prefecture`: words in, work done, words out. Decides nothing; 0 done, 1 refused, 2 wrong usage, 3 surroundings."""

import gc
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from typer._click import exceptions as click  # typer carries its own click and re-exports only part of it

from desktop.base.clock import Clock
from desktop.base.errors import MingbaiError, Refusal, SurroundingsError
from desktop.base.files import ensure_folder, write_atomically
from desktop.sync.receipts import parse_receipt, receipt_name
from desktop.sync.signing import fingerprint
from prefecture.conflict_commands import commands as conflict_commands
from prefecture.database.connection import migrate
from prefecture.device_commands import commands as device_commands
from prefecture.enrol import enrol as enrol_device
from prefecture.keys import create_receiver, load_receiver
from prefecture.opening import Database, StoreFolder, intake_of
from prefecture.pack_commands import commands as pack_commands
from prefecture.replay import replay
from prefecture.web.app import create_app

application = typer.Typer(
    name="mingbai-prefecture", help="明白的州级接收端：收县里的同步包，入库，给回执。", add_completion=False,
    pretty_exceptions_enable=False, no_args_is_help=True,
)  # fmt: skip

application.add_typer(device_commands)
application.add_typer(conflict_commands)
application.add_typer(pack_commands)


@application.command("init", help="第一次用：建密钥和数据库的表")
def init(
    database: Database,
    store: StoreFolder,
    code: Annotated[str, typer.Option(help="本州的行政区划代码，六位，末尾 00")],
    unit: Annotated[str, typer.Option(help="本单位全称")],
) -> None:
    version = migrate(database)
    receiver = create_receiver(store, code, unit, Clock())
    print(f"建好了：{unit}（{code}），数据库第 {version} 版。")
    print(f"核对码：{fingerprint(receiver.party.key)}。县里收授权时，请打电话互相念一遍。")
    print(f"请把 {store / 'receiver.key'} 抄一份存进保险柜：丢了它，以前的包就打不开了。")


@application.command("enrol", help="收县里的登记申请，写出签名的授权")
def enrol(
    database: Database, store: StoreFolder, request: Path, out: Annotated[Path, typer.Option()]
) -> None:
    receiver = load_receiver(store)
    grant = enrol_device(database, receiver, request, out, Clock())
    print(f"授权写在 {grant}。本单位的核对码：{fingerprint(receiver.party.key)}")


@application.command("intake", help="收U盘上的包（一个或几个文件），写出回执")
def intake(
    database: Database,
    store: StoreFolder,
    files: list[Path],
    receipts: Annotated[Path | None, typer.Option(help="回执写到哪个文件夹；不写就放在包旁边")] = None,
) -> None:
    taking = intake_of(database, store)
    refused = 0
    for path in files:
        try:
            answer = taking.take(path)
        except Refusal as refusal:
            print(f"{path.name}：{refusal}", file=sys.stderr)
            refused += 1
            continue
        receipt = parse_receipt(answer.receipt, {taking.receiver.device: taking.receiver.party.key})
        written = ensure_folder(receipts or path.parent) / receipt_name(receipt)
        write_atomically(written, answer.receipt)
        words = "以前收过，回执照旧" if answer.known else "收好了"
        print(
            f"{path.name}：{words}。入库 {answer.accepted}，重复 {answer.duplicate}，冲突 {answer.conflict}，"
            f"没收 {answer.rejected}。回执：{written}"
        )
    if refused:
        raise typer.Exit(1)


@application.command("rebuild", help="从留存的包重新入库（数据库从旧备份恢复以后用）；做几遍都一样")
def rebuild(database: Database, store: StoreFolder) -> None:
    taking = intake_of(database, store)
    kept = taking.store.kept()
    refused = 0
    with taking.one_after_another(kept=True) as take:
        for number, path in enumerate(kept, 1):
            try:
                take(path)
            except Refusal as refusal:
                refused += 1
                print(f"{path.name}：{refusal}", file=sys.stderr)
            if number % 100 == 0:
                print(f"{number} / {len(kept)}")
    print(f"留存的 {len(kept)} 个包看过一遍，{refused} 个没有收。")
    done = replay(taking)
    if done.again or done.left:
        print(f"以前定过的冲突，照原来的话又定了 {done.again} 个。")
    for record in done.left:
        print(
            f"记录 {record} 以前定过，现在库里还缺它的一个版本，没有照办；收齐以后再做一遍。", file=sys.stderr
        )


@application.command("look-again", help="更新目录或程序以后，把待查的再看一遍")
def look_again(database: Database, store: StoreFolder) -> None:
    print(f"收进 {intake_of(database, store).look_again()} 条。")


@application.command("serve", help="开网页和上报的服务")
def serve(
    database: Database,
    store: StoreFolder,
    listen: Annotated[str, typer.Option(help="地址:端口")] = "127.0.0.1:8440",
    only: Annotated[str, typer.Option(help="all 全部；upload 只收上报；pages 只有工作人员的网页")] = "all",
) -> None:
    host, _, port = listen.rpartition(":")
    if not host or not port.isdigit() or only not in {"all", "upload", "pages"}:
        raise Refusal("--listen 写成 地址:端口，--only 写 all、upload 或 pages。", code="bad-option")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    app = create_app(intake_of(database, store), with_upload=only != "pages", with_pages=only != "upload")
    gc.collect()
    gc.freeze()  # the catalogue stays as it is: the collector need not go through it with every large bundle
    uvicorn.run(
        app, host=host.strip("[]"), port=int(port), log_level="info", server_header=False, limit_concurrency=400,
        timeout_keep_alive=30, timeout_graceful_shutdown=20, h11_max_incomplete_event_size=64 << 10,
    )  # fmt: skip


def run(arguments: Sequence[str]) -> int:
    """Carry out one call and return its exit status."""
    try:
        status = typer.main.get_command(application).main(
            list(arguments), prog_name="mingbai-prefecture", standalone_mode=False
        )
    except click.UsageError as error:
        print(f"写法不对：{error.format_message()}。请用 --help 看用法。", file=sys.stderr)
        return 2
    except SurroundingsError as error:
        print(error, file=sys.stderr)
        return 3
    except MingbaiError as error:
        print(error, file=sys.stderr)
        return 1
    return status if isinstance(status, int) else 0
