"""What goes in and what comes out: the shapes of requests and answers."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from compliance.kernel.ids import public_id
from compliance.partners.serializers import StrictSerializer
from onboarding import selectors
from onboarding.identity import Identity
from onboarding.models import Customer, Document, DocumentKind, Kind, RelatedPerson, Role, Side, Status
from onboarding.verdict.tree import Reason


class PersonIdentityShape(StrictSerializer):
    """A natural person. Who has one name only gives it as `family_name`."""

    given_names = serializers.CharField(required=False, max_length=200)
    family_name = serializers.CharField(max_length=200)
    other_names = serializers.ListField(child=serializers.CharField(max_length=200), required=False, max_length=10)
    birth_date = serializers.DateField()
    nationality = serializers.CharField(help_text="ISO 3166-1 alpha-2", min_length=2, max_length=2)
    country = serializers.CharField(help_text="Of residence, ISO 3166-1 alpha-2", min_length=2, max_length=2)
    gender = serializers.ChoiceField(["F", "M", "X"], required=False)
    birth_place = serializers.CharField(required=False, max_length=120, help_text="Town, region or state of birth")
    address = serializers.ListField(child=serializers.CharField(max_length=120), required=False, max_length=5)
    email = serializers.CharField(required=False, max_length=254)
    phone = serializers.CharField(required=False, help_text="E.164, such as +4930123456")
    document_number = serializers.CharField(required=False, max_length=60)


class CompanyIdentityShape(StrictSerializer):
    """A legal person; `country` is where it is registered."""

    legal_name = serializers.CharField(max_length=300)
    registration_number = serializers.CharField(max_length=60)
    country = serializers.CharField(help_text="ISO 3166-1 alpha-2", min_length=2, max_length=2)
    incorporation_date = serializers.DateField(required=False)
    other_names = serializers.ListField(child=serializers.CharField(max_length=300), required=False, max_length=10)
    address = serializers.ListField(child=serializers.CharField(max_length=120), required=False, max_length=5)
    email = serializers.CharField(required=False, max_length=254)
    phone = serializers.CharField(required=False, help_text="E.164, such as +4930123456")


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="Identity",
        serializers=[PersonIdentityShape, CompanyIdentityShape],
        resource_type_field_name=None,
    )
)
class IdentityField(serializers.DictField):
    """Read by `onboarding.identity`, which knows every rule; the shapes above describe it."""


@extend_schema_field(PersonIdentityShape)
class PersonIdentityField(serializers.DictField):
    pass


class CustomerInput(StrictSerializer):
    kind = serializers.ChoiceField(Kind.choices)
    identity = IdentityField()
    reference = serializers.CharField(required=False, default="", allow_blank=True, trim_whitespace=False)
    product = serializers.CharField(required=False, default="standard", max_length=40)


class CustomerChanges(StrictSerializer):
    """A JSON merge patch (RFC 7396): what is absent stays, `null` removes an optional field."""

    identity = IdentityField(required=False)
    reference = serializers.CharField(required=False, allow_blank=True, allow_null=True, trim_whitespace=False)
    product = serializers.CharField(required=False, max_length=40)


class CustomerSummary(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(Kind.choices)
    reference = serializers.CharField(allow_blank=True)
    product = serializers.CharField()
    status = serializers.ChoiceField(Status.choices)
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    verified_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField()


class CustomerOutput(CustomerSummary):
    identity = IdentityField()


class CustomerList(serializers.Serializer[Any]):
    data = CustomerSummary(many=True)  # type: ignore[assignment]  # a field of the answer
    next_cursor = serializers.CharField(allow_null=True)


class DocumentInput(StrictSerializer):
    file = serializers.FileField(allow_empty_file=True)
    kind = serializers.ChoiceField(DocumentKind.choices)
    side = serializers.ChoiceField(Side.choices, required=False, default=Side.FRONT)
    person = serializers.CharField(required=False, default="", allow_blank=True)


class DocumentOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(DocumentKind.choices)
    side = serializers.ChoiceField(Side.choices)
    person = serializers.CharField(allow_null=True)
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    superseded_at = serializers.DateTimeField(allow_null=True)


class QualityFindingOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField(help_text="What the customer can do better")
    box = serializers.ListField(
        child=serializers.IntegerField(),
        min_length=4,
        max_length=4,
        allow_null=True,
        help_text="Left, top, width and height, in pixels of the kept picture",
    )


class QualityOutput(serializers.Serializer[Any]):
    findings = QualityFindingOutput(many=True)


class DocumentAddedOutput(DocumentOutput):
    quality = QualityOutput(help_text="A first look, not a decision: with findings, better take the picture again")


class DocumentList(serializers.Serializer[Any]):
    data = DocumentOutput(many=True)  # type: ignore[assignment]  # a field of the answer
    next_cursor = serializers.CharField(allow_null=True)


class ShareField(serializers.DecimalField):
    """A number, or one written as text; an empty text is none."""

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        if isinstance(data, str) and not data.strip():
            self.fail("invalid")
        return super().validate_empty_values(data)


class PersonInput(StrictSerializer):
    role = serializers.ChoiceField(Role.choices)
    identity = PersonIdentityField()
    share_percent = ShareField(max_digits=5, decimal_places=2, required=False, allow_null=True, default=None)


class PersonOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    share_percent = serializers.CharField(allow_null=True)
    identity = PersonIdentityField()
    created_at = serializers.DateTimeField()


class PersonList(serializers.Serializer[Any]):
    data = PersonOutput(many=True)  # type: ignore[assignment]  # a field of the answer
    next_cursor = serializers.CharField(allow_null=True)


class RequirementOutput(serializers.Serializer[Any]):
    what = serializers.ChoiceField(["document", "person"])
    any_of = serializers.ListField(child=serializers.CharField())
    side = serializers.ChoiceField(Side.choices, allow_null=True)
    person = serializers.CharField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)


class RequirementErrorOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    document_kind = serializers.CharField(allow_null=True)
    due_at = serializers.DateTimeField()


class RequirementsOutput(serializers.Serializer[Any]):
    currently_due = RequirementOutput(many=True)
    past_due = RequirementOutput(many=True)
    pending = RequirementOutput(many=True)
    errors = RequirementErrorOutput(many=True)  # type: ignore[assignment]  # a field of the answer


def render_summary(customer: Customer) -> dict[str, object]:
    """Without identity: a list is for finding, and names are unsealed one customer at a time."""
    return {
        "id": public_id("cus", customer.pk),
        "kind": customer.kind,
        "reference": customer.reference,
        "product": customer.product,
        "status": customer.status,
        "created_at": render_time(customer.created_at),
        "submitted_at": render_time(customer.submitted_at),
        "verified_at": render_time(customer.verified_at),
        "revision": customer.revision,
    }


def render_customer(customer: Customer) -> dict[str, object]:
    identity: Identity = selectors.identity(customer)
    return render_summary(customer) | {"identity": identity.to_json()}


def render_document(document: Document) -> dict[str, object]:
    return {
        "id": public_id("doc", document.pk),
        "kind": document.kind,
        "side": document.side,
        "person": public_id("per", document.person_id) if document.person_id else None,
        "media_type": document.media_type,
        "size": document.size,
        "width": document.width,
        "height": document.height,
        "created_at": render_time(document.created_at),
        "superseded_at": render_time(document.superseded_at),
    }


def render_added(document: Document, reasons: tuple[Reason, ...]) -> dict[str, object]:
    told = [{"code": one.code, "detail": one.customer, "box": one.box} for one in reasons]
    return render_document(document) | {"quality": {"findings": told}}


def render_person(person: RelatedPerson) -> dict[str, object]:
    return {
        "id": public_id("per", person.pk),
        "role": person.role,
        "share_percent": None if person.share_percent is None else f"{person.share_percent:.2f}",
        "identity": selectors.person_identity(person).to_json(),
        "created_at": render_time(person.created_at),
    }


def render_time(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None
