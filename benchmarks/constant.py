"""What the HTTP server alone can do: uvicorn as it comes, with httptools and uvloop, answering a constant."""

import sys

import uvicorn

from callslip.server.asgi import Receive, Scope, Send

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
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=2048,
        timeout_keep_alive=75,
    )
