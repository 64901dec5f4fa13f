"""Challenges: movements that a customer makes before the camera, and the frames that show them."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.ids import parse_id
from compliance.partners.pagination import paginate
from compliance.partners.parsers import StrictMultiPartParser
from compliance.partners.views import PartnerView
from onboarding import selectors, services
from onboarding.api import challenge_shapes as shapes


class CustomerChallenges(PartnerView):
    """Ask for movements in an order nobody can foresee; list what was asked. A new one ends an unanswered older one."""

    scopes = {"GET": "customers:read", "POST": "documents:write"}

    @extend_schema(operation_id="open_challenge", request=None, responses={201: shapes.ChallengeOutput})
    def post(self, _request: Request, customer_id: str) -> Response:
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        challenge = services.open_challenge(
            customer_id=customer.pk, partner_id=self.partner.id, at=self.now, actor=self.actor
        )
        self.subject_id = customer.pk
        return Response(shapes.render_challenge(challenge), status=201)

    @extend_schema(operation_id="list_challenges", responses={200: shapes.ChallengeList})
    def get(self, request: Request, customer_id: str) -> Response:
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        return paginate(request, selectors.challenges(customer.pk)).answer(shapes.render_challenge)


class ChallengeFrames(PartnerView):
    """Answer a challenge: 5 to 10 pictures in the order in which they were taken, not mirrored, all in one request."""

    scopes = {"POST": "documents:write"}
    parser_classes = [StrictMultiPartParser]

    def prepare(self, _request: Request, customer_id: str, challenge_id: str) -> services.Frames:
        """Reading and redrawing the pictures holds no transaction open."""
        customer = selectors.customer(partner_id=self.partner.id, public_id=customer_id)
        data = self.read(shapes.FramesInput)
        files = [data[name] for name in shapes.FRAMES if name in data]
        return services.take_frames(
            challenge_id=parse_id("chl", challenge_id),
            customer_id=customer.pk,
            partner_id=self.partner.id,
            uploads=[(file.read(), file.content_type or "") for file in files],
            at=self.now,
        )

    @extend_schema(
        operation_id="answer_challenge",
        request={"multipart/form-data": shapes.FramesInput},
        responses={201: shapes.ChallengeOutput},
    )
    def post(self, _request: Request, customer_id: str, challenge_id: str) -> Response:
        challenge = services.keep_frames(frames=self.prepared, at=self.now, actor=self.actor)
        self.subject_id = challenge.customer_id
        return Response(shapes.render_challenge(challenge), status=201)
