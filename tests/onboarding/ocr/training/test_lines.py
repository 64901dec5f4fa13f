"""The drawer of training lines: what it says of a line is what is on the picture."""

from random import Random

import numpy as np
import pytest

from onboarding.ocr.lines import ALPHABET, LINE_HEIGHT
from onboarding.ocr.training.lines import DEJAVU, OCR_B, Line, draw

pytestmark = pytest.mark.skipif(
    not (OCR_B.exists() and DEJAVU.exists()), reason="needs Debian's fonts-ocr-b and fonts-dejavu-core"
)


def drawn(number: int) -> Line:
    return draw(Random(number))


def test_a_line_is_drawn_alike_from_the_same_seed() -> None:
    one, again = drawn(5), drawn(5)

    assert (one.text, one.start, one.pitch) == (again.text, again.start, again.pitch)
    assert np.array_equal(one.picture, again.picture)


@pytest.mark.parametrize("number", range(8))
def test_all_characters_are_of_the_alphabet_and_within_the_picture(number: int) -> None:
    line = drawn(number)

    assert set(line.text) <= set(ALPHABET)
    assert line.picture.shape[0] == LINE_HEIGHT
    assert line.start >= 0
    assert line.start + len(line.text) * line.pitch <= line.picture.shape[1] + line.pitch
