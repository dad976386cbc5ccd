"""The staff's pages: read-only, in Chinese, only what is public. Words and layout stand in ``templates/``."""

from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from desktop.base.clock import CHINA
from desktop.base.errors import Refusal
from desktop.domain.flow import STATE_WORDS
from desktop.domain.form import FieldType
from desktop.domain.record import RecordState
from desktop.sync.merge import WORDS, Case
from prefecture import conflicts
from prefecture.database import figures, troubles, words
from prefecture.database.connection import connected
from prefecture.database.held import CONFLICT, QUARANTINED, versions_beside
from prefecture.intake import Intake
from prefecture.judge import form_of, public_columns, public_fields
from prefecture.web.offices import Offices

_SILENT_DAYS = 31
_SHOWN_ROWS = 200
_NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.AREA})
_HERE = WORDS | {
    Case.WAITING: "前面的修订还没有收到，收到前面的包以后会自己收进来",
    Case.UNKNOWN_MATTER: "州里的目录没有这个事项。更新目录以后，用 mingbai-prefecture look-again 再看一遍",
    Case.UNKNOWN_FORM: "州里没有这种表单。更新目录以后，用 mingbai-prefecture look-again 再看一遍",
    Case.NEWER_PROGRAM: "是更新的程序做的。更新州里的程序以后，用 mingbai-prefecture look-again 再看一遍",
    Case.FOREIGN: "不是发送单位自己的记录，没有收进。请问一下发送单位",
    Case.FAULTY: "内容前后对不上，没有收进。请发送单位重新导出",
    Case.ROSTER_DIFFERS: "名单和签发时的不一样，没有收进。请发送单位重新导出",
}
"""What is held, in the words of those who read it here and not on a laptop."""
_STATIC = {
    "/style.css": ("style.css", "text/css"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
    "/favicon.ico": ("icon.svg", "image/svg+xml"),  # asked for by browsers where no page says otherwise
}


def router(intake: Intake) -> APIRouter:
    """Every page of the staff."""
    return Pages(intake).router()


class Pages:
    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._offices = Offices(intake.catalogue.divisions)
        self._templates = Environment(
            loader=PackageLoader("prefecture.web"), autoescape=True, undefined=StrictUndefined
        )
        filters: dict[str, Callable[..., str]] = {
            "state": lambda state: STATE_WORDS[RecordState(state)],
            "reason": lambda case: _HERE[Case(case)],
            "moment": _moment,
            "office": self._offices.name,
            "matter": self._matter,
        }
        self._templates.filters |= filters
        self._templates.globals["unit"] = intake.receiver.office.unit

    def router(self) -> APIRouter:
        routes = APIRouter(tags=["网页"], default_response_class=HTMLResponse)
        routes.add_api_route("/", self.overview, summary="各县报送情况")
        routes.add_api_route("/counties/{county}", self.county, summary="一个县的各乡镇和各台电脑")
        routes.add_api_route(
            "/decisions", self.decisions, summary="等人定的：情况不明的电脑、两边都改过的记录"
        )
        routes.add_api_route("/conflicts/{held}", self.conflict, summary="两个版本对照，只列公开的栏目")
        routes.add_api_route("/waiting", self.waiting, summary="待查和没有收的包")
        routes.add_api_route("/search", self.search, summary="在公开内容里查找")
        routes.add_api_route("/records/{record}", self.record, summary="一条记录的公开内容")
        for address in _STATIC:
            routes.add_api_route(address, _static(address), include_in_schema=False)
        return routes

    def overview(self) -> Response:
        """Counts per county, lateness, last contact, missing numbers."""
        now = self._intake.clock.now()
        with connected(self._intake.url) as connection:
            totals = figures.totals_by_county(connection, now.date())
            contacts = figures.contacts(connection, self._intake.receiver.prefix)
            held = figures.held_by_county(connection, QUARANTINED)
            parted = figures.held_by_county(connection, CONFLICT)
        self._offices.learn(contacts)
        counties = sorted(
            {contact.organisation[:6] for contact in contacts}
            | totals.keys()
            | set(self._offices.below(self._intake.receiver.office.code))
        )
        lines = [
            _line(
                code,
                totals.get(code),
                [c for c in contacts if c.organisation[:6] == code],
                held.get(code, 0),
                parted.get(code, 0),
                now,
            )
            for code in counties
        ]
        return self._page("overview.html", lines=lines, days=_SILENT_DAYS)

    def county(self, county: str) -> Response:
        """Townships and devices of one county."""
        now = self._intake.clock.now()
        if not (county.isascii() and county.isdigit() and len(county) == 6):
            return self._page("nothing.html", 404, words="没有这个县。")
        with connected(self._intake.url) as connection:
            totals = figures.totals_by_organisation(connection, county, now.date())
            contacts = figures.contacts(connection, county)
        self._offices.learn(contacts)
        offices = sorted(totals.keys() | set(self._offices.below(county)))
        return self._page(
            "county.html",
            county=county,
            offices=[(code, totals.get(code)) for code in offices],
            covered=len(totals),
            contacts=[(contact, _silent(contact, now)) for contact in contacts],
            today=now.date().isoformat(),
        )

    def decisions(self) -> Response:
        """Laptops that do not behave like one, records two sides have changed, and who has not heard yet what was decided."""
        prefix = self._intake.receiver.prefix
        with connected(self._intake.url) as connection:
            odd = troubles.undecided(connection, prefix)
            open_ones = conflicts.newest(connection, prefix)
            told = words.latest(connection, prefix)
            self._offices.learn(figures.contacts(connection, prefix))
        by_device = {one.device: [other for other in odd if other.device == one.device] for one in odd}
        return self._page("decisions.html", devices=list(by_device.values()), conflicts=open_ones, told=told)

    def conflict(self, held: str) -> Response:
        """Two versions beside each other: only what is public, and how many places are not."""
        try:
            found = conflicts.show(self._intake, held)
        except Refusal as refusal:
            return self._page("nothing.html", 404, words=refusal.what)
        sides = found.sides
        public = [one for one in found.lines if one.public]
        lines = (sides.ours.line, sides.theirs.line)
        shown = all(line.disclosure == "proactive" for line in lines)
        return self._page(
            "conflict.html",
            line=found.conflict,
            sides=sides,
            title=sides.theirs.line.title,
            matter=sides.theirs.line.matter,
            shown=shown,
            lines=public if shown else [],
            hidden=len(found.lines) - (len(public) if shown else 0),
        )

    def waiting(self) -> Response:
        """What waits to be understood, and what was turned away."""
        with connected(self._intake.url) as connection:
            held = figures.held(connection, self._intake.receiver.prefix, QUARANTINED)
            refused = figures.refused(connection)
        return self._page("waiting.html", held=held, refused=refused)

    def search(
        self,
        q: Annotated[
            str, Query(description="标题、索引号、公开的内容；几个词用空格隔开", max_length=100)
        ] = "",
    ) -> Response:
        """Published records by their public text."""
        found: list[figures.RecordLine] = []
        if q.strip():
            with connected(self._intake.url) as connection:
                found = figures.search(connection, q, self._intake.receiver.prefix)
        return self._page("search.html", asked=q, found=found)

    def record(self, record: str) -> Response:
        """The public part of one record."""
        with connected(self._intake.url) as connection:
            whole = figures.record(connection, record)
            if whole is None:
                return self._page("nothing.html", 404, words="没有这条记录。")
            beside = versions_beside(connection, record)
            form = form_of(self._intake.catalogue_of(whole.line.organisation), whole.line.matter, whole.form)
            shown = whole.disclosure == "proactive" and form is not None
            columns = public_columns(form) if shown and form else ()
            rows = (
                figures.roster(connection, whole, tuple(c.key for c in columns), _SHOWN_ROWS)
                if columns
                else []
            )
        values = whole.content.get("values", {})
        fields = (
            [(f.label, values[f.key], f.unit) for f in public_fields(form) if values.get(f.key)]
            if shown and form
            else []
        )
        return self._page(
            "record.html",
            whole=whole,
            line=whole.line,
            shown=shown,
            fields=fields,
            columns=columns,
            numbers=_NUMBERS,
            rows=rows,
            beside=beside,
        )

    def _page(self, template: str, status: int = 200, **said: Any) -> HTMLResponse:
        now = _moment(self._intake.clock.now())
        return HTMLResponse(self._templates.get_template(template).render(now=now, **said), status)

    def _matter(self, code: str, organisation: str = "") -> str:
        found = self._intake.catalogue_of(organisation).find_matter(code)
        return found.name if found else code


def _static(address: str) -> Callable[[], Response]:
    name, media = _STATIC[address]
    data = files("prefecture.web").joinpath(f"static/{name}").read_bytes()
    return lambda: Response(data, media_type=media, headers={"Cache-Control": "max-age=3600"})


def _line(
    code: str,
    totals: figures.Totals | None,
    contacts: list[figures.Contact],
    held: int,
    conflicts: int,
    now: datetime,
) -> dict[str, Any]:
    arrived = [contact.last for contact in contacts if contact.last is not None]
    last = max(arrived, default=None)
    return {
        "code": code,
        "totals": totals,
        "devices": len(contacts),
        "last": last,
        "silent": last is None or (now - last).days > _SILENT_DAYS,
        "missing": sum(len(contact.missing) for contact in contacts),
        "undecided": sum(contact.undecided for contact in contacts) + conflicts,
        "held": held,
    }


def _silent(contact: figures.Contact, now: datetime) -> bool:
    return contact.last is None or (now - contact.last).days > _SILENT_DAYS


def _moment(at: datetime | None) -> str:
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if at else "还没有"
