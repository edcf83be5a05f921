"""What the HTTP server alone can do: Callslip's, with its connections and limits, answering a constant."""

import sys

import uvicorn

from callslip.protocol.message import Response
from callslip.server.asgi import Receive, Scope, Send
from callslip.server.connection import connection_class
from callslip.settings import Settings

_HEADERS = [
    (b"Content-Type", b"application/json"),
    (b"x-amzn-RequestId", b"11111111-2222-4333-8444-123456789101"),
    (b"content-length", b"2"),
]


async def answer(_scope: Scope, receive: Receive, send: Send) -> None:
    """Whatever is asked."""
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": b"{}"})


if __name__ == "__main__":
    uvicorn.run(
        answer,
        port=int(sys.argv[1]),
        http=connection_class(Settings(), lambda _: Response(500, (), b"")),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=2048,
        timeout_keep_alive=75,
    )
