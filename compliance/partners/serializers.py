"""Serializers that refuse what they do not know."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    """A field that the serializer does not have, or only reads out, is an error `unknown_field`, at every depth.

    A text is a JSON string and a truth value is true or false: nothing is guessed from `7`, `"yes"` or `0`.
    """

    default_error_messages = {"unknown_field": "There is no such field."}

    def to_internal_value(self, data: Any) -> Any:
        wrong = {**self._unknown(data), **self._mistyped(data)} if isinstance(data, Mapping) else {}
        if not wrong:
            return super().to_internal_value(data)
        errors: dict[str, Any] = wrong
        try:
            super().to_internal_value(data)
        except serializers.ValidationError as error:
            errors = {**error.detail, **wrong} if isinstance(error.detail, dict) else wrong
        raise serializers.ValidationError(errors)

    def _unknown(self, data: Mapping[str, Any]) -> dict[str, list[serializers.ErrorDetail]]:
        """At most ten names, cut: a hostile body does not become a large answer."""
        known = {name for name, field in self.fields.items() if not field.read_only}
        error = serializers.ErrorDetail(str(self.error_messages["unknown_field"]), "unknown_field")
        return {str(name)[:64]: [error] for name in [name for name in data if name not in known][:10]}

    def _mistyped(self, data: Mapping[str, Any]) -> dict[str, list[serializers.ErrorDetail]]:
        wrong = {}
        for name, field in self.fields.items():
            wanted = _JSON_TYPES.get(next((kind for kind in _JSON_TYPES if isinstance(field, kind)), serializers.Field))
            if wanted is not None and data.get(name) is not None and not isinstance(data[name], wanted):
                wrong[name] = [serializers.ErrorDetail(str(field.error_messages["invalid"]), "invalid")]
        return wrong


_JSON_TYPES: Mapping[type, type] = {serializers.CharField: str, serializers.BooleanField: bool}
