"""Words, ids and colours for the workbench's templates."""

from uuid import UUID

from django import template

from compliance.dashboard import presenting
from compliance.kernel.ids import public_id

register = template.Library()


@register.filter
def pid(value: UUID | str, prefix: str) -> str:
    """`{{ case.pk|pid:"case" }}` → the public id."""
    return public_id(prefix, value if isinstance(value, UUID) else UUID(value))


@register.filter
def words(code: str) -> str:
    return presenting.words(code)


@register.filter
def tone(word: str) -> str:
    return presenting.tone(word)


@register.filter
def country(code: str) -> str:
    return presenting.country(code)


@register.filter
def percent(value: float) -> int:
    return round(value * 100)
