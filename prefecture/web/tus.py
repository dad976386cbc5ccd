"""Upload by tus 1.0: core, creation, checksum, expiration, termination. The same bytes as on the stick.

Not the library tuspyserver: it appends behind bytes that a killed request left uncounted, waits for locks on the event
loop, and knows no checksum. Here the file's length is the offset, a newer request makes an older one give way, and
nothing is answered before it is on the disk.
"""

import asyncio
import base64
import binascii
import re
from collections.abc import Callable
from email.utils import formatdate
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from desktop.base.errors import SurroundingsError
from prefecture.uploads import Altered, Busy, Upload, Uploads, Writer
from prefecture.web.counters import Counters
from prefecture.web.limits import Limits

VERSION = {"Tus-Resumable": "1.0.0", "Cache-Control": "no-store"}
_ALGORITHMS = ("sha256", "sha1")
_HEX64 = re.compile(r"[0-9a-f]{64}")
_DISK = "服务器的磁盘写不进，请过一会儿再报。"
_STREAM = "application/offset+octet-stream"


class Tus:
    """The endpoint below ``/files``. ``arrived`` is called when a whole file lies in the spool."""

    def __init__(
        self, uploads: Uploads, limits: Limits, counters: Counters, arrived: Callable[[], None]
    ) -> None:
        self._uploads, self._limits, self._counters = uploads, limits, counters
        self._arrived = arrived
        self._writers: dict[str, asyncio.Event] = {}

    def router(self) -> APIRouter:
        routes = APIRouter(prefix="/files", tags=["上报"])
        routes.add_api_route("/", self.offer, methods=["OPTIONS"], summary="服务器支持的上报方式")
        routes.add_api_route("/", self.create, methods=["POST"], summary="开始一次上报", status_code=201)
        routes.add_api_route("/{upload}", self.head, methods=["HEAD"], summary="已经收到多少字节")
        routes.add_api_route(
            "/{upload}", self.patch, methods=["PATCH"], summary="接着传一段", status_code=204
        )
        routes.add_api_route(
            "/{upload}", self.delete, methods=["DELETE"], summary="放弃一次上报", status_code=204
        )
        return routes

    async def offer(self) -> Response:
        return _answer(
            204,
            {
                "Tus-Version": "1.0.0",
                "Tus-Extension": "creation,checksum,expiration,termination",
                "Tus-Checksum-Algorithm": ",".join(_ALGORITHMS),
                "Tus-Max-Size": str(self._limits.upload),
            },
        )

    async def create(
        self,
        upload_length: Annotated[int | None, Header(description="整个文件的字节数", ge=0)] = None,
        upload_metadata: Annotated[
            str, Header(description="filename 和 sha256（整个文件，十六进制），各用 base64")
        ] = "",
        tus_resumable: Annotated[str, Header(description="1.0.0")] = "",
    ) -> Response:
        if tus_resumable != "1.0.0":
            return _answer(412, {"Tus-Version": "1.0.0"})
        said = _metadata(upload_metadata)
        sha256 = said.get("sha256", "")
        if upload_length is None or not _HEX64.fullmatch(sha256):
            return _answer(400, words="要写明 Upload-Length，并在 Upload-Metadata 里写 sha256。")
        if upload_length > self._limits.upload:
            return _answer(413, words="这个包太大，请分几次导出。")
        return await run_in_threadpool(self._create, upload_length, sha256, said.get("filename", ""))

    def _create(self, length: int, sha256: str, name: str) -> Response:
        if self._uploads.store.size(sha256) is not None:
            # It is here already: the client sends nothing and asks for the receipt.
            self._counters.add("uploads_known")
            return _answer(201, {"Location": f"/files/{sha256}", "Upload-Offset": str(length)})
        begun = self._uploads.unfinished()
        if (
            len(begun) >= self._limits.unfinished
            or length + self._limits.reserve > self._uploads.store.free()
        ):
            self._counters.add("uploads_put_off")
            return _answer(503, {"Retry-After": "300"}, words="服务器现在收不下，请过一会儿再报。")
        try:
            made = self._uploads.begin(length, sha256)
        except SurroundingsError:
            return _answer(507, {"Retry-After": "300"}, words=_DISK)
        self._counters.add("uploads_begun")
        del name  # told for people; no path is made of it
        return _answer(201, {"Location": f"/files/{made.id}", "Upload-Offset": "0", **_expiry(made)})

    async def head(self, upload: str, tus_resumable: Annotated[str, Header()] = "") -> Response:
        if tus_resumable != "1.0.0":
            return _answer(412, {"Tus-Version": "1.0.0"})
        if _HEX64.fullmatch(upload) and (size := self._uploads.store.size(upload)) is not None:
            return _answer(200, {"Upload-Offset": str(size), "Upload-Length": str(size)})
        known = self._uploads.find(upload)
        if known is None:
            return _answer(404)
        await self._make_way(upload)
        told = {"Upload-Offset": str(self._uploads.offset(known)), "Upload-Length": str(known.length)}
        return _answer(200, {**told, **_expiry(known)})

    async def delete(self, upload: str, tus_resumable: Annotated[str, Header()] = "") -> Response:
        if tus_resumable != "1.0.0":
            return _answer(412, {"Tus-Version": "1.0.0"})
        if self._uploads.find(upload) is None:
            return _answer(404)
        await self._make_way(upload)
        await run_in_threadpool(self._uploads.remove, upload)
        return _answer(204)

    async def patch(
        self,
        request: Request,
        upload: str,
        upload_offset: Annotated[int | None, Header(description="从哪个字节接着传", ge=0)] = None,
        upload_checksum: Annotated[
            str, Header(description="这一段的校验：sha256 或 sha1，空格，base64")
        ] = "",
        content_type: Annotated[str, Header()] = "",
        tus_resumable: Annotated[str, Header()] = "",
    ) -> Response:
        known = self._expected(upload, tus_resumable, content_type)
        expected = _checksum(upload_checksum)
        if upload_offset is None or (upload_checksum and expected is None):
            raise _declined(400, words="Upload-Offset 或 Upload-Checksum 写得不对。")
        await self._make_way(upload)
        give_way = self._writers[upload] = asyncio.Event()
        try:
            with self._uploads.writing(known) as writer:
                if writer.start != upload_offset:
                    raise _declined(409, {"Upload-Offset": str(writer.start)})
                await self._receive(request, known, writer, expected, give_way)
                offset = writer.offset
        except Busy as error:
            raise _declined(423, {"Retry-After": "1"}) from error
        except OSError as error:
            raise _declined(507, {"Retry-After": "60"}, _DISK) from error
        finally:
            if self._writers.get(upload) is give_way:
                del self._writers[upload]
        if offset == known.length:
            await self._whole(known)
        return _answer(204, {"Upload-Offset": str(offset), **_expiry(known)})

    def _expected(self, upload: str, version: str, content_type: str) -> Upload:
        """The upload a chunk is for."""
        if version != "1.0.0":
            raise _declined(412, {"Tus-Version": "1.0.0"})
        if content_type != _STREAM:
            raise _declined(415)
        known = self._uploads.find(upload)
        if known is None:
            raise _declined(404)
        return known

    async def _receive(
        self,
        request: Request,
        known: Upload,
        writer: Writer,
        expected: tuple[str, bytes] | None,
        give_way: asyncio.Event,
    ) -> None:
        """Write the body; all of it is durable on return."""
        if expected is not None:
            writer.expect(expected[0])
        whole = True
        async for piece in _pieces(request, give_way, self._limits.silence):
            if piece is None:
                whole = False
                break
            if writer.offset + len(piece) > known.length:
                writer.cut_back()
                raise _declined(413, words="传来的比事先说的多。")
            await run_in_threadpool(writer.write, piece)
            self._counters.add("upload_bytes", len(piece))
        digest = expected[1] if expected is not None and whole else None
        held = await run_in_threadpool(writer.finish, digest)
        if not whole or not held:
            raise _declined(460 if whole else 408, {"Upload-Offset": str(writer.offset)})

    async def _whole(self, known: Upload) -> None:
        """Prove the whole file and hand it over."""
        try:
            await run_in_threadpool(self._uploads.complete, known)
        except Altered as error:
            self._counters.add("uploads_altered")
            raise _declined(460, words="整个文件和事先说的 sha256 对不上，请从头再报一次。") from error
        except (SurroundingsError, OSError) as error:
            raise _declined(507, {"Retry-After": "60"}, _DISK) from error
        self._counters.add("uploads_whole")
        self._arrived()

    async def _make_way(self, upload: str) -> None:
        """Whoever asks now has the line; an older request whose line is dead is told to stop."""
        older = self._writers.get(upload)
        if older is None:
            return
        older.set()
        for _ in range(40):
            if upload not in self._writers:
                return
            await asyncio.sleep(0.05)


async def _pieces(request: Request, give_way: asyncio.Event, silence: float):  # type: ignore[no-untyped-def]
    """The body as it comes; None at the end if the line was cut, silent too long, or had to give way."""
    stream = request.stream()
    stop = asyncio.ensure_future(give_way.wait())
    try:
        while True:
            coming = asyncio.ensure_future(anext(stream, b""))
            done, _ = await asyncio.wait({coming, stop}, timeout=silence, return_when=asyncio.FIRST_COMPLETED)
            if coming not in done:
                coming.cancel()
                yield None
                return
            try:
                piece = coming.result()
            except ClientDisconnect:
                yield None
                return
            if not piece:
                return
            yield piece
    finally:
        stop.cancel()


def _answer(status: int, headers: dict[str, str] | None = None, words: str = "") -> Response:
    return Response(words, status, {**VERSION, **(headers or {})}, "text/plain; charset=utf-8")


def _declined(status: int, headers: dict[str, str] | None = None, words: str = "") -> HTTPException:
    return HTTPException(status, words, {**VERSION, **(headers or {})})


def _expiry(upload: Upload) -> dict[str, str]:
    return {"Upload-Expires": formatdate(upload.expires, usegmt=True)}


def _metadata(text: str) -> dict[str, str]:
    """``key base64,key base64``; what is not so written is left out. Names lose every folder."""
    found: dict[str, str] = {}
    for pair in text.split(",")[:8]:
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()[:300]
        except (binascii.Error, UnicodeDecodeError):
            continue
    if "filename" in found:
        found["filename"] = PurePosixPath(found["filename"].replace("\\", "/")).name
    return found


def _checksum(text: str) -> tuple[str, bytes] | None:
    algorithm, _, value = text.partition(" ")
    if algorithm not in _ALGORITHMS:
        return None
    try:
        return algorithm, base64.b64decode(value, validate=True)
    except binascii.Error:
        return None
