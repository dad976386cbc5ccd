"""The sentences with which a pack is refused: each of the known attacks on updates has its own code."""

from desktop.base.errors import Refusal
from desktop.base.words import tr, zh

SAFE = zh("原来的目录和模板照旧在用。")
ASK = zh("请向发这个更新包的单位重新要一份。")
CALL = zh("请先不要用它，打电话问发包的单位。")


def _no(what: str, todo: str, code: str) -> Refusal:
    return Refusal(what, safe=SAFE, todo=todo, code=code)


def broken(detail: str = "") -> Refusal:
    said = tr("：{detail}。", detail=detail) if detail else tr("。")
    return _no(tr("这个更新包不完整或被改动过{said}", said=said), ASK, "pack-broken")


def newer() -> Refusal:
    return _no(tr("这个更新包是更新的程序做的，本机认不全。"), tr("请先更新程序。"), "pack-newer")


def too_large() -> Refusal:
    return _no(tr("这个更新包大得不像更新包，没有读下去。"), ASK, "pack-too-large")


def too_few_keys(role: str, have: int, need: int) -> Refusal:
    words = tr(
        "这个更新包的“{role}”签名不够：要 {need} 个人的，认得的只有 {have} 个。",
        role=role,
        need=need,
        have=have,
    )
    return _no(words, tr("请发包的单位补齐签名，再拿来收。"), "pack-too-few-keys")


def rolled_back(what: str, here: int, there: int) -> Refusal:
    return _no(
        tr(
            "这个更新包比本机收过的旧：{what}第 {there} 版，本机已经见过第 {here} 版。",
            what=what,
            there=there,
            here=here,
        ),
        tr("请用最新的那一个更新包。要退回以前的内容，请用“退回上一版”。"),
        "pack-rolled-back",
    )


def two_faces(what: str, version: int) -> Refusal:
    return _no(
        tr("有两个不同的{what}都叫第 {version} 版，其中一个不可信。", what=what, version=version),
        CALL,
        "pack-two-faces",
    )


def mixed() -> Refusal:
    return _no(tr("这个更新包里的几部分不是一起做的，像是从几个包里拼起来的。"), ASK, "pack-mixed")


def root_gap() -> Refusal:
    return _no(
        tr("发包单位换过签名的人，换人的凭据在这个包里缺了一段。"),
        tr("请发包单位重新做一个带全部凭据的更新包。"),
        "pack-root-gap",
    )


def too_old(until: str, known: str) -> Refusal:
    return _no(
        tr("这个更新包只管到 {until}，而本机收过的文件证明已经到了 {known}。", until=until, known=known),
        tr("请向发包的单位要一个新的更新包。"),
        "pack-expired",
    )


def not_above(unit: str) -> Refusal:
    return _no(
        tr("“{unit}”不是本单位，也不是本单位的上级，它的更新包不能收。", unit=unit), CALL, "pack-not-above"
    )


def not_content(name: str) -> Refusal:
    return _no(
        tr(
            "更新包里有不该有的文件“{name}”：只收目录、表单、日历、词表、模板这几类内容，不收程序。",
            name=name,
        ),
        CALL,
        "pack-not-content",
    )
