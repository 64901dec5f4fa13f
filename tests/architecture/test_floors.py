"""The floors as the database sees them: no foreign key points up."""

import re
import tomllib

from django.apps import apps
from django.db import models

from tests.architecture import sources

LAYERS = tomllib.loads((sources.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]


def floor(module: str) -> int:
    """0 is the top; a module outside the table (Django's own) counts as the lowest."""
    for height, layer in enumerate(LAYERS):
        if any(module == name or module.startswith(f"{name}.") for name in re.split(r" [|:] ", layer)):
            return height
    return len(LAYERS)


def test_no_foreign_key_points_up() -> None:
    upward = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.model is model:
                source, target = floor(model.__module__), floor(field.related_model.__module__)
                if source < len(LAYERS) and target < source:
                    upward.append(str(field))

    assert upward == []
