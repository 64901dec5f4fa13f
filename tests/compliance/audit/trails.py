"""Trails to break: a small one in the database, and any number of broken copies of its export."""

import json
from io import BytesIO
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from compliance.audit import checkpoints, exported, services
from compliance.audit.chain import digest
from compliance.kernel.actors import system
from compliance.kernel.ids import HOUSE
from tests.factories import AT

PARTNER = UUID(int=7)
Records = list[dict[str, Any]]


@transaction.atomic
def write(events: int = 12) -> None:
    """Two chains; a checkpoint in the middle of each and one at its end."""
    for number in range(events):
        if number == events // 2:
            services.checkpoint(at=AT)
        for chain in (HOUSE, PARTNER):
            services.record(
                partner_id=chain,
                kind="check.completed",
                subject=f"cus_{number:02}",
                actor=system("conductor"),
                facts={"check": f"chk_{number}", "round": number, "note": "Ω"},
                at=AT,
            )
    services.checkpoint(at=AT)


def exported_bytes() -> bytes:
    file = BytesIO()
    services.export(file=file)
    return file.getvalue()


def keys() -> dict[str, bytes]:
    return checkpoints.public_keys()


def records(content: bytes) -> Records:
    return [json.loads(line) for line in content.splitlines()]


def content(changed: Records) -> bytes:
    return b"".join(exported.line(record) for record in changed)


def places(trail: Records, kind: str) -> list[int]:
    return [index for index, record in enumerate(trail) if record["type"] == kind]


def alter_a_field(trail: Records, random: Random) -> None:
    record = random.choice([record for record in trail if record["type"] in {"event", "checkpoint", "head"}])
    name = random.choice([name for name in record if name != "type"])
    value = record[name]
    if isinstance(value, int):
        record[name] = value + random.choice((-1, 1, 10))
    else:
        place = random.randrange(len(value))
        record[name] = value[:place] + ("0" if value[place] != "0" else "1") + value[place + 1 :]


def delete_an_event(trail: Records, random: Random) -> None:
    del trail[random.choice(places(trail, "event"))]
    recount(trail)


def insert_a_copy(trail: Records, random: Random) -> None:
    index = random.choice(places(trail, "event"))
    trail.insert(random.choice(places(trail, "event")), dict(trail[index]))
    recount(trail)


def insert_a_forgery(trail: Records, random: Random) -> None:
    """A new event that links to its predecessor and is hashed as it should be; those after it move up by one."""
    index = random.choice(places(trail, "event"))
    forged = trail[index] | {"subject": "cus_forged"}
    trail.insert(index, rehashed(forged))
    for record in trail[index + 1 :]:
        if record["type"] in {"event", "head"} and record["chain"] == forged["chain"]:
            record["seq"] += 1
    recount(trail)


def swap_two_events(trail: Records, random: Random) -> None:
    one, other = random.sample(places(trail, "event"), 2)
    trail[one], trail[other] = trail[other], trail[one]


def exchange_places(trail: Records, random: Random) -> None:
    """Two events swapped with their numbers put right and hashed anew: the links betray them."""
    one, other = random.sample(places(trail, "event"), 2)
    place = ("chain", "seq", "previous")
    moved = [rehashed(trail[a] | {key: trail[b][key] for key in place}) for a, b in ((one, other), (other, one))]
    trail[one], trail[other] = moved[1], moved[0]


def truncate_the_tail(trail: Records, random: Random) -> None:
    """Events since some place are gone, and the head and the counts say that there never were any; checkpoints stay."""
    head = random.choice(places(trail, "head"))
    chain = trail[head]["chain"]
    own = [index for index in places(trail, "event") if trail[index]["chain"] == chain]
    keep = random.randrange(1, len(own))
    last = trail[own[keep - 1]]
    trail[head] |= {"seq": last["seq"], "hash": last["hash"]}
    del trail[own[keep] : own[-1] + 1]
    recount(trail)


def rewrite_the_suffix(trail: Records, random: Random) -> None:
    """One event altered, and every later hash, link and the head put right, by somebody without the key."""
    index = random.choice(places(trail, "event"))
    chain = trail[index]["chain"]
    trail[index] = rehashed(trail[index] | {"subject": "cus_forged"})
    hashed = trail[index]["hash"]
    for place in range(index + 1, len(trail)):
        record = trail[place]
        if record["type"] == "event" and record["chain"] == chain:
            trail[place] = rehashed(record | {"previous": hashed})
            hashed = trail[place]["hash"]
        if record["type"] == "head" and record["chain"] == chain:
            record["hash"] = hashed


TAMPERINGS = (
    alter_a_field,
    delete_an_event,
    insert_a_copy,
    insert_a_forgery,
    swap_two_events,
    exchange_places,
    truncate_the_tail,
    rewrite_the_suffix,
)


def rehashed(record: dict[str, Any]) -> dict[str, Any]:
    row = tuple(record[name] for name in exported.EVENT)
    return record | {"hash": digest(row)}


def recount(trail: Records) -> None:
    trail[-1]["events"] = len(places(trail, "event"))
