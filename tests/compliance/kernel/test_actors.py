"""Actors: kind and id, as the trail writes them."""

from compliance.kernel.actors import Actor, ActorKind, system


def test_an_actor_is_written_as_kind_and_id() -> None:
    assert str(Actor(ActorKind.OFFICER, "01jd")) == "officer:01jd"
    assert str(system("sweeper")) == "system:sweeper"
    assert system("sweeper") == Actor(ActorKind.SYSTEM, "sweeper")
