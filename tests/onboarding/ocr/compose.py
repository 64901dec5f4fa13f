"""Writes machine-readable zones for the reader's tests; shares the table of places with the parser, nothing else."""

from dataclasses import dataclass

from onboarding.ocr.check_digits import check_digit
from onboarding.ocr.layouts import LAYOUTS, Format, Span


@dataclass(frozen=True)
class Document:
    format: Format
    document_number: str = "L898902C3"
    birth_date: str = "740812"
    expiry_date: str = "320415"
    sex: str = "F"
    surname: str = "ERIKSSON"
    given_names: str = "ANNA MARIA"
    optional_data: str = ""
    optional_data_2: str = ""


def compose(document: Document) -> tuple[str, ...]:
    layout = LAYOUTS[document.format]
    lines = tuple("<" * layout.width for _ in range(layout.count))
    values = {
        "document_code": {"TD3": "P", "MRVA": "V", "MRVB": "V", "FRA": "ID"}.get(document.format, "I"),
        "issuing_state": "FRA" if document.format == "FRA" else "UTO",
        "nationality": "UTO",
        "names": f"{document.surname}<<{document.given_names}".replace(" ", "<"),
        "surname": document.surname,
        "given_names": document.given_names.replace(" ", "<"),
        "document_number": document.document_number,
        "birth_date": document.birth_date,
        "expiry_date": document.expiry_date,
        "sex": document.sex,
        "optional_data": document.optional_data,
        "optional_data_2": document.optional_data_2,
    }
    for name, span in layout.fields.items():
        lines = _put(lines, span, values[name])
    for check in layout.checks:
        lines = _put(lines, check.at, check_digit("".join(span.of(lines) for span in check.over)))
    return lines


def _put(lines: tuple[str, ...], span: Span, value: str) -> tuple[str, ...]:
    line = lines[span.line]
    put = line[: span.start] + value.ljust(span.end - span.start, "<")[: span.end - span.start] + line[span.end :]
    return (*lines[: span.line], put, *lines[span.line + 1 :])
