"""Who applied, and the evidence they sent. Identity fields are sealed under the customer's own key."""

from django.db import models

from compliance.kernel.ids import new_id
from compliance.partners.models import Partner


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    CHECKING = "checking", "Checking"
    REVIEW = "review", "In review"
    VERIFIED = "verified", "Verified"
    RESTRICTED = "restricted", "Restricted"
    REJECTED = "rejected", "Rejected"
    CLOSED = "closed", "Closed"


class Kind(models.TextChoices):
    PERSON = "person", "Person"
    COMPANY = "company", "Company"


class Role(models.TextChoices):
    DIRECTOR = "director", "Director"
    BENEFICIAL_OWNER = "beneficial_owner", "Beneficial owner"


class DocumentKind(models.TextChoices):
    PASSPORT = "passport", "Passport"
    IDENTITY_CARD = "identity_card", "Identity card"
    DRIVING_LICENCE = "driving_licence", "Driving licence"
    RESIDENCE_PERMIT = "residence_permit", "Residence permit"
    SELFIE = "selfie", "Selfie"
    PROOF_OF_ADDRESS = "proof_of_address", "Proof of address"
    REGISTRY_EXTRACT = "registry_extract", "Registry extract"


class Side(models.TextChoices):
    FRONT = "front", "Front"
    BACK = "back", "Back"


class Customer(models.Model):
    """The person or company being verified: `onboarding.lifecycle.advance` alone assigns `status`."""

    id = models.UUIDField(primary_key=True, default=new_id)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="customers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reference = models.CharField(max_length=100, blank=True)
    """The partner's own id of this customer; holds no personal data by contract."""
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    identity = models.BinaryField()
    """Sealed JSON of `onboarding.identity.Identity`."""
    product = models.CharField(max_length=40, default="standard")
    revision = models.PositiveIntegerField(default=1)
    """Counts every change of the row: the ETag."""
    round = models.PositiveIntegerField(default=0)
    """How often the customer was submitted; the checks of an older round are history."""
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    screened_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "reference"], condition=~models.Q(reference=""), name="reference_once_per_partner"
            )
        ]
        indexes = [models.Index(fields=["partner", "status", "id"], name="customer_by_status")]

    def __str__(self) -> str:
        return str(self.id)


class RelatedPerson(models.Model):
    """A director or beneficial owner of a company customer; sealed under the company customer's key."""

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="people")
    role = models.CharField(max_length=20, choices=Role.choices)
    share_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    identity = models.BinaryField()
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.id)


class Document(models.Model):
    """One uploaded file, re-encoded and sealed. The newest of a kind and side per person counts; others are history."""

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="documents")
    person = models.ForeignKey(RelatedPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.FRONT)
    storage_key = models.CharField(max_length=200, unique=True)
    media_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    """Of the file as it came, keyed by the vault's index key: equal files are found, contents are not revealed."""
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    text = models.BinaryField(null=True)
    """The sealed text layer of a PDF: what its sender's program wrote, which need not be what the picture shows."""
    created_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind", "side"],
                condition=models.Q(superseded_at=None, person=None),
                name="one_current_document_of_customer",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "side"],
                condition=models.Q(superseded_at=None, person__isnull=False),
                name="one_current_document_of_person",
            ),
        ]
        indexes = [models.Index(fields=["customer", "kind", "created_at"], name="document_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Demand(models.Model):
    """Something the customer must send again, and why: raised by the conductor, met by a newer document or a change."""

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="demands")
    document_kind = models.CharField(max_length=20, choices=DocumentKind.choices, blank=True)
    code = models.CharField(max_length=60)
    detail = models.CharField(max_length=300)
    """What to do, in words for the customer; no personal data."""
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["customer"], condition=models.Q(met_at=None), name="demand_open")]

    def __str__(self) -> str:
        return self.code


class FaceTemplate(models.Model):
    """What makes a face that person's, kept where policy says so, to be held against the faces of later customers."""

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="face_templates")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="face_template")
    model = models.CharField(max_length=100)
    """Which network made it: templates of another one cannot be compared."""
    embedding = models.BinaryField()
    """Little-endian float32, sealed under the customer's key."""
    created_at = models.DateTimeField()
    delete_after = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["model", "customer"], name="face_template_by_model"),
            models.Index(fields=["delete_after"], name="face_template_by_end"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DocumentNumber(models.Model):
    """That a document bears a number, as a keyed digest: equal numbers of a partner's customers are found."""

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="document_numbers")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="number")
    digest = models.CharField(max_length=64, db_index=True)
    """Of partner, issuing state and number; another partner's digest of the same number differs."""
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class Challenge(models.Model):
    """Movements that a customer is asked to make before the camera, in an order that nobody knew before."""

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="challenges")
    moves = models.JSONField()
    """A list of `onboarding.faces.challenge.Move`."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    """When its frames came, all at once."""
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["customer", "answered_at"], name="challenge_by_answer")]

    def __str__(self) -> str:
        return str(self.id)


class ChallengeFrame(models.Model):
    """One picture of an answer, sealed on disk as a document is; row and file go when policy says."""

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="frames")
    place = models.PositiveSmallIntegerField()
    storage_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "place"], name="one_frame_a_place")]

    def __str__(self) -> str:
        return f"{self.challenge_id} {self.place}"
