"""The names of SECO's list: put together from their parts, once in each language and script that they are spelt in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from screening.records import ListedName, NameKind, Strength
from screening.sources.rows import distinct
from screening.sources.xmlstream import Element, text

_SPOKEN = {
    "given-name": 0,
    "further-given-name": 1,
    "father-name": 2,
    "grand-father-name": 3,
    "other": 4,
    "whole-name": 4,
    "family-name": 5,
    "tribal-name": 6,
    "suffix": 7,
}
"""The order in which the parts of a person's name are said; the file gives the family name first."""
_KINDS = {"primary-name": NameKind.PRIMARY, "formerly-known-as": NameKind.FORMER}
_MOST = 48  # spellings of one name in one language and script; the parts of the longest have three variants each

Spelling = tuple[str, str]
OWN: Spelling = ("", "")
LATIN = frozenset({"", "LATN"})


@dataclass(frozen=True, slots=True)
class _Part:
    """`spellings` are those of each (language, script); those of the name itself are under OWN."""

    type: str
    spellings: Mapping[Spelling, Sequence[str]]


def listed_names(body: Element) -> tuple[ListedName, ...]:
    """Every name of every identity of a target, the primary name of its main identity first."""
    identities = sorted(body.iterfind("identity"), key=lambda identity: identity.get("main") != "true")
    names: dict[str, ListedName] = {}
    for number, identity in enumerate(identities):
        for name in _of_identity(identity, is_main=number == 0, is_person=body.tag == "individual"):
            known = names.get(name.text)
            if known is None or (known.strength == Strength.WEAK and name.strength == Strength.STRONG):
                names[name.text] = name
    found = sorted(names.values(), key=lambda name: name.kind != NameKind.PRIMARY)
    if found and found[0].kind != NameKind.PRIMARY:
        found[0] = ListedName(found[0].text, NameKind.PRIMARY, found[0].strength)
    return tuple(found)


def titles(body: Element) -> tuple[str, ...]:
    parts = body.iterfind("identity/name/name-part[@name-part-type='title']")
    return distinct(value for part in parts if (value := text(part, "value")))


def _of_identity(identity: Element, *, is_main: bool, is_person: bool) -> Iterator[ListedName]:
    for name in identity.iterfind("name"):
        kind = _KINDS.get(name.get("name-type", ""), NameKind.ALIAS)
        if kind is NameKind.PRIMARY and not is_main:
            kind = NameKind.ALIAS
        strength = Strength.WEAK if name.get("quality") == "low" else Strength.STRONG
        yield from _spelt(_parts(name), kind, strength, is_person=is_person)


def _parts(name: Element) -> list[_Part]:
    parts = []
    for element in sorted(name.iterfind("name-part"), key=_order):
        spellings: dict[Spelling, list[str]] = {}
        if own := text(element, "value"):
            spellings[OWN] = [own]
        for variant in element.iterfind("spelling-variant"):
            if words := " ".join((variant.text or "").split()):
                spellings.setdefault((variant.get("lang", ""), variant.get("script", "")), []).append(words)
        if spellings and element.get("name-part-type") != "title":
            parts.append(_Part(element.get("name-part-type", ""), spellings))
    return parts


def _order(element: Element) -> int:
    order = element.get("order", "")
    return int(order) if order.isdigit() else 0


def _spelt(parts: Sequence[_Part], kind: NameKind, strength: Strength, *, is_person: bool) -> Iterator[ListedName]:
    """A maiden name gives a former name of its own, where there is a family name beside it."""
    current = [part for part in parts if part.type != "maiden-name"]
    maiden = [part for part in parts if part.type not in {"family-name", "tribal-name"}]
    has_family = any(part.type == "family-name" for part in parts)
    yield from _in_every_spelling(current if has_family else parts, kind, strength, is_person=is_person)
    if has_family and len(current) < len(parts):
        yield from _in_every_spelling(maiden, NameKind.FORMER, strength, is_person=is_person)


def _in_every_spelling(
    parts: Sequence[_Part], kind: NameKind, strength: Strength, *, is_person: bool
) -> Iterator[ListedName]:
    ordered = sorted(parts, key=_said) if is_person else parts
    for spelling in distinct([OWN, *(spelling for part in ordered for spelling in part.spellings)]):
        known = [_in_spelling(part, spelling) for part in ordered]
        given = [options for options in known if options]
        partial = spelling[1] not in LATIN and len(given) < len(known)
        for words in islice(product(*given), _MOST) if given else ():
            yield ListedName(
                " ".join(words),
                kind if spelling == OWN or kind is not NameKind.PRIMARY else NameKind.ALIAS,
                Strength.WEAK if partial else strength,
            )


def _said(part: _Part) -> int:
    return _SPOKEN.get(part.type, _SPOKEN["other"])


def _in_spelling(part: _Part, spelling: Spelling) -> Sequence[str]:
    """In Latin letters a part without a variant keeps its own spelling; another script is not mixed with it."""
    own = part.spellings.get(OWN, ()) if spelling[1] in LATIN else ()
    return part.spellings.get(spelling, own)
