"""The words by which documents label their fields in the languages of Europe, and the numbers of licences."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from rapidfuzz import fuzz

ALIKE = 86
"""From this likeness on (0 to 100) a printed label is the phrase."""
SHORT, LONG = 4, 7
"""Up to so many letters a phrase must be met letter by letter; from so many on it may stand inside a longer label."""
PHRASES: Final[Mapping[str, tuple[str, ...]]] = {
    "surname": (
        *("surname", "surnames", "last name", "family name", "primary identifier", "name", "nom", "nom de famille"),
        *("nachname", "familienname", "apellidos", "apellido", "primer apellido", "cognome", "apelido", "naam"),
        *("efternamn", "etternavn", "efternavn", "sukunimi", "nume", "prezime", "priimek", "vezeteknev"),
        *("soyadi", "nazwisko"),
    ),
    "given_names": (
        *("given names", "given name", "first name", "first names", "forenames", "forename", "secondary identifier"),
        *("prenoms", "prenom", "prenom s", "vornamen", "vorname", "nombre", "nombres", "nome", "nomi", "voornamen"),
        *("imie", "imiona", "fornamn", "fornavn", "etunimet", "prenume", "ime", "utonev", "adi"),
    ),
    "name_national": ("name in national script", "name in native script", "姓名", "氏名"),
    "document_number": (
        *("passport no", "passport number", "document no", "document number", "card no", "card number", "visa no"),
        *("visa number", "licence no", "license no", "licence number", "permit no", "passeport n", "passeport no"),
        *("n du document", "numero du document", "n de passeport", "pass nr", "reisepass nr", "ausweisnummer"),
        *("dokumentennummer", "kartennummer", "kartennr", "num documento", "numero de documento", "pasaporte n"),
        *("numero passaporto", "passaporto n", "numero documento", "documento n", "visa n", "no du document", "dni"),
    ),
    "nationality": (
        *("nationality", "citizenship", "nationalite", "staatsangehorigkeit", "nacionalidad", "cittadinanza"),
        *("nacionalidade", "nationaliteit", "obywatelstwo", "nationalitet", "medborgarskap"),
    ),
    "birth_date": (
        *("date of birth", "birth date", "dob", "born", "date de naissance", "ne e le", "geburtsdatum", "geburtstag"),
        *("geboren am", "fecha de nacimiento", "data di nascita", "data de nascimento", "geboortedatum"),
        *("data urodzenia", "fodelsedatum", "fodselsdato"),
    ),
    "birth_place": (
        *("place of birth", "birth place", "birthplace", "lieu de naissance", "geburtsort", "lugar de nacimiento"),
        *("luogo di nascita", "local de nascimento", "geboorteplaats", "miejsce urodzenia", "fodelseort", "fodested"),
    ),
    "sex": ("sex", "gender", "sexe", "geschlecht", "sexo", "sesso", "geslacht", "plec", "kon", "kjonn"),
    "issue_date": (
        *("date of issue", "issue date", "issued on", "issued", "valid from", "date de delivrance", "delivre le"),
        *("ausstellungsdatum", "ausgestellt am", "fecha de expedicion", "fecha de emision", "data di rilascio"),
        *("data de emissao", "datum van afgifte", "data wydania", "gultig ab"),
    ),
    "expiry_date": (
        *("date of expiry", "expiry date", "date of expiration", "expiration date", "expires", "valid until"),
        *("valid to", "card expiry", "date d expiration", "date d expiration", "valable jusqu au", "expire le"),
        *("gultig bis", "ablaufdatum", "fecha de caducidad", "fecha de validez", "valido hasta", "valida hasta"),
        *("data di scadenza", "scadenza", "valido fino al", "data de validade", "geldig tot", "data waznosci"),
    ),
    "issuing_authority": (
        *("authority", "issuing authority", "issued by", "autorite", "autorite de delivrance", "delivre par"),
        *("behorde", "ausstellende behorde", "autoridad", "autorita", "autoridade", "instantie", "organ wydajacy"),
    ),
    "issuing_state": (
        *("country code", "issuing state", "code of issuing state", "state", "code du pays", "code de l etat emetteur"),
        *("landercode", "codigo del pais", "codice paese", "codigo do pais"),
    ),
    "personal_number": (
        *("personal no", "personal number", "personal id", "identity no", "identification number", "national id"),
        *("numero personnel", "personnummer", "personalnummer", "codice fiscale", "numero personal", "pesel", "cpr nr"),
    ),
    "address": (
        *("address", "residence", "domicile", "adresse", "anschrift", "wohnort", "domicilio", "direccion", "indirizzo"),
        *("residenza", "morada", "adres", "bostad"),
    ),
    "document_code": ("type", "typ", "tipo", "code"),
    "categories": ("categories", "class", "classes", "klassen", "categorias", "categorie"),
    "": ("type of permit", "art des titels", "remarks", "anmerkungen", "observaciones", "signature", "unterschrift"),
}  # fmt: skip
"""By field; under no name those that label what is not read, so that nobody takes their values for another's."""
NUMBERED: Final[Mapping[str, str]] = {
    "1": "surname",
    "2": "given_names",
    "3": "birth_date",
    "4a": "issue_date",
    "4b": "expiry_date",
    "4c": "issuing_authority",
    "4d": "personal_number",
    "5": "document_number",
    "7": "",
    "8": "address",
    "9": "categories",
}
"""Directive 2006/126/EC, annex I: what stands behind each number of a driving licence."""


def folded(text: str) -> str:
    """Small letters and digits alone, without accents and blanks: spaces are what print readers lose first."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


@cache
def phrases() -> dict[str, str]:
    """The field of each phrase, folded."""
    return {folded(phrase): name for name, some in PHRASES.items() for phrase in some}


def field_of(label: str) -> str | None:
    """The field that a printed label names, in any of its languages; "" for one that is not read, None for no label."""
    parts = [folded(part) for part in (*label.split("/"), label)]
    named = (
        (_likeness(part, phrase), len(phrase), name) for part in parts if part for phrase, name in phrases().items()
    )
    score, _, name = max(named, default=(0.0, 0, ""))
    return name if score >= ALIKE else None


def _likeness(part: str, phrase: str) -> float:
    if part == phrase:
        return 101.0
    if len(phrase) >= LONG and phrase in part and len(part) <= 4 * len(phrase):
        return 100.0
    return fuzz.ratio(part, phrase) if len(phrase) > SHORT and abs(len(part) - len(phrase)) < 4 else 0.0


def label_and_rest(text: str) -> tuple[str, str] | None:
    """`Surname: NOVAK` and `DOB 12.08.1974`: a label and, on the same line, its value behind a colon or in digits."""
    words = text.replace(":", ": ").split()
    for count in range(min(len(words) - 1, 5), 0, -1):
        label, rest = " ".join(words[:count]), " ".join(words[count:])
        begins = label.endswith(":") or rest[0].isdigit()
        if begins and (name := field_of(label.strip(":."))) is not None and field_of(rest) is None:
            return name, rest
    return None
