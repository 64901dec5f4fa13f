"""Every code that an engine or a rule gives stands in the one table, and the table has no code that nothing gives."""

import ast
from collections.abc import Iterator
from pathlib import Path

from onboarding.verdict.codes import CODES, FIELD, UNLISTED, code_of
from tests.architecture import sources


def emitted() -> Iterator[tuple[str, str]]:
    """(code or pattern, place): what findings are made of, and what the judgement yields."""
    for path in sources.files():
        judges = path.is_relative_to(sources.ROOT / "compliance" / "cases")
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, ast.Call) and node.args and name_of(node.func).endswith("Finding"):
                yield from ((code, sources.name(path)) for code in codes_in(node.args[0]))
            if isinstance(node, ast.Yield) and judges and path.name in {"readings.py", "comparison.py"}:
                yield from ((code, sources.name(path)) for code in codes_in(node.value))


def name_of(function: ast.expr) -> str:
    return str(getattr(function, "attr", "") or getattr(function, "id", ""))


def codes_in(node: ast.expr | None) -> Iterator[str]:
    """Of a literal, of an f-string that ends with a field, of either branch of an if."""
    match node:
        case ast.Constant(value=str() as code):
            yield code
        case ast.IfExp(body=body, orelse=other):
            yield from codes_in(body)
            yield from codes_in(other)
        case ast.JoinedStr(values=[ast.Constant(value=str() as head), ast.FormattedValue()]):
            yield f"{head.removesuffix('.')}{FIELD}"


def test_every_code_that_is_given_stands_in_the_table() -> None:
    unknown = [(code, place) for code, place in emitted() if code_of(code) is UNLISTED]

    assert unknown == []


def test_the_table_has_no_code_that_nothing_gives() -> None:
    given = {code for code, _ in emitted()}
    unmentioned = {code.pattern for code in CODES} - given

    assert {code for code in unmentioned if not mentioned(code)} == set()


def mentioned(code: str) -> bool:
    """Some code passes through a table of its engine before it becomes a finding."""
    return any(
        f'"{code.removesuffix(FIELD)}"' in path.read_text() for path in sources.files() if not in_the_table(path)
    )


def in_the_table(path: Path) -> bool:
    return path.is_relative_to(sources.ROOT / "onboarding" / "verdict" / "codes")
