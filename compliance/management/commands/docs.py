"""`manage.py docs`: the pictures and tables in the documentation that are drawn from the code."""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from onboarding.lifecycle import MACHINE
from onboarding.verdict.codes import CODES, UNLISTED, said
from onboarding.verdict.numbers import FORMS
from screening.matching.factors import FACTORS

PAGES = ("README.md", "docs/screening.md", "docs/breakdowns.md")


def floors() -> str:
    """The layers of the import contract as a Mermaid flowchart, from the top floor down."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    names = ("wiring", "outward", "gate", "judgement", "judgement", "evidence", "ground", "ground", "ground", "stone")
    lines = ["flowchart TB"]
    for number, (name, layer) in enumerate(zip(names, layers, strict=True)):
        modules = [module.removeprefix("compliance.") for module in re.split(r" [|:] ", layer)]
        lines.append(f'    f{number}["<b>{name}</b><br>{" · ".join(modules)}"]')
    lines += [f"    f{number} --> f{number + 1}" for number in range(len(layers) - 1)]
    return "\n".join(lines)


def factors() -> str:
    """What makes a score, as a table: each factor, the most that it adds or takes, and its docstring."""
    rows = [
        f"| {factor.name.replace('_', ' ')} | {factor.weight:+.3f} | {' '.join(factor.explanation.split())} |"
        for factor in FACTORS
    ]
    return "\n".join(["| factor | at most | what it asks |", "| --- | --- | --- |", *rows])


def codes() -> str:
    """Every code that a check can give, by number."""
    rows = [
        f"| {code.number} | `{code.pattern}` | {code.node.replace('*', '…')} | {code.result} | {code.finality} "
        f"| {said(code.customer, {})} | {said(code.officer, {}).replace('{field}', 'FIELD')} |"
        for code in (*CODES, UNLISTED)
    ]
    head = ("number", "code", "node", "result", "finality", "for the customer", "for the officer")
    return "\n".join([f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |", *rows])


def numbers() -> str:
    """The published forms of document numbers, by state."""
    rows = [
        f"| {form.state} | {form.kind.replace('_', ' ')} | `{form.pattern.replace('|', '&#124;')}` "
        f"| {'yes' if form.check else ''} | {form.source} |"
        for form in FORMS
    ]
    return "\n".join(["| state | document | form | check digit | source |", "| --- | --- | --- | --- | --- |", *rows])


def drawings() -> dict[str, str]:
    """What stands between `<!-- drawn: NAME -->` and `<!-- end -->`, by name."""
    pictures = {"floors": floors(), "states": MACHINE.mermaid()}
    return {name: f"```mermaid\n{picture}\n```\n" for name, picture in pictures.items()} | {
        "factors": f"{factors()}\n",
        "codes": f"{codes()}\n",
        "numbers": f"{numbers()}\n",
    }


def drawn(page: str) -> str:
    """The page with every `<!-- drawn: NAME -->` block as the code has it today."""
    for name, drawing in drawings().items():
        block = re.compile(rf"(<!-- drawn: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        escaped = drawing.replace("\\", r"\\")
        page = block.sub(rf"\g<1>{escaped}\g<2>", page)
    return page


class Command(BaseCommand):
    help = "Draws pictures and tables of the code into the documentation; --check says whether they are up to date."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool, **_: Any) -> None:
        stale = []
        for name in PAGES:
            path = Path(settings.BASE_DIR / name)
            page = path.read_text()
            if (fresh := drawn(page)) != page:
                stale.append(name)
                if not check:
                    path.write_text(fresh)
        if check and stale:
            self.stderr.write(f"Out of date: {', '.join(stale)}. Draw anew with: ./run manage docs")
            sys.exit(1)
