"""What import-linter cannot see: lengths, names, prose, stray writes."""

import ast
import re
from pathlib import Path

from django.conf import settings

from tests.architecture import sources

VAGUE = {"utils", "helpers", "common", "misc", "manager", "managers", "util", "helper"}


def test_a_file_is_a_room_one_can_oversee() -> None:
    long = [sources.name(path) for path in sources.files() if len(path.read_text().splitlines()) > 320]

    assert long == []


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{sources.name(path)}:{node.name}"
        for path in sources.files()
        for node in sources.functions(path)
        if (node.end_lineno or node.lineno) - node.lineno >= 60
    ]

    assert long == []


def test_no_room_has_a_name_that_says_nothing() -> None:
    vague = [
        sources.name(path) for path in sources.files() if VAGUE & {part.removesuffix(".py") for part in path.parts}
    ]

    assert vague == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        sources.name(path)
        for path in sources.files()
        if path.stat().st_size and not ast.get_docstring(sources.tree(path))
    ]

    assert silent == []


def test_the_lifecycle_alone_assigns_a_customers_status() -> None:
    stray = []
    for path in (path for path in sources.files() if "sandbox" not in path.parts):
        for node in sources.assignments(path):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
                stray.append(f"{sources.name(path)}:{node.lineno}")

    assert [place.split(":")[0] for place in stray] == ["onboarding/lifecycle.py"]


def test_no_query_writes_a_customers_status_past_the_lifecycle() -> None:
    writes = re.compile(r"Customer\.objects[^\n]*\.update\([^)]*status=")
    stray = [sources.name(path) for path in sources.files() if writes.search(path.read_text())]

    assert stray == []


def test_no_signal_carries_a_rule() -> None:
    signals = re.compile(r"from django\.db\.models\.signals|from django\.dispatch")
    stray = [sources.name(path) for path in sources.files() if signals.search(path.read_text())]

    assert stray == []


def offered(path: Path) -> set[str]:
    """What a `services` room offers to others: all public functions of a file, what a folder's `__init__` names."""
    if path.name == "services.py":
        return {node.name for node in sources.tree(path).body if isinstance(node, ast.FunctionDef)}
    door = sources.tree(path.parent / "__init__.py")
    return {alias.name for node in door.body if isinstance(node, ast.ImportFrom) for alias in node.names}


def test_services_take_keyword_only_arguments() -> None:
    positional = [
        f"{sources.name(path)}:{node.name}"
        for path in sources.files()
        if path.name == "services.py" or path.parent.name == "services"
        if path.parent.name != "jobs"  # whose first argument is whatever row or model is the work
        for node in sources.tree(path).body
        if isinstance(node, ast.FunctionDef)
        and node.name in offered(path)
        and not node.name.startswith("_")
        and (node.args.args or node.args.posonlyargs)
    ]

    assert positional == []


def test_services_and_engines_do_not_read_the_clock() -> None:
    clock = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|time\.time\(")
    doors = {"api.py", "tasks.py", "views.py"}
    readers = [
        sources.name(path)
        for path in sources.files()
        if clock.search(path.read_text())
        and path.name not in doors
        and not {"commands", "views", "api", "sandbox", "dashboard"} & set(path.parts)
        and path.parent.name not in {"partners", "compliance"}
    ]

    assert readers == []


def test_the_packages_import_neither_django_nor_celery_by_themselves() -> None:
    assert (settings.BASE_DIR / "compliance" / "__init__.py").read_text() == ""
