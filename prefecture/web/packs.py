"""Packs handed on over the line. They are signed and hold nothing personal; who fetches one judges it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import FileResponse, JSONResponse

from prefecture.intake import Intake
from prefecture.pack_shelf import file_of, offered

Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="更新包文件的 SHA-256")]


def router(intake: Intake) -> APIRouter:
    routes = APIRouter(tags=["带下去"])

    @routes.get("/packs", summary="有哪些更新包可以取")
    def listed() -> Response:
        return Response(offered(intake.store.packs).canonical(), media_type="application/json")

    @routes.get(
        "/packs/{digest}",
        summary="取一个更新包，可以分段取（Range）",
        response_class=Response,
        responses={404: {"description": "没有"}},
    )
    def one(digest: Digest) -> Response:
        path = file_of(intake.store.packs, digest)
        if path is None:
            return JSONResponse({"words": "没有这个更新包。"}, 404)
        return FileResponse(path, media_type="application/octet-stream")

    return routes
