"""The policy in force, and how it changes: by a release, or proposed by one officer and published by another."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import connection, transaction

from compliance.audit import services as audit
from compliance.kernel.actors import Actor, ActorKind, system
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import HOUSE
from compliance.policy import lookbacks, selectors
from compliance.policy.document import PolicyDocument
from compliance.policy.models import PolicyVersion
from compliance.policy.parsing import parse


class NoPolicy(DomainError):
    code = "policy_missing"
    status = 503
    title = "No policy is in force: load one with `manage.py policy load`."


class UnknownPolicy(DomainError):
    code = "not_found"
    status = 404
    title = "There is no such policy version."


class AlreadyPublished(DomainError):
    code = "policy_already_published"
    status = 409
    title = "This policy version is published already."


class PolicyOvertaken(DomainError):
    code = "policy_overtaken"
    status = 409
    title = "A newer policy version is in force: propose this one again."


class SamePolicyOfficer(DomainError):
    code = "same_officer"
    status = 409
    title = "A policy is published by another officer than the one who proposed it."


class LookbackOwed(DomainError):
    code = "policy_lookback_owed"
    status = 409
    title = "A look-back report is missing or out of date: what it changes for the customers has to be seen first."


class NotThisMatcher(DomainError):
    code = "policy_other_matcher"
    status = 409
    title = "The policy names another matcher than the one that screens: propose it again with that one."


def current() -> PolicyDocument:
    """The policy in force; one small query. Raises NoPolicy where none was ever published."""
    row = selectors.in_force()
    if row is None:
        raise NoPolicy
    return document(version=row.version, digest=row.sha256)


def matcher_named_since() -> datetime:
    """When the matcher that the policy in force names was taken into use: every policy since has named it.

    Raises NoPolicy.
    """
    named, since = current().screening.matcher, None
    for row in selectors.published():
        if document(version=row.version, digest=row.sha256).screening.matcher != named:
            break
        since = row.published_at
    if since is None:
        raise NoPolicy
    return since


@lru_cache(maxsize=8)
def document(*, version: int, digest: str) -> PolicyDocument:
    """The version whose text has this SHA-256; read once per process, and again where a version was replaced.

    A version that is older than this release says nothing of what the release brought: there its own policy counts.
    """
    content = PolicyVersion.objects.values_list("content", flat=True).get(version=version, sha256=digest)
    return _stored(content, version)


def _stored(content: str, version: int) -> PolicyDocument:
    return parse(content, version=version, release=settings.POLICY_FILE.read_text(encoding="utf-8"))


def text(*, version: int | None = None) -> str:
    """The TOML of a version, or of the one in force; raises UnknownPolicy or NoPolicy."""
    if version is None:
        version = current().version
    content = PolicyVersion.objects.filter(version=version).values_list("content", flat=True).first()
    if content is None:
        raise UnknownPolicy
    return content


def load_shipped(*, at: datetime) -> PolicyDocument:
    """Puts the release's own policy in force and answers what then is in force; safe to repeat and to run at once.

    Officers' work is never undone: once they have published a version, a release's policy is theirs to propose. So is
    one that names another matcher than the policy in force does: what that one loses takes two people.
    """
    content = settings.POLICY_FILE.read_text(encoding="utf-8")
    parse(content)
    with transaction.atomic():
        _wait_for_others()
        _ship(content, at)
    return current()


def _ship(content: str, at: datetime) -> None:
    newest = selectors.in_force()
    if newest is not None and not _may_follow(newest, content):
        return
    row = PolicyVersion.objects.create(
        version=_next_version(), content=content, sha256=_digest(content), shipped=True, proposed_at=at, published_at=at
    )
    _record(row, "policy.published", system("release"), at)


def _may_follow(newest: PolicyVersion, content: str) -> bool:
    if not newest.shipped or newest.sha256 == _digest(content):
        return False
    in_force = document(version=newest.version, digest=newest.sha256)
    return in_force.screening.matcher == parse(content).screening.matcher


@transaction.atomic
def propose(*, content: str, officer: AbstractUser, at: datetime) -> PolicyVersion:
    """Stores the document as the next version, not in force; raises PolicyInvalid where it has mistakes."""
    parse(content)
    row = PolicyVersion.objects.create(
        version=_next_version(), content=content, sha256=_digest(content), proposed_by_id=officer.pk, proposed_at=at
    )
    _record(row, "policy.proposed", _actor(officer), at)
    return row


def lookback(*, version: int, at: datetime) -> lookbacks.Seen:
    """What there is of a look-back report on a version against the one in force. Raises UnknownPolicy or NoPolicy."""
    return lookbacks.seen(_stored(text(version=version), version), current(), at=at)


@transaction.atomic
def publish(*, version: int, officer: AbstractUser, at: datetime) -> PolicyDocument:
    """Puts a proposed version in force. Locks; refuses the proposer, a published version and one that was overtaken.

    Where it screens otherwise than the one in force, LookbackOwed without a report on what that changes, and
    NotThisMatcher where the report is by another matcher than it names.
    """
    _wait_for_others()
    row = PolicyVersion.objects.filter(version=version).first()
    if row is None:
        raise UnknownPolicy
    if row.published_at is not None:
        raise AlreadyPublished
    if row.proposed_by_id == officer.pk:
        raise SamePolicyOfficer
    newest = selectors.in_force()
    if newest is not None and newest.version > version:
        raise PolicyOvertaken
    document = _stored(row.content, version)
    if newest is not None:
        _refuse_unseen(lookback(version=version, at=at))
    row.published_by_id, row.published_at = officer.pk, at
    row.save(update_fields=["published_by", "published_at"])
    _record(row, "policy.published", _actor(officer), at)
    return document


def _refuse_unseen(seen: lookbacks.Seen) -> None:
    if seen == lookbacks.Seen.OTHER_MATCHER:
        raise NotThisMatcher
    if seen not in lookbacks.ENOUGH:
        raise LookbackOwed


def _next_version() -> int:
    _wait_for_others()
    newest = PolicyVersion.objects.order_by("-version").values_list("version", flat=True).first()
    return (newest or 0) + 1


def _wait_for_others() -> None:
    """Whoever numbers or publishes holds the table: there may be no row yet to lock. On SQLite every writer does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {PolicyVersion._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")  # noqa: SLF001


def _record(row: PolicyVersion, kind: str, actor: Actor, at: datetime) -> None:
    facts: dict[str, audit.JSON] = {"version": row.version, "sha256": row.sha256, "shipped": row.shipped}
    audit.record(partner_id=HOUSE, kind=kind, subject=f"policy_{row.version}", actor=actor, facts=facts, at=at)


def _actor(officer: AbstractUser) -> Actor:
    return Actor(ActorKind.OFFICER, str(officer.pk))


def _digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()
