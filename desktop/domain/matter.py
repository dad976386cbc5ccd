"""What the standard catalogue says must be published: fields 领域, matters 事项, elements 公开要素, bases 公开依据.

Values only, as read from ``standards/``; nothing here reads files or decides anything about a record.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.base.words import zh
from desktop.domain.record import Disclosure
from desktop.domain.timelimit import TimeLimit


class Layer(StrEnum):
    """Where a matter comes from. Only ``national`` stands in a ministry's own catalogue."""

    NATIONAL = "national"
    SUCCESSOR = "successor"
    RELATED = "related"
    PROVINCIAL = "provincial"
    LOCAL = "local"


LAYER_WORDS: dict[Layer, str] = {
    Layer.NATIONAL: zh("国家目录"),
    Layer.SUCCESSOR: zh("国家目录的后续写法"),
    Layer.RELATED: zh("相邻领域的国家目录"),
    Layer.PROVINCIAL: zh("省级增加"),
    Layer.LOCAL: zh("地方增加"),
}


class Tier(StrEnum):
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


TIER_WORDS: dict[Tier, str] = {Tier.COUNTY: zh("县级"), Tier.TOWNSHIP: zh("乡级"), Tier.VILLAGE: zh("村级")}

DISCLOSURE_WORDS: dict[Disclosure, str] = {
    Disclosure.PROACTIVE: zh("主动公开"),
    Disclosure.ON_REQUEST: zh("依申请公开"),
    Disclosure.WITHHELD: zh("不予公开"),
}


class Openness(StrEnum):
    """五公开: which of the five kinds of openness a matter serves."""

    DECISION = "decision"
    EXECUTION = "execution"
    MANAGEMENT = "management"
    SERVICE = "service"
    RESULT = "result"


OPENNESS_WORDS: dict[Openness, str] = {
    Openness.DECISION: zh("决策"),
    Openness.EXECUTION: zh("执行"),
    Openness.MANAGEMENT: zh("管理"),
    Openness.SERVICE: zh("服务"),
    Openness.RESULT: zh("结果"),
}


class Mark(StrEnum):
    """How far a statement was checked: seen on a page, from memory, or confirmed by a named office."""

    PAGE = "page"
    MEMORY = "memory"
    OFFICE = "office"


MARK_WORDS: dict[Mark, str] = {
    Mark.PAGE: zh("在网页上见过"),
    Mark.MEMORY: zh("凭记忆补"),
    Mark.OFFICE: zh("已由单位核对"),
}


@dataclass(frozen=True, slots=True)
class Verification:
    """The verification mark. ``pages`` are government addresses only.

    ``from_memory`` names the columns of a seen row that the page did not show; ``name_pages`` show only the name.
    ``by`` and ``on`` name the office and the day of an office's check. ``confidence`` is low, medium, high or empty.
    """

    mark: Mark
    confidence: str = ""
    pages: tuple[str, ...] = ()
    name_pages: tuple[str, ...] = ()
    from_memory: tuple[str, ...] = ()
    by: str = ""
    on: str = ""
    note: str = ""

    @property
    def copy_only(self) -> bool:
        """Seen, but only on copies of a page: no government address backs it."""
        return self.mark is Mark.PAGE and not self.pages

    @property
    def words(self) -> str:
        if self.mark is Mark.OFFICE:
            return zh("{by}已核对（{on}）", by=self.by, on=self.on)
        if self.copy_only:
            return zh("只在转载页上见过，没有政府网站原页")
        if self.mark is Mark.PAGE and self.from_memory:
            return zh("在政府网站上见过，其中{parts}是凭记忆补的", parts=zh("、").join(self.from_memory))
        if self.mark is Mark.PAGE:
            return zh("在政府网站上见过")
        return zh("凭记忆补，使用前请核对")


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis, written once. ``doc_no_mark`` says how far the document number was checked (None: no number).

    ``successor`` is the id of the basis that replaced this one; ``repealed`` says in words that nothing replaced it.
    """

    id: str
    title: str
    doc_no: str = ""
    doc_no_mark: Mark | None = None
    version: str = ""
    successor: str = ""
    repealed: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        return f"《{self.title}》" + (f"（{self.doc_no}）" if self.doc_no else "")


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel 公开渠道和载体."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Channels:
    """``all_of`` must all be used, of ``any_of`` at least one. ``other`` names what no channel id covers."""

    all_of: tuple[Channel, ...] = ()
    any_of: tuple[Channel, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """``public``: the whole society. ``specific`` names the groups otherwise, or besides."""

    public: bool
    specific: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One thing to publish. ``disclosure`` is its own where it differs from the matter's; ``optional``: 可选项."""

    text: str
    disclosure: Disclosure
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Posting:
    """Whether lists of persons under this matter may be posted at all, and what is published instead if not."""

    forbidden: bool = False
    publish_instead: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """One row of the catalogue. ``code`` survives renaming and is never given again.

    ``five_open_derived`` is true where 五公开 was concluded from the names, not read. ``legal_update`` tells what
    newer law asks beyond the catalogue's row.
    """

    code: str
    field: str
    level1: str
    level2: str
    level3: str
    elements: tuple[Element, ...]
    bases: tuple[Basis, ...]
    time_limit: TimeLimit
    publishers: tuple[str, ...]
    channels: Channels
    audience: Audience
    disclosure: Disclosure
    tiers: tuple[Tier, ...]
    layer: Layer
    verification: Verification
    aliases: tuple[str, ...] = ()
    five_open: tuple[Openness, ...] = ()
    five_open_derived: bool = False
    posting: Posting = Posting()
    notes: tuple[str, ...] = ()
    legal_update: str = ""
    element_set: str = ""

    @property
    def name(self) -> str:
        """The last level that has a name."""
        return self.level3 or self.level2 or self.level1

    @property
    def path(self) -> str:
        """All levels, e.g. 最低生活保障 › 审批信息."""
        return " › ".join(level for level in (self.level1, self.level2, self.level3) if level)


@dataclass(frozen=True, slots=True)
class Guideline:
    """The ministry's guideline behind a field; ``doc_no_mark`` as for a basis."""

    title: str
    doc_no: str = ""
    doc_no_mark: Mark | None = None
    year: int = 0
    effective_from: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A government page that was read: address, place, remark on its layout."""

    id: str
    url: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LocalVariant:
    """How one place writes the catalogue differently; kept as seen, never merged."""

    place: str
    change: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field 领域 with its matters in the order of the catalogue."""

    code: str
    slug: str
    name: str
    aliases: tuple[str, ...]
    layer: Layer
    lead_ministry: str
    guideline: Guideline | None
    matters: tuple[Matter, ...]
    sources: tuple[Source, ...] = ()
    variants: tuple[LocalVariant, ...] = ()
    notes: tuple[str, ...] = ()
    name_in_54: str = ""
    expected: tuple[tuple[str, int], ...] = ()
