"""A publisher of lists on this machine: real sockets, and real TLS with a certificate for the host it stands for."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer. `cut` leaves out so many bytes of what the length has promised."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Publisher:
    """`asked` are the headers of every request, in order."""

    port: int
    certificate: Path
    asked: list[dict[str, str]]

    def transport(self, *, trusted: bool = True) -> httpx.BaseTransport:
        """A way to it by its own name, as if a resolver gave this machine for it."""
        context = ssl.create_default_context()
        if trusted:
            context.load_verify_locations(self.certificate)
        return _Here(self.port, context)


class _Here(httpx.BaseTransport):
    def __init__(self, port: int, context: ssl.SSLContext) -> None:
        self._port = port
        self._inner = httpx.HTTPTransport(verify=context)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.extensions["sni_hostname"] = request.url.host
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


@contextmanager
def serving(host: str, folder: Path, *pages: Page) -> Iterator[Publisher]:
    """Answers with these pages, one a request, the last one for ever."""
    asked: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages[min(len(asked), len(pages) - 1)]
            asked.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body[: len(page.body) - page.cut])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name for it)
            pass

    certificate, key = _certificate(host, folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that hangs up is part of the tests
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Publisher(server.server_address[1], certificate, asked)
        finally:
            server.shutdown()
            thread.join()


def _certificate(host: str, folder: Path) -> tuple[Path, Path]:
    """Signed by itself, good for a day."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - _DAY, now + _DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "publisher.pem", folder / "publisher.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    encoding = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(*encoding))
    return paths
