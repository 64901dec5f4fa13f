"""Words, ids and colours for the workbench's templates."""

from uuid import UUID

from django import template

from compliance.dashboard import comparing, presenting
from compliance.kernel.ids import public_id
from screening.records import BirthDate

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


@register.filter
def day(of: BirthDate) -> str:
    return comparing.day(of)


@register.filter
def thousands(number: int) -> str:
    """`114,793`."""
    return f"{number:,}"


@register.filter
def script(text: str) -> str:
    """`Latin`, `Cyrillic`: what a name is written in."""
    return presenting.script(text)
