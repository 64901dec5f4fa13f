"""The tree of breakdowns: what the findings of one check amount to, node by node, the worst child deciding."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from onboarding.verdict.codes import Code, Finality, Result, code_of, worst

Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels of the upright picture."""

NODES: Mapping[str, tuple[str, ...]] = {
    "document": (
        "document/evidence", "document/image_quality", "document/authenticity", "document/reading",
        "document/data_validation", "document/data_consistency", "document/data_comparison", "document/validity",
        "document/age", "document/compromised",
    ),
    "face": ("face/evidence", "face/image_quality", "face/comparison"),
    "liveness": ("liveness/evidence", "liveness/challenge", "liveness/image_quality", "liveness/genuineness"),
    "address": ("address/evidence", "address/reading", "address/data_comparison", "address/validity"),
    "registry": ("registry/evidence", "registry/reading", "registry/data_comparison", "registry/validity"),
    "duplicates": ("duplicates/document", "duplicates/face"),
    "screening": ("screening/lists",),
}  # fmt: skip
"""What each check judges whenever it can, in this order; a finding elsewhere adds its own node."""


class Seen(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def box(self) -> Box | None: ...
    @property
    def side(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, float]: ...


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding, with where it was seen: `side` (front, back) and `box` on the upright picture of that side."""

    number: int
    code: str
    customer: str
    officer: str
    finality: Finality
    box: Box | None = None
    side: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "code": self.code,
            "customer": self.customer,
            "officer": self.officer,
            "finality": str(self.finality),
            "box": list(self.box) if self.box else None,
            "side": self.side,
        }


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A node. `finality` is RETRY where better evidence may change the result, None where nothing was found."""

    name: str
    result: Result
    finality: Finality | None = None
    reasons: tuple[Reason, ...] = ()
    children: tuple["Breakdown", ...] = ()

    def every_reason(self) -> Iterator[Reason]:
        """Its own, then its children's."""
        yield from self.reasons
        for child in self.children:
            yield from child.every_reason()

    def to_json(self) -> dict[str, Any]:
        """`{name, result, finality, reasons: [{number, code, customer, officer, …}], children: […]}`."""
        return {
            "name": self.name,
            "result": str(self.result),
            "finality": str(self.finality) if self.finality else None,
            "reasons": [reason.to_json() for reason in self.reasons],
            "children": [child.to_json() for child in self.children],
        }


@dataclass(slots=True)
class _Node:
    """A node in the making, with the results of its own findings."""

    judged: bool = True
    results: list[Result] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    children: dict[str, "_Node"] = field(default_factory=dict)

    @property
    def own(self) -> Result:
        if self.results:
            return worst(self.results)
        return Result.CLEAR if self.judged else Result.UNIDENTIFIED


def verdict(
    findings: Iterable[Seen], ran: Collection[str] | None = None, *, name: str, asked: Mapping[str, str] | None = None
) -> Breakdown:
    """The tree of the check `name`. `ran` are the nodes that were judged; else all up to the first that failed.

    A node that was judged and has no finding is clear; one of the check's that was not judged is unidentified. `asked`
    are the policy's own words for the customer (`code_of`).
    """
    root = _Node()
    told = [(finding, code_of(finding.code, asked, finding.facts)) for finding in findings]
    if ran is None:
        ran = _judged(name, [code for _, code in told])
    for path in NODES.get(name, ()):
        _at(root, path).judged = path in ran
    for finding, code in told:
        node = _at(root, _path(code, name))
        node.results.append(code.result)
        node.reasons.append(_reason(finding, code))
    return _closed(name, root)


def reasons(findings: Iterable[Seen], asked: Mapping[str, str] | None = None) -> tuple[Reason, ...]:
    """Each finding in the words of the table, in their order, outside of any tree."""
    return tuple(_reason(finding, code_of(finding.code, asked, finding.facts)) for finding in findings)


def only(tree: Breakdown, finality: Finality) -> Breakdown | None:
    """The tree with nothing but the reasons of this finality and the branches that hold one; None without any."""
    children = tuple(kept for child in tree.children if (kept := only(child, finality)))
    reasons = tuple(reason for reason in tree.reasons if reason.finality == finality)
    if not reasons and not children:
        return None
    results = [*(code_of(reason.code).result for reason in reasons), *(child.result for child in children)]
    return Breakdown(tree.name, worst(results), finality, reasons, children)


def cleared(name: str) -> Breakdown:
    """The tree of a check in which nothing stands out (any more)."""
    return verdict((), name=name)


def lines(tree: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """The tree as `to_json()` writes it, to be read by people: a node a line, its reasons below."""
    finality = f" ({tree['finality']})" if tree["finality"] else ""
    yield f"{'  ' * depth}{tree['name']}: {tree['result']}{finality}"
    for reason in tree["reasons"]:
        yield f"{'  ' * depth}  {reason['number']} {reason['code']}: {reason['officer']}"
    for child in tree["children"]:
        yield from lines(child, depth + 1)


def _judged(name: str, codes: Iterable[Code]) -> tuple[str, ...]:
    """All up to the first that could not be judged, or that needs better evidence: no engine went on from there."""
    nodes = NODES.get(name, ())
    failed = {
        _path(code, name) for code in codes if Result.UNIDENTIFIED is code.result or code.finality is Finality.RETRY
    }
    if name in failed:
        return ()
    return nodes[: min((nodes.index(path) + 1 for path in failed if path in nodes), default=len(nodes))]


def _path(code: Code, name: str) -> str:
    """Below the root of the check that saw it: what another check's engine says keeps its own name there."""
    path = code.node.replace("*", name)
    return path if path == name or path.startswith(f"{name}/") else f"{name}/{path}"


def _at(root: _Node, path: str) -> _Node:
    node = root
    for part in path.split("/")[1:]:
        node = node.children.setdefault(part, _Node())
    return node


def _reason(finding: Seen, code: Code) -> Reason:
    return Reason(code.number, finding.code, code.customer, code.officer, code.finality, finding.box, finding.side)


def _closed(name: str, node: _Node) -> Breakdown:
    children = tuple(_closed(child, below) for child, below in node.children.items())
    finalities = {reason.finality for reason in node.reasons} | {child.finality for child in children}
    finality = next((one for one in (Finality.RETRY, Finality.FINAL) if one in finalities), None)
    result = worst([node.own, *(child.result for child in children)])
    return Breakdown(name, result, finality, tuple(node.reasons), children)
