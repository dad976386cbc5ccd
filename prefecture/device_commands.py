"""`mingbai-prefecture devices`, `decide`, `revoke`, `revocations`, `take-revocations`: words in, words out; decides nothing."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from desktop.sync.revocation import WORDS
from desktop.sync.signing import fingerprint
from prefecture import devices
from prefecture.database import contacts, figures, troubles
from prefecture.database.connection import connected
from prefecture.devices import DECISION_WORDS, Decision
from prefecture.opening import Database, StoreFolder, intake_of

commands = typer.Typer()


class StopReason(StrEnum):
    """The reasons of `desktop.sync.revocation`, as a choice on the command line."""

    LOST = "lost"
    RESTORED = "restored"
    CLONED = "cloned"
    REPLACED = "replaced"
    LEFT = "left"


@commands.command("devices", help="登记的电脑：哪些停用了，哪些的情况要由人来定")
def list_devices(database: Database, store: StoreFolder) -> None:
    intake = intake_of(database, store)
    with connected(database) as connection:
        seen = {one.device: one for one in figures.contacts(connection, intake.receiver.prefix)}
        odd = troubles.undecided(connection, intake.receiver.prefix)
        every = contacts.every(connection)
    for one in every:
        figure = seen.get(one.device)
        state = f"已停用（{WORDS[one.revoked_for]}）" if one.revoked_for else f"可用到 {one.valid_until}"
        print(
            f"{one.device}　{one.unit}　核对码 {fingerprint(one.signing_key)}　收到 {figure.bundles if figure else 0} 个包　{state}"
        )
        for trouble in odd:
            if trouble.device == one.device:
                print(f"    要由人来定：{''.join(trouble.texts)}等着 {trouble.waiting} 个包。")
    if not every:
        print("还没有登记过电脑。请县里写出登记申请，用 mingbai-prefecture enrol 发授权。")


@commands.command("decide", help="对一台情况不明的电脑作决定")
def decide(
    database: Database,
    store: StoreFolder,
    device: Annotated[str, typer.Argument(help="电脑的编号，devices 里看")],
    decision: Annotated[
        Decision, typer.Argument(help="；".join(f"{one} {DECISION_WORDS[one]}" for one in Decision))
    ],
) -> None:
    done = devices.decide(intake_of(database, store), device, decision)
    print(f"{done.unit}：{DECISION_WORDS[decision]}。")
    for answer in done.loaded:
        print(
            f"{answer.sequence} 号包入库 {answer.accepted} 条，重复 {answer.duplicate}，冲突 {answer.conflict}，没收 {answer.rejected}。"
        )
    for refusal in done.refused:
        print(f"有一个包还没有入库：{refusal}")
    if done.dropped:
        print(f"等着的 {done.dropped} 个包不入库，原件还存着。")


@commands.command("revoke", help="停用一台电脑：丢了、换了、被复制了、不再报送")
def revoke(
    database: Database,
    store: StoreFolder,
    device: Annotated[str, typer.Argument(help="电脑的编号，devices 里看")],
    reason: Annotated[StopReason, typer.Option(help="为什么停用")] = StopReason.LEFT,
) -> None:
    stopped = devices.revoke(intake_of(database, store), device, reason.value)
    print(f"停用了“{stopped.unit}”的这台电脑。它以后的包不再收，以前的都还在。")


@commands.command("revocations", help="写出签名的停用名单，带给各县")
def revocations(
    database: Database, store: StoreFolder, out: Annotated[Path, typer.Option(help="文件夹")]
) -> None:
    print(f"停用名单写在 {devices.write_list(intake_of(database, store), out)}")


@commands.command("take-revocations", help="收一个县的停用名单：名单上在州里登记过的电脑也停用")
def take_revocations(database: Database, store: StoreFolder, file: Path) -> None:
    said, stopped = devices.take_list(intake_of(database, store), file)
    print(f"收下了“{said.granter.unit}”第 {said.number} 份停用名单，共 {len(said.revoked)} 台。")
    print(
        f"在州里登记着的停用了 {len(stopped)} 台：{'、'.join(stopped)}。"
        if stopped
        else "其中没有在州里登记着的。"
    )
