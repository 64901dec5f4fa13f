"""OFAC's Specially Designated Nationals, and the three formats that this list shares with the consolidated one.

The Enhanced XML is downloaded: it alone has the names in their own scripts, the ranges of birth dates, and the days of
listing, and it is one file, so that no alias can come from another state than its party.
"""

from functools import partial

from screening.sources import ofac_csv, ofac_enhanced, ofac_xml
from screening.sources.port import Format, Remote, Source

_BASE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""The publisher's firewall turns away everything that is no browser."""


def formats(
    *, enhanced: str, classic: str, tables: tuple[str, str, str, str], consolidated: bool
) -> tuple[Format, ...]:
    """OFAC's formats under the names that its files have for one list, the one that is downloaded first."""
    return (
        Format(
            "Enhanced XML",
            remotes=(_remote(enhanced),),
            read=partial(ofac_enhanced.read, name=enhanced, consolidated=consolidated),
            recognise=lambda beginning: b"sanctionsData" in beginning,
        ),
        Format(
            "XML",
            remotes=(_remote(classic),),
            read=partial(ofac_xml.read, name=classic, consolidated=consolidated),
            recognise=lambda beginning: b"sdnList" in beginning,
        ),
        Format(
            "CSV",
            remotes=tuple(_remote(table, required=table in tables[:2], end=ofac_csv.END) for table in tables),
            read=partial(ofac_csv.read, names=tables, consolidated=consolidated),
            recognise=lambda beginning: beginning[:1].isdigit() or beginning[:1] == ofac_csv.END,
        ),
    )


def _remote(name: str, *, required: bool = True, end: bytes = b"") -> Remote:
    return Remote(name, f"{_BASE}/{name.upper()}", required, end)


SOURCE = Source(
    code="ofac_sdn",
    title="OFAC Specially Designated Nationals",
    publisher="United States, Department of the Treasury",
    formats=formats(
        enhanced="sdn_enhanced.xml",
        classic="sdn.xml",
        tables=("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"),
        consolidated=False,
    ),
    user_agent=BROWSER,
)
