"""A small API with a route of every kind: the URLconf of this folder's tests."""

from django.db import connection
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.errors import DomainError
from compliance.partners import etag, services
from compliance.partners.models import Credential
from compliance.partners.pagination import Page, paginate
from compliance.partners.parsers import StrictMultiPartParser
from compliance.partners.serializers import StrictSerializer
from compliance.partners.urls import urlpatterns as tokens
from compliance.partners.views import PartnerView

handler400 = "compliance.problems.bad_request"
handler403 = "compliance.problems.forbidden"
handler404 = "compliance.problems.not_found"
handler500 = "compliance.problems.server_error"


PREPARED: list[int] = []


class Address(StrictSerializer):
    city = serializers.CharField(max_length=20)
    country = serializers.ChoiceField(["DE", "FR"])


class ThingInput(StrictSerializer):
    name = serializers.CharField(max_length=20)
    amount = serializers.IntegerField(required=False, min_value=0)
    address = Address(required=False)


class Refused(DomainError):
    code = "not_permitted"
    status = 403
    title = "Not now."


class Things(PartnerView):
    """Each POST suspends and resumes nothing but leaves one line in the trail: what a test counts."""

    scopes = {"GET": "customers:read", "POST": "customers:write", "PATCH": "customers:write"}

    def post(self, request: Request) -> Response:
        data = self.read(ThingInput)
        if data["name"] == "bug":
            raise RuntimeError("a secret about Jane Roe")
        issued = services.issue_credential(partner_id=self.partner.id, name=data["name"], at=self.now, actor=self.actor)
        if data["name"] == "refused":
            raise Refused("Not for this one.")
        if data["name"] == "late bug":
            raise RuntimeError("after the work")
        return etag.answer(request, {"client_id": issued.client_id}, 1, status=201)

    def get(self, request: Request) -> Response:
        page: Page[Credential] = paginate(request, self.partner.credentials.all())
        return page.answer(lambda row: row.name)

    def patch(self, request: Request) -> Response:
        expected = etag.expected_revision(request)
        if expected not in {None, 3}:
            raise etag.StaleRevision
        return etag.answer(request, {"expected": expected}, 4)


class Payments(PartnerView):
    scopes = {"POST": "payments:write"}
    idempotency = "required"

    def post(self, request: Request) -> Response:
        return Response({"partner": str(self.partner.id)}, status=202)


class Uploads(PartnerView):
    scopes = {"POST": "documents:write"}
    parser_classes = [StrictMultiPartParser]

    def prepare(self, request: Request) -> int:
        """Notes how many transactions were open; refuses a file of one byte."""
        PREPARED.append(len(connection.savepoint_ids))
        if request.FILES["file"].size == 1:
            raise Refused
        return int(request.FILES["file"].size)

    def post(self, _request: Request) -> Response:
        services.issue_credential(partner_id=self.partner.id, name="upload", at=self.now, actor=self.actor)
        return Response({"size": self.prepared}, status=201)


class Thing(PartnerView):
    scopes = {"GET": "customers:read"}

    def get(self, request: Request, name: str) -> Response:
        return etag.answer(request, {"name": name}, 7)


urlpatterns = [
    path("v1/test/things", Things.as_view()),
    path("v1/test/things/<str:name>", Thing.as_view()),
    path("v1/test/payments", Payments.as_view()),
    path("v1/test/uploads", Uploads.as_view()),
    *tokens,
]
