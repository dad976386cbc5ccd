"""An obligation 公开义务 of an office: who must do what by when, and which record proves it. Values only."""

from dataclasses import dataclass

from desktop.domain.timelimit import Span


@dataclass(frozen=True, slots=True)
class Obligation:
    """``source`` is the id of the document, ``clause`` the place in it. ``due`` is its wording, ``span`` the part that
    can be counted. ``level`` is township, county, both, prefecture, province, province_dept or empty (all).
    ``passed``: its date lies behind us."""

    id: str
    source: str
    clause: str
    what: str
    who: str = ""
    level: str = ""
    due: str = ""
    span: Span | None = None
    record: str = ""
    passed: bool = False
