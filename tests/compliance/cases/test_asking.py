"""What is asked of a customer: the table's words, or the policy's own."""

from dataclasses import replace

import pytest
from django.conf import settings

from compliance.cases.asking import asked_text
from compliance.policy.document import Demands
from compliance.policy.parsing import parse
from onboarding.verdict.codes import CODES, FIELD, Code, Finality, said

SHIPPED = parse(settings.POLICY_FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.pattern)
def test_the_shipped_policy_asks_for_what_the_table_says(code: Code) -> None:
    asked = asked_text(code.pattern.replace(FIELD, ".surname"), SHIPPED)

    assert asked == (said(code.customer, {}) if code.finality is Finality.RETRY else None)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("image_dark", None),
        ("officer_request", "Send this document again."),
        ("name_differs", "Send your new one."),
        ("image_flat", "Again."),
        ("no_such_code", None),
        ("watchlist_match", None),
        ("duplicate_face", None),
    ],
)
def test_a_policy_asks_for_more_or_for_less(code: str, expected: str | None) -> None:
    untold = dict.fromkeys(("watchlist_match", "duplicate_face"), "Explain this.")
    texts = {"image_dark": "", "name_differs": "Send your new one.", "image_flat": "Again."} | untold

    assert asked_text(code, replace(SHIPPED, demands=Demands(14, texts))) == expected
