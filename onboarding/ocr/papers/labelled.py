"""Values beside or below a label: what a registry extract says of a company."""

import re
from collections.abc import Iterator, Sequence

from anyascii import anyascii

LABELS = {
    "company_name": r"company name|name of (the )?company|legal name|registered name|entity name|firma|firmenname"
    r"|raison sociale|denomination( sociale)?|denominazione|razon social|denominacion|firma da sociedade"
    r"|foretagsnamn|bolagsnamn|foretaksnavn|virksomhedsnavn|statutaire naam|nazwa",
    "registration_number": r"(company|registration|registered|entity|file)( registration)? (number|no\.?|nr\.?)"
    r"|handelsregisternummer|registernummer|hrb|siren|numero d.immatriculation|organi[sz]a[st]ionsnummer|org\.? ?nr\.?"
    r"|cvr(-| )?(nummer|nr\.?)?|kvk(-| )?nummer|numero de registro|numero di iscrizione|nipc|krs",
    "jurisdiction": r"jurisdiction|registered in|country of registration|place of registration|registergericht"
    r"|greffe|registro mercantil de|sede",
    "status": r"(company |legal )?status|etat|estado|stato",
    "directors": r"(managing )?directors?|geschaftsfuhrer|vorstand|gerant|president|administrador|amministratore"
    r"|styrelseledamot|daglig leder|direktor|bestuurder",
}
"""Field → what is written before it, without accents, in lower case."""
_LABELLED = {
    name: re.compile(rf"^\W*(?:{label})\b\.?(?P<rest>\s*[:;|]\s*.*|\s+.*|\s*$)") for name, label in LABELS.items()
}


def labelled(lines: Sequence[str]) -> dict[str, str]:
    """The first value of each label, on its line or on the next one; of directors all, parted by semicolons."""
    found: dict[str, str] = {}
    for name, value in _values(lines):
        if name == "directors" and name in found:
            found[name] = f"{found[name]}; {value}"
        found.setdefault(name, value)
    return found


def _values(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, line in enumerate(lines):
        plain = anyascii(line).lower()
        for name, pattern in _LABELLED.items():
            if match := pattern.match(plain):
                following = lines[place + 1].strip() if place + 1 < len(lines) else ""
                value = _beside(line, match["rest"]) or following
                if value:
                    yield name, value
                break


def _beside(line: str, rest: str) -> str:
    """What follows the colon, else the label's last word: without accents a line may be longer."""
    if rest.lstrip()[:1] in {":", ";", "|"}:
        return re.split(r"[:;|]", line, maxsplit=1)[1].strip()
    words = line.split()
    return " ".join(words[len(words) - len(rest.split()) :]) if rest.strip() else ""
