"""The locks: hashed, without addresses, and covering what pyproject.toml asks for."""

import re
import tomllib

import pytest

from tests.architecture.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = {"run": [], "test": ["test"], "dev": ["test", "lint"]}


def wanted(lock: str) -> set[str]:
    lines = list(PROJECT["project"]["dependencies"])
    for group in GROUPS[lock]:
        lines += PROJECT["dependency-groups"][group]
    return {re.split(r"[\[<>=; ]", line)[0].lower() for line in lines}


@pytest.mark.parametrize("lock", GROUPS)
def test_a_lock_holds_every_dependency_with_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text()

    locked = set(re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE))

    assert wanted(lock) - locked == set()
    assert "://" not in text
    assert len(re.findall(r"^[a-z0-9-]+==", text, flags=re.MULTILINE)) <= text.count("--hash=sha256:")
