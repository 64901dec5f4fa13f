"""Token buckets: the arithmetic, the real store, and the store that is away."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import gettempdir

import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from compliance.partners.buckets import FALLBACKS, LocalBuckets, Policy, SharedBuckets

THREE = Policy("test", quota=3, window=60)


def test_a_bucket_gives_its_quota_and_then_says_how_long_to_wait() -> None:
    buckets = LocalBuckets()

    asked = [buckets.take("a", THREE, now=0) for _ in range(4)]

    assert [allowance.allowed for allowance in asked] == [True, True, True, False]
    assert [allowance.wait for allowance in asked] == [0, 0, 0, 20]
    assert asked[0].headers == {"RateLimit-Policy": '"test";q=3;w=60', "RateLimit": '"test";r=2;t=20'}
    assert asked[3].headers["RateLimit"] == '"test";r=0;t=60'


def test_it_refills_evenly_and_never_beyond_its_quota() -> None:
    buckets = LocalBuckets()
    for _ in range(3):
        buckets.take("a", THREE, now=0)

    assert not buckets.take("a", THREE, now=19.9).allowed
    assert buckets.take("a", THREE, now=20.1).allowed
    assert buckets.take("a", THREE, now=10_000).tokens == 2


def test_buckets_are_apart_and_the_oldest_is_forgotten() -> None:
    buckets = LocalBuckets(size=2)
    for key in ("a", "b", "c"):
        buckets.take(key, THREE, now=0)

    assert buckets.take("a", THREE, now=0).tokens == 2
    assert buckets.take("c", THREE, now=0).tokens == 1


@given(st.lists(st.floats(min_value=0, max_value=30), max_size=60), st.integers(1, 20), st.integers(1, 100))
def test_no_window_lets_through_more_than_quota_and_refill(pauses: list[float], quota: int, window: int) -> None:
    buckets, policy, now, allowed = LocalBuckets(), Policy("test", quota, window), 0.0, 0
    for pause in pauses:
        now += pause
        allowed += buckets.take("a", policy, now).allowed

    assert allowed <= quota + now * quota / window + 1e-6


def test_while_the_store_is_away_each_process_keeps_its_own_bucket(tmp_path: Path) -> None:
    buckets = SharedBuckets(f"unix://{tmp_path}/nobody.sock")
    before = FALLBACKS._value.get()

    started = time.perf_counter()
    allowed = [buckets.take("a", THREE).allowed for _ in range(4)]

    assert allowed == [True, True, True, False]
    assert time.perf_counter() - started < 1
    assert FALLBACKS._value.get() == before + 4


@pytest.fixture
def store() -> Iterator[str]:
    """The URL of a real server of our own, without a port."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        pytest.skip("neither valkey-server nor redis-server is on PATH")
    with_socket = Path(gettempdir()) / f"gatehouse-buckets-{time.time_ns()}.sock"
    options = ["--port", "0", "--unixsocket", str(with_socket), "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(
        [program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=gettempdir()
    )
    url = f"unix://{with_socket}"
    with redis.Redis.from_url(url) as client:
        for _ in range(100):
            try:
                client.ping()
                break
            except redis.ConnectionError:
                time.sleep(0.05)
    yield url
    server.terminate()
    server.wait(10)
    with_socket.unlink(missing_ok=True)


def test_the_store_counts_for_all_processes_at_once(store: str) -> None:
    processes = [SharedBuckets(store) for _ in range(4)]
    policy = Policy("test", quota=20, window=3600)

    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda turn: processes[turn % 4].take("a", policy), range(60)))

    assert sum(allowance.allowed for allowance in asked) == 20
    assert {allowance.wait for allowance in asked if not allowance.allowed} <= {179, 180}
    for buckets in processes:
        assert not buckets.local._buckets
        buckets.close()


def test_the_store_forgets_a_bucket_that_is_whole_again(store: str) -> None:
    buckets = SharedBuckets(store)
    buckets.take("a", Policy("test", quota=5, window=2))

    with redis.Redis.from_url(store) as client:
        assert client.ttl("bucket:a") == 3
    buckets.close()
