"""How much of a foreign file is looked at: what a notice or a roster can be, and no more. Hostile files stop here."""

from dataclasses import dataclass

from desktop.base.errors import Refusal
from desktop.base.words import zh

LARGEST_FILE = 80 * 1024 * 1024
LARGEST_PART = 48 * 1024 * 1024
_UNPACKED = 200 * 1024 * 1024
_CHARACTERS = 30_000_000
_INNER_FILES = 200
DEEPEST = 4
SAFE = zh("原来的文件没有动。")
SAVE_AS = zh("请用Word、Excel或WPS打开它，另存为“.docx”“.xlsx”或“.pdf”，再检查。")


class UnreadableFile(Refusal):
    """A file the examiner cannot look into: damaged, locked, too large, or of a kind it does not know."""


def damaged(name: str) -> UnreadableFile:
    todo = zh("请重新复制一份；原来的程序还能打开的话，请另存一份再检查。")
    return UnreadableFile(
        zh("“{name}”不完整或者坏了，读不出来。", name=name), safe=SAFE, todo=todo, code="file-damaged"
    )


def locked(name: str) -> UnreadableFile:
    todo = zh("请输入密码打开，去掉密码另存一份，再检查。")
    return UnreadableFile(
        zh("“{name}”设了打开密码，看不到里面。", name=name), safe=SAFE, todo=todo, code="file-locked"
    )


def too_large(name: str) -> UnreadableFile:
    todo = zh("请把要公开的部分单独存成一个文件，再检查。")
    return UnreadableFile(
        zh("“{name}”展开以后大得不像一份公示，没有打开。", name=name),
        safe=SAFE,
        todo=todo,
        code="file-too-large",
    )


def unknown_kind(name: str, what: str = "") -> UnreadableFile:
    said = zh("里面是{what}，", what=what) if what else ""
    return UnreadableFile(
        zh("“{name}”{said}程序还不会看这种文件。", name=name, said=said),
        safe=SAFE,
        todo=SAVE_AS,
        code="file-unknown",
    )


@dataclass(slots=True)
class Budget:
    """What is left to spend on one file and everything embedded in it."""

    name: str
    unpacked: int = _UNPACKED
    characters: int = _CHARACTERS
    files: int = _INNER_FILES

    def unpack(self, size: int) -> None:
        """Take ``size`` bytes; Refusal when there are not as many left."""
        self.unpacked -= size
        if self.unpacked < 0 or size > LARGEST_PART:
            raise too_large(self.name)

    def foresee(self, size: int) -> None:
        """Refusal if ``size`` bytes could not be taken; takes nothing."""
        if size > self.unpacked:
            raise too_large(self.name)

    def say(self, length: int) -> None:
        self.characters -= length
        if self.characters < 0:
            raise too_large(self.name)

    def inner_file(self) -> bool:
        """True while one more embedded file may be opened."""
        self.files -= 1
        return self.files >= 0
