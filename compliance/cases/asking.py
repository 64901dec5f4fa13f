"""What a customer can put right, and in which words: the table of codes, with the policy's own words before it."""

from collections.abc import Mapping

from compliance.cases.disclosure import UNTOLD
from compliance.policy.document import PolicyDocument
from onboarding.verdict.codes import Finality, code_of


def asked_text(code: str, policy: PolicyDocument, facts: Mapping[str, float] | None = None) -> str | None:
    """What to do, for the customer, with the finding's figures; None where only a human can settle the finding.

    A policy's own text makes any code one to ask for, but for what screening and duplicates found: nobody is told that.
    An empty one sends what the table would ask for to an officer.
    """
    row = code_of(code, policy.demands.texts, facts)
    untold = row.node.partition("/")[0] in UNTOLD
    return row.customer if row.finality is Finality.RETRY and not untold else None
