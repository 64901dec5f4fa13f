"""An index of subjects finds whom a search of each of them would have found."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from screening.matching import Index, Query, Roster, Wanted, search
from screening.records import BirthDate, Identifier, ListedName, Record

WORDS = """
    ali hassan mohammed muhamad viktor wiktor morozenko morosenko ivan petrov petrova al rashidi rasheedi abdul rahman
    abdulrahman trading company ltd nord volga nordvolga jose m v de la cruz kim jong jo joe e li a lia chen abu bakar
    aboubacar
"""
WORD = st.sampled_from(WORDS.split())
NAME = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
BORN = st.sampled_from([None, ("1968-03-12", "1968-03-12"), ("1991-01-01", "1991-12-31")])
SUBJECT = st.builds(
    lambda names, born, country: Query(tuple(names), "person", born, country),
    st.lists(NAME, min_size=1, max_size=2),
    BORN,
    st.sampled_from([(), ("RU",), ("FR", "RU")]),
)
RECORD = st.builds(
    lambda names, born: Record(
        "1",
        "person",
        tuple(ListedName(name, "alias", "weak" if number else "strong") for number, name in enumerate(names)),
        birth_dates=(BirthDate(*born),) if born else (),
        countries=("RU",),
    ),
    st.lists(NAME, min_size=1, max_size=3),
    BORN,
)


def _person(name: str) -> Record:
    return Record("1", "person", (ListedName(name),))


@settings(max_examples=120, deadline=None)
@given(st.lists(SUBJECT, max_size=8), st.lists(RECORD, max_size=5), st.sampled_from([0.6, 0.72, 0.9]))
@example([Query(("trading cruz a",), "person")], [_person("ali petrov trading")], 0.6)
@example([Query(("mohammed abdul ltd joe",), "person")], [_person("jose cruz m abdul la")], 0.6)
@example([Query(("ali a morosenko muhamad",), "person")], [_person("m mohammed")], 0.6)
@example([Query(("volga rasheedi viktor ltd rasheedi",), "person")], [_person("viktor rashidi rahman morosenko")], 0.5)
@example([Query(("al bin",), "person")], [_person("bin al de la cruz")], 0.5)
def test_looking_from_either_side_finds_the_same(
    subjects: list[Query], records: list[Record], threshold: float
) -> None:
    listed = {f"x:{number}": record for number, record in enumerate(records)}
    index = Index(listed.items())

    asked = {
        (f"s{number}", found.key, found.score)
        for number, query in enumerate(subjects)
        for found in search(index, query, threshold=threshold)
    }
    roster = Roster.build((f"s{number}", query) for number, query in enumerate(subjects))
    looked_for = {
        (key, found.key, found.score) for key, found in roster.resembling(Wanted.of(listed), threshold=threshold)
    }

    assert looked_for == asked


def test_a_roster_survives_being_put_into_bytes() -> None:
    query = Query(("Viktor Morozenko",), "person", ("1968-03-12", "1968-03-12"), ("RU",), ("53 02/841-17",))
    record = Record("1", "person", (ListedName("Wiktor MOROSENKO"),))
    roster = Roster.from_bytes(Roster.build([("s1", query)]).to_bytes())

    found = roster.resembling(Wanted.of({"x:1": record}), threshold=0.72)

    assert [(key, one.key) for key, one in found] == [("s1", "x:1")]
    assert len(roster) == 1


def test_a_subject_with_the_identifier_is_found_whatever_its_name() -> None:
    roster = Roster.build([("s1", Query(("Somebody Else",), "person", identifiers=("5302 84117",)))])
    record = Record("1", "person", (ListedName("Viktor"),), identifiers=(Identifier("Passport", "53 02/841-17"),))

    found = roster.resembling(Wanted.of({"x:1": record}), threshold=0.72)

    assert [(key, one.score) for key, one in found] == [("s1", 1.0)]


def test_an_empty_roster_resembles_nobody() -> None:
    record = Record("1", "person", (ListedName("Viktor"),))

    assert Roster.build([]).resembling(Wanted.of({"x:1": record}), threshold=0.72) == []
