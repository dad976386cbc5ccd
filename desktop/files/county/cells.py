"""Takes one cell of a county's table apart: items of a list, legal bases, ticked boxes. Knows no matter and no county.

Each reader also says whether it was sure.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop.domain.county_table import TableBasis, TableElement
from desktop.domain.record import Disclosure

TICKED = "■☑☒◆▲●★√✓✔🗹"
UNTICKED = "□☐○◇△☆口"
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = rf"[{_HAN}，。、；：（）《》〈〉“”〔〕！？■□]"
_BETWEEN = re.compile(rf"(?<={_WIDE})[ \t\u3000]+(?={_WIDE})")
# 民政部 财政部关于…: the blank between two offices that issue together is part of the title.
_JOINT = re.compile(
    rf"(?<=[部厅委局署院会办室行央]) (?=[{_HAN}]{{1,16}}[部院厅委局署会办行](?:[ 《]|关于|印发|令|公告))"
)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_NUMBERED = re.compile(r"(?:(?<=^)|(?<=[\s；;。，,]))\s*[(（]?(\d{1,2})[)）.．、]\s*(?!\d)")
_CIRCLED = re.compile(r"[①-⑳]")
_BULLET = re.compile(r"(?:^|\n|(?<=[；;。\s]))\s*[●◆▲■★·•▪\-—]+\s*")
_SUFFIX = re.compile(
    r"(?:政府|部门|局|机关|所|站|中心|委员会|委|办|办公室|机构|学校|企业|单位|公司|处|院|厅|银行|方|人|村|社区|镇|乡|会|队|馆|者)$"
)
_WHOLE_LINE = 18
_SAME = frozenset({"同上", "同前", "〃", "″", '"', "同上栏", "同上。", "”", "“"})
_MARKED = re.compile(rf"[{TICKED}{UNTICKED}\s]*[{TICKED}{UNTICKED}]\s*")
_ANY_OF = "以下至少选一种"


class Read(NamedTuple):
    """Items of a cell and whether taking it apart was sure."""

    items: tuple[str, ...]
    sure: bool = True


def tidy(text: str) -> str:
    """The text in one line: what only the page broke is joined, no invisible characters."""
    cleaned = _UNSEEN.sub("", text.replace("\u00a0", " ").replace("\r", "\n"))
    kept = _JOINT.sub("\ue001", cleaned)
    joined = re.sub(rf"(?<={_WIDE})\s+(?={_WIDE})", "", kept)
    return re.sub(r"\s+", " ", joined).replace("\ue001", " ").strip()


def lines_of(text: str) -> list[str]:
    cleaned = _UNSEEN.sub("", text.replace("\u00a0", " ").replace("\r", "\n"))
    return [
        _BETWEEN.sub("", _JOINT.sub("\ue001", line)).replace("\ue001", " ").strip()
        for line in cleaned.split("\n")
        if line.strip()
    ]


def is_same_as_above(text: str) -> bool:
    return re.sub(r"\s+", "", text) in _SAME


def tick(text: str) -> bool | None:
    """True ticked, False left empty or crossed out, None for other words."""
    bare = re.sub(r"\s+", "", text)
    if not bare or bare in ("×", "X", "x", "-", "—", "/", "否", "无", "N", "n"):
        return False
    if any(sign in bare for sign in TICKED) or bare in ("V", "v", "是", "Y", "y", "有", "✔️", "〇√"):
        return True
    return False if all(sign in UNTICKED for sign in bare) else None


def numbered(text: str) -> tuple[str, ...]:
    """Items of a list numbered 1, 2, 3 … (or ①②③) without a gap; empty if it is none."""
    own = text.split("\n")
    if len(own) > 1 and all(line.startswith(f"{number}. ") for number, line in enumerate(own, 1)):
        # One item a line, as this program writes them: a number inside an item is no mark then.
        return tuple(item for line in own if (item := _item(line.partition(" ")[2])))
    circled = _CIRCLED.findall(text)
    if len(circled) > 1 and circled[0] == "①":
        lead, *parts = _CIRCLED.split(text)
        heading = [lead] if lead.strip() and not lead.rstrip().endswith(("：", ":")) else []
        return tuple(item for part in (*heading, *parts) if (item := _item(part)))
    found: list[re.Match[str]] = []
    for match in _NUMBERED.finditer(text):
        if int(match[1]) == len(found) + 1:
            found.append(match)
    if not found or text[: found[0].start()].strip():
        return ()
    ends = [*(match.start() for match in found[1:]), len(text)]
    return tuple(
        item for match, end in zip(found, ends, strict=True) if (item := _item(text[match.end() : end]))
    )


def _item(text: str) -> str:
    """One item without the stop behind it."""
    return tidy(text).rstrip("；;。，,、 ").strip()


def items_of(text: str) -> Read:
    """The elements of a cell. Not sure where a line may be broken by the page or by the meaning."""
    found = numbered(text)
    if found:
        return Read(found)
    if len(_BULLET.findall(text)) > 1 or re.match(rf"\s*[{TICKED}]", text):
        return Read(tuple(item for part in _BULLET.split(text) if (item := _item(part))))
    lines = lines_of(text)
    pieces = [piece for line in _joined(lines) for piece in _apart(line, "；;")]
    # Where ； parts the items, 、 stands inside them.
    parted = len(pieces) > len(_joined(lines))
    items = [item for piece in pieces for item in ([piece] if parted else _enumerated(piece))]
    return Read(tuple(item for each in items if (item := _item(each))), len(lines) < 2 or not _broken(lines))


def _broken(lines: Sequence[str]) -> bool:
    """Lines of which at least one may have been broken by the width of the cell."""
    return any(
        len(line) >= _WHOLE_LINE // 3 and not re.search(r"[；;。、，》）)]$", line) for line in lines[:-1]
    )


def _joined(lines: Sequence[str]) -> list[str]:
    """Lines put together where a bracket is open, the end calls for more, or the next line cannot begin a thing."""
    done: list[str] = []
    for line in lines:
        last = done[-1] if done else ""
        runs_on = last and (
            _open(last) or last[-1] in "、，,：:及和的与或之" or line[0] in "、，。；）)》及和的与或等"
        )
        if runs_on or (last and (len(last) <= 2 or len(line) <= 2)):
            done[-1] = last + line
        else:
            done.append(line)
    return done


def _open(text: str) -> bool:
    return any(text.count(left) > text.count(right) for left, right in ("《》", "（）", "()", "〔〕", "“”"))


def _apart(text: str, signs: str) -> list[str]:
    """Split at these signs outside brackets and book titles."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in "《（(〔“〈") - (sign in "》）)〕”〉")
        if sign in signs and depth <= 0:
            parts.append(text[start:at])
            start = at + 1
    return [part for part in (*parts, text[start:]) if part.strip()]


def _enumerated(text: str) -> list[str]:
    """办理事项、办理条件、… as single items; a sentence with 、 in it stays whole."""
    _lead, colon, rest = text.partition("：")
    parts = _apart(rest if colon else text, "、")
    listed = len(parts) > 1 and all(len(part) <= 20 and not re.search(r"[，,。]", part) for part in parts)
    if not listed or colon:
        return [text]
    if re.search(r"进行|应当|予以|作出|按照|根据", text):
        return [text]
    return parts


def names_of(text: str) -> Read:
    """Offices or groups of people, one by one; a name broken over lines is put together."""
    found = numbered(text)
    if found:
        return Read(found)
    lines = lines_of(re.sub(rf"[{TICKED}]", "\n", text))
    joined: list[str] = []
    sure = True
    for line in lines:
        last = joined[-1] if joined else ""
        ended = _SUFFIX.search(re.sub(r"[（(][^（()）]*[)）]$", "", last)) and not _open(last)
        if last and (not ended or line[0] in "（(及和、，；或" or len(line) <= 2):
            sure = sure and (_open(last) or line[0] in "（(及和、" or len(last) <= 3 or len(line) <= 3)
            joined[-1] = last + line
        else:
            joined.append(line)
    return Read(
        tuple(item for line in joined for part in _apart(line, "、；;，,") if (item := _item(part))), sure
    )


class Boxes(NamedTuple):
    ticked: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    sure: bool = True


def boxes_of(text: str, known: Callable[[str], bool]) -> Boxes:
    """Channels ticked with ■ √ ☑ ◆ ▲ ●; □ and 口 are left empty. Without any box all that is named counts."""
    head, said, tail = text.partition(_ANY_OF)
    if said:
        first = boxes_of(head, known) if head.strip() else Boxes(())
        return Boxes(first.ticked, tuple(name for _, name in _boxes(tail.lstrip("：:"))), first.sure)
    pairs = _boxes(_without_false_boxes(text, known))
    if not pairs:
        read = names_of(text.replace("　", "\n"))
        names = tuple(name for item in read.items for name in _spaced(item, known))
        return Boxes(names, sure=all(known(name) for name in names))
    ticked = tuple(dict.fromkeys(name for yes, name in pairs if yes))
    if ticked:
        return Boxes(ticked)
    # Some counties draw □ before every channel they use; a form left blank lists them all.
    names = tuple(dict.fromkeys(name for _, name in pairs))
    return Boxes(names if len(names) < 6 else (), sure=False)


def _without_false_boxes(text: str, known: Callable[[str], bool]) -> str:
    """口 is an empty box only before a channel's name, not inside 窗口."""
    return re.sub(
        rf"(?<=[{_HAN}])口(?![{TICKED}{UNTICKED}])",
        lambda found: found[0] if known(_until_mark(text[found.end() :])) else "\0",
        text,
    ).replace("\0", "\ue000")


def _until_mark(text: str) -> str:
    return tidy(re.split(rf"[{TICKED}{UNTICKED}\n]", text, maxsplit=1)[0])


def _boxes(text: str) -> list[tuple[bool, str]]:
    marks = list(_MARKED.finditer(text))
    if not marks:
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found: list[tuple[bool, str]] = []
    for mark, end in zip(marks, ends, strict=True):
        name = _name(text[mark.end() : end])
        if name:
            found.append((any(sign in mark[0] for sign in TICKED), name))
    return found


def _name(text: str) -> str:
    bare = re.sub(r"\s+", "", text).replace("\ue000", "口")
    bare = re.sub(r"^(?:其他|其它)[：:（(_＿]*(?=[^：:（(_＿])", "", bare) if len(bare) > 2 else bare
    balanced = bare if bare.count("（") + bare.count("(") else bare.rstrip(")）")
    return balanced.strip("、，；;。,_＿ ")


def _spaced(item: str, known: Callable[[str], bool]) -> list[str]:
    parts = item.split()
    return parts if len(parts) > 1 and any(known(part) for part in parts) else [re.sub(r"\s+", "", item)]


def bases_of(text: str) -> tuple[tuple[TableBasis, ...], bool]:
    """Titles between 《》 with the document number behind them; what stands outside and names documents, bare."""
    flat = tidy(text)
    found: list[TableBasis] = []
    outside, at, depth, start = [""], 0, 0, 0
    while at < len(flat):
        sign = flat[at]
        if sign == "《":
            start = at + 1 if not depth else start
            depth += 1
        elif sign == "》" and depth:
            depth -= 1
            if not depth:
                number = re.match(
                    r"\s*[（(]([^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*)[)）]", flat[at + 1 :]
                )
                doc_no = tidy(number[1]) if number and re.search(r"号|令|〔|GB|DB|/T", number[1]) else ""
                found.append(TableBasis(flat[start:at], doc_no))
                # Brackets without a number tell of amendments, whose titles are no basis of their own.
                at += len(number[0]) if number else 0
                outside.append("")
        elif not depth:
            outside[-1] += sign
        at += 1
    for part in outside:
        for words in re.split(r"[、；;。，,]|\d{1,2}[.．]", part):
            bare = re.sub(r"^(?:及|和|以及|与)+", "", words.strip())
            if words.strip().startswith("等"):
                continue
            names = re.search(r"文件|规定|办法|条例|通知|意见|法$|制度|规范|标准", bare)
            if len(bare) >= 4 and names and not re.match(r"第.{1,6}条", bare):
                found.append(TableBasis(bare, bare=True))
    return tuple(found), bool(found) and not depth


_OWN = {
    "（依申请公开）": Disclosure.ON_REQUEST,
    "（主动公开）": Disclosure.PROACTIVE,
    "（不予公开）": Disclosure.WITHHELD,
}
_OPTIONAL = "（可选项）"


def element_of(text: str) -> TableElement:
    """An element with what brackets at its end say of it."""
    optional = text.endswith(_OPTIONAL)
    rest = text.removesuffix(_OPTIONAL)
    for words, disclosure in _OWN.items():
        if rest.endswith(words):
            return TableElement(rest.removesuffix(words), disclosure, optional)
    return TableElement(rest, None, optional)


def element_words(element: TableElement) -> str:
    """The same written down."""
    own = next((words for words, disclosure in _OWN.items() if disclosure is element.disclosure), "")
    return f"{element.text}{own}{_OPTIONAL if element.optional else ''}"
