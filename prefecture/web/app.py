"""Puts the web server together: upload, receipts, staff's pages, metrics. Decides nothing itself."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from desktop import __version__
from desktop.base.errors import SurroundingsError
from prefecture.intake import Intake
from prefecture.uploads import Uploads
from prefecture.web import down, packs, pages, receipts
from prefecture.web.counters import Counters
from prefecture.web.limits import LIMITS, Limits
from prefecture.web.tus import Tus
from prefecture.web.worker import Worker

_ABOUT = """州级接收端：县里按 tus 1.0 协议上报同步包（和U盘上的文件一字不差），接收端核对签名、留存原件、入库，
并给出签名的回执。工作人员可以在网页上看到各县各乡的报送情况；网页只读，只显示公开的栏目。"""
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_PATH = re.compile(r"/files(/[0-9a-f]{32}|/[0-9a-f]{64}|/)?")


def create_app(
    intake: Intake,
    limits: Limits = LIMITS,
    *,
    with_upload: bool = True,
    with_pages: bool = True,
    pause: float = 15.0,
) -> FastAPI:
    """The application for an ASGI server. The intake runs beside it while it is up."""
    counters = Counters()
    uploads = Uploads(intake.store)
    worker = Worker(intake, uploads, counters, pause=pause)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        if with_upload:
            worker.start()
        yield
        if with_upload:
            worker.stop()

    app = FastAPI(
        title="明白 州级接收端",
        description=_ABOUT,
        version=__version__,
        lifespan=life,
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
    )

    @app.middleware("http")
    async def careful(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        if request.url.path.startswith("/files") and not _PATH.fullmatch(request.url.path):
            return Response(status_code=404)
        answer = await go_on(request)
        answer.headers.update(_SAFE)
        return answer

    @app.exception_handler(SurroundingsError)
    async def hindered(_: Request, error: SurroundingsError) -> JSONResponse:
        return JSONResponse({"words": str(error)}, 503, {"Retry-After": "60"})

    if with_upload:
        app.include_router(Tus(uploads, limits, counters, worker.wake).router())
        app.include_router(receipts.router(intake))
        app.include_router(down.router(intake))
        app.include_router(packs.router(intake))
    if with_pages:
        app.include_router(pages.router(intake))
    app.include_router(receipts.health(intake, counters))
    return app
