"""Customers and what they owe."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.partners import etag
from compliance.partners.pagination import paginate
from compliance.partners.views import PartnerView
from compliance.policy import services as policies
from onboarding import identity as identities
from onboarding import selectors, services
from onboarding.api import shapes

_FILTERS = [
    OpenApiParameter("status", str, description="Only customers of this status."),
    OpenApiParameter("reference", str, description="Only the customer with this reference of yours."),
    OpenApiParameter("limit", int),
    OpenApiParameter("cursor", str),
]


class Customers(PartnerView):
    """Begin a customer; list those you have."""

    scopes = {"GET": "customers:read", "POST": "customers:write"}

    @extend_schema(operation_id="create_customer", request=shapes.CustomerInput, responses={201: shapes.CustomerOutput})
    def post(self, request: Request) -> Response:
        data = self.read(shapes.CustomerInput)
        customer = services.create_customer(
            partner=self.partner,
            kind=data["kind"],
            identity=identities.parse(data["kind"], data["identity"], today=self.now.date()),
            reference=data["reference"],
            product=data["product"],
            at=self.now,
            actor=self.actor,
        )
        self.subject_id = customer.pk
        return etag.answer(request, shapes.render_customer(customer), customer.revision, status=201)

    @extend_schema(operation_id="list_customers", parameters=_FILTERS, responses={200: shapes.CustomerList})
    def get(self, request: Request) -> Response:
        asked = {name: request.query_params[name] for name in ("status", "reference") if name in request.query_params}
        rows = selectors.customers(partner_id=self.partner.id).filter(**asked)
        return paginate(request, rows).answer(shapes.render_summary)


class CustomerDetail(PartnerView):
    """Read and change one customer."""

    scopes = {"GET": "customers:read", "PATCH": "customers:write"}

    @extend_schema(operation_id="read_customer", responses={200: shapes.CustomerOutput})
    def get(self, request: Request, customer_id: str) -> Response:
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        return etag.answer(request, shapes.render_customer(customer), customer.revision)

    @extend_schema(
        operation_id="change_customer",
        request=shapes.CustomerChanges,
        responses={200: shapes.CustomerOutput},
        parameters=[OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="The ETag you last saw.")],
    )
    def patch(self, request: Request, customer_id: str) -> Response:
        changes: Mapping[str, Any] = self.read(shapes.CustomerChanges)
        customer = services.update_customer(
            customer_id=selectors.customer(partner_id=self.partner.id, public_id=customer_id).pk,
            partner_id=self.partner.id,
            changes=changes,
            expected_revision=etag.expected_revision(request),
            at=self.now,
            actor=self.actor,
        )
        return etag.answer(request, shapes.render_customer(customer), customer.revision)


class CustomerRequirements(PartnerView):
    """What the customer still owes, by when, and why."""

    scopes = {"GET": "customers:read"}

    @extend_schema(operation_id="read_requirements", responses={200: shapes.RequirementsOutput})
    def get(self, _request: Request, customer_id: str) -> Response:
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        owed = selectors.requirements(customer, policies.current(), self.now)
        return Response(owed.to_json())
