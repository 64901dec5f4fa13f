"""Real designations of the EU and the UK, kept as YAML, put back into their publishers' XML and CSV."""

import csv
import json
import re
import tarfile
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from gzip import open as unpacked
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import yaml

from tests.shared import SHARED

LISTS = SHARED / "watchlists"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SUMMARIES = re.compile(rb"^  regulation_summaries:\n(?:  - .*\n|    .*\n)+", re.MULTILINE)
_EU_SECTIONS = {
    "name_aliases": ("nameAlias", "NameAlias"),
    "citizenships": ("citizenship", "Citizenship"),
    "birthdates": ("birthdate", "BirthDate"),
    "identifications": ("identification", "Identification"),
    "addresses": ("address", "Address"),
}
_EU_COLUMNS = {
    "birthdate": "BirthDate",
    "day_of_month": "Day",
    "month_of_year": "Month",
    "identification_type_code": "TypeCode",
}
_UK_ACRONYMS = {"unique_id": "UniqueID", "ofsi_group_id": "OFSIGroupID", "un_reference_number": "UNReferenceNumber"}
_UK_LISTS = {
    "names": ("Names", "Name"),
    "non_latin_names": ("NonLatinNames", "NonLatinName"),
    "addresses": ("Addresses", "Address"),
}
_UK_FACTS = ("un_reference_number", "regime_name", "individual_entity_ship", "sanctions_imposed", "other_information")

Designation = Mapping[str, Any]


@cache
def eu() -> tuple[Designation, ...]:
    return tuple(_documents("other/2026-05-01_eu_fsf_yaml_all.tar.gz", re.compile(r"eu-\d+-\d+\.yaml")))


@cache
def uk() -> tuple[Designation, ...]:
    return tuple(_documents("other/2026-08-22_uk_sanctions_list_yaml.tar.gz", re.compile(r"[a-z].*\.yaml")))


def parsed(source: str) -> Iterator[Mapping[str, Any]]:
    """The names, dates and countries of one list in the shape that all lists share there."""
    with unpacked(LISTS / "all_lists_entities.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith(f'{{"list": "{source}"'):
                yield json.loads(line)


def _documents(path: str, name: re.Pattern[str]) -> Iterator[Designation]:
    with tarfile.open(LISTS / path) as archive:
        for member in archive:
            file = archive.extractfile(member) if name.fullmatch(Path(member.name).name) else None
            if file is not None:
                yield yaml.load(_SUMMARIES.sub(b"", file.read()), _LOADER)  # noqa: S506  (it is a safe one)


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def _attributes(facts: Mapping[str, Any]) -> str:
    plain = {_camel(name): _said(value) for name, value in facts.items() if not isinstance(value, (list, dict))}
    return "".join(f" {name}={quoteattr(value)}" for name, value in plain.items())


def write_eu_xml(path: Path, designations: Sequence[Designation]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-05-01T10:00:00.000+02:00">\n'
        )
        for one in designations:
            file.write(f"<sanctionEntity{_attributes({key: one[key] for key in one if key != 'remark'})}>")
            file.write(f"<remark>{escape(_said(one.get('remark', '')))}</remark>")
            file.write(f"<subjectType{_attributes(one['subject_type'])}/>")
            for section, (tag, _) in {**_EU_SECTIONS, "regulations": ("regulation", "")}.items():
                file.writelines(f"<{tag}{_attributes(facts)}/>" for facts in one.get(section, ()))
            file.write("</sanctionEntity>\n")
        file.write("</export>\n")
    return path


def write_eu_csv(path: Path, designations: Sequence[Designation]) -> Path:
    rows = [row for one in designations for row in _eu_rows(one)]
    header = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _eu_rows(one: Designation) -> Iterator[dict[str, str]]:
    about = {
        "fileGenerationDate": "01/05/2026",
        "Entity_LogicalId": one["logical_id"],
        "Entity_EU_ReferenceNumber": one["eu_reference_number"],
        "Entity_UnitedNationId": one.get("united_nation_id", ""),
        "Entity_DesignationDetails": one.get("designation_details", ""),
        "Entity_Remark": _said(one.get("remark", "")),
        "Entity_SubjectType_ClassificationCode": one["subject_type"]["code"],
        "Entity_Regulation_Programme": one["regulations"][0]["programme"],
    }
    for section, (_, prefix) in _EU_SECTIONS.items():
        for facts in one.get(section, ()):
            yield about | {f"{prefix}_{_eu_column(name)}": _said(value) for name, value in facts.items()}


def _eu_column(name: str) -> str:
    camel = _camel(name)
    return _EU_COLUMNS.get(name, camel[:1].upper() + camel[1:])


def write_uk_xml(path: Path, designations: Sequence[Designation]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write("<Designations><DateGenerated>22/08/2026</DateGenerated>\n")
        for one in designations:
            file.write(f"<Designation><UniqueID>{one['unique_id']}</UniqueID>")
            file.writelines(_element(name, one[name]) for name in _UK_FACTS if name in one)
            file.write(f"<DateDesignated>{_british(one['date_designated'])}</DateDesignated>")
            for section, (many, tag) in _UK_LISTS.items():
                items = ("".join(_element(name, facts[name]) for name in facts) for facts in _listed(one, section))
                file.write(f"<{many}>{''.join(f'<{tag}>{item}</{tag}>' for item in items)}</{many}>")
            file.write("</Designation>\n")
        file.write("</Designations>\n")
    return path


def _element(name: str, value: object) -> str:
    tag = _UK_ACRONYMS.get(name, "".join(part.capitalize() for part in name.split("_")))
    return f"<{tag}>{escape(_said(value))}</{tag}>"


def _listed(one: Designation, section: str) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = (one.get(section) or {}).get(
        section if section == "addresses" else "names", ()
    )
    return found


def _british(day: object) -> str:
    year, month, of_month = str(day).split("-")
    return f"{of_month}/{month}/{year}"


def write_uk_csv(path: Path, designations: Sequence[Designation]) -> Path:
    rows = [row for one in designations for row in _uk_rows(one)]
    header = list(dict.fromkeys(["D.O.B", "Name 6", *(column for row in rows for column in row)]))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Report Date: 22-Aug-2026\n")
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _uk_rows(one: Designation) -> Iterator[dict[str, str]]:
    about = {
        "Unique ID": one["unique_id"],
        "UN Reference Number": one.get("un_reference_number", ""),
        "Designation Type": one["individual_entity_ship"],
        "Regime Name": one["regime_name"],
        "Sanctions Imposed": one["sanctions_imposed"],
        "Other Information": one.get("other_information", ""),
        "Date Designated": _british(one["date_designated"]),
    }
    for section in _UK_LISTS:
        for facts in _listed(one, section):
            yield about | {_uk_column(name): _said(value) for name, value in facts.items()}


def _uk_column(name: str) -> str:
    special = {
        "name_type": "Name type",
        "alias_strength": "Alias strength",
        "name_non_latin_script": "Name non-latin script",
    }
    spaced = re.sub(r"(?<=[a-z])(?=\d)", " ", name.replace("_", " ")).title()
    return special.get(name, spaced)


def uk_names(one: Designation) -> set[str]:
    """The words of each name, for the order in which they are said is the reader's affair."""
    spelt = (" ".join(str(name.get(f"name{n}", "")) for n in range(1, 7)) for name in _listed(one, "names"))
    scripts = (str(name["name_non_latin_script"]) for name in _listed(one, "non_latin_names"))
    return {_words(text) for text in (*spelt, *scripts)} - {""}


def _words(text: str) -> str:
    return " ".join(sorted(text.replace(",", " ").split()))


def same_words(texts: Sequence[str]) -> set[str]:
    return {_words(text) for text in texts}


def uk_countries(one: Designation) -> set[str]:
    return {str(address["address_country"]) for address in _listed(one, "addresses") if "address_country" in address}


def eu_names(one: Designation) -> set[str]:
    return {" ".join(str(name["whole_name"]).split()) for name in one["name_aliases"]}


def eu_births(one: Designation) -> set[tuple[str, str, bool]]:
    """First day, last day, circa; the YAML leaves ranges of years out, and some years are Islamic."""
    found = set()
    for birth in one.get("birthdates", ()):
        if "birthdate" in birth:
            found.add((str(birth["birthdate"]), str(birth["birthdate"]), birth["circa"]))
        elif "year" in birth and birth["calendar_type"] == "GREGORIAN":
            months = [birth["month_of_year"]] * 2 if "month_of_year" in birth else [1, 12]
            last = monthrange(birth["year"], months[1])[1]
            found.add(
                (f"{birth['year']}-{months[0]:02d}-01", f"{birth['year']}-{months[1]:02d}-{last}", birth["circa"])
            )
    return found


def eu_countries(one: Designation) -> set[str]:
    """Of citizenships and addresses; two of the codes are of countries that are no more."""
    facts = [*one.get("citizenships", ()), *one.get("addresses", ())]
    return {str(fact["country_iso2_code"]) for fact in facts} - {"00", "AN", "CS", "YU"}


def as_seco(parties: Sequence[Mapping[str, Any]]) -> bytes:
    """The parties as targets of the Swiss list, in force, their names in one part each."""
    targets = (
        f'<target ssid="{one["id"]}"><{_SECO[one["type"]]}><identity main="true">'
        f"{''.join(_seco_name(name) for name in one['names'])}</identity></{_SECO[one['type']]}></target>\n"
        for one in parties
    )
    return f'<swiss-sanctions-list date="2026-05-01">\n{"".join(targets)}</swiss-sanctions-list>'.encode()


_SECO = {"person": "individual", "entity": "entity"}


def _seco_name(name: Mapping[str, str]) -> str:
    kind = "primary-name" if name["k"] == "primary" else "alias"
    part = f'<name-part order="1" name-part-type="whole-name"><value>{escape(name["n"])}</value></name-part>'
    return f'<name name-type="{kind}" quality="{"low" if name["k"] == "weak" else "good"}">{part}</name>'
