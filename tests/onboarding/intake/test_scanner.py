"""A daemon that speaks clamd's protocol: what it finds is refused, and so is everything while it is away."""

import socketserver
import struct
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from compliance.audit.models import Event
from onboarding.intake.scanner import FileInfected, ScannerUnavailable, scan
from onboarding.models import Document
from tests import factories

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Daemon(socketserver.StreamRequestHandler):
    """`zINSTREAM`, as clamd(8) has it."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.wfile.write(self.answer(content) + b"\0")

    def answer(self, content: bytes) -> bytes:
        if len(content) > 400_000:
            return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Eicar-Signature FOUND" if EICAR in content else b"stream: OK"


@pytest.fixture
def tcp() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def unix(tmp_path: Path) -> Iterator[str]:
    path = str(tmp_path / "clamd")
    with socketserver.ThreadingUnixStreamServer(path, Daemon) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"unix:{path}"
        server.shutdown()


@pytest.mark.parametrize("kind", ["tcp", "unix"])
def test_what_the_daemon_finds_is_refused_and_the_rest_is_not(kind: str, request: pytest.FixtureRequest) -> None:
    address = request.getfixturevalue(kind)

    scan(b"x" * 300_000, address=address)
    with pytest.raises(FileInfected):
        scan(b"x" * 100_000 + EICAR, address=address)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "unix:/nowhere/clamd", "nonsense", "127.0.0.1:http"])
def test_without_a_daemon_nothing_passes(address: str) -> None:
    with pytest.raises(ScannerUnavailable):
        scan(b"x", address=address, seconds=1)


def test_an_answer_that_is_not_a_clear_no_is_none(tcp: str) -> None:
    with pytest.raises(ScannerUnavailable):
        scan(b"x" * 500_000, address=tcp)


@pytest.mark.django_db
def test_an_infected_upload_is_not_kept(tcp: str, tmp_path: Path, settings: Any) -> None:
    settings.STORAGE_ROOT, settings.CLAMAV = tmp_path, tcp
    customer = factories.customer()
    before = Event.objects.count()

    with pytest.raises(FileInfected):
        factories.document(customer, upload=factories.picture() + EICAR)

    assert (Document.objects.count(), Event.objects.count(), list(tmp_path.iterdir())) == (0, before, [])
    assert factories.document(customer).pk


@pytest.mark.django_db
def test_no_upload_is_taken_while_the_scanner_is_away(tmp_path: Path, settings: Any) -> None:
    settings.STORAGE_ROOT, settings.CLAMAV = tmp_path, "127.0.0.1:1"

    with pytest.raises(ScannerUnavailable):
        factories.document(factories.customer())

    assert Document.objects.count() == 0
