"""Papers of print: the same for the same seed, with a text layer that can be copied out."""

from datetime import date

import pytest

from compliance.sandbox.specimens import make, page, papers_text
from compliance.sandbox.specimens.grades import Grade
from compliance.sandbox.specimens.page import Entry
from onboarding.intake import accept


@pytest.mark.parametrize("kind", papers_text.KINDS)
def test_a_paper_is_drawn_as_pdf_and_as_picture(kind: str) -> None:
    made = list(make.invented(kind, Grade.PHONE, 5))

    assert [one.name for one in made] == [f"{kind}-phone-0005.pdf", f"{kind}-phone-0005.jpg"]
    assert [one.jpeg for one in make.invented(kind, Grade.PHONE, 5)] == [one.jpeg for one in made]
    assert made[0].truth["text"] == made[1].truth["text"]


def test_an_expired_paper_is_more_than_a_year_old() -> None:
    fresh, old = (next(make.invented("proof_of_address", Grade.CLEAN, 5, expired=expired)) for expired in (False, True))

    assert date.fromisoformat(fresh.truth["text"]["issue_date"]) > date(2025, 10, 1)
    assert date.fromisoformat(old.truth["text"]["issue_date"]) < date(2025, 1, 1)


def test_the_text_layer_says_what_the_page_does_and_what_nobody_sees() -> None:
    page_of = papers_text.proof_of_address(name="Łukasz (von) Thalberg", address=("Rue 1",), issued=date(2026, 1, 1))
    hidden = Entry("Clara Nordahl", 20, 60, 5, hidden=True)

    picture = accept(page.pdf((*page_of.entries, hidden)), declared="application/pdf")

    assert picture.text is not None
    assert "Lukasz (von) Thalberg" in picture.text
    assert "Invoice date: 1 January 2026" in picture.text
    assert "Clara Nordahl" in picture.text
