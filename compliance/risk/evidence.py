"""What a rating looks at: facts and codes, no names and no dates of birth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Countries are ISO 3166-1 alpha-2; those of directors and owners count as the company's own."""

    kind: str
    """`person` or `company`."""
    product: str
    residences: frozenset[str] = frozenset()
    """Residence, seat or place of registration."""
    nationalities: frozenset[str] = frozenset()
    company_age_days: int | None = None
    """None where the date of incorporation is not known; of no meaning for a person."""
    pep: bool = False
    """A match with a politically exposed person was confirmed by two officers."""
    sanction_match: bool = False
    """A match with a sanctions list was confirmed by two officers."""
    open_match: bool = False
    """A match that nobody has settled, inconclusive ones too."""
    findings: frozenset[str] = frozenset()
    """Codes of the findings that the latest checks left for a human."""
    remote: bool = True
    """Nobody of the partner has met the customer."""

    @property
    def countries(self) -> frozenset[str]:
        return self.residences | self.nationalities
