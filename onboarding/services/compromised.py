"""Putting numbers on the house's list of compromised documents."""

from collections.abc import Iterable
from fcntl import LOCK_EX, flock
from pathlib import Path

from django.conf import settings

from onboarding.selectors.compromised import compromised_digests, digest


def list_compromised(*, numbers: Iterable[tuple[str, str]]) -> int:
    """How many of the (state, number) are new. Who reads the file meanwhile reads it as it was.

    Makes the file where there is none. Raises MasterKeyMissing.
    """
    path = Path(settings.COMPROMISED_NUMBERS)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)  # two who add at once must not lose each other's
        known = compromised_digests() if path.exists() else frozenset()
        new = {digest(state, number) for state, number in numbers} - known
        if new or not path.exists():
            _replace(path, known | new)
    return len(new)


def _replace(path: Path, digests: Iterable[str]) -> None:
    new = path.with_suffix(".new")
    new.write_text("".join(f"{one}\n" for one in sorted(digests)), encoding="ascii")
    new.replace(path)
