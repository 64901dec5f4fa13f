"""Downloads from a publisher that answers in every way publishers do."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from screening.sources import SOURCES, ListRefused, Source, download
from screening.sources.download import Answer
from tests.screening import lists

UN, OFAC = SOURCES["un"], SOURCES["ofac_sdn"]
_DATE = "Sun, 01 Mar 2026 12:00:00 GMT"
Handler = Callable[[httpx.Request], httpx.Response]


def _fetch(
    handler: Handler, folder: Path, validators: download.Validators | None = None, source: Source = UN
) -> Answer:
    transport = httpx.MockTransport(handler)
    return download.fetch(source, folder, validators=validators or {}, transport=transport, pause=0)


def test_a_list_is_stored_with_what_to_ask_next_time(tmp_path: Path) -> None:
    answer = _fetch(lambda _: httpx.Response(200, content=b"<x/>", headers={"ETag": '"1"'}), tmp_path)

    assert answer == Answer(unchanged=False, validators={"consolidated.xml": {"If-None-Match": '"1"'}})
    assert (tmp_path / "consolidated.xml").read_bytes() == b"<x/>"


def test_a_list_that_did_not_change_is_not_sent_again(tmp_path: Path) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(304 if request.headers.get("If-None-Match") == '"1"' else 500)

    known = {"consolidated.xml": {"If-None-Match": '"1"'}}

    assert _fetch(handler, tmp_path, known) == Answer(unchanged=True, validators=known)
    assert list(tmp_path.iterdir()) == []


def test_a_publisher_that_stumbles_is_asked_again(tmp_path: Path) -> None:
    answers = iter([503, 429, 200])

    _fetch(lambda _: httpx.Response(next(answers), content=b"<x/>"), tmp_path)

    assert (tmp_path / "consolidated.xml").exists()


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_publisher_that_refuses_is_no_list(tmp_path: Path, status: int) -> None:
    with pytest.raises(ListRefused) as refusal:
        _fetch(lambda _: httpx.Response(status), tmp_path)

    assert refusal.value.reason == "unreachable"


def test_a_publisher_that_cannot_be_reached_is_no_list(tmp_path: Path) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("no answer", request=request)

    with pytest.raises(ListRefused) as refusal:
        _fetch(handler, tmp_path)

    assert refusal.value.reason == "unreachable"


def test_a_file_that_does_not_end_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MAX_BYTES", 10)

    with pytest.raises(ListRefused) as refusal:
        _fetch(lambda _: httpx.Response(200, content=b"x" * 11), tmp_path)

    assert refusal.value.reason == "too_large"


def _tables() -> Source:
    """OFAC as if it were asked for its CSV files."""
    return lists.offering(OFAC, next(shape for shape in OFAC.formats if shape.name == "CSV"))


def test_ofac_is_asked_as_a_browser_would_for_the_format_that_says_most(tmp_path: Path) -> None:
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append((request.url.path.rpartition("/")[2], request.headers["User-Agent"][:11]))
        return httpx.Response(200, content=b"<x/>")

    _fetch(handler, tmp_path, source=OFAC)

    assert asked == [("SDN_ENHANCED.XML", "Mozilla/5.0")]


def test_a_file_that_is_not_required_may_be_missing(tmp_path: Path) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404 if "COMMENTS" in request.url.path else 200, content=b"1\r\n\x1a")

    _fetch(handler, tmp_path, source=_tables())

    assert sorted(path.name for path in tmp_path.iterdir()) == ["add.csv", "alt.csv", "sdn.csv"]


def test_a_file_without_the_end_mark_that_its_publisher_sets_is_cut(tmp_path: Path) -> None:
    with pytest.raises(ListRefused) as refusal:
        _fetch(lambda _: httpx.Response(200, content=b"1\r\n"), tmp_path, source=_tables())

    assert refusal.value.reason == "truncated"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    taken: list[float] = []
    monkeypatch.setattr("screening.sources.download.time.sleep", taken.append)
    return taken


def test_a_publisher_that_asks_for_patience_gets_it(tmp_path: Path, pauses: list[float]) -> None:
    answers = iter([(429, {"Retry-After": "7"}), (503, {}), (200, {})])

    def handler(_: httpx.Request) -> httpx.Response:
        status, headers = next(answers)
        return httpx.Response(status, headers=headers, content=b"<x/>")

    download.fetch(UN, tmp_path, validators={}, transport=httpx.MockTransport(handler), pause=2)

    assert pauses == [7.0, 4.0]


@pytest.mark.parametrize("asked", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_publisher_that_asks_for_an_hour_is_left_alone(tmp_path: Path, pauses: list[float], asked: str) -> None:
    requests = []

    def handler(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(503, headers={"Retry-After": asked, "Date": _DATE})

    with pytest.raises(ListRefused) as refusal:
        _fetch(handler, tmp_path)

    assert (refusal.value.reason, len(requests), pauses) == ("unreachable", 1, [])


@pytest.mark.parametrize("asked", ["soon", "Thu, 01 Jan 1970 00:00:00 GMT", "-5"])
def test_a_strange_wish_for_patience_is_not_heard(tmp_path: Path, pauses: list[float], asked: str) -> None:
    answers = iter([503, 200])

    _fetch(
        lambda _: httpx.Response(next(answers), headers={"Retry-After": asked, "Date": _DATE}, content=b"<x/>"),
        tmp_path,
    )

    assert pauses == [0]


class _Broken(httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        yield b"<x"
        raise httpx.ReadError("the line broke")


def test_a_download_that_breaks_off_is_begun_anew(tmp_path: Path) -> None:
    answers = iter([httpx.Response(200, stream=_Broken()), httpx.Response(200, content=b"<x/>")])

    _fetch(lambda _: next(answers), tmp_path)

    assert (tmp_path / "consolidated.xml").read_bytes() == b"<x/>"


def test_a_download_that_breaks_off_every_time_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused) as refusal:
        _fetch(lambda _: httpx.Response(200, stream=_Broken()), tmp_path)

    assert (refusal.value.reason, refusal.value.detail) == (
        "truncated",
        "The download of consolidated.xml broke off (ReadError).",
    )


def test_a_redirect_that_leaves_https_is_not_followed(tmp_path: Path) -> None:
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.scheme)
        return httpx.Response(302, headers={"Location": "http://elsewhere.invalid/list.xml"})

    with pytest.raises(ListRefused) as refusal:
        _fetch(handler, tmp_path)

    assert (refusal.value.reason, asked) == ("insecure", ["https"])


def test_a_redirect_is_followed_without_the_keys_of_the_first_host(tmp_path: Path) -> None:
    keyed = replace(UN, headers={"X-Key": "secret"})
    seen = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, request.headers.get("X-Key")))
        if request.url.host == "mirror.invalid":
            return httpx.Response(200, content=b"<x/>")
        return httpx.Response(307, headers={"Location": "https://mirror.invalid/list.xml"})

    download.fetch(keyed, tmp_path, validators={}, transport=httpx.MockTransport(handler), pause=0)

    assert seen == [("scsanctions.un.org", "secret"), ("mirror.invalid", None)]


def test_redirects_without_end_are_given_up(tmp_path: Path) -> None:
    with pytest.raises(ListRefused) as refusal:
        _fetch(lambda request: httpx.Response(302, headers={"Location": str(request.url)}), tmp_path)

    assert refusal.value.reason == "unreachable"


def test_a_list_without_an_address_comes_from_files_alone(tmp_path: Path) -> None:
    with pytest.raises(ListRefused) as refusal:
        download.fetch(SOURCES["own"], tmp_path, validators={})

    assert refusal.value.reason == "unreachable"
