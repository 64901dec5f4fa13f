"""Which codes the sources give to findings and demands: each is followed from there back to where it is written."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onboarding.verdict.codes import FIELD
from tests.architecture import sources

_SCORES = "compliance.kernel.scoring"
"""Its Finding is a share of a score's weight, and has no code."""
_AS_THEY_ARE = frozenset({"tuple", "list", "sorted"})
Position = tuple[int, ...]
"""Where in each element of an iterable the code stands: (0,) in a table of pairs."""


class CannotFollow(Exception):
    """The origin of a code is not plain to see: write it as a literal, or in a table of literals."""


@dataclass(frozen=True)
class Place:
    """Where an expression stands: the nodes around it, innermost first, the module last."""

    path: Path
    around: tuple[ast.AST, ...]


def given(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """(code or pattern, file) of every `…Finding(code, …)` and `raise_demand(code=…)`. Raises CannotFollow."""
    for path in paths:
        for call in _calls(path, lambda name: name.endswith("Finding")):
            if call.args and not _imports(path).get("Finding", "").startswith(_SCORES):
                yield from ((code, path.name) for code in _codes(call.args[0], _place(path, call)))
        for call in _calls(path, "raise_demand".__eq__):
            for value in (keyword.value for keyword in call.keywords if keyword.arg == "code"):
                yield from ((code, path.name) for code in _codes(value, _place(path, call)))


def _codes(node: ast.expr, at: Place, position: Position = ()) -> Iterator[str]:
    """What an expression gives, be it one code or many; what an earlier finding hands on was followed there."""
    match node:
        case ast.Constant(value=None) | ast.Attribute(attr="code") | ast.Subscript(slice=ast.Constant(value="code")):
            pass
        case ast.Constant() | ast.JoinedStr():
            yield from _written(node, at)
        case ast.Call():
            yield from _called(node, at, position)
        case ast.Name(id=name):
            yield from _of_name(name, at, position)
        case ast.Attribute(attr=name):
            yield from _of_attribute(name, at)
        case _:
            yield from _parts(node, at, position)


def _written(node: ast.expr, at: Place) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as code):
            yield code
        case ast.JoinedStr(values=[ast.Constant(value=str() as head), ast.FormattedValue()]):
            yield f"{head.removesuffix('.')}{FIELD}"
        case ast.JoinedStr(values=[ast.FormattedValue(value=head), ast.Constant(value="."), ast.FormattedValue()]):
            yield from (f"{code}{FIELD}" for code in _codes(head, at))
        case _:
            raise CannotFollow(_words(node, at))


def _called(node: ast.Call, at: Place, position: Position) -> Iterator[str]:
    if _name(node.func) in _AS_THEY_ARE:
        yield from _codes(node.args[0], at, position)
    else:
        yield from _of_function(_name(node.func), at)


def _parts(node: ast.expr, at: Place, position: Position) -> Iterator[str]:
    match node:
        case ast.IfExp(body=body, orelse=other):
            yield from (*_codes(body, at, position), *_codes(other, at, position))
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for element in elements:
                yield from _codes(*_picked(element, at, position))
        case ast.Starred(value=inner):
            yield from _codes(inner, at, position)
        case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element):
            yield from _codes(*_picked(element, Place(at.path, (node, *at.around)), position))
        case _:
            raise CannotFollow(_words(node, at))


def _words(node: ast.expr, at: Place) -> str:
    return f"{at.path.name}:{node.lineno}: {ast.unparse(node)}"


def _picked(element: ast.expr, at: Place, position: Position) -> tuple[ast.expr, Place, Position]:
    while position and isinstance(element, ast.Tuple):
        element, position = element.elts[position[0]], position[1:]
    return element, at, position


def _of_name(name: str, at: Place, position: Position) -> Iterator[str]:
    """Of whatever binds the name next: a loop, an assignment or a parameter."""
    for number, node in enumerate(at.around):
        outside = Place(at.path, at.around[number:])
        loops = [node] if isinstance(node, ast.For) else getattr(node, "generators", [])
        for loop in loops:
            if (found := _position(loop.target, name)) is not None:
                yield from _codes(loop.iter, outside, found)
                return
        if isinstance(node, ast.FunctionDef | ast.Module) and (values := list(_assigned(node, name))):
            for value in values:
                yield from _codes(value, outside, position)
            return
        if isinstance(node, ast.FunctionDef) and name in _parameters(node):
            yield from _of_parameter(node, name, at)
            return
    raise CannotFollow(f"{at.path.name}: {name}")


def _of_parameter(function: ast.FunctionDef, name: str, at: Place) -> Iterator[str]:
    """Its default, and what each caller hands over."""
    for argument, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
        if argument.arg == name and default is not None:
            yield from _codes(default, at)
    place = _parameters(function).index(name)
    for path, call in _calls_of(function.name, at.path):
        named = [keyword.value for keyword in call.keywords if keyword.arg == name]
        for value in named or call.args[place : place + 1]:
            yield from _codes(value, _place(path, call))


def _of_function(name: str, at: Place) -> Iterator[str]:
    """What the function returns or yields."""
    path = _origin(name, at.path)
    found = [function for function in sources.functions(path) if function.name == name]
    if not found:
        raise CannotFollow(f"{at.path.name}: {name}()")
    for node in ast.walk(found[0]):
        if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom) and node.value is not None:
            yield from _codes(node.value, _place(path, node))


def _of_attribute(name: str, at: Place) -> Iterator[str]:
    """Of the class that has it as its first field: what it is made of, wherever it is made."""
    homes = {at.path, *(_origin(own, at.path) for own in _imports(at.path))}
    owners = [(node.name, path) for path in homes if path.exists() for node in _classes(path, name)]
    if not owners:
        raise CannotFollow(f"{at.path.name}: .{name}")
    for owner, home in owners:
        for path, call in _calls_of(owner, home):
            yield from (code for value in call.args[:1] for code in _codes(value, _place(path, call)))


def _classes(path: Path, field: str) -> Iterator[ast.ClassDef]:
    """Those whose first field has the name."""
    for node in ast.walk(sources.tree(path)):
        if isinstance(node, ast.ClassDef):
            fields = [_name(line.target) for line in node.body if isinstance(line, ast.AnnAssign)]
            if fields[:1] == [field]:
                yield node


def _calls_of(name: str, home: Path) -> Iterator[tuple[Path, ast.Call]]:
    """In the file that has it, and under whatever name in those that import it."""
    module = ".".join(home.with_suffix("").relative_to(sources.ROOT).parts) if home in sources.files() else ""
    for path in {home, *sources.files()}:
        known = {own for own, origin in _imports(path).items() if origin == f"{module}.{name}"}
        known |= {name} if path == home else set()
        yield from ((path, call) for call in _calls(path, known.__contains__))


def _position(target: ast.expr, name: str) -> Position | None:
    """Where a loop's target binds the name; () where it is the name."""
    if isinstance(target, ast.Name):
        return () if target.id == name else None
    for number, element in enumerate(getattr(target, "elts", ())):
        if (inner := _position(element, name)) is not None:
            return number, *inner
    return None


def _assigned(node: ast.AST, name: str) -> Iterator[ast.expr]:
    for line in ast.walk(node) if isinstance(node, ast.FunctionDef) else ast.iter_child_nodes(node):
        match line:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                yield value
            case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value) if target == name:
                yield value


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]


def _name(node: ast.expr) -> str:
    return str(getattr(node, "attr", "") or getattr(node, "id", ""))


@cache
def _imports(path: Path) -> dict[str, str]:
    """The file's own name of what it imports → module and name."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _origin(name: str, path: Path) -> Path:
    module = _imports(path).get(name, "").rpartition(".")[0]
    return sources.ROOT / f"{module.replace('.', '/')}.py" if module else path


@cache
def _every_call(path: Path) -> tuple[ast.Call, ...]:
    return tuple(node for node in ast.walk(sources.tree(path)) if isinstance(node, ast.Call))


def _calls(path: Path, wanted: Callable[[str], bool]) -> Iterator[ast.Call]:
    return (call for call in _every_call(path) if wanted(_name(call.func)))


@cache
def _parents(path: Path) -> dict[ast.AST, ast.AST]:
    return {child: node for node in ast.walk(sources.tree(path)) for child in ast.iter_child_nodes(node)}


def _place(path: Path, node: ast.AST) -> Place:
    around, parents = list[ast.AST](), _parents(path)
    while node in parents:
        node = parents[node]
        around.append(node)
    return Place(path, tuple(around))
