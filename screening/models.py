"""The lists as their publishers stated them, version by version, and whom the customers resemble."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from compliance.kernel.ids import new_id


class ListVersion(models.Model):
    """One published state of one list; never changed once written. `content_sha256` is of its records, not its file."""

    id = models.UUIDField(primary_key=True, default=new_id)
    source = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    content_sha256 = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64)
    published = models.DateField(null=True)
    """The publisher's own date, where the file has one."""
    fetched_at = models.DateTimeField()
    entry_count = models.PositiveIntegerField()
    name_count = models.PositiveIntegerField(default=0)
    """Names and aliases in all; 0 for a version that was written before they were counted."""
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    problem_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    """The first of what could not be read: the line of the file and what is wrong with it, without a name."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="list_version_once_per_number")]

    def __str__(self) -> str:
        return f"{self.source} version {self.number}"


class Watchlist(models.Model):
    """A source as it stands: the version in force, when it was last confirmed, and the refusal if one came later."""

    source = models.CharField(primary_key=True, max_length=40)
    current = models.ForeignKey(ListVersion, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    """When the publisher's list was last known to be the version in force: what staleness is measured from."""
    validators = models.JSONField(default=dict)
    """ETag and Last-Modified per file, for the next conditional request."""
    refused_at = models.DateTimeField(null=True)
    refused_code = models.CharField(max_length=40, blank=True)
    refused_detail = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.source


class Entry(models.Model):
    """One listed party as it read from version `since` up to, but not in, version `until`. `data` is a Record."""

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=40)
    ref = models.CharField(max_length=80)
    since = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="entries_since")
    until = models.ForeignKey(ListVersion, null=True, on_delete=models.PROTECT, related_name="entries_until")
    content_hash = models.CharField(max_length=64)
    match_hash = models.CharField(max_length=64)
    data = models.JSONField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["source", "ref"], condition=Q(until=None), name="entry_once_at_a_time"),
        ]
        indexes = [models.Index(fields=["source", "ref", "match_hash"], name="entry_by_ref")]

    def __str__(self) -> str:
        return f"{self.source}:{self.ref}"


class MatchStatus(models.TextChoices):
    OPEN = "open", "Open"
    TRUE_MATCH = "true_match", "True match"
    FALSE_POSITIVE = "false_positive", "False positive"
    INCONCLUSIVE = "inconclusive", "Inconclusive"


UNSETTLED = (MatchStatus.OPEN, MatchStatus.INCONCLUSIVE)
"""Nobody is clear of such a match: an officer who could not tell has not answered it."""


class AllowedPair(models.Model):
    """A subject who is known not to be one listed party, by the word of two officers: good until `expires_at`.

    It silences this subject with this entry as both are now, and nothing else. Screening ends it where the entry's
    `entry_hash` has become another, or the subject's name, date or place of birth, gender, number or kind. Only the
    countries may change, as long as that speaks no more for the match than what the officers saw.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_id = models.UUIDField()
    owner_id = models.UUIDField()
    partner_id = models.UUIDField()
    source = models.CharField(max_length=40)
    entry_ref = models.CharField(max_length=80)
    entry_hash = models.CharField(max_length=64)
    identity = models.CharField(max_length=64, blank=True)
    """A blind index of all that was compared of the subject but its countries; empty in a pair of the first release."""
    score = models.FloatField(default=1.0)
    """Of the match that the officers saw, 0 to 1."""
    reason = models.CharField(max_length=60)
    """The officers' reason, a code of the policy; their note is with the proposal."""
    proposal_id = models.UUIDField(null=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """When an officer took it off the list again, a newer pair replaced it, or either side became another."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(confirmed_by=F("proposed_by")), name="allowed_by_two_people"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("confirmed_at")), name="allowed_for_a_time"),
            models.UniqueConstraint(
                fields=["subject_id", "source", "entry_ref", "entry_hash"],
                condition=Q(ended_at=None),
                name="allowed_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["owner_id"], name="allowed_by_owner")]

    def __str__(self) -> str:
        return f"{self.source}:{self.entry_ref} allowed until {self.expires_at:%Y-%m-%d}"


class Match(models.Model):
    """A subject that resembles an entry, both as they were: `fingerprint` and `entry_hash` are of their facts.

    The same pair of facts is one row for ever, so that a disposed match stays silent until either side changes or its
    answer expires. `lapsed_at` is set when it holds no longer: a side has changed, or the entry has left its list.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_id = models.UUIDField()
    owner_id = models.UUIDField()
    partner_id = models.UUIDField()
    source = models.CharField(max_length=40)
    entry_ref = models.CharField(max_length=80)
    entry_hash = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    score = models.FloatField()
    status = models.CharField(max_length=16, choices=MatchStatus.choices, default=MatchStatus.OPEN)
    disposition = models.CharField(max_length=60, blank=True)
    """The officer's reason, a code of the policy."""
    reasons = models.BinaryField()
    """The listed name and the reasons, sealed under the owner's key: they repeat the customer's name."""
    query = models.BinaryField(null=True)
    """What the engine was asked, sealed: with the entry and the matcher's version the score can be made again."""
    policy_version = models.PositiveIntegerField(default=0)
    list_version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="matches")
    matcher_version = models.CharField(max_length=20)
    created_at = models.DateTimeField()
    disposed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    """Until when a false positive is remembered; null is for ever."""
    allowed = models.ForeignKey(AllowedPair, null=True, blank=True, on_delete=models.PROTECT, related_name="matches")
    """The pair that answers for it, where no officer was asked about these very facts."""
    earlier = models.JSONField(default=list)
    """Answers that have expired, oldest first: {outcome, reason, at}. Codes, no personal data."""
    lapsed_at = models.DateTimeField(null=True)
    again_at = models.DateTimeField(null=True)
    """When it was last found once more after it had lapsed."""

    class Meta:
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "source", "entry_ref", "entry_hash", "fingerprint"], name="match_once_per_facts"
            ),
            models.CheckConstraint(
                condition=Q(status="open", disposed_at=None) | (~Q(status="open") & Q(disposed_at__isnull=False)),
                name="match_is_open_or_disposed",
            ),
        ]
        indexes = [
            models.Index(fields=["owner_id", "status"], name="match_by_owner"),
            models.Index(fields=["source", "entry_ref"], name="match_by_entry"),
            models.Index(
                fields=["expires_at"], condition=Q(status="false_positive", lapsed_at=None), name="match_that_expires"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.entry_ref} {self.status}"

    @property
    def entry(self) -> str:
        """`source:publisher's id`."""
        return f"{self.source}:{self.entry_ref}"

    @property
    def found_at(self) -> datetime:
        """Since when it has held."""
        return self.again_at or self.created_at


class RosterSegment(models.Model):
    """An index of the subjects of a stretch of owners: those above `after`, to `last`. The stretches follow each other.

    `sealed` opens with the vault's shared key `key`, which any erasure within the stretch destroys. `stamp` is the
    caller's figure of the stretch as it was read: while it is the same, nobody in it has changed.
    """

    after = models.UUIDField(primary_key=True)
    last = models.UUIDField()
    stamp = models.CharField(max_length=80)
    matcher_version = models.CharField(max_length=20)
    owners = models.PositiveIntegerField()
    key = models.UUIDField()
    sealed = models.BinaryField()
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.owners} owners after {self.after}"
