"""Whatever happens to lists and customers: the runs over changes leave what a run over everything would."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from compliance.cases import services
from compliance.kernel.actors import system
from compliance.partners.models import Partner
from onboarding import services as onboarding
from onboarding.models import Customer
from screening.models import Match
from screening.records import BirthDate, ListedName, Record
from tests import factories
from tests.compliance.cases import scenes
from tests.factories import AT

GIVEN = st.sampled_from(["Anton", "Rustam"])
FAMILY = st.sampled_from(["Drovanik", "Drovanic", "Okonkwo"])
NAME = st.tuples(GIVEN, FAMILY)
BORN = st.sampled_from([(), ("1990-04-12", "1990-04-12"), ("1961-01-01", "1961-12-31")])
LISTED = st.dictionaries(st.integers(1, 3), st.tuples(NAME, BORN), max_size=3)
PEOPLE = st.lists(NAME, max_size=2)
"""The directors of a company, or nobody for a person."""
STEP = st.one_of(
    st.tuples(st.just("list"), st.sampled_from(["un", "eu_fsf"]), LISTED),
    st.tuples(st.just("rename"), st.integers(0, 9), NAME),
    st.tuples(st.just("come"), NAME, PEOPLE),
)
ANTON, RUSTAM = ("Anton", "Drovanik"), ("Rustam", "Okonkwo")
LISTS_ANTON = ("list", "un", {1: (ANTON, ())})
Listed = Mapping[int, tuple[tuple[str, str], tuple[str, ...]]]


class TestEquality(TestCase):
    @settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        first=st.lists(st.tuples(NAME, PEOPLE), min_size=1, max_size=3),
        steps=st.lists(STEP, min_size=1, max_size=5),
        chunk=st.sampled_from([1, 2, 200]),
    )
    @example(first=[(ANTON, [])], steps=[LISTS_ANTON, ("list", "un", {})], chunk=200)
    @example(first=[(RUSTAM, [])], steps=[("come", ANTON, []), LISTS_ANTON], chunk=200)
    @example(first=[(RUSTAM, [])], steps=[("rename", 0, ANTON), LISTS_ANTON], chunk=1)
    @example(first=[(RUSTAM, [ANTON])], steps=[LISTS_ANTON], chunk=2)
    def test_runs_over_changes_leave_what_a_run_over_everything_would(
        self,
        first: list[tuple[tuple[str, str], list[tuple[str, str]]]],
        steps: list[tuple[str, object, object]],
        chunk: int,
    ) -> None:
        partner = factories.partner()
        customers = [_come(partner, name, people) for name, people in first]
        scenes.publish(scenes.NOBODY, source="un")
        scenes.publish(scenes.NOBODY, source="eu_fsf")
        _run(chunk)
        for kind, one, other in steps:
            _take(kind, one, other, partner, customers)
            _run(chunk)

        assert not [step for step in services.compare() if step.differences or step.failed]
        by_changes = _live()
        row = services.full_run(at=AT)
        list(services.run(run_id=row.pk, clock=scenes.clock))
        assert _live() == by_changes


def _take(kind: str, one: object, other: object, partner: Partner, customers: list[Customer]) -> None:
    if kind == "list":
        assert isinstance(one, str)
        assert isinstance(other, dict)
        scenes.publish(*_records(other), scenes.NOBODY, source=one)
    elif kind == "rename":
        assert isinstance(one, int)
        assert isinstance(other, tuple)
        _rename(customers[one % len(customers)], other)
    else:
        assert isinstance(one, tuple)
        assert isinstance(other, list)
        customers.append(_come(partner, one, other))


def _records(listed: Listed) -> list[Record]:
    return [
        replace(
            scenes.SILVA,
            ref=f"r{ref}",
            names=(ListedName(" ".join(name)),),
            birth_dates=(BirthDate(born[0], born[1]),) if born else (),
            countries=(),
        )
        for ref, (name, born) in listed.items()
    ]


def _come(partner: Partner, name: tuple[str, str], people: Sequence[tuple[str, str]]) -> Customer:
    """A verified person, or a company of that name with directors; screened, where it is not the first."""
    if not people:
        identity = factories.person_identity(given_names=name[0], family_name=name[1])
        made = factories.customer(of=partner, identity=identity)
        Customer.objects.filter(pk=made.pk).update(status="verified", revision=2)
    else:
        made = scenes.company_with(
            *(factories.person_identity(given_names=given, family_name=family) for given, family in people), of=partner
        )
        Customer.objects.filter(pk=made.pk).update(screened_at=None)
    return made


def _rename(customer: Customer, name: tuple[str, str]) -> None:
    """The verified alone may change: who is restricted keeps the name."""
    if scenes.fresh(customer).status != "verified" or customer.kind != "person":
        return
    onboarding.update_customer(
        customer_id=customer.pk,
        partner_id=customer.partner_id,
        changes={"identity": {"given_names": name[0], "family_name": name[1]}},
        expected_revision=None,
        at=AT,
        actor=system("test"),
    )


def _run(chunk: int) -> None:
    """As the workers do it: what is due, and who has changed."""
    services.screen_changed(at=AT)
    for hour in range(9):
        at = AT + timedelta(hours=hour)
        for row in services.runs_due(at=at):
            list(services.run(run_id=row.pk, clock=scenes.clock, chunk=chunk))


def _live() -> set[tuple[UUID, str, str, str, str]]:
    rows = Match.objects.filter(lapsed_at=None)
    return {(row.subject_id, row.entry, row.entry_hash, row.fingerprint, row.status) for row in rows}
