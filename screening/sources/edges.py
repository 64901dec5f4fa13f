"""What FollowTheMoney's other entities say of a party: sanctions, addresses, papers, posts, wallets and ties."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from screening.records import Identifier, Record
from screening.sources import dates
from screening.sources.entities import Entity, codes, stored_ref

Item = TypeVar("Item")
_TIES: Mapping[str, tuple[str, str]] = {
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Representation": ("agent", "client"),
    "Succession": ("predecessor", "successor"),
    "Family": ("person", "relative"),
    "Associate": ("person", "associate"),
    "UnknownLink": ("subject", "object"),
}
"""The two ends of an edge between parties."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was said of one party, in the order of the file."""

    programmes: list[str] = field(default_factory=list)
    listed_on: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    ties: list[str] = field(default_factory=list)


class Edges:
    """Gathers as the file goes by, in whatever order it comes, and completes records when all of it has."""

    def __init__(self) -> None:
        self._facts: defaultdict[str, _Facts] = defaultdict(_Facts)
        self._addresses: dict[str, str] = {}
        self._posts: dict[str, str] = {}
        self._sanctioned: set[str] = set()
        self._readers: Mapping[str, Callable[[Entity], None]] = {
            "Sanction": self._sanction,
            "Address": self._address,
            "Identification": self._paper,
            "Passport": self._paper,
            "CryptoWallet": self._wallet,
            "Position": self._post,
            "Occupancy": self._occupancy,
        }

    def add(self, entity: Entity) -> None:
        """What this entity says of others; one that says nothing is passed over."""
        if reader := self._readers.get(entity.schema):
            reader(entity)
        elif ends := _TIES.get(entity.schema):
            self._tie(entity, *ends)
        for address in entity.values("addressEntity"):
            self._facts[entity.id].addresses.append(address)

    def complete(self, record: Record, *, default_topic: str) -> Record:
        """The record with its facts. `default_topic` is why it is listed where neither it nor a sanction says so."""
        facts = self._facts.get(record.ref, _Facts())
        posts = (self._posts.get(post, "") for post in facts.posts)
        streets = (self._addresses.get(address, "") for address in facts.addresses)
        topics = record.topics or (("sanction",) if record.ref in self._sanctioned else ())
        return replace(
            record,
            ref=stored_ref(record.ref),
            identifiers=_once(*record.identifiers, *facts.identifiers),
            programmes=_once(*record.programmes, *facts.programmes),
            topics=topics or ((default_topic,) if default_topic else ()),
            title=record.title or "; ".join(_once(*filter(None, posts))),
            addresses=_once(*record.addresses, *filter(None, streets)),
            remarks="; ".join(filter(None, [record.remarks, *_once(*facts.reasons)])),
            listed_on=min(facts.listed_on, default=record.listed_on),
            links=tuple(stored_ref(link) for link in _once(*facts.ties) if link != record.ref),
        )

    def _sanction(self, entity: Entity) -> None:
        programme = entity.values("programId") or entity.values("program") or entity.values("authority")
        days = [found[0] for text in entity.values("listingDate", "startDate") if (found := dates.iso(text[:10]))]
        for party in entity.values("entity"):
            self._sanctioned.add(party)
            facts = self._facts[party]
            facts.programmes.extend(programme)
            facts.listed_on.extend(days)
            facts.reasons.extend(entity.values("reason"))

    def _address(self, entity: Entity) -> None:
        parts = entity.values("street", "city", "postalCode", "state", "country")
        self._addresses[entity.id] = entity.first("full") or entity.caption or ", ".join(parts)

    def _paper(self, entity: Entity) -> None:
        country = next(iter(codes(entity.values("country"))), "")
        kind = entity.first("type") or entity.schema
        for party in entity.values("holder"):
            numbers = (Identifier(kind, number, country) for number in entity.values("number", "passportNumber"))
            self._facts[party].identifiers.extend(numbers)

    def _wallet(self, entity: Entity) -> None:
        kind = entity.first("currency") or entity.schema
        for party in entity.values("holder"):
            self._facts[party].identifiers.extend(Identifier(kind, key) for key in entity.values("publicKey"))

    def _post(self, entity: Entity) -> None:
        self._posts[entity.id] = entity.first("name") or entity.caption

    def _occupancy(self, entity: Entity) -> None:
        for party in entity.values("holder"):
            self._facts[party].posts.extend(entity.values("post"))

    def _tie(self, entity: Entity, one: str, other: str) -> None:
        for first in entity.values(one):
            for second in entity.values(other):
                self._facts[first].ties.append(second)
                self._facts[second].ties.append(first)


def _once(*items: Item) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))
