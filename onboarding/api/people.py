"""The directors and beneficial owners of a company customer."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.ids import parse_id
from compliance.partners.pagination import paginate
from compliance.partners.views import PartnerView
from onboarding import identity as identities
from onboarding import selectors, services
from onboarding.api import shapes
from onboarding.models import Role


class CustomerPeople(PartnerView):
    """Name a director or beneficial owner; list those who are named."""

    scopes = {"GET": "customers:read", "POST": "customers:write"}

    @extend_schema(operation_id="add_person", request=shapes.PersonInput, responses={201: shapes.PersonOutput})
    def post(self, _request: Request, customer_id: str) -> Response:
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        data = self.read(shapes.PersonInput)
        person = services.add_person(
            customer_id=customer.pk,
            partner_id=self.partner.id,
            role=Role(data["role"]),
            identity=identities.parse_person(data["identity"], today=self.now.date()),
            share_percent=data["share_percent"],
            at=self.now,
            actor=self.actor,
        )
        self.subject_id = customer.pk
        return Response(shapes.render_person(person), status=201)

    @extend_schema(operation_id="list_people", responses={200: shapes.PersonList})
    def get(self, request: Request, customer_id: str) -> Response:
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        return paginate(request, selectors.people_rows(customer.pk)).answer(shapes.render_person)


class CustomerPerson(PartnerView):
    """Take one person out of a draft company."""

    scopes = {"DELETE": "customers:write"}

    @extend_schema(operation_id="remove_person", responses={204: None})
    def delete(self, _request: Request, customer_id: str, person_id: str) -> Response:
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        services.remove_person(
            person_id=parse_id("per", person_id),
            customer_id=customer.pk,
            partner_id=self.partner.id,
            at=self.now,
            actor=self.actor,
        )
        return Response(status=204)
