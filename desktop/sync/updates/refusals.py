"""The sentences with which a program update is refused. Attacks on its signatures have their words in `packs.refusals`."""

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh

SAFE = zh("现在的程序和数据都没有动，照常可以用。")
ASK = zh("请向发更新的单位重新要一份。")


def _no(what: str, todo: str, code: str) -> Refusal:
    return Refusal(what, safe=SAFE, todo=todo, code=code)


def broken(detail: str = "") -> Refusal:
    said = tr("：{detail}。", detail=detail) if detail else tr("。")
    return _no(tr("这个程序更新不完整或被改动过{said}", said=said), ASK, "update-broken")


def older(there: str, here: str) -> Refusal:
    return _no(
        tr("这个更新是 {there} 版，本机已经是 {here} 版，不往回装。", there=there, here=here),
        tr("请用更新的那一个。"),
        "update-older",
    )


def other_system(there: str, here: str) -> Refusal:
    return _no(
        tr("这个更新是给“{there}”的，本机是“{here}”。", there=there, here=here),
        tr("请要适合本机的那一个。"),
        "update-other-system",
    )


def stranger(unit: str, known: str) -> Refusal:
    return _no(
        tr("这个更新是“{unit}”签的，本机只认“{known}”签的程序更新。", unit=unit, known=known),
        tr("请不要装它，打电话问发更新的单位。"),
        "update-stranger",
    )


def unknown_publisher(unit: str, fingerprint: str, *, said: bool) -> Refusal:
    return _no(
        tr("这是第一次收{unit}的程序更新，要先核对指纹：{fingerprint}。", unit=unit, fingerprint=fingerprint),
        tr("指纹对不上，请不要装它。") if said else tr("请打电话请他们念一遍指纹，一样才装。"),
        "update-unknown-publisher",
    )


def no_room(need: int, free: int) -> Refusal:
    return _no(
        tr("装这个更新要 {need} MB，磁盘只剩 {free} MB。", need=need, free=free),
        tr("请删掉不用的文件再装。"),
        "update-no-room",
    )
