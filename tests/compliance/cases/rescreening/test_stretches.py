"""The index of subjects: kept and read again, built anew where it must be, and unreadable after an erasure."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from compliance.cases import services
from compliance.cases.services.rescreening import stretches
from compliance.cases.subjects import subjects_of_many
from compliance.kernel.actors import system
from compliance.vault.models import DataKey
from onboarding import services as onboarding
from onboarding.models import Customer, Status
from screening.models import Match, RosterSegment
from screening.services import rosters
from tests import factories
from tests.compliance.cases import scenes
from tests.compliance.cases.conftest import Say
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_the_index_of_subjects_is_kept_and_read_again(customer: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    [kept] = RosterSegment.objects.values()
    opened: list[object] = []

    def refuse(*_: object) -> object:
        opened.append(_)
        return iter(())

    with monkeypatch.context() as patch:
        patch.setattr(stretches, "subjects_of_many", refuse)
        scenes.publish(scenes.NOBODY, replace(scenes.NOBODY, ref="2"))
        scenes.rescreen()

    assert opened == []
    assert list(RosterSegment.objects.values()) == [kept]
    assert b"Silva" not in bytes(kept["sealed"])


def test_who_has_come_or_changed_since_the_index_was_built_is_not_left_out(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    partner = factories.partner()
    renamed = scenes.verified(of=partner, identity=factories.person_identity(family_name="Okonkwo"))
    scenes.rescreen()
    [kept] = RosterSegment.objects.values_list("built_at", "owners")
    scenes.rename(renamed, "Silva")
    come = scenes.verified(of=partner)
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    scenes.rescreen()

    assert {scenes.fresh(one).status for one in (renamed, come)} == {Status.RESTRICTED}
    assert list(RosterSegment.objects.values_list("built_at", "owners")) == [kept]


def test_the_index_is_built_anew_where_many_have_changed(engine_says: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "_FEW", 0)
    scenes.publish(scenes.NOBODY)
    partner = factories.partner()
    scenes.verified(of=partner)
    scenes.rescreen()
    [first] = RosterSegment.objects.values_list("key", flat=True)
    come = scenes.verified(of=partner)
    scenes.publish(scenes.NOBODY, scenes.SILVA)

    scenes.rescreen()

    [segment] = RosterSegment.objects.all()
    assert (segment.owners, segment.last) == (2, come.pk)
    assert segment.key != first
    assert not DataKey.objects.filter(pk=first).exists()


def test_stretches_follow_each_other_and_a_full_one_is_followed_by_the_next(engine_says: Say) -> None:
    scenes.publish(scenes.NOBODY)
    partner = factories.partner()
    customers = [scenes.verified(of=partner) for _ in range(5)]

    scenes.rescreen(chunk=2)

    segments = list(RosterSegment.objects.order_by("after").values_list("after", "last", "owners"))
    ids = [one.pk for one in customers]
    assert segments == [(UUID(int=0), ids[1], 2), (ids[1], ids[3], 2), (ids[3], ids[4], 1)]
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    assert scenes.rescreen(chunk=2)[-1] == services.Progress(5, 5, done=True, total=5)


def test_erasing_a_customer_makes_its_copy_in_the_index_unreadable(customer: Customer) -> None:
    other = scenes.verified(of=customer.partner)
    RosterSegment.objects.all().delete()
    scenes.publish(scenes.NOBODY, replace(scenes.NOBODY, ref="2"))
    scenes.rescreen()
    [before] = RosterSegment.objects.all()
    scenes.open_to_erasure(other)

    onboarding.erase_customer(customer_id=other.pk, at=AT, actor=system("test"))

    assert not DataKey.objects.filter(pk=before.key).exists()
    assert rosters.opened(before) is None
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    scenes.rescreen()
    [after] = RosterSegment.objects.all()
    assert (after.owners, after.key != before.key) == (1, True)
    assert scenes.fresh(customer).status == Status.RESTRICTED


def test_an_erasure_while_the_index_is_built_leaves_nothing_that_opens(
    customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = scenes.verified(of=customer.partner)
    RosterSegment.objects.all().delete()

    def erase_midway(customers: Any) -> Any:
        found = list(subjects_of_many(customers))
        scenes.open_to_erasure(other)
        onboarding.erase_customer(customer_id=other.pk, at=AT, actor=system("test"))
        return iter(found)

    monkeypatch.setattr(stretches, "subjects_of_many", erase_midway)
    scenes.publish(scenes.NOBODY, scenes.SILVA)
    scenes.rescreen()

    assert not RosterSegment.objects.exists()
    assert scenes.fresh(customer).status == Status.RESTRICTED
    assert not Match.objects.filter(owner_id=other.pk).exists()
