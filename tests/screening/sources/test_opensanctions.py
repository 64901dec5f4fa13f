"""Where OpenSanctions is fetched from, and when it is not."""

from pathlib import Path

import httpx
import pytest

from screening.sources import SOURCES, ListRefused, download
from screening.sources.opensanctions import source

KEY = "a-secret-key"


def test_nothing_is_fetched_unless_the_user_names_a_data_set() -> None:
    assert [SOURCES[code].is_published for code in ("opensanctions", "pep", "own", "un")] == [False, False, False, True]
    assert not source(data_set="", key=KEY).is_published


def test_a_data_set_has_the_publishers_address_and_no_key() -> None:
    free = source(data_set="sanctions", key="")

    assert free.is_published
    assert [urlpath(shape.remotes[0].url) for shape in free.formats] == [
        "data /datasets/latest/sanctions/entities.ftm.json",
        "data /datasets/latest/sanctions/targets.simple.csv",
    ]
    assert free.headers == {}


def test_a_key_goes_to_the_delivery_service_alone(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.url.host.partition(".")[0], request.headers.get("authorization", "")))
        if request.url.host.startswith("delivery"):
            return httpx.Response(302, headers={"Location": "https://store.example/entities"})
        return httpx.Response(200, content=b"{}")

    licensed = source(data_set="default", key=KEY)
    download.fetch(licensed, tmp_path, validators={}, transport=httpx.MockTransport(answer), pause=0)

    assert asked == [("delivery", f"Token {KEY}"), ("store", "")]
    assert KEY not in repr(licensed)


def test_a_source_without_an_address_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ListRefused) as refusal:
        download.fetch(SOURCES["pep"], tmp_path, validators={})

    assert (refusal.value.reason, refusal.value.detail) == (
        "unreachable",
        "Politically exposed persons has no public address: load it from a file.",
    )


def urlpath(url: str) -> str:
    parsed = httpx.URL(url)
    return f"{parsed.host.partition('.')[0]} {parsed.path}"
