"""The check digits of a machine-readable zone: each alone, right or wrong."""

from dataclasses import dataclass

from onboarding.ocr.layouts import FILLER, Check, Layout, Span


@dataclass(frozen=True)
class CheckDigit:
    field: str
    printed: str
    expected: str
    valid: bool


def check_digit(text: str) -> str:
    """Weights 7, 3, 1; letters count from 10, the filler 0; modulo 10 (Doc 9303-3, 4.9)."""
    values = (0 if letter == FILLER else int(letter, 36) for letter in text)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def checks(lines: tuple[str, ...], layout: Layout) -> tuple[CheckDigit, ...]:
    """Each check digit of the layout, right or wrong (Doc 9303-3 section 4.9)."""
    return tuple(_check(lines, layout, check) for check in layout.checks)


def _check(lines: tuple[str, ...], layout: Layout, check: Check) -> CheckDigit:
    covered, printed = "".join(span.of(lines) for span in check.over), check.at.of(lines)
    if check.field == "document_number" and (rest := overflow(lines, layout)):
        covered, printed = covered + rest[:-1], rest[-1]
    expected = check_digit(covered)
    empty = check.field == "personal_number" and not covered.strip(FILLER)
    return CheckDigit(check.field, printed, expected, printed == expected or (empty and printed == FILLER))


def overflow(lines: tuple[str, ...], layout: Layout) -> str:
    """The rest of a document number of more than nine characters, check digit last (Doc 9303-5, 4.2.2, note j)."""
    if layout.format not in ("TD1", "TD2") or layout.checks[0].at.of(lines) != FILLER:
        return ""
    rest = layout.fields["optional_data"].of(lines).split(FILLER)[0]
    return rest if len(rest) >= 2 and rest[-1].isdigit() else ""


def number_spans(lines: tuple[str, ...], layout: Layout) -> tuple[Span, ...]:
    """Where the document number stands: its field, and what of the optional data it goes on in."""
    first, optional = layout.fields["document_number"], layout.fields["optional_data"]
    rest = len(overflow(lines, layout))
    return (first, Span(optional.line, optional.start, optional.start + rest - 1)) if rest else (first,)
