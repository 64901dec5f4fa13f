"""Findings become a tree in which the worst child wins."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.verdict.codes import CODES, FIELD, Code, Finality, Result, code_of
from onboarding.verdict.tree import NODES, Box, Breakdown, cleared, lines, only, verdict


@dataclass(frozen=True)
class Seen:
    code: str
    box: Box | None = None
    side: str = ""
    facts: Mapping[str, float] = field(default_factory=dict)


KNOWN = [code.pattern.replace(FIELD, ".surname") for code in CODES]
FINDINGS = st.lists(st.sampled_from(KNOWN).map(Seen), max_size=6)
NAMES = st.sampled_from(sorted(NODES))


def node(tree: Breakdown, path: str) -> Breakdown:
    for part in path.split("/")[1:]:
        tree = next(child for child in tree.children if child.name == part)
    return tree


def everything(tree: Breakdown) -> list[Breakdown]:
    return [tree, *(below for child in tree.children for below in everything(child))]


@pytest.mark.parametrize("name", sorted(NODES))
def test_a_check_without_findings_is_clear_in_every_node(name: str) -> None:
    tree = cleared(name)

    assert {one.result for one in everything(tree)} == {Result.CLEAR}
    assert [f"{name}/{child.name}" for child in tree.children] == list(NODES[name])
    assert (tree.finality, only(tree, Finality.RETRY)) == (None, None)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.pattern)
def test_one_finding_colours_its_node_and_the_root(code: Code) -> None:
    pattern = code.pattern.replace(FIELD, ".surname")
    row = code_of(pattern)
    name = row.node.split("/", maxsplit=1)[0].replace("*", "document")

    tree = verdict([Seen(pattern, (1, 2, 3, 4), "back")], name=name)

    found = node(tree, row.node.replace("*", name))
    assert [(reason.number, reason.code, reason.box, reason.side) for reason in found.reasons] == [
        (row.number, pattern, (1, 2, 3, 4), "back")
    ]
    assert (found.result, found.finality) == (tree.result, tree.finality) == (row.result, row.finality)
    assert [reason.code for reason in tree.every_reason()] == [pattern]


def test_what_was_not_judged_is_unidentified_and_what_was_is_clear() -> None:
    tree = verdict([], ["document/image_quality"], name="document")

    assert node(tree, "document/image_quality").result is Result.CLEAR
    assert node(tree, "document/validity").result is Result.UNIDENTIFIED
    assert (tree.result, tree.finality) == (Result.UNIDENTIFIED, None)


@pytest.mark.parametrize("code", ["selfie_missing", "liveness_by_hand"])
def test_without_evidence_or_engine_nothing_is_judged(code: str) -> None:
    tree = verdict([Seen(code)], name="liveness")

    assert {one.result for one in everything(tree)} == {Result.UNIDENTIFIED}


def test_what_stands_out_outweighs_what_could_not_be_judged() -> None:
    tree = verdict([Seen("mrz_missing"), Seen("number_compromised")], name="document")

    assert (tree.result, tree.finality) == (Result.CONSIDER, Finality.RETRY)
    assert node(tree, "document/reading").result is Result.UNIDENTIFIED


def test_a_picture_is_judged_within_the_check_that_saw_it() -> None:
    tree = verdict([Seen("image_dark")], name="face")

    assert node(tree, "face/image_quality").reasons[0].code == "image_dark"


def test_what_another_checks_engine_says_keeps_its_own_name() -> None:
    tree = verdict([Seen("registry_too_old")], name="address")

    assert node(tree, "address/registry/validity").result is Result.CONSIDER


def test_what_only_a_human_can_settle_is_left_out_of_what_the_customer_can_put_right() -> None:
    tree = verdict([Seen("image_dark"), Seen("number_compromised"), Seen("document_expired")], name="document")

    shown = only(tree, Finality.RETRY)

    assert shown is not None
    assert [child.name for child in shown.children] == ["image_quality", "validity"]
    assert "number_compromised" not in json.dumps(shown.to_json())


def test_the_tree_reads_as_lines() -> None:
    tree = verdict([Seen("image_dark")], ["face/image_quality"], name="face")

    assert list(lines(tree.to_json())) == [
        "face: consider (RETRY)",
        "  evidence: unidentified",
        "  image_quality: consider (RETRY)",
        "    1002 image_dark: The picture is too dark to be read.",
        "  comparison: unidentified",
    ]


@given(FINDINGS, NAMES)
def test_the_worst_child_wins_everywhere(findings: list[Seen], name: str) -> None:
    for one in everything(verdict(findings, name=name)):
        own = [code_of(reason.code).result for reason in one.reasons]
        worst = max([*own, *(child.result for child in one.children), Result.CLEAR], key=lambda result: result.weight)
        assert one.result == worst or (not own and not one.children and one.result is Result.UNIDENTIFIED)


@given(FINDINGS, NAMES)
def test_every_finding_stands_in_the_tree_once_and_the_order_matters_not(findings: list[Seen], name: str) -> None:
    tree = verdict(findings, name=name)

    told = sorted(reason.code for one in everything(tree) for reason in one.reasons)
    assert told == sorted(finding.code for finding in findings)
    assert verdict(reversed(findings), name=name).result == tree.result


@given(FINDINGS, NAMES)
def test_what_is_shown_to_a_customer_holds_nothing_final(findings: list[Seen], name: str) -> None:
    shown = only(verdict(findings, name=name), Finality.RETRY)

    reasons = [reason for one in everything(shown) for reason in one.reasons] if shown else []
    assert {reason.finality for reason in reasons} <= {Finality.RETRY}
    assert len(reasons) == sum(code_of(finding.code).finality is Finality.RETRY for finding in findings)


def test_results_are_ordered_from_best_to_worst() -> None:
    assert all(one.weight < other.weight for one, other in pairwise(Result))
