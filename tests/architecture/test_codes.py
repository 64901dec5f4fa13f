"""Every code that an engine or a rule gives stands in the one table, and the table has no code that nothing gives."""

from pathlib import Path

import pytest

from onboarding.verdict.codes import CODES
from tests.architecture import sources
from tests.architecture.given_codes import CannotFollow, given


def test_every_code_that_is_given_stands_in_the_table_and_every_row_is_given() -> None:
    found = {code for code, _ in given(sources.files())}

    assert found == {code.pattern for code in CODES}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('Finding("a")', {"a"}),
        ('Finding("a" if wet else "b", box)', {"a", "b"}),
        ('Finding(f"a.{name}")', {"a.FIELD"}),
        ('TABLE = (("a", 1), ("b", 2))\nfound = [Finding(code) for code, _ in TABLE]', {"a", "b"}),
        ('def f():\n    rows = ((1, ("a", 2)),)\n    for _, (code, _) in rows:\n        yield Finding(code)', {"a"}),
        ('def made(code):\n    return Finding(code)\n\nmade("a")\nmade(code="b")', {"a", "b"}),
        ('def f(*, code="a"):\n    yield Finding(f"{code}.{name}")\n\nf(code="b")', {"a.FIELD", "b.FIELD"}),
        ('def g():\n    yield "a"\n    yield from ("b",)\n\nfound = [Finding(code) for code in (*g(), "c")]',
         {"a", "b", "c"}),
        ('def g():\n    return "a" if wet else None\n\ndef f():\n    code = g()\n    return Finding(code)', {"a"}),
        ('class Seen:\n    marks: object\n\nSeen(("a",))\nfound = [Finding(one) for one in seen.marks]', {"a"}),
        ("found = [OtherFinding(one.code) for one in seen] + [OtherFinding(one['code']) for one in seen]", set()),
        ("from compliance.kernel.scoring import Finding\nFinding(1.0)", set()),
        ('A = "a"\n\ndef f(code):\n    raise_demand(code=code)\n\nf(A)\nf(found["code"])', {"a"}),
    ],
)  # fmt: skip
def test_a_code_is_followed_to_where_it_is_written(tmp_path: Path, source: str, expected: set[str]) -> None:
    path = tmp_path / "source.py"
    path.write_text(source)

    assert {code for code, _ in given([path])} == expected


@pytest.mark.parametrize(
    "source", ["Finding(code)", 'Finding("a" + "b")', "Finding(unknown())", "Finding(TABLE[name])", "Finding(one.mark)"]
)
def test_a_code_that_cannot_be_followed_fails(tmp_path: Path, source: str) -> None:
    path = tmp_path / "source.py"
    path.write_text(source)

    with pytest.raises(CannotFollow):
        list(given([path]))
