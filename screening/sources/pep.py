"""Politically exposed persons, from the source of the user's choice, in FollowTheMoney JSON or as a simple table."""

from screening.sources import follow_the_money
from screening.sources.port import Source

SOURCE = Source(
    code="pep",
    title="Politically exposed persons",
    publisher="of the user's choice",
    formats=follow_the_money.formats(default_topic="pep"),
)
