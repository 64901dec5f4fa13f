"""A list's versions: what is news, what is refused as shrunk, and the delta of two real states, counted twice."""

import csv
import gzip
import time
from collections import defaultdict
from io import StringIO
from pathlib import Path

import pytest

from screening import selectors, services
from screening.models import Entry, ListVersion
from screening.services import ListRefused
from tests import factories
from tests.screening import lists
from tests.screening.lists import ACTOR, AT, FIXTURES
from tests.shared import SHARED

pytestmark = pytest.mark.django_db
PEOPLE = lists.people(*(f"DROVANIK, Anton{number}" for number in range(20)))


def test_the_same_parties_in_another_order_or_under_another_date_are_no_new_version(tmp_path: Path) -> None:
    text = (FIXTURES / "ofac_sdn_xml" / "SDN.XML").read_text(encoding="utf-8")
    head, *entries = text.split("<sdnEntry>")
    entries[-1], tail = entries[-1].split("</sdnList>")
    other = "<sdnEntry>".join([head.replace("02/27/2026", "02/28/2026"), *reversed(entries)]) + f"</sdnList>{tail}"
    (tmp_path / "sdn.xml").write_text(other, encoding="utf-8")
    services.sync(source="ofac_sdn", path=FIXTURES / "ofac_sdn_xml", at=AT, actor=ACTOR)

    result = services.sync(source="ofac_sdn", path=tmp_path, at=AT, actor=ACTOR)

    assert (result.is_new, ListVersion.objects.count(), Entry.objects.count()) == (False, 1, 121)


def test_policy_says_how_much_of_a_list_may_vanish_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.policy()
    lists.sync(tmp_path, PEOPLE)
    path = lists.write(tmp_path / "sdn.csv", PEOPLE[:15])

    with pytest.raises(ListRefused) as refusal:
        services.sync(source="ofac_sdn", path=path, at=AT, actor=ACTOR)
    monkeypatch.setattr("screening.services.lists._max_shrink", lambda _: 0.25)
    result = services.sync(source="ofac_sdn", path=path, at=AT, actor=ACTOR)

    assert refusal.value.detail == "5 of 20 entries are gone; at most 10% may go at once (--max-shrink)."
    assert result.removed == 5


def test_a_list_that_loses_its_aliases_is_refused_without_reading_its_entries_again(tmp_path: Path) -> None:
    rows = [lists.row(number, f"DROVANIK, Anton{number}", "a.k.a. 'TONI'.") for number in range(1, 9)]
    version = lists.sync(tmp_path, rows).version
    Entry.objects.update(data={})
    bare = lists.people(*(f"DROVANIK, Anton{number}" for number in range(1, 9)))

    with pytest.raises(ListRefused) as refusal:
        lists.sync(tmp_path, bare, max_shrink=0.1)

    assert version.name_count == 16
    assert refusal.value.detail == "8 of 16 names are gone; at most 10% may go at once (--max-shrink)."


def _stated(state: str) -> dict[str, frozenset[tuple[str, ...]]]:
    """Each entry's rows in all of the files, without the rows' own numbers and in no order."""
    rows: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in ("sdn", "alt", "add"):
        text = gzip.decompress((SHARED / "watchlists" / state / f"{name}.csv.gz").read_bytes()).decode()
        for row in csv.reader(StringIO(text, newline="")):
            if len(row) > 1:
                kept = row[1:] if name == "sdn" else row[2:]
                rows[row[0]].add((name, *(cell.strip() for cell in kept)))
    return {ref: frozenset(found) for ref, found in rows.items()}


@pytest.mark.oracle
def test_the_delta_of_two_real_states_is_the_one_that_plain_csv_counts() -> None:
    before, after = _stated("ofac_sdn_2021-04-25"), _stated("ofac_sdn_2021-07-07")
    services.sync(source="ofac_sdn", path=SHARED / "watchlists" / "ofac_sdn_2021-04-25", at=AT, actor=ACTOR)

    started = time.process_time()
    result = services.sync(source="ofac_sdn", path=SHARED / "watchlists" / "ofac_sdn_2021-07-07", at=AT, actor=ACTOR)
    seconds = time.process_time() - started
    delta = selectors.delta("ofac_sdn", 2)

    assert {change.ref for change in delta.added} == after.keys() - before.keys()
    assert {change.ref for change in delta.removed} == before.keys() - after.keys()
    assert {change.ref for change in delta.changed} == {
        ref for ref in before.keys() & after.keys() if before[ref] != after[ref]
    }
    assert (result.added, result.removed) == (len(delta.added), len(delta.removed)) == (150, 64)
    assert all(change.fields for change in delta.changed)
    assert seconds < 10, "reading, hashing and writing a delta of some hundreds"
