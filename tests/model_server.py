"""A chat-completions endpoint on 127.0.0.1 that does what a test tells it to: the real client talks to it."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


class ModelServer(ThreadingHTTPServer):
    """Answers the n-th request by the n-th act of `acts`, and all further ones by the last."""

    daemon_threads = True

    def __init__(self, *acts: "Act") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.acts = list(acts)
        self.requests: list[Request] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def asked(self) -> list["Request"]:
        """The requests for a completion."""
        return [request for request in self.requests if request.method == "POST"]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what many tests are about."""


class Request:
    """What was asked."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self.method = handler.command
        self.path = handler.path
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        raw = handler.rfile.read(int(self.headers.get("content-length", 0)))
        self.body: dict[str, Any] = json.loads(raw) if raw else {}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: ModelServer

    def do_POST(self) -> None:
        self.server.requests.append(Request(self))
        count = len(self.server.asked)
        self.server.acts[min(count, len(self.server.acts)) - 1](self)

    def do_GET(self) -> None:
        """The managed identity of an Azure Functions app, at IDENTITY_ENDPOINT."""
        self.server.requests.append(Request(self))
        token = {"access_token": "token-of-the-identity", "expires_on": str(int(time.time()) + 86400)}
        reply(self, 200, token | {"resource": "https://cognitiveservices.azure.com", "token_type": "Bearer"})

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


Act = Callable[[_Handler], None]


@contextmanager
def serving(*acts: Act) -> Iterator[ModelServer]:
    """A server that runs until the block ends."""
    with ModelServer(*acts) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()


def reply(handler: _Handler, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", "Content-Length": str(len(raw)), **(headers or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(raw)


def completion(content: str | None, finish_reason: str = "stop", **message: Any) -> dict[str, Any]:
    said = {"role": "assistant", "content": content, **message}
    choice = {"index": 0, "message": said, "finish_reason": finish_reason, "logprobs": None}
    return {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": USAGE}


def says(content: Any, finish_reason: str = "stop", **message: Any) -> Act:
    """A completion; what is no text is written as JSON."""
    text = content if content is None or isinstance(content, str) else json.dumps(content)
    return lambda handler: reply(handler, 200, completion(text, finish_reason, **message))


def sends(body: Any) -> Act:
    """Status 200 with any body."""
    return lambda handler: reply(handler, 200, body)


def fails(status: int, code: str = "", message: str = "", **headers: str) -> Act:
    """An error as the API writes it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: reply(handler, status, {"error": {"message": message, "code": code or None}}, named)


def silent(handler: _Handler) -> None:
    """No answer until the server closes."""
    handler.close_connection = True
    handler.server.closing.wait(10)


def drips(status: int = 200) -> Act:
    """A byte now and then, without end: no single read takes long."""

    def drip(handler: _Handler) -> None:
        handler.close_connection = True
        handler.send_response(status)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not handler.server.closing.wait(0.03):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    return drip


def resets(handler: _Handler) -> None:
    """The connection is torn down without an answer."""
    handler.close_connection = True
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
