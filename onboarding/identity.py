"""Who a customer says they are: frozen dataclasses, and the strict reading of them from JSON."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any, ClassVar

import pycountry

from compliance.kernel.errors import DomainError

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_JOINERS = "\u200c\u200d"  # part of names in Persian and several Indian scripts
_OLDEST_YEARS = 130
_KOSOVO = "XK"  # user-assigned, but what banks and the European Commission use


class InvalidIdentity(DomainError):
    code = "validation_failed"
    title = "Some fields are missing or wrong."

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__("See `errors` for each field.", errors=errors)
        self.errors = tuple(errors)


class Wrong(ValueError):
    """One field's mistake. `detail` never repeats the value."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


Reader = Callable[[object, date], Any]


def text(longest: int) -> Reader:
    """NFC, blanks collapsed, no control or invisible characters."""

    def read(value: object, _today: date) -> str:
        if not isinstance(value, str):
            raise Wrong("not_a_text", "A text is expected.")
        # Bounded before it is normalised: NFC may make a text three times as long.
        if len(value) > longest:
            raise Wrong("too_long", f"At most {longest} characters.")
        if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} for letter in value):
            raise Wrong("control_characters", "Control and unassigned characters are not allowed.")
        if any(unicodedata.category(letter) == "Cf" and letter not in _JOINERS for letter in value):
            raise Wrong("control_characters", "Invisible characters are not allowed.")
        return " ".join(unicodedata.normalize("NFC", value).split())

    return read


def name(longest: int) -> Reader:
    """A text with at least one letter of any script."""
    plain = text(longest)

    def read(value: object, today: date) -> str:
        cleaned: str = plain(value, today)
        if not any(unicodedata.category(letter).startswith("L") for letter in cleaned):
            raise Wrong("no_letter", "At least one letter is expected.")
        return cleaned

    return read


def several(read_one: Reader, *, most: int) -> Reader:
    def read(value: object, today: date) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise Wrong("not_a_list", "A list of texts is expected.")
        if len(value) > most:
            raise Wrong("too_many", f"At most {most} of them.")
        return tuple(read_one(item, today) for item in value)

    return read


def matching(pattern: re.Pattern[str], code: str, detail: str, *, longest: int) -> Reader:
    plain = text(longest)

    def read(value: object, today: date) -> str:
        cleaned: str = plain(value, today)
        if not pattern.fullmatch(cleaned):
            raise Wrong(code, detail)
        return cleaned

    return read


def past_date(value: object, today: date) -> date:
    """A real date, not in the future and not more than 130 years ago."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise Wrong("not_a_date", "A date is written YYYY-MM-DD.")
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise Wrong("not_a_date", "There is no such date.") from error
    if day > today:
        raise Wrong("date_in_future", "The date is in the future.")
    if day.year < today.year - _OLDEST_YEARS:
        raise Wrong("date_too_old", f"The date is more than {_OLDEST_YEARS} years ago.")
    return day


def incorporation_date(value: object, today: date) -> date:
    """A real date, not in the future; the oldest companies are older than any person."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and value >= "0500":
        return past_date(value, today) if int(value[:4]) >= today.year - _OLDEST_YEARS else _real_date(value)
    raise Wrong("not_a_date", "A date is written YYYY-MM-DD.")


def _real_date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise Wrong("not_a_date", "There is no such date.") from error


def country(value: object, _today: date) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{2}", value):
        raise Wrong("unknown_country", "A country is an ISO 3166-1 alpha-2 code in capitals.")
    if value != _KOSOVO and pycountry.countries.get(alpha_2=value) is None:
        raise Wrong("unknown_country", "There is no such ISO 3166-1 alpha-2 code.")
    return value


def gender(value: object, _today: date) -> str:
    if not isinstance(value, str) or value not in {"F", "M", "X"}:
        raise Wrong("unknown_value", "One of F, M, X (as in ICAO 9303).")
    return value


_email = matching(_EMAIL, "not_an_email", "An email address is expected.", longest=254)
_phone = matching(_PHONE, "not_a_phone", "A phone number is written +4930123456 (E.164).", longest=16)
_number = matching(
    re.compile(r"[^\W_][\w ./-]*"), "not_a_number", "Letters, digits, blanks, dots, slashes.", longest=60
)
_address = several(text(120), most=5)


def _read(reader: Reader, **options: Any) -> Any:
    return field(metadata={"reader": reader}, **options)


class _Fields:
    """What persons and companies share: being read from JSON and written to it."""

    __slots__ = ()

    def to_json(self) -> dict[str, object]:
        """JSON types only; fields without a value are left out."""
        given = {item.name: getattr(self, item.name) for item in fields(self)}  # type: ignore[arg-type]
        return {key: _plain(value) for key, value in given.items() if value not in (None, "", ())}


@dataclass(frozen=True, slots=True)
class PersonIdentity(_Fields):
    """A natural person. Who has one name only has it as `family_name`, as in a passport's machine-readable zone."""

    kind: ClassVar[str] = "person"
    family_name: str = _read(name(200))
    birth_date: date = _read(past_date)  # noqa: RUF009  (it makes a field)
    nationality: str = _read(country)
    country: str = _read(country)
    """Of residence."""
    given_names: str = _read(name(200), default="")
    other_names: tuple[str, ...] = _read(several(name(200), most=10), default=())
    gender: str = _read(gender, default="")
    birth_place: str = _read(name(120), default="")
    """As a passport has it: a town, a region or a state."""
    address: tuple[str, ...] = _read(_address, default=())
    email: str = _read(_email, default="")
    phone: str = _read(_phone, default="")
    document_number: str = _read(_number, default="")

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.full_name, *self.other_names)

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.nationality, self.country)))

    @property
    def birth_places(self) -> tuple[str, ...]:
        return (self.birth_place,) if self.birth_place else ()

    @property
    def identifiers(self) -> tuple[str, ...]:
        return (self.document_number,) if self.document_number else ()


@dataclass(frozen=True, slots=True)
class CompanyIdentity(_Fields):
    """A legal person; `country` is where it is registered."""

    kind: ClassVar[str] = "company"
    legal_name: str = _read(name(300))
    registration_number: str = _read(_number)
    country: str = _read(country)
    incorporation_date: date | None = _read(incorporation_date, default=None)  # noqa: RUF009  (it makes a field)
    other_names: tuple[str, ...] = _read(several(name(300), most=10), default=())
    address: tuple[str, ...] = _read(_address, default=())
    email: str = _read(_email, default="")
    phone: str = _read(_phone, default="")

    @property
    def full_name(self) -> str:
        return self.legal_name

    @property
    def names(self) -> tuple[str, ...]:
        return (self.legal_name, *self.other_names)

    @property
    def countries(self) -> tuple[str, ...]:
        return (self.country,)

    @property
    def identifiers(self) -> tuple[str, ...]:
        return (self.registration_number,)

    @property
    def birth_date(self) -> None:
        """A company has none; asked for by those who treat persons and companies alike."""
        return


Identity = PersonIdentity | CompanyIdentity
_KINDS: dict[str, type[PersonIdentity] | type[CompanyIdentity]] = {"person": PersonIdentity, "company": CompanyIdentity}
SCREENED_FIELDS = frozenset(
    {"family_name", "given_names", "other_names", "birth_date", "birth_place"}
    | {"gender", "nationality", "country", "document_number"}
    | {"legal_name", "registration_number", "incorporation_date"}
)
"""A change of one of these means that the customer must be screened again."""


def parse(kind: str, table: object, *, today: date) -> Identity:
    """Raises InvalidIdentity with every mistake, missing, unknown or wrong, as `identity.<field>`. Null is absent."""
    if not isinstance(table, Mapping):
        raise InvalidIdentity([_mistake("", "not_an_object", "An object is expected.")])
    cls = _KINDS[kind]
    known = {item.name: item for item in fields(cls)}
    errors = [_mistake(key, "unknown_field", f"A {kind} has no such field.") for key in table if key not in known]
    values: dict[str, object] = {}
    for key, item in known.items():
        if table.get(key) is None:
            if item.default is MISSING:
                errors.append(_mistake(key, "missing", "This field is required."))
            continue
        try:
            values[key] = item.metadata["reader"](table[key], today)
        except Wrong as wrong:
            errors.append(_mistake(key, wrong.code, wrong.detail))
    if errors:
        raise InvalidIdentity(errors)
    return cls(**values)  # type: ignore[arg-type]


def parse_person(table: object, *, today: date) -> PersonIdentity:
    """`parse` for who can only be a person: a director or owner."""
    person = parse("person", table, today=today)
    assert isinstance(person, PersonIdentity)  # noqa: S101  (what the table of kinds says)
    return person


def changed(identity: Identity, changes: object, *, today: date) -> tuple[Identity, tuple[str, ...]]:
    """A JSON merge patch (RFC 7396: null removes) and the names of the fields that now differ, sorted."""
    if not isinstance(changes, Mapping):
        raise InvalidIdentity([_mistake("", "not_an_object", "An object is expected.")])
    before = identity.to_json()
    after = parse(identity.kind, before | dict(changes), today=today)
    new = after.to_json()
    return after, tuple(sorted(key for key in before.keys() | new.keys() if before.get(key) != new.get(key)))


def from_json(kind: str, table: Mapping[str, object]) -> Identity:
    """What `to_json` wrote; not judged again, for it was judged when it came."""
    dates = {"birth_date", "incorporation_date"}
    values = {key: date.fromisoformat(str(value)) if key in dates else value for key, value in table.items()}
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return _KINDS[kind](**values)  # type: ignore[arg-type]


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _mistake(key: object, code: str, detail: str) -> dict[str, str]:
    place = "identity" if key == "" else f"identity.{key}"[:80]
    return {"field": place, "code": code, "detail": detail}
