"""A sample API of this room's own, so that what every route shares is tested without any one route."""

import pytest

from compliance.partners import buckets


@pytest.fixture(autouse=True)
def _fresh_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test takes from another's bucket, nor from those of a server that happens to run."""
    monkeypatch.setattr(buckets.BUCKETS, "_away_until", float("inf"))
    buckets.BUCKETS.local.clear()
