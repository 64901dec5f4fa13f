"""Rules on what a document says, pure: dates, age, issuing state, number. Each finding names the field it is about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onboarding.ocr.states import is_state
from onboarding.verdict.numbers import number_fits
from onboarding.verdict.particulars import Particulars
from onboarding.verdict.specimens import STATES, is_specimen


@dataclass(frozen=True, slots=True)
class Bounds:
    """What policy asks. `compromised` answers for (issuing state, number)."""

    minimum_age: int
    validity_days: int = 0
    specimen_states: bool = False
    """Documents of Utopia are taken: in a sandbox there are no others."""
    compromised: Callable[[str, str], bool] = lambda _state, _number: False


@dataclass(frozen=True, slots=True)
class RuleFinding:
    code: str
    field: str


def broken(read: Particulars, bounds: Bounds, *, on: date) -> Iterator[RuleFinding]:
    """Every rule that `read` breaks, gravest first."""
    if read.document_number and bounds.compromised(read.issuing_state, read.document_number):
        yield RuleFinding("number_compromised", "document_number")
    if _is_specimen(read, bounds):
        yield RuleFinding("number_known_specimen", "document_number")
    if read.birth_date is not None and age(read.birth_date, on) < bounds.minimum_age:
        yield RuleFinding("under_age", "birth_date")
    if read.expiry_date is not None and read.expiry_date < on + timedelta(days=bounds.validity_days):
        yield RuleFinding("document_expired", "expiry_date")
    if read.issue_date is not None and read.expiry_date is not None and read.issue_date > read.expiry_date:
        yield RuleFinding("issue_after_expiry", "issue_date")
    if read.issuing_state and not is_state(read.issuing_state):
        yield RuleFinding("issuing_state_unknown", "issuing_state")
    if read.document_number and not _number_fits(read):
        yield RuleFinding("number_format", "document_number")


def age(born: date, on: date) -> int:
    """In whole years; who was born on 29 February is a year older on 1 March of a common year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _is_specimen(read: Particulars, bounds: Bounds) -> bool:
    if read.issuing_state in STATES and not bounds.specimen_states:
        return True
    return is_specimen(
        state=read.issuing_state, number=read.document_number, surname=read.surname, given_names=read.given_names
    )


def _number_fits(read: Particulars) -> bool:
    return number_fits(
        state=read.issuing_state,
        document_code=read.document_code,
        number=read.document_number,
        personal_number=read.personal_number,
    )
