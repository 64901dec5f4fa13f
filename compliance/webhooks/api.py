"""Webhook endpoints, their deliveries, and the events themselves over REST."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.ids import parse_id
from compliance.partners import etag
from compliance.partners.pagination import paginate, read_limit
from compliance.partners.views import PartnerView
from compliance.webhooks import selectors
from compliance.webhooks import serializers as shapes
from compliance.webhooks.services import deliveries, endpoints

_PAGE = [OpenApiParameter("cursor", str), OpenApiParameter("limit", int)]


class Endpoints(PartnerView):
    scopes = {"GET": "webhooks:read", "POST": "webhooks:write"}

    @extend_schema(request=shapes.EndpointInput, responses={201: shapes.EndpointWithSecret})
    def post(self, request: Request) -> Response:
        """The answer holds the signing secret, which is shown this once."""
        data = self.read(shapes.EndpointInput)
        made = endpoints.create(
            partner_id=self.partner.id, url=data["url"], kinds=data.get("kinds", ()), actor=self.actor, at=self.now
        )
        return etag.answer(request, _with_secret(made), made.endpoint.revision, status=201)

    @extend_schema(parameters=_PAGE, responses={200: shapes.EndpointList})
    def get(self, request: Request) -> Response:
        return paginate(request, selectors.endpoints(partner_id=self.partner.id)).answer(shapes.render_endpoint)


class OneEndpoint(PartnerView):
    scopes = {"GET": "webhooks:read", "PATCH": "webhooks:write", "DELETE": "webhooks:write"}

    @extend_schema(responses={200: shapes.EndpointOutput})
    def get(self, request: Request, endpoint_id: str) -> Response:
        found = selectors.endpoint(partner_id=self.partner.id, public_id=endpoint_id)
        return etag.answer(request, shapes.render_endpoint(found), found.revision)

    @extend_schema(request=shapes.EndpointChanges, responses={200: shapes.EndpointOutput})
    def patch(self, request: Request, endpoint_id: str) -> Response:
        """`enabled: true` opens an endpoint again that failed for days; what it missed is had by a replay."""
        changed = endpoints.update(
            endpoint_id=parse_id("whe", endpoint_id),
            partner_id=self.partner.id,
            changes=self.read(shapes.EndpointChanges),
            expected_revision=etag.expected_revision(request),
            actor=self.actor,
            at=self.now,
        )
        return etag.answer(request, shapes.render_endpoint(changed), changed.revision)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, endpoint_id: str) -> Response:
        endpoints.delete(
            endpoint_id=parse_id("whe", endpoint_id), partner_id=self.partner.id, actor=self.actor, at=self.now
        )
        return Response(status=204)


class RotateSecret(PartnerView):
    scopes = {"POST": "webhooks:write"}

    @extend_schema(request=None, responses={200: shapes.EndpointWithSecret})
    def post(self, request: Request, endpoint_id: str) -> Response:
        """For 24 hours messages carry two signatures, by the old secret and by the new one."""
        made = endpoints.rotate_secret(
            endpoint_id=parse_id("whe", endpoint_id), partner_id=self.partner.id, actor=self.actor, at=self.now
        )
        return etag.answer(request, _with_secret(made), made.endpoint.revision)


class Deliveries(PartnerView):
    scopes = {"GET": "webhooks:read"}

    @extend_schema(parameters=_PAGE, responses={200: shapes.DeliveryList})
    def get(self, request: Request, endpoint_id: str) -> Response:
        """Newest first."""
        found = selectors.endpoint(partner_id=self.partner.id, public_id=endpoint_id)
        return paginate(request, selectors.deliveries(found)).answer(shapes.render_delivery)


class Replay(PartnerView):
    scopes = {"POST": "webhooks:write"}

    @extend_schema(request=shapes.ReplayInput, responses={202: shapes.Replayed})
    def post(self, request: Request, endpoint_id: str) -> Response:
        """Sends again what the endpoint missed since a time."""
        data = self.read(shapes.ReplayInput)
        count = deliveries.replay(
            endpoint_id=parse_id("whe", endpoint_id), partner_id=self.partner.id, actor=self.actor, at=self.now, **data
        )
        return Response({"deliveries": count}, status=202)


class Events(PartnerView):
    scopes = {"GET": "events:read"}

    @extend_schema(
        parameters=[*_PAGE, OpenApiParameter("subject", str, description="Only this object's events.")],
        responses={200: shapes.EventList},
    )
    def get(self, request: Request) -> Response:
        """Oldest first. The id of any event is a cursor: to follow the trail, go on from the last one you have seen."""
        limit = read_limit(request.query_params.get("limit"))
        cursor, subject = request.query_params.get("cursor"), request.query_params.get("subject")
        found = selectors.events(partner_id=self.partner.id, after=cursor, subject=subject, limit=limit + 1)
        page = [shapes.render_event(event) for event in found[:limit]]
        return Response({"data": page, "next_cursor": page[-1]["id"] if len(found) > limit else None})


def _with_secret(made: endpoints.WithSecret) -> dict[str, Any]:
    return {**shapes.render_endpoint(made.endpoint), "secret": made.secret}
