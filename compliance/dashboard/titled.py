"""The lists by the names that officers know them by: a partner's own list bears the partner's."""

from dataclasses import replace
from datetime import datetime

from compliance.partners.models import Partner
from screening import selectors as screening
from screening.selectors import ListStatus
from screening.services import own_lists

_NOBODY_S = "own"
"""The code under which the format of partners' own lists is known; no list is in force under it."""


def lists(at: datetime) -> list[ListStatus]:
    """Every list as it stands at `at`, the house's and every partner's own."""
    known = [one for one in screening.list_status(at=at) if one.source != _NOBODY_S]
    owners = {one.source: own_lists.partner_concerned(source=one.source) for one in known}
    names = {row.pk: row.name for row in Partner.objects.filter(pk__in=filter(None, owners.values()))}
    return [_titled(one, names.get(owner)) if (owner := owners[one.source]) else one for one in known]


def _titled(status: ListStatus, partner: str | None) -> ListStatus:
    return replace(status, title=f"{partner or 'A partner'}’s own list")
