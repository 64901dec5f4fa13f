"""docs/api.md: its tables of errors are the code's own."""

import re

from django.conf import settings

from compliance.partners import authentication, parsers
from compliance.problems import TITLES
from tests.compliance.errors import domain_errors

ROW = re.compile(r"^\| `([a-z_]+)` \| ([0-9/ ]+) \| (.+) \|$", re.MULTILINE)
CLASSES = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def guide() -> str:
    return (settings.BASE_DIR / "docs" / "api.md").read_text()


def test_the_tables_name_every_error_with_its_status_and_no_other() -> None:
    known: dict[str, set[int]] = {}
    for error in domain_errors():
        known.setdefault(error.code, set()).add(error.status)
    doors = [*vars(authentication).values(), *vars(parsers).values()]
    for door in doors:
        if isinstance(door, type) and door.__module__ in {authentication.__name__, parsers.__name__}:
            code, status = getattr(door, "default_code", None), getattr(door, "status_code", None)
            if isinstance(code, str) and isinstance(status, int):
                known.setdefault(code, set()).add(status)
    known.pop("file_refused")  # the base of the file's errors, never raised itself

    said = {code: {int(number) for number in status.split("/")} for code, status, _ in ROW.findall(guide())}

    assert set(TITLES) <= set(said)
    assert {code: said.get(code) for code in known} == known
    assert set(said) - set(known) - set(TITLES) == {"forbidden"}


def test_codes_are_snake_case_and_titles_are_sentences() -> None:
    for error in domain_errors():
        assert CLASSES.fullmatch(error.code), error
        assert 400 <= error.status < 600, error
        assert error.title[0].isupper() or error.title.startswith(("limit", "X-")), error
        assert error.title.endswith("."), error
