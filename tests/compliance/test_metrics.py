"""What Prometheus reads, and who may."""

from collections.abc import Iterator, Mapping

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django.fixtures import Settings

from compliance import metrics


@pytest.fixture
def gauges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "_gauges", {})


def read(**meta: str) -> str:
    return Client().get("/metrics", **meta).content.decode()  # type: ignore[arg-type]


def test_requests_are_counted_by_their_route_not_by_their_path(gauges: None) -> None:
    Client().get("/v1/nothing/1")
    Client().get("/healthz")

    text = read()

    assert 'gatehouse_requests_total{method="GET",route="healthz",status="200"}' in text
    assert 'gatehouse_requests_total{method="GET",route="none",status="404"}' in text
    assert "nothing/1" not in text
    assert 'gatehouse_request_seconds_bucket{le="0.005",method="GET",route="healthz"}' in text


def test_an_invented_method_does_not_become_a_label(gauges: None) -> None:
    Client().generic("INVENTED", "/healthz")

    text = read()

    assert "INVENTED" not in text
    assert 'method="other"' in text


@pytest.mark.parametrize("address", ["192.0.2.1", "", "nonsense", "::ffff:192.0.2.1"])
def test_a_stranger_does_not_learn_that_it_exists(gauges: None, address: str) -> None:
    assert Client().get("/metrics", REMOTE_ADDR=address).status_code == 404


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"])
def test_a_proxy_on_this_machine_is_no_loopback(gauges: None, header: str) -> None:
    assert Client().get("/metrics", **{header: "127.0.0.1"}).status_code == 404  # type: ignore[arg-type]


def test_the_token_opens_it_from_anywhere(gauges: None, settings: Settings) -> None:
    settings.METRICS_TOKEN = "open sesame"

    right, wrong = (
        Client().get("/metrics", REMOTE_ADDR="192.0.2.1", headers={"Authorization": f"Bearer {token}"})
        for token in ("open sesame", "open")
    )

    assert (right.status_code, wrong.status_code) == (200, 404)


def test_without_a_token_in_the_settings_an_empty_one_opens_nothing(gauges: None) -> None:
    answer = Client().get("/metrics", REMOTE_ADDR="192.0.2.1", headers={"Authorization": "Bearer "})

    assert answer.status_code == 404


def test_a_gauge_is_asked_at_each_scrape(gauges: None) -> None:
    numbers: Iterator[int] = iter([3, 4])
    metrics.gauge("open_cases", "Cases.", lambda: {"high": next(numbers)})

    assert 'gatehouse_open_cases{of="high"} 3.0' in read()
    assert 'gatehouse_open_cases{of="high"} 4.0' in read()


def test_a_gauge_whose_table_is_away_does_not_hide_the_rest(gauges: None) -> None:
    def away() -> Mapping[str, int]:
        raise DatabaseError

    metrics.gauge("away", "Away.", away)
    metrics.gauge("here", "Here.", lambda: {"": 1})

    text = read()

    assert "gatehouse_away{" not in text
    assert 'gatehouse_here{of=""} 1.0' in text
