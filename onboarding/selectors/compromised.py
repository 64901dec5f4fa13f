"""Numbers of lost, stolen and otherwise compromised documents: keyed digests in a file, never the numbers."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from compliance.kernel.errors import DomainError
from compliance.vault import services as vault
from onboarding.ocr.states import is_state, known_states

ANY_STATE = "*"
_PURPOSE = "document.compromised"


class CompromisedListMissing(DomainError):
    """The settings name a list that is not there: nobody is let through unchecked."""

    code = "compromised_list_missing"
    status = 500
    title = "The list of compromised document numbers cannot be read."


def is_compromised(state: str, number: str) -> bool:
    """Whether the house lists this number, of this state or of any. Raises CompromisedListMissing.

    Where no state was read, or what is none (Doc 9303-3), whichever state it is listed under: a human can tell.
    """
    listed = compromised_digests()
    states = {ANY_STATE, state} if is_state(state.upper()) else {ANY_STATE, state, *known_states()}
    return bool(listed) and not listed.isdisjoint(digest(one, number) for one in states)


def digest(state: str, number: str) -> str:
    """A blind index: equal for equal numbers, blanks, hyphens and case aside; says nothing without the key."""
    plain = re.sub(r"[^A-Z0-9]", "", number.upper())
    return vault.blind_index(purpose=_PURPOSE, value=f"{state.upper()}:{plain}")


def compromised_digests() -> frozenset[str]:
    """Empty where there is no list and the settings name none. Raises CompromisedListMissing."""
    path = Path(settings.COMPROMISED_NUMBERS)
    try:
        found = path.stat()
    except FileNotFoundError as gone:
        if settings.COMPROMISED_NUMBERS_NAMED:
            raise CompromisedListMissing from gone
        return frozenset()
    return _load(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1)
def _load(path: Path, _changed: int, _size: int) -> frozenset[str]:
    return frozenset(path.read_text(encoding="ascii").split())
