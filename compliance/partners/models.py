"""Who may call: partners, their credentials, and the officers who work here."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from oauth2_provider.models import AbstractApplication

from compliance.kernel.ids import new_id


class Mode(models.TextChoices):
    SANDBOX = "sandbox", "Sandbox"
    LIVE = "live", "Live"


class Partner(models.Model):
    """A company that integrates Gatehouse: the tenant."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=200)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.SANDBOX)
    created_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Credential(AbstractApplication):  # type: ignore[misc]  # the library is untyped
    """An OAuth 2.0 client of one partner (RFC 6749 §4.4). `allowed_scopes` is a space separated list."""

    id = models.BigAutoField(primary_key=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="credentials")
    allowed_scopes = models.TextField(blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name or self.client_id} of {self.partner_id}"

    def is_usable(self, request: object) -> bool:
        """What django-oauth-toolkit asks before it lets the credential have a token."""
        return self.revoked_at is None and self.partner.suspended_at is None


class IdempotentRequest(models.Model):
    """The stored answer to one `Idempotency-Key`: the same key and body get the same answer, another body a 422."""

    id = models.BigAutoField(primary_key=True)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    route = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    """The customer whose data the answer holds; null where it holds nobody's."""
    sealed = models.BinaryField(default=b"")
    """The answer's headers and body, sealed under the subject's key: to erase the subject erases them too."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "key"], name="idempotency_key_once_per_partner")]
        indexes = [models.Index(fields=["created_at"], name="idempotent_by_age")]

    def __str__(self) -> str:
        return self.route


class Officer(AbstractUser):
    """A member of the compliance staff. Signs in to the dashboard; is the maker or the checker of a decision."""

    id = models.UUIDField(primary_key=True, default=new_id)

    def __str__(self) -> str:
        return self.get_full_name() or self.username
