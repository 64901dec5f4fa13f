"""A real HTTP server on loopback that keeps what it is sent and answers as it is told."""

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """`status` is what it answers; `wait` delays the answer, `drip` sends its head a byte at a time."""

    status: int = 204
    location: str = ""
    wait: float = 0.0
    drip: bool = False
    received: list[Received] = field(default_factory=list)

    def __post_init__(self) -> None:
        owner = self
        self._stopped = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                owner.received.append(Received(self.command, self.path, headers, body))
                if owner.drip:
                    owner.drip_until_stopped(self)
                    return
                owner.sleep(owner.wait)
                self.send_response(owner.status)
                if owner.location:
                    self.send_header("Location", owner.location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_: object) -> None:
                return

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks?key=1"

    def sleep(self, seconds: float) -> None:
        self._stopped.wait(seconds)

    def drip_until_stopped(self, handler: BaseHTTPRequestHandler) -> None:
        end = time.monotonic() + 30
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self._stopped.is_set() and time.monotonic() < end:
            handler.wfile.write(b"a")
            self.sleep(0.05)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
