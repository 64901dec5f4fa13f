"""What can happen to partners and their credentials. Each line of it is in the trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from oauth2_provider.models import get_access_token_model

from compliance.audit import services as audit
from compliance.kernel.actors import Actor
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import HOUSE, UnknownId, public_id
from compliance.partners.models import Credential, Mode, Officer, Partner
from compliance.partners.scopes import SCOPES
from compliance.partners.tokens import new_client_id, new_client_secret


class UnknownScope(DomainError):
    code = "unknown_scope"
    title = "There is no such scope."


class InvalidPartner(DomainError):
    code = "invalid_partner"
    title = "A partner has a name of 1 to 200 characters and the mode sandbox or live."


class OfficerExists(DomainError):
    code = "officer_exists"
    status = 409
    title = "There is an officer of this user name."


@dataclass(frozen=True, slots=True)
class Issued:
    """A new credential and its secret, which is nowhere else and cannot be shown again."""

    credential: Credential
    client_id: str
    client_secret: str

    def __repr__(self) -> str:
        return f"Issued({self.client_id})"


@transaction.atomic
def create_partner(*, name: str, mode: str = Mode.SANDBOX, at: datetime, actor: Actor) -> Partner:
    """Not safe to repeat: two partners may have one name. Raises InvalidPartner."""
    name = name.strip()
    if not 1 <= len(name) <= 200 or mode not in Mode.values:
        raise InvalidPartner
    partner = Partner.objects.create(name=name, mode=mode, created_at=at)
    _record(partner, "partner.created", {"mode": str(mode)}, actor, at)
    return partner


@transaction.atomic
def issue_credential(
    *, partner_id: UUID, scopes: tuple[str, ...] = tuple(SCOPES), name: str = "", at: datetime, actor: Actor
) -> Issued:
    """A confidential client for the client credentials grant; only a hash of its secret is stored."""
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise UnknownScope(f"The scopes are {', '.join(SCOPES)}.")
    partner = _locked(partner_id)
    secret = new_client_secret()
    credential = Credential.objects.create(
        partner=partner,
        name=name,
        client_id=new_client_id(),
        client_secret=secret,
        client_type=Credential.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Credential.GRANT_CLIENT_CREDENTIALS,
        allowed_scopes=" ".join(scope for scope in SCOPES if scope in scopes),
    )
    facts = {"client_id": credential.client_id, "scopes": credential.allowed_scopes.split()}
    _record(partner, "credential.issued", facts, actor, at)
    return Issued(credential, credential.client_id, secret)


@transaction.atomic
def revoke_credential(*, client_id: str, at: datetime, actor: Actor) -> Credential:
    """Refuses the credential and its tokens from now on. Revoking it again changes nothing."""
    credential: Credential | None = Credential.objects.select_for_update().filter(client_id=client_id).first()
    if credential is None:
        raise UnknownId
    if credential.revoked_at is None:
        credential.revoked_at = at
        credential.save(update_fields=["revoked_at"])
        get_access_token_model().objects.filter(application=credential).delete()
        _record(credential.partner, "credential.revoked", {"client_id": client_id}, actor, at)
    return credential


@transaction.atomic
def suspend(*, partner_id: UUID, at: datetime, actor: Actor) -> Partner:
    """Refuses every call of the partner from now on, also with older tokens. Suspending it again changes nothing."""
    partner = _locked(partner_id)
    if partner.suspended_at is None:
        partner.suspended_at = at
        partner.save(update_fields=["suspended_at"])
        _record(partner, "partner.suspended", {}, actor, at)
    return partner


@transaction.atomic
def resume(*, partner_id: UUID, at: datetime, actor: Actor) -> Partner:
    """Lets a suspended partner call again. Resuming one that is not suspended changes nothing."""
    partner = _locked(partner_id)
    if partner.suspended_at is not None:
        partner.suspended_at = None
        partner.save(update_fields=["suspended_at"])
        _record(partner, "partner.resumed", {}, actor, at)
    return partner


@transaction.atomic
def create_officer(*, username: str, password: str, admin: bool = False, at: datetime, actor: Actor) -> Officer:
    """Staff who works cases; `admin` may also see the raw tables. The caller has checked the password."""
    if Officer.objects.filter(username=username).exists():
        raise OfficerExists
    officer = Officer.objects.create_user(username=username, password=password, is_staff=True, is_superuser=admin)
    subject = public_id("off", officer.id)
    audit.record(partner_id=HOUSE, kind="officer.created", subject=subject, actor=actor, facts={"admin": admin}, at=at)
    return officer


def _locked(partner_id: UUID) -> Partner:
    partner = Partner.objects.select_for_update().filter(pk=partner_id).first()
    if partner is None:
        raise UnknownId
    return partner


def _record(partner: Partner, kind: str, facts: dict[str, Any], actor: Actor, at: datetime) -> None:
    subject = public_id("par", partner.id)
    audit.record(partner_id=partner.id, kind=kind, subject=subject, actor=actor, facts=facts, at=at)
