"""OFAC's consolidated list: those under lesser sanctions than the SDN's, in the same formats."""

from screening.sources.ofac_sdn import BROWSER, formats
from screening.sources.port import Source

SOURCE = Source(
    code="ofac_cons",
    title="OFAC Consolidated (non-SDN) list",
    publisher="United States, Department of the Treasury",
    formats=formats(
        enhanced="cons_enhanced.xml",
        classic="consolidated.xml",
        tables=("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv"),
        consolidated=True,
    ),
    user_agent=BROWSER,
)
