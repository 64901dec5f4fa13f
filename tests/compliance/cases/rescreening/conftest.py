"""Somebody to hold against new lists."""

import pytest

from onboarding.models import Customer
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say


@pytest.fixture
def customer(engine_says: Say) -> Customer:
    """Verified against a list of nobody, which everybody has been held against."""
    scenes.publish(scenes.NOBODY)
    customer = scenes.verified()
    scenes.rescreen()
    return customer
