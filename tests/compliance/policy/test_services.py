"""The policy in force and how it changes: two people, or a release."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connections, transaction

from compliance.audit.models import Event
from compliance.kernel.ids import HOUSE
from compliance.policy import selectors, services
from compliance.policy.models import PolicyVersion
from compliance.policy.parsing import PolicyInvalid
from compliance.policy.services import (
    AlreadyPublished,
    NoPolicy,
    PolicyOvertaken,
    SamePolicyOfficer,
    UnknownPolicy,
    load_shipped,
    propose,
    publish,
)
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
TEXT = settings.POLICY_FILE.read_text(encoding="utf-8")
OTHER = TEXT.replace("match = 24", "match = 12")


def in_force() -> int:
    return services.current().version


def test_without_a_policy_nothing_goes() -> None:
    with pytest.raises(NoPolicy):
        services.current()


def test_a_release_puts_its_policy_in_force_once() -> None:
    first = load_shipped(at=AT)
    second = load_shipped(at=AT + timedelta(days=1))

    assert (first.version, second.version, PolicyVersion.objects.count()) == (1, 1, 1)
    event = Event.objects.get()
    assert (event.chain, event.kind, event.subject, event.actor) == (
        HOUSE,
        "policy.published",
        "policy_1",
        "system:release",
    )
    assert event.parsed == {"version": 1, "sha256": PolicyVersion.objects.get().sha256, "shipped": True}


def test_the_next_release_brings_its_own(tmp_path: Path, settings: Any) -> None:
    load_shipped(at=AT)
    settings.POLICY_FILE = tmp_path / "policy.toml"
    settings.POLICY_FILE.write_text(OTHER)

    document = load_shipped(at=AT)

    assert (document.version, document.sla_hours.match) == (2, 12)


def test_a_release_does_not_undo_what_officers_published(tmp_path: Path, settings: Any) -> None:
    load_shipped(at=AT)
    propose(content=OTHER, officer=factories.officer("maker"), at=AT)
    publish(version=2, officer=factories.officer("checker"), at=AT)
    settings.POLICY_FILE = tmp_path / "policy.toml"
    settings.POLICY_FILE.write_text(TEXT + "\n# a newer release\n")

    assert load_shipped(at=AT).version == 2
    assert PolicyVersion.objects.count() == 2


def test_a_broken_shipped_policy_changes_nothing(tmp_path: Path, settings: Any) -> None:
    load_shipped(at=AT)
    settings.POLICY_FILE = tmp_path / "policy.toml"
    settings.POLICY_FILE.write_text("title = 1")

    with pytest.raises(PolicyInvalid):
        load_shipped(at=AT)

    assert in_force() == 1


def test_two_officers_change_the_policy() -> None:
    load_shipped(at=AT)
    row = propose(content=OTHER, officer=factories.officer("maker"), at=AT)
    assert in_force() == 1

    document = publish(version=row.version, officer=factories.officer("checker"), at=AT)

    assert (document.version, in_force(), services.current().sla_hours.match) == (2, 2, 12)
    assert [event.kind for event in Event.objects.order_by("seq")] == [
        "policy.published",
        "policy.proposed",
        "policy.published",
    ]


def test_one_officer_does_not_publish_their_own_proposal() -> None:
    load_shipped(at=AT)
    maker = factories.officer("maker")
    propose(content=OTHER, officer=maker, at=AT)
    before = Event.objects.count()

    with pytest.raises(SamePolicyOfficer):
        publish(version=2, officer=maker, at=AT)

    assert (in_force(), Event.objects.count()) == (1, before)


def test_not_even_the_database_lets_one_officer_do_both() -> None:
    load_shipped(at=AT)
    maker = factories.officer("maker")
    propose(content=OTHER, officer=maker, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.filter(version=2).update(published_by=maker, published_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.filter(version=2).update(published_at=AT)

    assert in_force() == 1


def test_a_proposal_with_mistakes_is_not_kept() -> None:
    load_shipped(at=AT)

    with pytest.raises(PolicyInvalid):
        propose(content="title = 1", officer=factories.officer(), at=AT)

    assert (PolicyVersion.objects.count(), Event.objects.count()) == (1, 1)


def test_a_version_is_published_once_and_never_after_a_newer_one() -> None:
    load_shipped(at=AT)
    maker, checker = factories.officer("maker"), factories.officer("checker")
    for _ in range(2):
        propose(content=OTHER, officer=maker, at=AT)
    publish(version=3, officer=checker, at=AT)

    with pytest.raises(AlreadyPublished):
        publish(version=3, officer=checker, at=AT)
    with pytest.raises(PolicyOvertaken):
        publish(version=2, officer=checker, at=AT)
    with pytest.raises(UnknownPolicy):
        publish(version=9, officer=checker, at=AT)
    assert in_force() == 3


def test_versions_are_listed_newest_first() -> None:
    load_shipped(at=AT)
    propose(content=OTHER, officer=factories.officer(), at=AT)

    assert [row.version for row in selectors.versions()] == [2, 1]


def test_the_policy_in_force_is_one_small_query(django_assert_num_queries: Any) -> None:
    load_shipped(at=AT)
    services.current()

    with django_assert_num_queries(1):
        services.current()


def test_the_command_loads_shows_and_lists() -> None:
    out = StringIO()
    call_command("policy", "load", stderr=StringIO())
    call_command("policy", "show", stdout=out)

    assert out.getvalue() == TEXT
    out = StringIO()
    call_command("policy", "show", "--list", stdout=out)
    assert out.getvalue().startswith("1\tpublished ")


def test_the_command_proposes_and_publishes(tmp_path: Path) -> None:
    load_shipped(at=AT)
    factories.officer("maker")
    factories.officer("checker")
    file = tmp_path / "new.toml"
    file.write_text(OTHER)

    call_command("policy", "propose", str(file), "--officer", "maker", stderr=StringIO())
    with pytest.raises(CommandError, match="another officer"):
        call_command("policy", "publish", "2", "--officer", "maker")
    call_command("policy", "publish", "2", "--officer", "checker", stderr=StringIO())

    assert in_force() == 2


def test_the_command_says_every_mistake_and_ends_with_two(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('title = "x"\nextra = 1\n')

    with pytest.raises(CommandError) as refused:
        call_command("policy", "check", str(file))

    assert refused.value.returncode == 2
    assert "extra is not known here." in str(refused.value)
    assert "thresholds is missing." in str(refused.value)
    call_command("policy", "check", str(settings.POLICY_FILE), stderr=StringIO())


@pytest.mark.parametrize(
    "arguments", [("check", "/nowhere/policy.toml"), ("propose", str(settings.POLICY_FILE), "--officer", "nobody")]
)
def test_the_command_refuses_what_is_not_there(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("policy", *arguments)

    assert refused.value.returncode == 2
    assert not PolicyVersion.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_releases_and_proposals_at_once_number_without_gaps() -> None:
    officer = factories.officer()
    start = Barrier(6)

    def run(place: int) -> int:
        try:
            start.wait(timeout=10)
            if place < 3:
                return load_shipped(at=AT).version
            load_shipped(at=AT)
            return propose(content=OTHER, officer=officer, at=AT).version
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        versions = list(pool.map(run, range(6)))

    assert versions[:3] == [1, 1, 1]
    assert sorted(versions[3:]) == [2, 3, 4]


def test_a_version_older_than_the_release_takes_what_it_cannot_know_from_the_releases_own() -> None:
    old = "\n".join(line for line in TEXT.splitlines() if not line.startswith("pep = "))
    start, end = old.index("[reasons.inconclusive]"), old.index("[reasons.accept_check]")
    old = old[:start] + old[end:]
    version = PolicyVersion.objects.create(
        version=1, content=old, sha256="0" * 64, shipped=True, proposed_at=AT, published_at=AT
    )

    policy = services.current()

    assert policy.version == version.version
    assert policy.risk.weights["pep"] == 0.6
    assert sorted(policy.reasons["inconclusive"]) == ["data_missing", "source_asked"]
    assert policy.filled == {"risk.weights.pep", "reasons.inconclusive", "reasons.allow_pair"}


def test_a_version_that_says_everything_has_nothing_filled_in_and_keeps_its_own_words() -> None:
    content = TEXT.replace("pep = 0.6", "pep = 0.5")
    PolicyVersion.objects.create(
        version=1, content=content, sha256="1" * 64, shipped=True, proposed_at=AT, published_at=AT
    )

    assert services.current().filled == frozenset()
    assert services.current().risk.weights["pep"] == 0.5
