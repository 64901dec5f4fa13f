"""Many callers at once over plain sockets on loopback, cheap enough not to be what is measured."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

_PATIENCE = 30.0


@dataclass(slots=True)
class Tally:
    """What a load gave: seconds of each answer, how many of each status, and how long it all took."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    elapsed: float = 0.0

    def percentile(self, share: float) -> float:
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * share))]

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.elapsed


def request(method: str, path: str, *, token: str = "", body: bytes = b"", **headers: str) -> bytes:
    """One HTTP/1.1 request, ready to be sent."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"Authorization: Bearer {token}"] if token else []
    lines += [f"Content-Length: {len(body)}"] if body else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def load(port: int, make: Callable[[int], bytes], *, callers: int, seconds: float, per_second: float = 0) -> Tally:
    """`callers` connections, each asking as soon as it is answered, or all together `per_second` times a second.

    At a given rate, time counts from when a request was due: a service that falls behind cannot hide it.
    """
    return asyncio.run(_load(port, make, callers, seconds, per_second))


async def _load(port: int, make: Callable[[int], bytes], callers: int, seconds: float, per_second: float) -> Tally:
    tally = Tally()
    began = time.perf_counter()
    numbers = iter(range(10**9))

    async def call() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() - began < seconds:
            number = next(numbers)
            due = began + number / per_second if per_second else time.perf_counter()
            if due > time.perf_counter():
                await asyncio.sleep(due - time.perf_counter())
            writer.write(make(number))
            tally.statuses[await asyncio.wait_for(_answer(reader), _PATIENCE)] += 1
            tally.seconds.append(time.perf_counter() - due)
        writer.close()

    await asyncio.gather(*(call() for _ in range(callers)))
    tally.elapsed = time.perf_counter() - began
    return tally


async def _answer(reader: asyncio.StreamReader) -> int:
    """The status; the body is read and dropped."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b"transfer-encoding: chunked" in head:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    elif (place := head.find(b"content-length:")) >= 0:
        await reader.readexactly(int(head[place + 15 : head.index(b"\r\n", place)]))
    return int(head[9:12])
