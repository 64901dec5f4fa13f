"""What is left out before it is aligned could not have come up to the floor, whichever way the names are compared."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from screening.matching.alignment import align, most
from screening.matching.arrays import Texts
from screening.matching.catalogue import Catalogue
from screening.matching.comparing import compare
from screening.matching.normalise import Name, normalise
from screening.matching.triples import Triples

KNOWN = """
    ali hassan mohammed muhamad viktor wiktor vladimirovich vldaimirovich petrov petrova al rashidi abdul rahman trading
    company ltd llc joint stock nord volga nordvolga j m v de la cruz kim jong jo aa
"""
WORD = st.sampled_from(KNOWN.split()) | st.text(alphabet="aeiklmnrst", min_size=1, max_size=9)
NAME = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
FLOOR = st.sampled_from([0.3, 0.5, 0.65, 0.75, 0.85, 0.95])


def _catalogue(texts: list[str]) -> Catalogue:
    return Catalogue.build([normalise(text) for text in texts])


def _alike(names: Catalogue, name: Name, floor: float, *, turned: bool, over: float) -> dict[int, float]:
    """By name how alike it is, of those that are more alike than `over`."""
    compared = compare(names, name, floor=floor, turned=turned)
    if compared is None:
        return {}
    found = zip(compared.rows.tolist(), compared.alike.tolist(), strict=True)
    return {row: alike for row, alike in found if alike >= over}


@settings(max_examples=400, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=12), NAME, FLOOR, st.booleans())
def test_a_floor_leaves_out_only_what_is_below_it(listed: list[str], asked: str, floor: float, turned: bool) -> None:
    names, name = _catalogue(listed), normalise(asked)

    without_gates = _alike(names, name, 0, turned=turned, over=floor)

    assert _alike(names, name, floor, turned=turned, over=floor) == without_gates


@settings(max_examples=200, deadline=None)
@given(NAME, NAME)
def test_no_more_of_two_names_agrees_than_can(listed: str, asked: str) -> None:
    names, name = _catalogue([listed]), normalise(asked)
    meetings, rows = names.meeting(name), np.zeros(1, dtype=np.int32)

    can, does = most(names, name, meetings, rows), align(names, name, meetings, rows)

    assert does.agreed[0] <= (can.query[0] + can.listed[0]) / 2 + 1e-5
    assert can.query[0] <= sum(name.weights) + 1e-5
    assert can.listed[0] <= names.weights[0] + 1e-5


@settings(max_examples=200, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=12), NAME, st.sampled_from([0.2, 0.4, 0.45, 0.8]))
def test_texts_lack_triples_as_they_do_when_counted_one_by_one(listed: list[str], asked: str, bar: float) -> None:
    texts, text = [normalise(one).compact for one in listed], normalise(asked).compact
    triples = {text[place : place + 3] for place in range(len(text) - 2)}
    lacking = [sum(triple not in one for triple in triples) for one in texts]

    sharing = Triples(Triples.build(Texts.of(texts))).sharing(text, bar)

    if len(text) >= 6:
        needed = max(int(np.ceil(bar * len(triples))), 2)
        assert sharing.rows.tolist() == [row for row, few in enumerate(lacking) if len(triples) - few >= needed]
    known, lacked = sharing.lacked(np.arange(len(texts), dtype=np.int32))
    assert [one <= true for one, true in zip(lacked.tolist(), lacking, strict=True)] == [True] * len(texts)
    assert lacked[known].tolist() == [lacking[row] for row in sharing.rows.tolist()]
    for one, missing in zip(texts, lacking, strict=True):
        assert ratio(text, one) / 100 <= 1 - missing / 3 / (len(text) + len(one)) + 1e-9


def test_a_wide_name_among_the_others_moves_no_bit_of_how_alike_one_is() -> None:
    listed, wide = "Amereus Group Pte Ltd", "Amereus Group Pte Ltd of the Western and of the Eastern Shore"
    name = normalise("Amereus Pte")

    alone = _alike(_catalogue([listed]), name, 0, turned=False, over=0)

    assert _alike(_catalogue([listed, wide]), name, 0, turned=False, over=0)[0] == alone[0]
