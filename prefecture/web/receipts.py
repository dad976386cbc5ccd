"""What a sender may ask without a login: the signed receipt of its bundle. It holds ids and counts, nothing personal.

And for those who watch over the server: whether it lives, and its figures.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from desktop.sync.envelope import SUFFIX
from prefecture.database import bundles, metrics
from prefecture.database.connection import DatabaseAway, connected
from prefecture.intake import Intake
from prefecture.web.counters import Counters

_TO_BE_DECIDED = "这个包已经存好。这台电脑的情况州里还要打电话问一下，问清以后入库，再来取回执。"

BundleId = Annotated[str, Path(pattern=r"^[0-9A-Za-z._-]{1,64}$", description="同步包的编号")]


def router(intake: Intake) -> APIRouter:
    """Receipts and arrivals."""
    routes = APIRouter(tags=["回执"])

    @routes.get(
        "/receipts/{bundle}",
        summary="取签名的回执",
        description="还没有入库时是 404；没有收时是 422，并说明原因。",
        responses={404: {"description": "还没有"}, 422: {"description": "没有收"}},
    )
    def receipt(bundle: BundleId) -> Response:
        with connected(intake.url) as connection:
            known = bundles.find(connection, bundle)
            if known is not None and known.receipt is not None:
                return Response(known.receipt, media_type="application/json")
            if known is not None and known.status == "halted":
                return JSONResponse({"words": _TO_BE_DECIDED}, 404)
            refusal = bundles.latest_refusal(connection, bundle)
        if refusal is None or (intake.store.spool / f"{refusal.file}{SUFFIX}").exists():
            return JSONResponse({"words": "还没有入库，请过一会儿再来取。"}, 404)
        return JSONResponse({"code": refusal.code, "words": refusal.words}, 422)

    @routes.get("/arrivals/{bundle}", summary="取签名的收到凭据：字节已经完整收到")
    def arrival(bundle: BundleId) -> Response:
        with connected(intake.url) as connection:
            known = bundles.find(connection, bundle)
        if known is None:
            return JSONResponse({"words": "还没有收到。"}, 404)
        return Response(known.arrival, media_type="application/json")

    return routes


def health(intake: Intake, counters: Counters) -> APIRouter:
    """For those who watch over the server."""
    routes = APIRouter(tags=["运行"])

    @routes.get("/health", summary="是否正常：数据库、磁盘、等着入库的包")
    def alive() -> JSONResponse:
        state = {"database": True, "waiting": len(intake.store.waiting()), "free": intake.store.free()}
        try:
            with connected(intake.url) as connection:
                connection.execute("SELECT 1")
        except DatabaseAway:
            state["database"] = False
        return JSONResponse(state, 200 if state["database"] else 503)

    @routes.get("/metrics", summary="给 Prometheus 的数字", response_class=PlainTextResponse)
    def figures() -> PlainTextResponse:
        found: dict[str, float] = {f"mingbai_{name}_total": n for name, n in counters.all().items()}
        found["mingbai_spool_bundles"] = len(intake.store.waiting())
        found["mingbai_store_free_bytes"] = intake.store.free()
        try:
            with connected(intake.url) as connection:
                found |= metrics.gauges(connection)
            found["mingbai_database_up"] = 1
        except DatabaseAway:
            found["mingbai_database_up"] = 0
        lines = [
            f"# TYPE {name.split('{')[0]} {'counter' if name.endswith('_total') else 'gauge'}\n{name} {value:g}"
            for name, value in found.items()
        ]
        return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")

    return routes
