"""Code lists 代码表 and the metadata of the directory 公开目录, as portals and reports ask for them. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """One value: ``code`` is stored, ``name`` is shown. ``cite`` is the article behind it, ``group`` its heading."""

    code: str
    name: str
    note: str = ""
    cite: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """``slug`` is the file's name, e.g. withheld_reasons."""

    slug: str
    name: str
    entries: tuple[Code, ...]
    basis: str = ""

    def get(self, code: str) -> Code | None:
        return next((entry for entry in self.entries if entry.code == code), None)


@dataclass(frozen=True, slots=True)
class MetadataField:
    """A column of the directory (政府信息公开条例 12). ``internal`` ones are kept but never published."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    internal: bool = False
    rule: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """``index_number_default`` is the pattern of 索引号 until a county sets its own: see
    `desktop.domain.index_number`. ``catalogue_columns`` are the heads of the official table.
    ``topics`` gives the usual class 主题分类 of a field by its code, ``genre`` the usual 体裁分类."""

    fields: tuple[MetadataField, ...] = ()
    index_number_default: str = ""
    catalogue_columns: tuple[str, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)
    genre: str = ""
