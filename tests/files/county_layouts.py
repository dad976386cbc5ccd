"""Makes a county's table in the layouts counties use, out of rows whose meaning is known. No test in here."""

import html
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
import xlwt

from desktop.files.grids import Grid, GridCell

NAMES = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心", "便民服务站",
    "入户/现场", "社区/企事业单位/村公示栏（电子屏）", "精准推送",
)  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """What a row means. ``tiers`` and ``channels`` as the reader must give them."""

    level1: str
    level2: str
    elements: tuple[str, ...]
    bases: tuple[str, ...]
    limit: str
    publishers: tuple[str, ...]
    channels: tuple[str, ...]
    tiers: tuple[str, ...] = ("county", "township")
    public: bool = True
    specific: tuple[str, ...] = ()
    proactive: bool = True
    level3: str = ""


ROWS: tuple[Truth, ...] = (
    Truth("综合业务", "政策法规文件", ("《社会救助暂行办法》", "各地配套政策法规文件"), ("《中华人民共和国政府信息公开条例》",),
          "制定或获取信息之日起10个工作日内", ("县级人民政府民政部门", "乡镇人民政府"), ("政府网站", "政务服务中心")),
    Truth("综合业务", "监督检查", ("社会救助信访通讯地址", "社会救助投诉举报电话"), ("《中华人民共和国政府信息公开条例》",),
          "制定或获取信息之日起10个工作日内", ("县级人民政府民政部门", "乡镇人民政府"), ("政府网站", "公开查阅点")),
    Truth("最低生活保障", "办事指南", ("办理事项", "办理条件", "最低生活保障标准", "申请材料", "办理流程", "办理时间、地点", "联系方式"),
          ("《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）",), "制定或获取信息之日起10个工作日内",
          ("县级人民政府民政部门",), ("政府网站", "社区/企事业单位/村公示栏（电子屏）")),
    Truth("最低生活保障", "审核信息", ("初审对象名单及相关信息",),
          ("《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）", "各地相关政策法规文件"),
          "10个工作日内公开，公示7个工作日", ("乡镇人民政府",), ("社区/企事业单位/村公示栏（电子屏）",), ("township",)),
    Truth("最低生活保障", "审批信息", ("低保对象名单及相关信息",),
          ("《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）",), "10个工作日内",
          ("县级人民政府民政部门",), ("政府网站", "两微一端"), ("county",), False, ("低保对象",), False),
    Truth("临时救助", "审核审批信息", ("支出型临时救助对象名单", "救助金额", "救助事由"), ("《国务院关于全面建立临时救助制度的通知》",),
          "制定或获取信息之日起20个工作日内", ("乡镇人民政府",), ("入户/现场", "精准推送"), ("township",)),
)  # fmt: skip
Cells = list[list[str]]
Merges = list[tuple[int, int, int, int]]


def boxes(truth: Truth, style: str) -> str:
    """The channel cell in one county's manner."""
    if style == "■□":
        return "\n".join(("■" if name in truth.channels else "□") + name for name in NAMES)
    if style == "√口":
        return " ".join(("√" if name in truth.channels else "口") + name for name in NAMES)
    if style == "口√":
        return " ".join(("口√" if name in truth.channels else "口") + name for name in NAMES)
    if style == "broken":
        text = " ".join(("■" if name in truth.channels else "□") + name for name in NAMES)
        return text.replace("村公示栏（", "村公示栏\n（").replace("企事业", "企事 业")
    if style == "plain":
        return "、".join(truth.channels)
    return "\n".join(style + name for name in truth.channels)


def numbered(items: Sequence[str]) -> str:
    return " ".join(f"{at}.{item}" for at, item in enumerate(items, 1))


def listed(items: Sequence[str]) -> str:
    return "；".join(items) + "。"


@dataclass
class Sheet:
    """Cells and merged ranges (top, left, bottom, right) of one table."""

    cells: Cells
    merges: Merges

    def write_xlsx(self, path: Path) -> Path:
        book = xlsxwriter.Workbook(path)
        page = book.add_worksheet("目录")
        covered = {
            (row, column): (top, left)
            for top, left, bottom, right in self.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for top, left, bottom, right in self.merges:
            page.merge_range(top, left, bottom, right, self.cells[top][left])
        for down, row in enumerate(self.cells):
            for across, text in enumerate(row):
                if (down, across) not in covered:
                    page.write_string(down, across, text)
        book.close()
        return path

    def write_xls(self, path: Path) -> Path:
        """The binary kind of Excel 97 to 2003."""
        book = xlwt.Workbook()
        page = book.add_sheet("目录")
        covered = set()
        for top, left, bottom, right in self.merges:
            page.write_merge(top, bottom, left, right, self.cells[top][left])
            covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        for down, row in enumerate(self.cells):
            for across, text in enumerate(row):
                if (down, across) not in covered:
                    page.write(down, across, text)
        book.save(str(path))
        return path

    def spans(self) -> list[list[tuple[int, str, int, int]]]:
        """Rows of (column, text, rows down, columns across), merged cells once."""
        start = {
            (top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in self.merges
        }
        covered = {
            (row, column)
            for top, left, bottom, right in self.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        return [
            [(c, text, *start.get((r, c), (1, 1))) for c, text in enumerate(row) if (r, c) not in covered]
            for r, row in enumerate(self.cells)
        ]

    def write_html(self, path: Path, encoding: str = "utf-8") -> Path:
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td rowspan="{down}" colspan="{across}"><p>'
                + html.escape(text).replace("\n", "<br/>\n   ").replace(" ", "&nbsp;")
                + "</p></td>"
                for _, text, down, across in row
            )
            + "</tr>\n"
            for row in self.spans()
        )
        page = f'<html><head><meta charset="{encoding}"><style>td{{}}</style></head><body><table><tr><td>'
        page += f"首页 &gt; 目录<table border=1>{rows}</table></td></tr></table><script>var a='<td>';</script></body></html>"
        path.write_bytes(page.encode(encoding))
        return path

    def write_docx(self, path: Path, pages: int = 1) -> Path:
        write_docx(path, [self] * pages)
        return path


def write_docx(path: Path, sheets: Sequence[Sheet]) -> None:
    """A Word file with one table for each sheet, merged cells as Word writes them."""
    body = "<w:p/>".join(_word_table(sheet) for sheet in sheets)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    path.write_bytes(memory.getvalue())


def _word_table(sheet: Sheet) -> str:
    below = {
        (row, left): (right - left + 1)
        for top, left, bottom, right in sheet.merges
        for row in range(top + 1, bottom + 1)
    }
    rows = []
    for number, row in enumerate(sheet.spans()):
        cells = [(column, text, down, across, False) for column, text, down, across in row]
        cells += [(left, "", 1, across, True) for (at, left), across in below.items() if at == number]
        parts = []
        for _, text, down, across, goes_on in sorted(cells):
            merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>' if down > 1 else ""
            lines = "".join(
                f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in text.split("\n")
            )
            parts.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merge}</w:tcPr>{lines}</w:tc>')
        rows.append(f"<w:tr>{''.join(parts)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def table(
    rows: Sequence[Truth] = ROWS,
    *,
    style: str = "■□",
    tiers: Sequence[tuple[str, tuple[str, ...]]] = (("县级", ("county",)), ("乡级", ("township",))),
    elements: object = numbered,
    extra: Sequence[str] = (),
    level3: bool = False,
    merged: bool = True,
    same: bool = False,
    repeat_head_after: int = 0,
    title: str = "社会救助领域基层政务公开标准目录",
    groups: str = "特定群众",
) -> Sheet:
    """One official-looking table. ``merged``: names merged; ``same``: 同上 instead; else only the first is filled."""
    split = elements if callable(elements) else numbered
    levels = ["一级事项", "二级事项", *(["三级事项"] if level3 else [])]
    top = ["序号", *["公开事项"] * len(levels), "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
           "公开对象", "公开对象", "公开方式", "公开方式", *["公开层级"] * len(tiers), *extra]  # fmt: skip
    low = ["序号", *levels, *top[1 + len(levels) : 6 + len(levels)], "全社会", groups, "主动", "依申请\n公开",
           *(name for name, _ in tiers), *extra]  # fmt: skip
    width = len(top)
    cells: Cells = [[title] * width]
    merges: Merges = [(0, 0, 0, width - 1)]

    def add_head() -> None:
        at = len(cells)
        cells.extend([list(top), list(low)])
        column = 0
        while column < width:
            last = column
            while last + 1 < width and top[last + 1] == top[column] and top[column].startswith("公开"):
                last += 1
            if last > column:
                merges.append((at, column, at, last))
            else:
                merges.append((at, column, at + 1, column))
            column = last + 1

    add_head()
    first_of: dict[str, int] = {}
    for number, truth in enumerate(rows, 1):
        if repeat_head_after and number == repeat_head_after + 1:
            add_head()
            first_of = {}
        known = truth.level1 in first_of
        name = truth.level1 if not known or merged else "同上" if same else ""
        first_of.setdefault(truth.level1, len(cells))
        above = rows[number - 2] if number > 1 else None
        limit = "同上" if same and above and above.limit == truth.limit else truth.limit
        marks = ["√" if truth.public else "", "、".join(truth.specific)]
        marks += ["√" if truth.proactive else "", "" if truth.proactive else "√"]
        marks += ["√" if set(means) & set(truth.tiers) else "" for _, means in tiers]
        cells.append([str(number), name, truth.level2, *([truth.level3] if level3 else []), split(truth.elements),
                      "、".join(truth.bases), limit, "\n".join(truth.publishers), boxes(truth, style), *marks,
                      *(f"{heading}{number}" for heading in extra)])  # fmt: skip
        following = rows[number].level1 if number < len(rows) else None
        ends = following != truth.level1 or number == repeat_head_after
        if merged and ends and len(cells) - 1 > first_of[truth.level1]:
            merges.append((first_of[truth.level1], 1, len(cells) - 1, 1))
    return Sheet(cells, merges)


def grid(cells: Cells) -> Grid:
    """Cells as a grid without any merged range."""
    return Grid(
        "表",
        tuple(tuple(GridCell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(cells)),
        False,
    )
