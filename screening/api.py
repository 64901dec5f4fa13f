"""`POST /v1/screenings`: one query against the lists in force."""

import unicodedata
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.partners.serializers import StrictSerializer
from compliance.partners.views import PartnerView
from screening import countries, services
from screening.inputs import KINDS
from screening.services.once import Answer
from screening.sources.dates import iso

_JOINERS = "\u200c\u200d"  # part of names in Persian and several Indian scripts


def legible(text: str) -> None:
    """What nobody can see is in no list: a name that hides something is not screened as if it did not."""
    if any(unicodedata.category(letter)[0] == "C" and letter not in _JOINERS for letter in text):
        raise serializers.ValidationError("Control and invisible characters are not allowed.", "control_characters")


class ScreeningInput(StrictSerializer):
    name = serializers.CharField(max_length=500, validators=[legible])
    kind = serializers.ChoiceField(KINDS)
    birth_date = serializers.CharField(max_length=10, required=False)
    country = serializers.CharField(max_length=2, required=False, help_text="ISO 3166-1 alpha-2")
    identifier = serializers.CharField(max_length=100, required=False, validators=[legible])

    def validate_birth_date(self, value: str) -> str:
        if iso(value) is None:
            raise serializers.ValidationError("YYYY, YYYY-MM or YYYY-MM-DD.", code="invalid_date")
        return value

    def validate_country(self, value: str) -> str:
        code = countries.code(value) if len(value) == 2 else ""
        if not code:
            raise serializers.ValidationError("An ISO 3166-1 alpha-2 code.", code="unknown_country")
        return code


class ReasonOutput(serializers.Serializer[Any]):
    factor = serializers.CharField()
    score = serializers.FloatField()
    detail = serializers.CharField()
    explanation = serializers.CharField()


class HitOutput(serializers.Serializer[Any]):
    entry = serializers.CharField(help_text="`source:id` with the publisher's own id")
    source = serializers.CharField()  # type: ignore[assignment]
    name = serializers.CharField()
    score = serializers.FloatField()
    reasons = ReasonOutput(many=True)


class ListOutput(serializers.Serializer[Any]):
    source = serializers.CharField()  # type: ignore[assignment]
    version = serializers.IntegerField()


class ScreeningOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    lists = ListOutput(many=True)
    hits = HitOutput(many=True)


class Screenings(PartnerView):
    scopes = {"POST": "screenings:write"}
    idempotency = "none"

    @extend_schema(request=ScreeningInput, responses={200: ScreeningOutput})
    def post(self, request: Request) -> Response:
        """Screens a name against the lists in force. Nothing is stored but that it was done."""
        asked = self.read(ScreeningInput)
        answer = services.screen_once(partner_id=self.partner.pk, at=self.now, actor=self.actor, **asked)
        return Response(_render(answer))


def _render(answer: Answer) -> dict[str, Any]:
    lists = [{"source": source, "version": number} for source, number in answer.versions.items()]
    return {"id": answer.id, "lists": lists, "hits": HitOutput(answer.hits, many=True).data}
