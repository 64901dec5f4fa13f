"""The risk factors: pure questions. A docstring here is the explanation that an officer reads beside the points."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps

from compliance.kernel.scoring import Factor, Finding
from compliance.policy.document import PolicyDocument
from compliance.risk.evidence import Evidence

_FINDINGS_FOR_ALL_POINTS = 2


@dataclass(frozen=True, slots=True)
class Question:
    """What is rated, and by which policy."""

    evidence: Evidence
    policy: PolicyDocument


def prohibited_country(question: Question) -> Finding | None:
    """The residence or the seat is in a country that this house does not serve. Prohibits, whatever else is known."""
    return _listed(question.evidence.residences, question.policy.risk.countries.prohibited)


def sanction_match(question: Question) -> Finding | None:
    """Two officers confirmed that the customer, a director or an owner is on a sanctions list. Prohibits."""
    return Finding(1.0, "confirmed match") if question.evidence.sanction_match else None


def call_for_action_country(question: Question) -> Finding | None:
    """A nationality, residence or seat is in a high-risk jurisdiction subject to a call for action by the FATF."""
    return _listed(question.evidence.countries, question.policy.risk.countries.call_for_action)


def increased_monitoring_country(question: Question) -> Finding | None:
    """A nationality, residence or seat is in a jurisdiction under increased monitoring by the FATF."""
    return _listed(question.evidence.countries, question.policy.risk.countries.increased_monitoring)


def product(question: Question) -> Finding | None:
    """The product lends itself to moving money unseen; one that the policy does not know weighs the most."""
    name = question.evidence.product
    known = question.policy.products.get(name)
    return Finding(1.0, "unknown product") if known is None else Finding(known.risk, name)


def young_company(question: Question) -> Finding | None:
    """The company was founded a short time ago, or nobody knows when."""
    evidence, limit = question.evidence, question.policy.risk.young_company_days
    if evidence.kind != "company":
        return None
    if evidence.company_age_days is None:
        return Finding(1.0, "date of incorporation unknown")
    return Finding(1.0, f"{evidence.company_age_days} days old") if evidence.company_age_days < limit else None


def pep(question: Question) -> Finding | None:
    """The customer, a director or an owner holds or held a prominent public function, or is close to one who does."""
    return Finding(1.0, "confirmed match") if question.evidence.pep else None


def open_match(question: Question) -> Finding | None:
    """A resemblance to a listed party is not settled yet. It is worth no points until it is."""
    return Finding(1.0, "not settled") if question.evidence.open_match else None


def document_findings(question: Question) -> Finding | None:
    """The checks of documents and faces left something for a human; one finding gives half the points, two give all."""
    codes = sorted(question.evidence.findings)
    return Finding(min(1.0, len(codes) / _FINDINGS_FOR_ALL_POINTS), ", ".join(codes)) if codes else None


def non_face_to_face(question: Question) -> Finding | None:
    """The business relationship was begun at a distance."""
    return Finding(1.0, "remote") if question.evidence.remote else None


def _listed(countries: frozenset[str], listed: Iterable[str]) -> Finding | None:
    """All points for one listed country: a second one adds to the detail, not to the score."""
    found = sorted(countries & frozenset(listed))
    return Finding(1.0, ", ".join(found)) if found else None


PROHIBITING = frozenset({prohibited_country.__name__, sanction_match.__name__})
"""One of these is enough: whatever the score, the customer is prohibited."""

QUESTIONS = (
    prohibited_country,
    sanction_match,
    call_for_action_country,
    increased_monitoring_country,
    product,
    young_company,
    pep,
    document_findings,
    non_face_to_face,
)


UNSETTLED = (open_match,)
"""Told beside the reasons, and worth nothing: a limit that sinks on a suspicion would tell the partner of it."""
_Ask = Callable[[Question], Finding | None]


def factors(policy: PolicyDocument) -> tuple[Factor[Question], ...]:
    """Every question with the policy's weight; KeyError where it has none: better no rating than a mild one.

    A policy that is older than the question has the release's weight for it, and the reason says so.
    """
    return tuple(Factor(_told(ask, policy), policy.risk.weights[ask.__name__]) for ask in QUESTIONS)


def _told(ask: _Ask, policy: PolicyDocument) -> _Ask:
    if f"risk.weights.{ask.__name__}" not in policy.filled:
        return ask

    @wraps(ask)
    def with_source(question: Question) -> Finding | None:
        finding = ask(question)
        return finding and replace(finding, detail=f"{finding.detail} (the release's weight: the policy has none)")

    return with_source
