"""Which codes are currencies: ISO 4217, without those that stand for no money."""

import pycountry

from compliance.kernel.errors import DomainError

_NO_MONEY = frozenset({"XXX", "XTS"})
CODES: frozenset[str] = frozenset(currency.alpha_3 for currency in pycountry.currencies) - _NO_MONEY


class UnknownCurrency(DomainError):
    code = "unknown_currency"
    title = "The currency is not a code of ISO 4217."


def require_currency(code: str) -> None:
    if code not in CODES:
        raise UnknownCurrency
