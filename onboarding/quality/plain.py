"""What an engine may say where nothing is ever erased: short names and figures, whoever speaks for it."""

import re
from collections.abc import Iterable, Mapping

_CODE = re.compile(r"[a-z0-9_]{1,40}(\.[a-z0-9_]{1,40})?")
_FACT = re.compile(r"[a-z_]{1,40}")
_VERSION = re.compile(r"[A-Za-z0-9.+_ -]{1,80}")


def refuse_unless_codes(codes: Iterable[str]) -> None:
    """Each of a row in the table of codes, with or without a field. Raises ValueError."""
    if not all(map(_CODE.fullmatch, codes)):
        raise ValueError("no code")


def refuse_unless_facts(facts: Iterable[str]) -> None:
    """Their names. Raises ValueError."""
    if not all(map(_FACT.fullmatch, facts)):
        raise ValueError("no name of a fact")


def refuse_unless_versions(versions: Mapping[str, str]) -> None:
    """Of engines and models, by their names. Raises ValueError."""
    if not (all(map(_FACT.fullmatch, versions)) and all(map(_VERSION.fullmatch, versions.values()))):
        raise ValueError("no versions")
