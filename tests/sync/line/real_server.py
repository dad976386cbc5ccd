"""tuspyserver behind uvicorn, as a process of its own: ``real_server.py PORT FOLDER``. For tests of the sender only.

Receipts lie in FOLDER/receipts; FOLDER/received counts the bytes of content that came in, also of broken requests.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response
from tuspyserver import create_tus_router


def application(folder: Path, arrived: Callable[[Path], None] = lambda whole: None) -> Any:
    """``arrived`` is told each file that is whole, before its sender is."""
    served = FastAPI()
    (folder / "receipts").mkdir(parents=True, exist_ok=True)

    @served.get("/receipts/{bundle}")
    def receipt(bundle: str) -> Response:
        path = folder / "receipts" / bundle
        return Response(path.read_bytes()) if path.is_file() else Response(status_code=404)

    @served.post("/down")
    async def down(request: Request) -> Response:
        newest = folder / "down" / f"{(await request.json())['have'] + 1}"
        if not newest.is_file():
            return Response(status_code=204)
        return Response(newest.read_bytes(), media_type="application/json")

    served.include_router(
        create_tus_router(
            prefix="files",
            files_dir=str(folder / "files"),
            on_upload_complete=lambda whole, _: arrived(Path(whole)),
        )
    )

    async def counting(scope: Any, receive: Any, send: Any) -> None:
        async def counted() -> Any:
            message = await receive()
            if scope["method"] == "PATCH" and message.get("body"):
                with (folder / "received").open("a") as stream:
                    stream.write(f"{len(message['body'])}\n")
            return message

        await served(scope, counted if scope["type"] == "http" else receive, send)

    return counting


def main(port: int, folder: Path) -> None:
    uvicorn.run(application(folder), host="127.0.0.1", port=port, log_level="warning", lifespan="off")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
