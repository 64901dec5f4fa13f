"""The one table of every code that an engine or a rule can give: number, place in the tree, result, both sentences."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from onboarding.verdict.codes.documents import DOCUMENTS
from onboarding.verdict.codes.people import PEOPLE
from onboarding.verdict.codes.rows import FIELD, Code, Finality, Result, said, worst

__all__ = ["CODES", "FIELD", "TABLE", "UNLISTED", "Code", "Finality", "Result", "code_of", "said", "worst"]

UNLISTED = Code(
    number=9000,
    pattern="*",
    node="*",
    result=Result.CONSIDER,
    finality=Finality.FINAL,
    customer="There is nothing to do now: we are looking at what you sent.",
    officer="A code that this release does not know: it has to be looked at by hand.",
)
"""Whatever is in no row is for a human."""

CODES: tuple[Code, ...] = tuple(sorted((*DOCUMENTS, *PEOPLE), key=lambda code: code.number))

TABLE = sha256(repr(CODES).encode()).hexdigest()[:12]
"""The version of this table: kept with each check, so that its verdict can be replayed."""


def code_of(code: str, asked: Mapping[str, str] | None = None, facts: Mapping[str, float] | None = None) -> Code:
    """The row of a code, its sentences about the field at hand and with the finding's `facts`.

    Never fails: what no row knows is UNLISTED, and figures that are not known are left unsaid.

    `asked` are a policy's own words for the customer, by code: such a code is one that the customer can put right, and
    one with no words (empty) is not.
    """
    found = _about(code, facts or {})
    own = (asked or {}).get(code)
    if own is None:
        return found
    return replace(found, finality=Finality.RETRY if own else Finality.FINAL, customer=own or UNLISTED.customer)


def _about(code: str, facts: Mapping[str, float]) -> Code:
    """The field's name comes last: it is the finding's own, and no place for figures."""
    head, dot, field = code.partition(".")
    row = _BY_PATTERN.get(f"{head}{FIELD}" if dot else code, UNLISTED)
    officer = said(row.officer, facts).replace("{field}", field.replace("_", " "))
    return replace(row, customer=said(row.customer, facts), officer=officer)


_BY_PATTERN = {code.pattern: code for code in CODES}
