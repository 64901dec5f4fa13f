"""`POST /v1/screenings`: one query, or up to a hundred, against the lists in force."""

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from compliance.partners.serializers import StrictSerializer
from compliance.partners.views import PartnerView
from compliance.policy.screening import Band
from screening import countries, services
from screening.inputs import KINDS
from screening.matching import is_comparable
from screening.services.once import MOST_AT_ONCE, Answer, Judged, Question
from screening.sources.dates import iso

_JOINERS = "\u200c\u200d"  # part of names in Persian and several Indian scripts


def legible(text: str) -> None:
    """What nobody can see is in no list: a name that hides something is not screened as if it did not."""
    if any(unicodedata.category(letter)[0] == "C" and letter not in _JOINERS for letter in text):
        raise serializers.ValidationError("Control and invisible characters are not allowed.", "control_characters")


def telling(text: str) -> None:
    """Nobody is clear because there was nothing to compare."""
    if not any(letter.isalnum() for letter in text):
        raise serializers.ValidationError("There is no letter and no digit in it.", "no_letters")
    if not is_comparable(text):
        raise serializers.ValidationError("Its script cannot be compared: send Latin letters.", "unknown_script")


class ScreeningInput(StrictSerializer):
    name = serializers.CharField(max_length=500, validators=[legible, telling])
    kind = serializers.ChoiceField(KINDS)
    birth_date = serializers.CharField(max_length=10, required=False, help_text="YYYY, YYYY-MM or YYYY-MM-DD")
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


class KeyedScreeningInput(ScreeningInput):
    key = serializers.CharField(
        max_length=64, validators=[legible], help_text="Your own, once in a request: the answer to this query bears it."
    )


class ScreeningsInput(StrictSerializer):
    queries = KeyedScreeningInput(many=True, allow_empty=False, max_length=MOST_AT_ONCE)  # type: ignore[call-arg]

    def validate_queries(self, queries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        keys = [query["key"] for query in queries]
        twice = {"key": [serializers.ErrorDetail("An earlier query has this key.", "key_twice")]}
        errors = [twice if key in keys[:place] else {} for place, key in enumerate(keys)]
        if any(errors):
            raise serializers.ValidationError(errors)
        return queries


class ReasonOutput(serializers.Serializer[Any]):
    factor = serializers.CharField()
    score = serializers.FloatField(help_text="What it adds to the score, or takes from it.")
    detail = serializers.CharField()
    explanation = serializers.CharField()


class HitOutput(serializers.Serializer[Any]):
    entry = serializers.CharField(help_text="`source:id` with the publisher's own id")
    source = serializers.CharField()  # type: ignore[assignment]
    name = serializers.CharField(help_text="The listed name that came closest.")
    score = serializers.FloatField(help_text="0 to 1; it compares over queries and lists.")
    name_score = serializers.FloatField(help_text="How alike the names are, 0 to 1.")
    evidence_score = serializers.FloatField(
        help_text="What everything else says: above 0 for the match, below 0 against."
    )
    band = serializers.ChoiceField(
        [Band.REVIEW.value, Band.STRONG.value], help_text="What your policy makes of the score."
    )
    reasons = ReasonOutput(many=True)


class ListOutput(serializers.Serializer[Any]):
    source = serializers.CharField()  # type: ignore[assignment]
    version = serializers.IntegerField()


class _Made(serializers.Serializer[Any]):
    """What the answer was made with: the same questions to the same versions have the same answer."""

    id = serializers.CharField()
    lists = ListOutput(many=True)
    matcher = serializers.CharField(help_text="Version of the matching; scores compare within one.")
    policy = serializers.IntegerField(help_text="Version of the policy, whose thresholds and bands were used.")


class ScreeningOutput(_Made):
    hits = HitOutput(many=True)


class KeyedOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    hits = HitOutput(many=True)


class ScreeningsOutput(_Made):
    answers = KeyedOutput(many=True, help_text="One for each query, in the order asked.")


_REQUEST = PolymorphicProxySerializer(
    component_name="Screening", serializers=[ScreeningInput, ScreeningsInput], resource_type_field_name=None
)
_RESPONSE = PolymorphicProxySerializer(
    component_name="ScreeningAnswer", serializers=[ScreeningOutput, ScreeningsOutput], resource_type_field_name=None
)


class Screenings(PartnerView):
    scopes = {"POST": "screenings:write"}
    idempotency = "none"

    @extend_schema(request=_REQUEST, responses={200: _RESPONSE})
    def post(self, request: Request) -> Response:
        """Screens a name, or up to 100 `queries` with keys of yours. Nothing is stored but that it was done."""
        several = isinstance(request.data, Mapping) and "queries" in request.data
        queries = self.read(ScreeningsInput)["queries"] if several else [self.read(ScreeningInput)]
        keys = [query.pop("key", "") for query in queries]
        answer = services.screen_once(
            partner_id=self.partner.pk,
            questions=[Question(**query) for query in queries],
            at=self.now,
            actor=self.actor,
        )
        made, results = _made(answer), [[_hit(one) for one in judged] for judged in answer.results]
        if not several:
            return Response({**made, "hits": results[0]})
        answers = [{"key": key, "hits": hits} for key, hits in zip(keys, results, strict=True)]
        return Response({**made, "answers": answers})


def _made(answer: Answer) -> dict[str, Any]:
    lists = [{"source": source, "version": number} for source, number in answer.versions.items()]
    return {"id": answer.id, "lists": lists, "matcher": answer.matcher, "policy": answer.policy_version}


def _hit(judged: Judged) -> dict[str, Any]:
    """As `HitOutput` has it; written out, for a hundred answers at once have thousands of reasons."""
    hit = judged.hit
    return {
        "entry": hit.entry,
        "source": hit.source,
        "name": hit.name,
        "score": hit.score,
        "name_score": hit.name_score,
        "evidence_score": hit.evidence_score,
        "band": judged.band.value,
        "reasons": [asdict(reason) for reason in hit.reasons],
    }
