"""What the gate asks the database: one statement for the customer, the newest rating, the policy and the lists' age."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import UUIDField

from compliance.gate.decision import Facts
from screening.models import Watchlist

# Written out, because it is asked on every payment: building the same query costs several times what running it does.
_STATEMENT = """
SELECT customer.status, customer.erased_at, customer.screened_at,
       (SELECT level FROM risk_rating WHERE customer_id = customer.id ORDER BY id DESC LIMIT 1),
       policy.version, policy.sha256, list.source, list.checked_at
FROM onboarding_customer AS customer
LEFT JOIN policy_policyversion AS policy
       ON policy.version = (SELECT MAX(version) FROM policy_policyversion WHERE published_at IS NOT NULL)
LEFT JOIN screening_watchlist AS list ON list.current_id IS NOT NULL AND list.checked_at IS NOT NULL
WHERE customer.id = %s AND customer.partner_id = %s
"""
_UUID: UUIDField[UUID, UUID] = UUIDField()
_CHECKED_AT = Watchlist._meta.get_field("checked_at")  # noqa: SLF001  (Django's public name)


@dataclass(frozen=True, slots=True)
class View:
    """One customer as the gate sees it.

    `policy` is the version in force and the SHA-256 of its text, None where none is. `lists` is when each list in force
    was last known to be its publisher's own.
    """

    facts: Facts
    screened: bool
    """False from a change of name, birth date or country until the lists were asked about it."""
    policy: tuple[int, str] | None
    lists: Mapping[str, datetime]

    def is_stale(self, hours: Mapping[str, int], *, at: datetime) -> bool:
        """Nobody knows whether this customer is listed: a list named in `hours` is missing, too old or from the future,
        or the lists were not asked about the customer as it is now."""
        return not self.screened or any(not self._is_fresh(source, allowed, at) for source, allowed in hours.items())

    def _is_fresh(self, source: str, hours: int, at: datetime) -> bool:
        checked_at = self.lists.get(source)
        return checked_at is not None and checked_at <= at + _SKEW and at - checked_at <= timedelta(hours=hours)


_SKEW = timedelta(minutes=5)
"""How far the clocks of two of our own machines may differ."""


def view(*, customer_id: UUID, partner_id: UUID) -> View | None:
    """None where there is no such customer of this partner. One statement, no lock."""
    parameters = [_UUID.get_db_prep_value(value, connection) for value in (customer_id, partner_id)]
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, parameters)
        rows = cursor.fetchall()
    if not rows:
        return None
    status, erased_at, screened_at, level, version, digest = rows[0][:6]
    policy = None if version is None else (version, digest)
    lists = {source: _moment(checked_at) for *_, source, checked_at in rows if source is not None}
    facts = Facts(status, level, erased=erased_at is not None)
    return View(facts, screened_at is not None, policy, lists)


def _moment(value: Any) -> datetime:
    for convert in connection.ops.get_db_converters(_CHECKED_AT.get_col(Watchlist._meta.db_table)):  # noqa: SLF001
        value = convert(value, None, connection)
    moment: datetime = value
    return moment
