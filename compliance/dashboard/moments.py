"""A customer's trail as an officer reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from compliance.audit.models import Event
from compliance.dashboard import presenting
from compliance.partners.models import Officer


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline."""

    text: str
    at: datetime
    actor: str
    by_person: bool


def moments(events: Sequence[Event]) -> tuple[Moment, ...]:
    """Newest first, with officers by their names."""
    ids = {event.actor.partition(":")[2] for event in events if event.actor.startswith("officer:")}
    names = {str(officer.pk): str(officer) for officer in Officer.objects.filter(pk__in=ids)}
    return tuple(_moment(event, names) for event in reversed(events))


def _moment(event: Event, names: Mapping[str, str]) -> Moment:
    kind, _, who = event.actor.partition(":")
    text = presenting.event_words(event.kind, event.parsed)
    return Moment(text, event.at, names.get(who, who or kind), kind == "officer")
