"""Scores: what the factors say of pairs, and properties that hold of every pair."""

from hypothesis import given, settings
from hypothesis import strategies as st

from screening.matching import Found, Index, Query, search
from screening.records import BirthDate, Identifier, ListedName, Record

VIKTOR = Record(
    ref="1",
    kind="person",
    names=(ListedName("Viktor Anatolevich MOROZENKO"), ListedName("MOROZ", "alias", "weak")),
    birth_dates=(BirthDate("1968-03-12", "1968-03-12"),),
    countries=("RU",),
    identifiers=(Identifier("Passport", "53 02/841-17", "RU"),),
)
BORN = ("1968-03-12", "1968-03-12")
WORD = st.text(alphabet="abcdeiklmnorstuvz", min_size=1, max_size=9)
NAME = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


def _one(query: Query, record: Record = VIKTOR, threshold: float = 0.1) -> Found | None:
    found = search(Index([("x:1", record)]), query, threshold=threshold)
    return found[0] if found else None


def _score(query: Query, record: Record = VIKTOR) -> float:
    found = _one(query, record)
    return round(found.score, 3) if found else 0.0


def test_the_same_name_scores_94_6_and_evidence_adds_the_rest() -> None:
    name = ("viktor anatolevich morozenko",)

    assert _score(Query(name)) == 0.946
    assert _score(Query(name, birth_days=BORN)) == 1.0
    assert _score(Query(name, countries=("RU",))) == 0.966


def test_a_birth_date_far_away_counts_against_and_says_so() -> None:
    found = _one(Query(("Viktor Anatolevich Morozenko",), birth_days=("1991-07-24", "1991-07-24")))

    assert found is not None
    assert round(found.score, 3) == 0.796
    assert round(found.name_score, 3) == 1
    assert round(found.evidence_score, 3) == -0.15
    assert [(reason.factor, round(reason.score, 3), reason.detail) for reason in found.reasons][1:3] == [
        ("birth_date_contradicts", -0.15, "listed: 1968-03-12"),
        ("same_spelling", 0.012, ""),
    ]


def test_another_script_meets_the_same_name() -> None:
    assert _score(Query(("Виктор Анатольевич Морозенко",))) > 0.9


def test_words_in_another_order_are_the_same_name() -> None:
    assert _score(Query(("MOROZENKO Viktor Anatolevich",))) == 0.934


def test_a_word_split_or_joined_is_still_the_same() -> None:
    assert _score(Query(("Viktor Anatol evich Morozenko",))) > 0.9
    assert _score(Query(("ViktorAnatolevich Morozenko",))) > 0.9


def test_an_identifier_is_enough_however_it_is_punctuated() -> None:
    found = _one(Query(("Somebody Else",), identifiers=("5302 84117",)))

    assert found is not None
    assert (found.score, found.reasons[0].factor) == (1.0, "identifier_agrees")


def test_a_weak_alias_of_one_word_counts_less_unless_something_agrees() -> None:
    assert _score(Query(("Moroz",))) == 0.7
    assert _score(Query(("Moroz",), birth_days=BORN)) == 1.0


def test_a_person_is_no_company() -> None:
    assert _one(Query(("Viktor Anatolevich Morozenko",), kind="company")) is None


def test_legal_forms_hardly_matter() -> None:
    listed = Record("1", "company", (ListedName("NORDVOLGA SHIPPING JSC"),))

    assert _score(Query(("OAO Nordvolga Shipping",)), listed) > 0.93
    assert _score(Query(("Nordvolga Shipping",)), listed) > 0.85


def test_the_reasons_tell_which_word_met_which() -> None:
    found = _one(Query(("Victor Morozenko",)))

    assert found is not None
    assert found.reasons[0].detail == ("morozenko is the same; victor is 94% like viktor; anatolevich is listed only")
    assert found.reasons[0].explanation.startswith("The names are alike")


@settings(max_examples=150, deadline=None)
@given(NAME)
def test_every_name_finds_itself(name: str) -> None:
    found = _one(Query((name,)), Record("1", "person", (ListedName(name),)), threshold=0.72)

    assert found is not None
    assert found.score >= 0.83 - 1e-6


@settings(max_examples=60, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=12), NAME)
def test_a_score_does_not_depend_on_what_else_is_listed(names: list[str], query: str) -> None:
    records = [Record(str(n), "person", (ListedName(name),)) for n, name in enumerate(names)]

    together = {found.key: found.score for found in search(_of(records), Query((query,)), threshold=0.6)}
    alone = {
        found.key: found.score for record in records for found in search(_of([record]), Query((query,)), threshold=0.6)
    }

    assert together == alone


def _of(records: list[Record]) -> Index:
    return Index((record.ref, record) for record in records)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_upsets_the_matcher(listed: str, query: str) -> None:
    found = search(_of([Record("1", "person", (ListedName(listed),))]), Query((query,)), threshold=0.5)

    assert all(0 <= hit.score <= 1 for hit in found)


PARTS = st.sampled_from(
    ["jo", "joe", "e", "smith", "li", "a", "lia", "chen", "abu", "bakar", "aboubacar", "viktor", "v", "yo", "yojong"]
)
CUT = st.lists(PARTS, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(st.lists(CUT, min_size=1, max_size=8), CUT, st.sampled_from([0.5, 0.72, 0.8, 0.9]))
def test_a_higher_threshold_only_leaves_out(names: list[str], query: str, threshold: float) -> None:
    index = _of([Record(str(n), "person", (ListedName(name),)) for n, name in enumerate(names)])

    everything = [(found.key, found.score) for found in search(index, Query((query,)), threshold=0.01)]

    reaching = [(found.key, found.score) for found in search(index, Query((query,)), threshold=threshold)]
    assert reaching == [(key, score) for key, score in everything if score >= threshold]


def test_many_weak_aliases_hide_no_other_name() -> None:
    spellings = ("Hassan Ali Rovanik", "HASSAN-ALI Rovanik", "hassan ali ROVANIK")
    weak = tuple(ListedName(text, "alias", "weak") for text in spellings)
    party = Record("1", "person", (ListedName("Hassan Ali Rovanika"), *weak))

    alone = Record("1", "person", (ListedName("Hassan Ali Rovanika"),))

    assert _score(Query(("Hassan Ali Rovanik",)), party) >= _score(Query(("Hassan Ali Rovanik",)), alone) - 0.012


def test_a_name_written_without_its_spaces_is_still_the_same() -> None:
    listed = Record("1", "person", (ListedName("Otar bin Belhazzam"),))

    assert _score(Query(("OtarbinBelhazzam",)), listed) > 0.72
    assert _score(Query(("O t a r b i n B e l h a z z a m",)), listed) > 0.72
