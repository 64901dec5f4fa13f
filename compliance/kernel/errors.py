"""The one base class of everything a caller can do wrong."""

from typing import ClassVar


class DomainError(Exception):
    """The caller's doing: becomes an RFC 9457 answer in `compliance.problems`; anything else is our bug, a 500.

    A subclass lives beside the function that raises it and sets `code` (stable, snake_case, part of the API contract),
    `status` (HTTP) and `title` (one sentence). `detail` says what to do about it and never holds personal data.
    `extra` are further members of the problem document.
    """

    code: ClassVar[str] = "domain_error"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "The request cannot be carried out."

    def __init__(self, detail: str = "", **extra: object) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.extra = extra
