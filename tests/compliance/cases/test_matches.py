"""Why a party is listed decides what a true match means."""

from uuid import uuid4

import pytest

from compliance.cases import matches
from screening.models import Match, MatchStatus


@pytest.fixture(name="listed_for")
def _listed_for(monkeypatch: pytest.MonkeyPatch) -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    monkeypatch.setattr(matches, "topics", lambda match: known[match.entry_ref])
    return known


def _match(ref: str) -> Match:
    return Match(id=uuid4(), source="pep", entry_ref=ref, status=MatchStatus.TRUE_MATCH)


@pytest.mark.parametrize(
    ("topics", "sanctioned", "exposed"),
    [
        (("sanction",), True, False),
        (("pep",), False, True),
        (("rca",), False, True),
        (("pep", "gov.head"), False, True),
        (("pep", "sanction"), True, True),
        (("own",), False, False),
        (("own", "sanction"), True, False),
        (("crime.fin",), True, False),
        (("something.new",), True, False),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_a_topic_that_we_do_not_know_counts_as_a_sanction(
    listed_for: dict[str, frozenset[str]], topics: tuple[str, ...], *, sanctioned: bool, exposed: bool
) -> None:
    listed_for["1"] = frozenset(topics)

    assert matches.sanctioned([_match("1")]) is sanctioned
    assert matches.politically_exposed([_match("1")]) is exposed
