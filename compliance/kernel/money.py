"""Money: integer minor units of an ISO 4217 currency."""

import re
from dataclasses import dataclass

from compliance.kernel.errors import DomainError

_CURRENCY = re.compile("[A-Z]{3}")


class CurrencyMismatch(DomainError):
    code = "currency_mismatch"
    title = "Amounts of different currencies cannot be combined."


class InvalidMoney(DomainError):
    code = "invalid_money"
    title = "An amount is a whole number of minor units and a three-letter ISO 4217 currency code."


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` counts the currency's smallest unit (cents of EUR, yen of JPY); negative only as a difference."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int or not _CURRENCY.fullmatch(self.currency):
            raise InvalidMoney

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other).minor

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other).minor

    def __str__(self) -> str:
        return f"{self.minor} {self.currency} (minor units)"

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be combined.")
        return other
