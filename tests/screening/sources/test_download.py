"""Downloads from a publisher that answers in every way publishers do."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from screening.sources import SOURCES, ListRefused, download
from screening.sources.download import Answer

UN, OFAC = SOURCES["un"], SOURCES["ofac_sdn"]
Handler = Callable[[httpx.Request], httpx.Response]


def _fetch(
    handler: Handler, folder: Path, validators: download.Validators | None = None, source: object = UN
) -> Answer:
    chosen = OFAC if source is OFAC else UN
    transport = httpx.MockTransport(handler)
    return download.fetch(chosen, folder, validators=validators or {}, transport=transport, pause=0)


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


def test_ofac_is_asked_as_a_browser_would_and_may_lack_its_comments(tmp_path: Path) -> None:
    agents = []

    def handler(request: httpx.Request) -> httpx.Response:
        agents.append(request.headers["User-Agent"])
        return httpx.Response(404 if "COMMENTS" in request.url.path else 200, content=b"1")

    _fetch(handler, tmp_path, source=OFAC)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["add.csv", "alt.csv", "sdn.csv"]
    assert all(agent.startswith("Mozilla/5.0") for agent in agents)
