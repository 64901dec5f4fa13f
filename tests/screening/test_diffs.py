"""What a version changed, entry by entry and field by field."""

from pathlib import Path

import pytest

from screening import selectors, services
from screening.diffs import words
from screening.records import BirthDate, Identifier, ListedName
from screening.selectors import EntryChange, FieldChange, UnknownVersion
from tests.screening import lists
from tests.screening.lists import ACTOR, AT, FIXTURES

pytestmark = pytest.mark.django_db
FIRST = [lists.row(1, "DROVANIK, Anton", "DOB 1970."), *lists.people("KELMAZOV, Rustam", "BASHTOUL, Leyla", first=2)]
SECOND = [lists.row(1, "DROVANIK, Anton", "DOB 1971."), *lists.people("KELMAZOV, Rustam", first=2),
          *lists.people("DEYGARA, Samira", first=4)]  # fmt: skip
CHANGED = EntryChange(
    "1",
    "Anton DROVANIK",
    (
        FieldChange("birth_dates", ("1970-01-01 to 1970-12-31",), ("1971-01-01 to 1971-12-31",)),
        FieldChange("remarks", ("DOB 1970.",), ("DOB 1971.",)),
    ),
)


@pytest.fixture
def two_versions(tmp_path: Path) -> None:
    lists.sync(tmp_path, FIRST)
    lists.sync(tmp_path, SECOND)


@pytest.mark.usefixtures("two_versions")
def test_a_delta_names_what_came_what_went_and_what_reads_otherwise() -> None:
    delta = selectors.delta("ofac_sdn", 2)

    assert (delta.source, delta.older, delta.newer) == ("ofac_sdn", 1, 2)
    assert delta.added == (EntryChange("4", "Samira DEYGARA"),)
    assert delta.removed == (EntryChange("3", "Leyla BASHTOUL"),)
    assert delta.changed == (CHANGED,)
    assert delta.counts == {"added": 1, "removed": 1, "changed": 1}


@pytest.mark.usefixtures("two_versions")
def test_the_first_version_added_everything_and_may_be_cut_at_a_limit() -> None:
    delta = selectors.delta("ofac_sdn", 1, limit=2)

    assert [change.ref for change in delta.added] == ["1", "2"]
    assert (delta.removed, delta.changed, delta.counts["added"]) == ((), (), 3)


def test_a_delta_over_several_versions_leaves_out_what_came_and_went_between(tmp_path: Path) -> None:
    for rows in (FIRST, SECOND, FIRST):
        lists.sync(tmp_path, rows)

    delta = selectors.delta("ofac_sdn", 3, older=1)

    assert (delta.added, delta.removed, delta.changed) == ((), (), ())
    assert selectors.delta("ofac_sdn", 3).counts == {"added": 1, "removed": 1, "changed": 1}


@pytest.mark.usefixtures("two_versions")
@pytest.mark.parametrize(("number", "older"), [(3, None), (0, None), (2, 2), (1, 2)])
def test_a_version_that_is_not_there_has_no_delta(number: int, older: int | None) -> None:
    with pytest.raises(UnknownVersion):
        selectors.delta("ofac_sdn", number, older=older)


def test_the_delta_of_the_fixtures_is_the_one_that_their_script_made() -> None:
    for folder in ("ofac_sdn", "ofac_sdn_update"):
        services.sync(source="ofac_sdn", path=FIXTURES / folder, at=AT, actor=ACTOR)

    delta = selectors.delta("ofac_sdn", 2)

    assert [change.ref for change in delta.added] == ["90900"]
    assert [change.ref for change in delta.removed] == ["90020", "90090"]
    assert [(change.ref, [found.field for found in change.fields]) for change in delta.changed] == [
        ("90011", ["names"]),
        ("90012", ["birth_dates", "remarks"]),
        ("90013", ["title"]),
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (ListedName("MOROZ", "alias", "weak"), "MOROZ (weak alias)"),
        (ListedName("MOROZ"), "MOROZ"),
        (BirthDate("1970-01-01", "1970-12-31", circa=True), "circa 1970-01-01 to 1970-12-31"),
        (BirthDate("1970-01-01", "1970-01-01"), "1970-01-01"),
        (Identifier("Passport", "A1", "RU"), "Passport A1 (RU)"),
        (Identifier("Tax ID", "1"), "Tax ID 1"),
        ("RU", "RU"),
    ],
)
def test_values_are_said_as_an_officer_reads_them(value: object, said: str) -> None:
    assert words(value) == said
