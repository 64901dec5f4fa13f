"""A customer is handed in; its checks and its timeline, as far as a partner may see them."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.audit.models import Event
from compliance.cases import selectors, services, tasks
from compliance.cases.disclosure import show
from compliance.cases.models import Check, CheckKind
from compliance.cases.steps import tree_name
from compliance.kernel.ids import public_id
from compliance.partners import etag
from compliance.partners.pagination import paginate
from compliance.partners.views import PartnerView
from compliance.policy import services as policies
from onboarding import selectors as onboarding
from onboarding.api import shapes
from onboarding.models import Customer
from onboarding.verdict.codes import Finality, Result
from onboarding.verdict.tree import Breakdown, Reason

_PAGE = [OpenApiParameter("limit", int), OpenApiParameter("cursor", str)]


class BreakdownReason(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    code = serializers.CharField()
    customer = serializers.CharField(help_text="What the customer can do.")
    side = serializers.CharField(help_text="front or back; empty where it is about no one picture")
    box = serializers.ListField(
        child=serializers.IntegerField(),
        allow_null=True,
        help_text="x, y, width and height in pixels of the upright picture",
    )


class BreakdownOutput(serializers.Serializer[Any]):
    """A node of the tree: the worst of its reasons and children decides."""

    name = serializers.CharField()
    result = serializers.ChoiceField([str(result) for result in Result])
    finality = serializers.ChoiceField([str(finality) for finality in Finality], allow_null=True)
    reasons = BreakdownReason(many=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {**super().get_fields(), "children": BreakdownOutput(many=True)}


class CheckOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(CheckKind.choices)
    person = serializers.CharField(allow_null=True)
    round = serializers.IntegerField()
    state = serializers.ChoiceField(["running", "done"])
    outcome = serializers.ChoiceField(["clear", "send_again", "in_review"], allow_null=True)
    findings = serializers.ListField(child=serializers.CharField())
    breakdown = BreakdownOutput(allow_null=True)
    created_at = serializers.DateTimeField()


class CheckList(serializers.Serializer[Any]):
    data = CheckOutput(many=True)  # type: ignore[assignment]  # a field of the answer, not DRF's own
    next_cursor = serializers.CharField(allow_null=True)


class TimelineEvent(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.CharField()
    subject = serializers.CharField()
    at = serializers.DateTimeField()


class Timeline(serializers.Serializer[Any]):
    data = TimelineEvent(many=True)  # type: ignore[assignment]
    next_cursor = serializers.CharField(allow_null=True)


class CustomerSubmission(PartnerView):
    """Hand the customer in: the checks begin. The outcome comes by webhook."""

    scopes = {"POST": "customers:write"}

    @extend_schema(operation_id="submit_customer", request=None, responses={202: shapes.CustomerOutput})
    def post(self, request: Request, customer_id: str) -> Response:
        with transaction.atomic():
            customer = services.submit(
                customer_id=onboarding.customer(partner_id=self.partner.id, public_id=customer_id).pk,
                partner_id=self.partner.id,
                at=self.now,
                actor=self.actor,
            )
            transaction.on_commit(partial(tasks.send_round, customer_id=customer.pk, round_number=customer.round))
        self.subject_id = customer.pk
        return etag.answer(request, shapes.render_customer(customer), customer.revision, status=202)


class CustomerChecks(PartnerView):
    """The automated steps, newest first. What they found is told only where the customer can put it right."""

    scopes = {"GET": "customers:read"}

    @extend_schema(operation_id="list_checks", parameters=_PAGE, responses={200: CheckList})
    def get(self, request: Request, customer_id: str) -> Response:
        customer = onboarding.customer(partner_id=self.partner.id, public_id=customer_id)
        rows = Check.objects.filter(customer=customer)
        asked = policies.current().demands.texts
        return paginate(request, rows).answer(partial(_render_check, customer, asked))


class CustomerEvents(PartnerView):
    """The customer's timeline, newest first, without what could tip anybody off."""

    scopes = {"GET": "events:read"}

    @extend_schema(operation_id="list_customer_events", parameters=_PAGE, responses={200: Timeline})
    def get(self, request: Request, customer_id: str) -> Response:
        customer = onboarding.customer(partner_id=self.partner.id, public_id=customer_id)
        return paginate(request, selectors.partner_timeline(customer)).answer(_render_event)


def _render_check(customer: Customer, asked: Mapping[str, str], check: Check) -> dict[str, object]:
    shown = show(
        check, tree=tree_name(check, customer), status=customer.status, latest_round=customer.round, asked=asked
    )
    return {
        "id": public_id("chk", check.pk),
        "kind": check.kind,
        "person": public_id("per", check.target) if check.target != customer.pk else None,
        "round": check.round,
        "state": shown.state,
        "outcome": shown.outcome,
        "findings": list(shown.findings),
        "breakdown": _render_breakdown(shown.breakdown) if shown.breakdown else None,
        "created_at": shapes.render_time(check.created_at),
    }


def _render_breakdown(tree: Breakdown) -> dict[str, object]:
    """Without the sentences for the officer."""
    return {
        "name": tree.name,
        "result": str(tree.result),
        "finality": str(tree.finality) if tree.finality else None,
        "reasons": [_render_reason(reason) for reason in tree.reasons],
        "children": [_render_breakdown(child) for child in tree.children],
    }


def _render_reason(reason: Reason) -> dict[str, object]:
    return {
        "number": reason.number,
        "code": reason.code,
        "customer": reason.customer,
        "side": reason.side,
        "box": list(reason.box) if reason.box else None,
    }


def _render_event(event: Event) -> dict[str, object]:
    return {
        "id": public_id("evt", event.pk),
        "kind": event.kind,
        "subject": event.subject,
        "at": shapes.render_time(event.at),
    }
