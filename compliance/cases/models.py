"""What needs a human, the automated steps that lead there, and what two officers made of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from compliance.jobs.models import Job
from compliance.kernel.ids import new_id
from onboarding.models import Customer


class CheckKind(models.TextChoices):
    DOCUMENT = "document", "Document"
    FACE = "face", "Face"
    LIVENESS = "liveness", "Liveness"
    SCREENING = "screening", "Screening"
    ADDRESS = "address", "Address"
    DUPLICATES = "duplicates", "Duplicates"


class Outcome(models.TextChoices):
    CLEAR = "clear", "Clear"
    CONSIDER = "consider", "Consider"
    RETRY = "retry", "Send again"
    UNIDENTIFIED = "unidentified", "Unidentified"


class Check(Job):
    """One automated step of one round and its result: queue, history and statistic in one row.

    `target` is the customer's id, or a related person's. `result` is sealed JSON under the customer's key (fields read,
    boxes, distances, model versions, the tree of breakdowns); `findings` are codes without personal data.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="checks")
    round = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=CheckKind.choices)
    target = models.UUIDField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    findings = models.JSONField(default=list)
    """A list of {code, document_kind, box, side, facts}: stable codes, a box on that side, figures."""
    result = models.BinaryField(null=True)
    versions = models.JSONField(default=dict)
    """Engine, model, list and policy versions that made this result: it can be replayed."""
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    """When its message was last given to the queue: what is merely waiting there is not sent again at each sweep."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "round", "kind", "target"], name="check_once_per_round")
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(finished_at=None, parked_at=None), name="check_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.customer_id} round {self.round}"


class Case(models.Model):
    """A bundle of alerts on one customer, with an SLA clock. Closed when the customer's decision is confirmed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="cases")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(default=0)
    """Higher is sooner: the strongest open alert's weight, 0 to 100."""
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="assigned_cases"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer"], condition=Q(closed_at=None), name="one_open_case_per_customer")
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(closed_at=None), name="case_queue")]

    def __str__(self) -> str:
        return str(self.id)


class RescreenRun(Job):
    """What one list version means for the customers. `cursor` is the last customer done: a killed run goes on there.

    `list_version` is null for a run over everything in force. Counted are customers there were at its beginning, those
    done, those of them who could not be screened, and matches brought to a case.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    source = models.CharField(max_length=40, blank=True)
    list_version = models.UUIDField(null=True, blank=True)
    number = models.PositiveIntegerField(default=0)
    """Of the version: the versions of one list are taken in order."""
    cursor = models.UUIDField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)
    customers = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    matches = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list_version"], condition=Q(list_version__isnull=False), name="one_run_per_list_version"
            )
        ]

    def __str__(self) -> str:
        return f"rescreen {self.source or 'all'} {self.list_version or ''}".rstrip()


class FailingStep(models.TextChoices):
    SCREENING = "screening", "Screening"
    CONCLUDING = "concluding", "Concluding a round"


class Failure(models.Model):
    """What keeps failing for one customer, and when it is tried again; gone as soon as it has worked.

    `error` is the name of an exception's class, never its text: that may hold personal data.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="failures")
    step = models.CharField(max_length=12, choices=FailingStep.choices)
    error = models.CharField(max_length=80)
    attempts = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "step"], name="failure_once_per_step")]

    def __str__(self) -> str:
        return f"{self.step}: {self.error}"


class AlertKind(models.TextChoices):
    MATCH = "match", "Watchlist match"
    CHECK = "check", "Check to consider"
    RISK = "risk", "High risk"
    OPERATIONS = "operations", "Step that keeps failing"
    PAYMENT = "payment", "Payment"


class Alert(models.Model):
    """One thing to settle. A match alert names the match, a check or operations alert the check that raised it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=12, choices=AlertKind.choices)
    code = models.CharField(max_length=60)
    match_id = models.UUIDField(null=True, blank=True)
    related_check = models.ForeignKey(Check, null=True, blank=True, on_delete=models.PROTECT, related_name="alerts")
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    disposition = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "match_id"], condition=Q(match_id__isnull=False), name="alert_once_per_match"
            ),
            models.UniqueConstraint(
                fields=["case", "related_check", "code"],
                condition=Q(related_check__isnull=False),
                name="alert_once_per_check_and_code",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "code"],
                condition=Q(match_id=None, related_check=None, settled_at=None),
                name="alert_once_while_open",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ProposalKind(models.TextChoices):
    TRUE_MATCH = "true_match", "True match"
    FALSE_POSITIVE = "false_positive", "False positive"
    INCONCLUSIVE = "inconclusive", "Inconclusive"
    ALLOW_PAIR = "allow_pair", "Put on the allow list"
    ACCEPT_CHECK = "accept_check", "Accept despite the finding"
    REQUEST_AGAIN = "request_again", "Ask the customer to send it again"
    RETRY_CHECK = "retry_check", "Run the step again"
    APPROVE = "approve", "Approve the customer"
    REJECT = "reject", "Reject the customer"
    RESTRICT = "restrict", "Restrict the customer"
    LIFT = "lift", "Lift the restriction"
    CLOSE = "close", "Close the relationship"


class Proposal(models.Model):
    """What an officer asks for; a decision once `confirmed_by` is set. Maker ≠ checker is the database's own rule."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    alert = models.ForeignKey(Alert, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    reason = models.CharField(max_length=60)
    """A reason code of the policy."""
    note = models.BinaryField(null=True)
    """The officer's words, sealed under the customer's key."""
    two_people = models.BooleanField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    policy_version = models.PositiveIntegerField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """Set when the maker takes it back or the checker declines it."""
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(two_people=False) | ~Q(confirmed_by=F("proposed_by")),
                name="maker_is_not_checker",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, withdrawn_at__isnull=True),
                name="decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["request_again", "retry_check", "inconclusive"]) | Q(two_people=True),
                name="grave_proposals_need_two_people",
            ),
            models.UniqueConstraint(
                fields=["alert"],
                condition=Q(alert__isnull=False, confirmed_at=None, withdrawn_at=None),
                name="one_open_proposal_per_alert",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(alert=None, confirmed_at=None, withdrawn_at=None),
                name="one_open_proposal_on_the_whole_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"
