"""Names that say whose son or daughter one is."""

import re

_SLAVIC = re.compile(
    r".{2,}(?:[oea]vich|[oe]vych|[oe]vic|[oe]wicz|[oe]vits?j?|[oe]vit(?:ch|s)|[oe]witsch|ovici|evici|ovics"
    r"|[oeiy]vna|[aeu]una|[oae]wna)"
)
_SHORT = """
    ilyich ilich kuzmich kuzmych fomich lukich nikitich savvich ilyinichna ilinichna kuzminichna fominichna lukinichna
    nikitichna savvichna illich illych illichna kuzmivna yakovych
"""
_SHORT_SLAVIC = frozenset(_SHORT.split())
_TURKIC = re.compile(r".{3,}(?:oglu|ogly|oghlu|ogli|uulu|uly|ulu|qizi|kyzy|kizi|gyzy|kizy|kyzi|qyzy)")
_NOT_ONE = frozenset(["malkovich", "abramovich", "shostakovich", "rabinovich"])
"""Family names of that ending that are better known as such; a patronymic of the same spelling is rarer."""
_ENDING = re.compile(
    r"(?:[oeayi]*v[iy](?:c|ch|cz|tch|tj|ts|tsj|ci|cs)|[oe]wicz|[oe]witsch|[iy]ch|[oeiy]*(?:vna|una|wna)|[iy]?nichna"
    r"|oglu|ogly|oghlu|ogli|uulu|uly|ulu|qizi|kyzy|kizi|gyzy|kizy|kyzi|qyzy)$"
)


def is_patronymic(token: str) -> bool:
    """Whether the token ends as Slavic or Turkic patronymics do.

    By its ending alone: South Slavic family names in -ovic are taken for one, and so are a few Russian ones in -ovich.
    """
    if token in _NOT_ONE:
        return False
    return bool(_SLAVIC.fullmatch(token) or _TURKIC.fullmatch(token)) or token in _SHORT_SLAVIC


def parent(token: str) -> str:
    """The stem of a patronymic, near to the parent's name: `vladimir` of `vladimirovich`."""
    return _ENDING.sub("", token)


def sex(token: str) -> str:
    """`f` for a daughter's patronymic, `m` for a son's."""
    return "f" if token.endswith(("na", "qizi", "kyzy", "kizi", "gyzy", "kizy", "kyzi", "qyzy")) else "m"
