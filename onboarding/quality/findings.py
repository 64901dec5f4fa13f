"""What an engine has to say about a document: a stable code and a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`detail` is written for the customer and holds no personal data."""

    code: str
    detail: str
