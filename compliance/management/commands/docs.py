"""`manage.py docs`: the pictures in the documentation that are drawn from the code."""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from onboarding.lifecycle import MACHINE

PAGES = ("README.md",)


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


def pictures() -> dict[str, str]:
    return {"floors": floors(), "states": MACHINE.mermaid()}


def drawn(page: str) -> str:
    """The page with every `<!-- drawn: NAME -->` block replaced by today's picture."""
    for name, picture in pictures().items():
        block = re.compile(rf"(<!-- drawn: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        drawing = f"```mermaid\n{picture}\n```\n".replace("\\", r"\\")
        page = block.sub(rf"\g<1>{drawing}\g<2>", page)
    return page


class Command(BaseCommand):
    help = "Draws the floors and the state diagram into the documentation; --check says whether they are up to date."
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
