"""What goes in and what comes out where a customer moves before the camera."""

from typing import Any, Final

from rest_framework import serializers

from compliance.kernel.ids import public_id
from compliance.partners.serializers import StrictSerializer
from onboarding.api.shapes import render_time
from onboarding.faces.challenge import LEAST_FRAMES, MOST_FRAMES, Move
from onboarding.models import Challenge

FRAMES: Final = tuple(f"frame_{place}" for place in range(1, MOST_FRAMES + 1))


class FramesInput(StrictSerializer):
    """Pictures in the order of their names; all together as large as one document may be."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {
            name: serializers.FileField(allow_empty_file=True, required=place <= LEAST_FRAMES)
            for place, name in enumerate(FRAMES, start=1)
        }


class ChallengeOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    moves = serializers.ListField(child=serializers.ChoiceField([move.value for move in Move]))
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class ChallengeList(serializers.Serializer[Any]):
    data = ChallengeOutput(many=True)  # type: ignore[assignment]  # a field of the answer
    next_cursor = serializers.CharField(allow_null=True)


def render_challenge(challenge: Challenge) -> dict[str, object]:
    """Whether it was passed is told with the checks, and no sooner."""
    return {
        "id": public_id("chl", challenge.pk),
        "moves": list(challenge.moves),
        "created_at": render_time(challenge.created_at),
        "expires_at": render_time(challenge.expires_at),
        "answered_at": render_time(challenge.answered_at),
    }
