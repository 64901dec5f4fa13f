"""Token buckets: atomic in Valkey or Redis, and one per process while the store cannot be reached."""

import math
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

import redis
from django.conf import settings
from prometheus_client import Counter

_PATIENCE = 0.25
"""Seconds that a request waits for the store."""
_PAUSE = 5.0
"""Seconds without asking it again after it failed."""
FALLBACKS = Counter("gatehouse_rate_limit_fallbacks", "Rate limit questions answered without the shared store.")

# KEYS[1] the bucket; ARGV: quota, window in seconds. Answers {taken, tokens left, seconds until one more}, times 1000.
_TAKE = """
local quota, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(bucket[1]) or quota
local at = tonumber(bucket[2]) or now
tokens = math.min(quota, tokens + math.max(0, now - at) * quota / window)
local taken = 0
if tokens >= 1 then
  tokens = tokens - 1
  taken = 1
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], math.ceil(window) + 1)
return {taken, math.floor(tokens * 1000)}
"""


@dataclass(frozen=True, slots=True)
class Policy:
    """`quota` requests at once, refilled evenly over `window` seconds."""

    name: str
    quota: int
    window: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one question to a bucket gave: `wait` is the whole seconds until a refused caller may come again."""

    policy: Policy
    allowed: bool
    tokens: float

    @property
    def wait(self) -> int:
        return 0 if self.allowed else max(1, math.ceil((1 - self.tokens) * self.policy.window / self.policy.quota))

    @property
    def headers(self) -> dict[str, str]:
        """draft-ietf-httpapi-ratelimit-headers: what is left, and in how many seconds the quota is whole again."""
        policy = self.policy
        whole = math.ceil((policy.quota - self.tokens) * policy.window / policy.quota)
        return {
            "RateLimit-Policy": f'"{policy.name}";q={policy.quota};w={policy.window}',
            "RateLimit": f'"{policy.name}";r={math.floor(self.tokens)};t={max(0, whole)}',
        }


@dataclass(slots=True)
class LocalBuckets:
    """The buckets of this process, the most recent `size` of them."""

    size: int = 10_000
    _buckets: "OrderedDict[str, tuple[float, float]]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, key: str, policy: Policy, now: float | None = None) -> Allowance:
        now = time.monotonic() if now is None else now
        with self._lock:
            tokens, at = self._buckets.pop(key, (float(policy.quota), now))
            tokens = min(policy.quota, tokens + max(0.0, now - at) * policy.quota / policy.window)
            allowed = tokens >= 1
            tokens -= allowed
            self._buckets[key] = (tokens, now)
            if len(self._buckets) > self.size:
                self._buckets.popitem(last=False)
        return Allowance(policy, allowed, tokens)

    def clear(self) -> None:
        with self._lock:
            self._buckets.clear()


class SharedBuckets:
    """One bucket for all processes. While the store is away each has its own: a limit is no reason for an outage."""

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
        self._take: Any = self._client.register_script(_TAKE)
        self._away_until = 0.0
        self.local = LocalBuckets()

    def take(self, key: str, policy: Policy) -> Allowance:
        if time.monotonic() >= self._away_until:
            try:
                taken, thousandths = self._take(keys=[f"bucket:{key}"], args=[policy.quota, policy.window])
                return Allowance(policy, bool(taken), thousandths / 1000)
            except (redis.RedisError, OSError):
                self._away_until = time.monotonic() + _PAUSE
        FALLBACKS.inc()
        return self.local.take(key, policy)

    def close(self) -> None:
        self._client.close()


BUCKETS = SharedBuckets(settings.REDIS_URL)
