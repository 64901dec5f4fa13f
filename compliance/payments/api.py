"""Payments over REST."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.kernel.ids import parse_id, public_id
from compliance.kernel.money import Money
from compliance.partners.pagination import paginate
from compliance.partners.serializers import StrictSerializer
from compliance.partners.views import PartnerView
from compliance.payments import selectors, services
from compliance.payments.models import Direction, Payment

_MOST = 10**15


class WholeNumber(serializers.IntegerField):
    """A JSON integer: neither `"10"` nor `10.0`, for about money nobody should guess."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class AmountInput(StrictSerializer):
    minor = WholeNumber(min_value=1, max_value=_MOST, help_text="Minor units of the currency: 1000 is 10.00 EUR.")
    currency = serializers.RegexField(r"^[A-Z]{3}\Z", trim_whitespace=False, help_text="ISO 4217.")


class PaymentInput(StrictSerializer):
    customer = serializers.CharField(max_length=40)
    direction = serializers.ChoiceField(Direction.choices)
    amount = AmountInput()
    reference = serializers.RegexField(
        r"^[A-Za-z0-9._:/-]{0,100}\Z",
        required=False,
        default="",
        allow_blank=True,
        trim_whitespace=False,
        help_text="Your own id of it: up to 100 of A-Z a-z 0-9 . _ : / - and no personal data.",
    )


class AmountOutput(serializers.Serializer[Any]):
    minor = serializers.IntegerField()
    currency = serializers.CharField()


class PaymentOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    customer = serializers.CharField()
    direction = serializers.ChoiceField(Direction.choices)
    amount = AmountOutput()
    reference = serializers.CharField(allow_blank=True)
    status = serializers.CharField()
    created_at = serializers.DateTimeField()


class PaymentList(serializers.Serializer[Any]):
    data = PaymentOutput(many=True)  # type: ignore[assignment]  # an answer's own field
    next_cursor = serializers.CharField(allow_null=True)


def render(payment: Payment) -> dict[str, Any]:
    return {
        "id": public_id("pay", payment.pk),
        "customer": public_id("cus", payment.customer_id),
        "direction": payment.direction,
        "amount": {"minor": payment.amount_minor, "currency": payment.currency},
        "reference": payment.reference,
        "status": payment.status,
        "created_at": payment.created_at.isoformat(),
    }


class Payments(PartnerView):
    scopes = {"GET": "payments:read", "POST": "payments:write"}
    idempotency = "required"

    @extend_schema(request=PaymentInput, responses={202: PaymentOutput})
    def post(self, request: Request) -> Response:
        """Accepts the payment if the customer may make it now; a refusal is a 403 in neutral words."""
        data = self.read(PaymentInput)
        order = services.Order(
            partner=self.partner,
            customer_id=parse_id("cus", data["customer"]),
            direction=Direction(data["direction"]),
            amount=Money(data["amount"]["minor"], data["amount"]["currency"]),
            reference=data["reference"],
        )
        payment = services.create_payment(order=order, actor=self.actor, at=self.now)
        self.subject_id = payment.customer_id
        return Response(
            render(payment), status=202, headers={"Location": f"/v1/payments/{public_id('pay', payment.pk)}"}
        )

    @extend_schema(
        parameters=[
            OpenApiParameter("customer", str, description="Only this customer's payments."),
            OpenApiParameter("cursor", str),
            OpenApiParameter("limit", int),
        ],
        responses={200: PaymentList},
    )
    def get(self, request: Request) -> Response:
        """Newest first."""
        rows = selectors.payments(partner_id=self.partner.id, customer=request.query_params.get("customer"))
        return paginate(request, rows).answer(render)


class OnePayment(PartnerView):
    scopes = {"GET": "payments:read"}

    @extend_schema(responses={200: PaymentOutput})
    def get(self, request: Request, payment_id: str) -> Response:
        return Response(render(selectors.payment(partner_id=self.partner.id, public_id=payment_id)))
