"""Reads a policy from TOML: strictly, and with every mistake named by its place."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pycountry

from compliance.kernel.errors import DomainError
from compliance.policy.document import PolicyDocument
from compliance.policy.strict import build

CHECK_KINDS = frozenset({"document", "face", "liveness", "screening", "address", "duplicates"})
DOCUMENT_KINDS = frozenset(
    {
        "passport",
        "identity_card",
        "driving_licence",
        "residence_permit",
        "selfie",
        "proof_of_address",
        "registry_extract",
    }
)
TIERS = frozenset({"standard", "enhanced"})
CAPABILITIES = frozenset({"pay_out", "pay_in", "refund", "hold"})
LEVELS = frozenset({"low", "medium", "high"})
PROPOSAL_KINDS = frozenset(
    {"true_match", "false_positive", "inconclusive", "allow_pair", "accept_check", "request_again", "retry_check"}
    | {"approve", "reject", "restrict", "lift", "close"}
)
_RETIRED_THRESHOLDS = ("face_match", "face_review")
"""Distances on the scale of a network that is not in use any more: read as rates they would let everybody pass."""


class PolicyInvalid(DomainError):
    code = "policy_invalid"
    title = "The policy document has mistakes."

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__(" ".join(mistakes), mistakes=mistakes)
        self.mistakes = tuple(mistakes)


def parse(toml_text: str, *, version: int = 0, release: str | None = None) -> PolicyDocument:
    """Raises PolicyInvalid with every mistake in the text, each named by its place (`risk.bands.high must be …`).

    `release` is the release's own policy: what a text of an older release cannot know, the weight of a risk factor and
    the reasons for a kind of proposal, is taken from it and named in `filled`. What such a text says and no release
    knows any more is left out.
    """
    table = _load(toml_text)
    filled = _fill(table, _load(release)) if release is not None else ()
    mistakes: list[str] = []
    document = build(PolicyDocument, table, mistakes)
    if document is None:
        raise PolicyInvalid(mistakes)
    if contradictions := [mistake for rule in _RULES for mistake in rule(document)]:
        raise PolicyInvalid(contradictions)
    return replace(document, version=version, filled=frozenset(filled))


def _load(toml_text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyInvalid([f"This is not TOML: {error}."]) from error


def _fill(table: dict[str, Any], release: Mapping[str, Any]) -> list[str]:
    """Adds to `table` what only `release` says of these two, and answers where; a table that is none is left alone."""
    filled = []
    for place, mine, its in (
        ("risk.weights", _table(table.get("risk"), "weights"), release["risk"]["weights"]),
        ("reasons", table.get("reasons"), release["reasons"]),
    ):
        if isinstance(mine, dict):
            filled += [f"{place}.{name}" for name in its if name not in mine]
            mine |= {name: value for name, value in its.items() if name not in mine}
    for name in _RETIRED_THRESHOLDS:
        _drop(table.get("thresholds"), name)
    return filled


def _drop(table: object, name: str) -> None:
    if isinstance(table, dict):
        table.pop(name, None)


def _table(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _vocabulary(document: PolicyDocument) -> Iterator[str]:
    yield from _strangers("products", (product.tier for product in document.products.values()), TIERS)
    yield from _strangers("limits", document.limits, CAPABILITIES)
    for capability, limits in document.limits.items():
        yield from _strangers(f"limits.{capability}", limits, LEVELS)
    yield from _strangers("documents.two_sided", document.documents.two_sided, DOCUMENT_KINDS)
    for kind in ("person", "company", "related_person"):
        for tier in sorted(TIERS):
            yield from _strangers(f"checks.{kind}.{tier}", document.checks.required(kind, tier), CHECK_KINDS)
            for group in document.documents.required(kind, tier):
                yield from _strangers(f"documents.{kind}.{tier}", group, DOCUMENT_KINDS)


def _countries(document: PolicyDocument) -> Iterator[str]:
    countries = document.risk.countries
    lists = {
        "prohibited": countries.prohibited,
        "call_for_action": countries.call_for_action,
        "increased_monitoring": countries.increased_monitoring,
    }
    for name, codes in lists.items():
        unknown = [code for code in codes if len(code) != 2 or pycountry.countries.get(alpha_2=code) is None]
        yield from (f"risk.countries.{name}: {code} is no ISO 3166-1 alpha-2 code." for code in unknown)
        if len(set(codes)) != len(codes):
            yield f"risk.countries.{name} names a country twice."


def _order(document: PolicyDocument) -> Iterator[str]:
    thresholds, bands, months = document.thresholds, document.risk.bands, document.review_months
    yield from document.faces.mistakes()
    house = thresholds.screening_review, thresholds.screening_strong
    if not 0 < house[0] <= house[1] <= 1:
        yield "thresholds: 0 < screening_review ≤ screening_strong ≤ 1 must hold."
    else:
        yield from document.screening.mistakes(review=house[0], strong=house[1])
    if not 0 <= thresholds.document_min_confidence <= 1:
        yield "thresholds.document_min_confidence must be from 0 to 1."
    for name in ("address_max_age_days", "registry_max_age_days"):
        if getattr(thresholds, name) < 1:
            yield f"thresholds.{name} must be at least 1."
    if not 0 <= thresholds.minimum_age <= 100:
        yield "thresholds.minimum_age must be from 0 to 100."
    if not 0 < bands.medium < bands.high <= 1:
        yield "risk.bands: 0 < medium < high ≤ 1 must hold."
    if not 0 < months.high <= months.medium <= months.low <= 60:
        yield "review_months: 0 < high ≤ medium ≤ low ≤ 60 must hold."


def _amounts(document: PolicyDocument) -> Iterator[str]:
    for name in ("match", "check", "risk", "operations", "payment"):
        if document.sla_hours.of(name) < 1:
            yield f"sla_hours.{name} must be at least 1."
    for source, hours in document.stale_list_hours.items():
        if hours < 1:
            yield f"stale_list_hours.{source} must be at least 1."
    if document.demands.due_days < 1:
        yield "demands.due_days must be at least 1."
    for capability, limits in document.limits.items():
        for level, limit in limits.items():
            for currency, minor in limit.per_payment.items():
                if minor < 1 or pycountry.currencies.get(alpha_3=currency) is None:
                    yield f"limits.{capability}.{level}.per_payment.{currency} must be a currency and at least 1."


def _completeness(document: PolicyDocument) -> Iterator[str]:
    yield from (f"reasons.{kind} is missing." for kind in sorted(PROPOSAL_KINDS - set(document.reasons)))
    yield from _strangers("reasons", document.reasons, PROPOSAL_KINDS)
    yield from (f"reasons.{kind} must not be empty." for kind, codes in document.reasons.items() if not codes)
    if "standard" not in document.products:
        yield "products.standard is missing: it is what a customer gets who names none."
    if not document.stale_list_hours:
        yield "stale_list_hours must name at least one list: without lists there is no screening."
    for kind in ("person", "company", "related_person"):
        for tier in sorted(TIERS):
            if "screening" not in document.checks.required(kind, tier):
                yield f"checks.{kind}.{tier} must hold screening."


def _strangers(place: str, names: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{place}: {name} is not one of {', '.join(sorted(known))}."


_RULES: tuple[Callable[[PolicyDocument], Iterator[str]], ...] = (
    _vocabulary,
    _countries,
    _order,
    _amounts,
    _completeness,
)
