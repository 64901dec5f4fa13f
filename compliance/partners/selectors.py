"""Questions about partners."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from compliance.kernel.ids import UnknownId
from compliance.partners.models import Partner


def partners() -> QuerySet[Partner]:
    """Every partner, oldest first."""
    return Partner.objects.order_by("id")


def partner(*, partner_id: UUID) -> Partner:
    """Raises UnknownId."""
    found = Partner.objects.filter(pk=partner_id).first()
    if found is None:
        raise UnknownId
    return found


# Written out, because it is asked on every request: building the same query costs several times what running it does.
_HOLDER = """
SELECT partner.id, partner.name, partner.mode, partner.suspended_at, credential.id, token.scope
FROM oauth2_provider_accesstoken AS token
JOIN partners_credential AS credential ON credential.id = token.application_id
JOIN partners_partner AS partner ON partner.id = credential.partner_id
WHERE token.token_checksum = %s AND token.expires > %s AND credential.revoked_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a live token is. `scope` is as it was granted, separated by spaces."""

    partner: Partner
    suspended: bool
    credential_id: int
    scope: str


def holder(*, token_checksum: str, at: datetime) -> Holder | None:
    """None for a token that never was, has expired, or whose credential is revoked. One statement, no lock."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLDER, [token_checksum, connection.ops.adapt_datetimefield_value(at)])
        row = cursor.fetchone()
    if row is None:
        return None
    pk, name, mode, suspended_at, credential_id, scope = row
    pk = pk if isinstance(pk, UUID) else UUID(pk)  # SQLite keeps it as text
    partner = Partner.from_db(
        connection.alias, ["id", "name", "mode"], [pk, name, mode]
    )  # the rest when it is asked for
    return Holder(partner, suspended_at is not None, credential_id, scope)
