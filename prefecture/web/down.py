"""What an office below may fetch over the line: its file down. The question is signed; nobody else gets the answer."""

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from desktop.base.errors import Refusal
from desktop.sync.down import parse_down
from desktop.sync.line.down import parse_down_request
from prefecture.database import contacts
from prefecture.database.connection import connected
from prefecture.down import current
from prefecture.intake import Intake

_LONGEST = 4 << 10


def router(intake: Intake) -> APIRouter:
    routes = APIRouter(tags=["带下去"])

    @routes.post(
        "/down",
        summary="取带给本单位的文件：定了哪些冲突、补收了哪些、停用了哪些电脑",
        description="问的话要由登记过的电脑签名（格式见 FORMAT.md 第 6 节）。没有新的是 204。",
        responses={204: {"description": "没有新的"}, 403: {"description": "没有登记过，或已经停用"}},
    )
    async def down(request: Request) -> Response:
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > _LONGEST:
                return JSONResponse({"words": "问的话太长。"}, 413)
        return await run_in_threadpool(_answer, intake, bytes(body))

    return routes


def _answer(intake: Intake, asked: bytes) -> Response:
    with connected(intake.url) as connection:
        known = {one.device: one for one in contacts.every(connection) if not one.revoked_at}
    try:
        said = parse_down_request(
            asked, {one.device: (one.signing_key, one.organisation) for one in known.values()}
        )
    except Refusal as refusal:
        unknown = refusal.code == "down-request-unknown"
        return JSONResponse({"code": refusal.code, "words": refusal.what}, 403 if unknown else 422)
    data = current(intake, said.organisation)
    if data is None:
        return Response(status_code=204)
    number = parse_down(data, {intake.receiver.device: intake.receiver.party.key}).number
    if number == said.have:
        return Response(status_code=204)
    return Response(data, media_type="application/json", headers={"Cache-Control": "no-store"})
