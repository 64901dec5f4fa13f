"""Papers of print: their words, dates and labels, and a text layer that says more than the picture shows."""

from datetime import date

import cv2
import numpy as np
import pytest

from compliance.sandbox.specimens import make, page, papers_text
from compliance.sandbox.specimens.grades import Grade
from onboarding.ocr.papers.dates import own_date
from onboarding.ocr.papers.labelled import labelled
from onboarding.ocr.papers.layer import disagrees, shown
from onboarding.ocr.papers.reading import Image, read

ON = date(2026, 3, 1)
BILL = papers_text.proof_of_address(
    name="Inès Jägermann", address=("Birkenallee 66", "84866 Fulda"), issued=date(2026, 2, 3)
)


def drawn(paper: papers_text.PaperText) -> Image:
    """Half as large as a page at 300 dpi."""
    return np.asarray(cv2.resize(page.picture(paper.entries), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def layer(paper: papers_text.PaperText) -> str:
    return "\n".join(entry.text for entry in paper.entries)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Invoice date: 7 November 2025"], date(2025, 11, 7)),
        (["Ausstellungsdatum: 5. März 2025"], date(2025, 3, 5)),
        (["Date d'émission : 19 décembre 2025"], date(2025, 12, 19)),
        (["Fecha de emisión: 1 de marzo de 2025"], date(2025, 3, 1)),
        (["Data emissione 14 giugno 2025"], date(2025, 6, 14)),
        (["Fakturadatum 2025-08-09"], date(2025, 8, 9)),
        (["Data wystawienia: 30.09.2025"], date(2025, 9, 30)),
        (["Statement date: Feb 3rd, 2026"], date(2026, 2, 3)),
        (["Statement date", "03/02/2026"], date(2026, 2, 3)),
        (["Issued 02/20/2026"], date(2026, 2, 20)),
        (["Issued 02/04/2026"], date(2026, 2, 4)),
        (["Berlin, 12.01.2026", "Kontostand 44,11"], date(2026, 1, 12)),
        (["01.12.2025", "04.01.2026", "Rent 12.01.2026"], date(2026, 1, 12)),
        (["Invoice date: 1 May 2025", "Meter read on 1 February 2026"], date(2025, 5, 1)),
        (["Payment due 20 February 2026", "Date of birth: 1 May 1980"], None),
        (["Valid until: 1 January 2026"], None),
        (["Invoice date: 7 November 2031"], None),
        (["Invoice date: 31 November 2025", "Call 12-34-5678"], None),
        ([], None),
    ],
)
def test_the_date_of_a_paper_is_its_newest_labelled_one(lines: list[str], expected: date | None) -> None:
    assert own_date(lines, on=ON) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Company name: Tidal Alder Ltd"], {"company_name": "Tidal Alder Ltd"}),
        (["Company name", "Tidal Alder Ltd"], {"company_name": "Tidal Alder Ltd"}),
        (["Company number 0123 4567"], {"registration_number": "0123 4567"}),
        (["Firma: Weiß & Söhne GmbH"], {"company_name": "Weiß & Söhne GmbH"}),
        (["Director: Alma Ek", "Director: Bo Ek"], {"directors": "Alma Ek; Bo Ek"}),
        (["Status: Active", "Jurisdiction: Utopia"], {"status": "Active", "jurisdiction": "Utopia"}),
        (["A firma word inside of a line", "Status:"], {}),
    ],
)
def test_what_stands_beside_a_label_is_its_value(lines: list[str], expected: dict[str, str]) -> None:
    assert labelled(lines) == expected


def test_a_line_that_the_picture_does_not_show_is_not_believed() -> None:
    picture = ("Utopia Power Light", "Gunther Hjelmaker", "Rue du Moulin 23")

    believed = list(shown(["Günther  Hjelmåker", "Clara Nordahl", "99001 Moulin"], picture))

    assert believed == ["Günther Hjelmåker"]


def test_two_different_papers_disagree() -> None:
    assert disagrees(["Clara Nordahl", "Storgatan 12"], ["Utopia Power & Light", "Rue du Moulin"])
    assert not disagrees(["Clara Nordahl"], ["Clara Nordahl", "Rue du Moulin"])


def test_a_bill_is_read_from_its_picture() -> None:
    paper = read(drawn(BILL), on=ON)

    assert (paper.source, paper.issued, paper.findings) == ("picture", date(2026, 2, 3), ())
    assert "Birkenallee 66" in paper.lines
    assert "84866 Fulda" in paper.lines


def test_the_text_layer_gives_letters_that_the_engine_does_not_know() -> None:
    paper = read(drawn(BILL), on=ON, text=layer(BILL))

    assert (paper.source, paper.findings) == ("text", ())
    assert "Inès Jägermann" in paper.lines


def test_hidden_text_counts_for_nothing() -> None:
    paper = read(drawn(BILL), on=ON, text=f"{layer(BILL)}\nClara Nordahl\nStorgatan 12\nInvoice date: 28 February 2026")

    assert paper.issued == date(2026, 2, 3)
    assert not {"Clara Nordahl", "Storgatan 12", "Invoice date: 28 February 2026"} & set(paper.lines)


def test_a_layer_of_another_paper_is_a_finding_and_only_the_picture_is_read() -> None:
    other = papers_text.registry_extract(name="Tidal Alder Ltd", number="94360329", issued=date(2026, 2, 27))

    paper = read(drawn(BILL), on=ON, text=layer(other))

    assert [finding.code for finding in paper.findings] == ["text_unreadable"]
    assert (paper.source, paper.issued) == ("picture", date(2026, 2, 3))


def test_a_page_on_its_head_is_read_and_an_empty_one_asked_for_again() -> None:
    turned = read(np.ascontiguousarray(np.rot90(drawn(BILL), 2)), on=ON)
    empty = read(np.full((900, 700, 3), 240, np.uint8), on=ON)

    assert turned.issued == date(2026, 2, 3)
    assert [finding.code for finding in empty.findings] == ["text_unreadable"]


@pytest.mark.parametrize("grade", [Grade.SCAN, Grade.PHONE])
def test_an_extract_that_was_photographed_names_company_number_and_day(grade: Grade) -> None:
    made = next(one for one in make.invented("registry_extract", grade, 3) if one.name.endswith(".jpg"))

    paper = read(np.asarray(cv2.imdecode(np.frombuffer(made.jpeg, np.uint8), cv2.IMREAD_COLOR), np.uint8), on=ON)

    truth = made.truth["text"]
    assert paper.fields["company_name"] == truth["name"]
    assert paper.fields["registration_number"] == truth["number"]
    assert paper.issued == date.fromisoformat(truth["issue_date"])
