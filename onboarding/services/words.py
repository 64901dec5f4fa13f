"""The partner's own words that are kept in the clear, and so are bounded to what an id looks like."""

import re

from compliance.kernel.errors import DomainError

_REFERENCE = re.compile(r"[A-Za-z0-9._:/-]{0,100}")


class InvalidReference(DomainError):
    code = "invalid_reference"
    title = "A reference is your own id: up to 100 of A-Z a-z 0-9 . _ : / - and no personal data."


def reference_of(value: object) -> str:
    """The empty text for None. Raises InvalidReference."""
    if value is None:
        return ""
    if not isinstance(value, str) or not _REFERENCE.fullmatch(value):
        raise InvalidReference
    return value
