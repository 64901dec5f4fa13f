"""Whatever happens to lists, customers and answers: the runs over changes leave what a run over everything would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from compliance.cases import services
from compliance.cases.models import Alert
from compliance.partners.models import Officer, Partner
from onboarding import services as onboarding
from onboarding.models import Customer, RelatedPerson, Role
from screening.models import Match
from screening.records import BirthDate, ListedName, Record
from screening.sources import own
from tests import factories
from tests.compliance.cases import scenes
from tests.factories import AT

EXAMPLES = 8
"""With those by hand some 13 s of one core; once with fifty times as many when rescreening changes: 400 have passed."""
Name = tuple[str, str]
GIVEN = st.sampled_from(["Anton", "Rustam"])
FAMILY = st.sampled_from(["Drovanik", "Drovanic", "Okonkwo"])
NAME = st.tuples(GIVEN, FAMILY)
BORN = st.sampled_from([(), ("1990-04-12", "1990-04-12"), ("1961-01-01", "1961-12-31")])
COUNTRY = st.sampled_from(["PT", "RU"])
LISTED = st.dictionaries(st.integers(1, 3), st.tuples(NAME, BORN, st.sampled_from([(), ("RU",)])), max_size=3)
LIST = st.sampled_from(["un", "eu_fsf", "own of 0", "own of 1"])
PARTNER, ANYBODY = st.integers(0, 1), st.integers(0, 9)
PEOPLE = st.lists(st.tuples(st.sampled_from(list(Role)), NAME), max_size=2)
"""The directors and owners of a company, or nobody for a person."""
ANSWER = st.sampled_from(["true_match", "false_positive", "inconclusive", "allow_pair"])
STEP = st.one_of(
    st.tuples(st.just("list"), LIST, LISTED),
    st.tuples(st.just("list"), LIST, LISTED),
    st.tuples(st.just("rename"), ANYBODY, NAME),
    st.tuples(st.just("move"), ANYBODY, COUNTRY),
    st.tuples(st.just("come"), PARTNER, NAME, PEOPLE),
    st.tuples(st.just("leave"), ANYBODY),
    st.tuples(st.just("settle"), ANYBODY, ANSWER),
    st.tuples(st.just("settle"), ANYBODY, ANSWER),
)
ANTON, RUSTAM = ("Anton", "Drovanik"), ("Rustam", "Okonkwo")
LISTS_ANTON = ("list", "un", {1: (ANTON, (), ())})
OWN_LISTS_ANTON = ("list", "own of 0", {1: (ANTON, (), ())})
ANTON_BORN = ("list", "un", {1: (ANTON, ("1990-04-12", "1990-04-12"), ("RU",))})


@dataclass
class World:
    """Two partners, two officers, and the customers that there are so far."""

    partners: tuple[Partner, Partner]
    officers: tuple[Officer, Officer]
    customers: list[Customer]

    def list(self, code: str, listed: Mapping[int, tuple[Name, tuple[str, ...], tuple[str, ...]]]) -> None:
        """A new version; of a partner's own list, where it is called by its partner."""
        source = own.code(self.partners[int(code[-1])].pk) if code.startswith("own") else code
        scenes.publish(*_records(listed), scenes.NOBODY, source=source)

    def rename(self, who: int, name: Name) -> None:
        self._change(who, given_names=name[0], family_name=name[1])

    def move(self, who: int, country: str) -> None:
        self._change(who, country=country, nationality=country)

    def come(self, partner: int, name: Name, people: Sequence[tuple[Role, Name]]) -> None:
        """A verified person, or a company with these people; not screened yet."""
        of = self.partners[partner]
        if people:
            made = scenes.company_with(of=of)
            for role, (given, family) in people:
                _add(made, role, factories.person_identity(given_names=given, family_name=family))
        else:
            identity = factories.person_identity(given_names=name[0], family_name=name[1])
            made = factories.customer(of=of, identity=identity)
        Customer.objects.filter(pk=made.pk).update(status="verified", screened_at=None, revision=5)
        self.customers.append(made)

    def leave(self, who: int) -> None:
        """A director or an owner; a company is put back to a draft for that, by hand."""
        people = RelatedPerson.objects.filter(removed_at=None).order_by("id")
        if not people:
            return
        person = people[who % len(people)]
        status = Customer.objects.get(pk=person.customer_id).status
        Customer.objects.filter(pk=person.customer_id).update(status="draft")
        onboarding.remove_person(
            customer_id=person.customer_id,
            partner_id=person.customer.partner_id,
            person_id=person.pk,
            at=AT,
            actor=scenes.ACTOR,
        )
        Customer.objects.filter(pk=person.customer_id).update(status=status)

    def settle(self, which: int, answer: str) -> None:
        """One of the matches that wait is answered, by two officers where it takes two."""
        alerts = Alert.objects.filter(kind="match", settled_at=None, case__closed_at=None).order_by("id")
        if alerts:
            alert = alerts[which % len(alerts)]
            scenes.decide(alert.case.customer, answer, alert=alert, by=self.officers)

    def _change(self, who: int, **identity: str) -> None:
        """The verified alone may change: who is restricted keeps the name."""
        customer = scenes.fresh(self.customers[who % len(self.customers)])
        if customer.status == "verified" and customer.kind == "person":
            onboarding.update_customer(
                customer_id=customer.pk,
                partner_id=customer.partner_id,
                changes={"identity": identity},
                expected_revision=None,
                at=AT,
                actor=scenes.ACTOR,
            )


class TestEquality(TestCase):
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        first=st.lists(st.tuples(PARTNER, NAME, PEOPLE), min_size=1, max_size=3),
        steps=st.lists(STEP, min_size=1, max_size=6),
        chunk=st.sampled_from([1, 2, 200]),
    )
    @example(first=[(0, ANTON, [])], steps=[LISTS_ANTON, ("list", "un", {})], chunk=200)
    @example(first=[(0, RUSTAM, [])], steps=[("come", 0, ANTON, []), LISTS_ANTON], chunk=200)
    @example(first=[(0, RUSTAM, [])], steps=[("rename", 0, ANTON), LISTS_ANTON], chunk=1)
    @example(first=[(0, RUSTAM, [(Role.DIRECTOR, ANTON)])], steps=[LISTS_ANTON], chunk=2)
    @example(
        first=[(0, RUSTAM, [(Role.BENEFICIAL_OWNER, ANTON), (Role.DIRECTOR, ANTON)]), (1, ANTON, [])],
        steps=[OWN_LISTS_ANTON, ("leave", 0), ("list", "own of 0", {})],
        chunk=1,
    )
    @example(
        first=[(0, ANTON, [])],
        steps=[LISTS_ANTON, ("settle", 0, "allow_pair"), ("move", 0, "RU"), ANTON_BORN],
        chunk=200,
    )
    @example(
        first=[(0, ANTON, []), (0, ANTON, [])],
        steps=[LISTS_ANTON, ("settle", 0, "false_positive"), ("settle", 1, "true_match"), ("rename", 0, RUSTAM)],
        chunk=1,
    )
    def test_runs_over_changes_leave_what_a_run_over_everything_would(
        self, first: Sequence[tuple[int, Name, Any]], steps: Sequence[tuple[Any, ...]], chunk: int
    ) -> None:
        world = World((factories.partner(), factories.partner(name="Other Pay")), scenes.officers(), [])
        for partner, name, people in first:
            world.come(partner, name, people)
        scenes.publish(scenes.NOBODY, source="un")
        scenes.publish(scenes.NOBODY, source="eu_fsf")
        _run(chunk)
        for verb, *arguments in steps:
            getattr(world, verb)(*arguments)
            _run(chunk)

        assert not [step for step in services.compare() if step.differences or step.failed]
        by_changes = _live()
        row = services.full_run(at=AT)
        list(services.run(run_id=row.pk, clock=scenes.clock))
        assert _live() == by_changes
        for match in Match.objects.filter(source__startswith="own_"):
            assert match.source == own.code(match.partner_id)


def _records(listed: Mapping[int, tuple[Name, tuple[str, ...], tuple[str, ...]]]) -> list[Record]:
    return [
        replace(
            scenes.SILVA,
            ref=f"r{ref}",
            names=(ListedName(" ".join(name)),),
            birth_dates=(BirthDate(born[0], born[1]),) if born else (),
            countries=countries,
        )
        for ref, (name, born, countries) in listed.items()
    ]


def _add(company: Customer, role: Role, identity: Any) -> None:
    Customer.objects.filter(pk=company.pk).update(status="draft")
    onboarding.add_person(
        customer_id=company.pk,
        partner_id=company.partner_id,
        role=role,
        identity=identity,
        share_percent=None,
        at=AT,
        actor=scenes.ACTOR,
    )


def _run(chunk: int) -> None:
    """As the workers do it: what is due, and who has changed."""
    services.screen_changed(at=AT)
    for hour in range(9):
        at = AT + timedelta(hours=hour)
        for row in services.runs_due(at=at):
            list(services.run(run_id=row.pk, clock=scenes.clock, chunk=chunk))


def _live() -> set[tuple[UUID, str, str, str, str, UUID | None]]:
    rows = Match.objects.filter(lapsed_at=None)
    return {(row.subject_id, row.entry, row.entry_hash, row.fingerprint, row.status, row.allowed_id) for row in rows}
