"""OpenSanctions: any of its data sets, for those who have a licence to it; see docs/watchlists.md."""

from compliance import environment
from screening.sources import follow_the_money
from screening.sources.port import Source

_FREE = "https://data.opensanctions.org/datasets/latest"
_DELIVERY = "https://delivery.opensanctions.com/datasets/latest"


def source(*, data_set: str, key: str) -> Source:
    """The source as the environment sets it up: without a data set it has no address, and reads files alone.

    The data is free for some uses and licensed for all others, so that nothing is fetched unless the user says what.
    With a key it comes from the delivery service, which redirects: the key is not sent along to where that leads.
    """
    base = _DELIVERY if key else _FREE

    def address(name: str) -> str:
        return f"{base}/{data_set}/{name}" if data_set else ""

    return Source(
        code="opensanctions",
        title=f"OpenSanctions, {data_set}" if data_set else "OpenSanctions",
        publisher="OpenSanctions",
        formats=follow_the_money.formats(urls=address),
        headers={"Authorization": f"Token {key}"} if key else {},
    )


SOURCE = source(data_set=environment.text("OPENSANCTIONS_DATASET"), key=environment.text("OPENSANCTIONS_KEY"))
