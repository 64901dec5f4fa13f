"""The main job from end to end, on real pictures, with real workers: the demo itself, as a machine reads it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.house import ROOT, own_environment

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("house")]
EXPECTED = {
    "Astrid Maria Solvang": ("verified", 202),
    "Mariam Haddad al-Rashidi": ("verified", 202),
    "Viktor Anatolevich Morozenko": ("restricted", 403),
    "Julien Marc Castellane": ("review", 403),
    "Ingrid Hallgren": ("draft", 403),
    "Lukas Brandtner": ("draft", 403),
    "Tomas Lindqvist Berggren": ("restricted", 403),
}


def test_the_demo_tells_the_truth_to_a_machine(tmp_path: Path) -> None:
    with own_environment(tmp_path) as environment:
        done = subprocess.run(
            [sys.executable, "manage.py", "demo", "--no-serve", "--json"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    assert done.returncode == 0, done.stderr
    *customers, trail = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["name"]: (line["status"], line["payment_status_code"]) for line in customers} == EXPECTED
    assert all(
        set(line) == {"customer", "name", "status", "payment_status_code", "reason", "case"} for line in customers
    )
    assert trail["trail"]["verified"] is True
    assert trail["trail"]["events"] > len(customers) * 8
