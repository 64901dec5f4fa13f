"""Bodies that are not what a route takes: each is a problem with a stable code, and nothing has changed."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.bad_input.scene import CALLS, JSON, WITH_BODY, Call, Scene, assert_problem, filled, fingerprint, undone
from tests.compliance.test_routes import CALLS as ROUTES

pytestmark = pytest.mark.django_db
MALFORMED: dict[str, bytes] = {
    "array": b"[]",
    "array of objects": b'[{"kind":"person"}]',
    "null": b"null",
    "number": b"7",
    "text": b'"person"',
    "blank": b"  \n",
    "cut off": b'{"kind": "per',
    "two values": b"{}{}",
    "single quotes": b"{'kind': 1}",
    "comment": b'{"kind": 1 /* sesame */}',
    "trailing comma": b'{"kind": 1,}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "invalid UTF-8": b'{"kind": "\xff\xfe"}',
    "UTF-16": '{"kind": 1}'.encode("utf-16"),
    "overlong UTF-8": b'{"kind": "\xc0\xaf"}',
    "same name twice": b'{"kind": "person", "kind": "company"}',
    "same name twice inside": b'{"identity": {"country": "PT", "country": "DE"}}',
    "NaN": b'{"kind": NaN}',
    "Infinity": b'{"kind": -Infinity}',
    "infinite by exponent": b'{"kind": 1e999}',
    "integer beyond 64 bits": b'{"kind": 9223372036854775808}',
    "integer of 5000 digits": b'{"kind": ' + b"9" * 5000 + b"}",
    "NUL": b'{"kind": "\\u0000"}',
    "NUL in a name": b'{"\\u0000": 1}',
    "raw control character": b'{"kind": "\x07"}',
    "lone surrogate": b'{"kind": "\\ud800"}',
    "lone surrogate in a name": b'{"\\udfff": 1}',
    "33 deep": b'{"kind": ' + b"[" * 33 + b"]" * 33 + b"}",
    "100,000 deep": b'{"kind": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "100,000 deep and open": b"[" * 100_000,
}
LARGE = b'{"kind": "' + b"x" * (1024 * 1024) + b'"}'
TYPES = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "text/json",
         "application/merge-patch+json", "application/json; charset=latin-1", "nonsense", "/")  # fmt: skip
VALUES: dict[str, Any] = {
    "null": None,
    "true": True,
    "zero": 0,
    "minus one": -1,
    "half": 0.5,
    "large": 2**63 - 1,
    "empty": "",
    "blank": "   ",
    "word": "sesame",
    "long": "x" * 5000,
    "control": "sesame\x07",
    "bidi": "sesame\u202elive",
    "line ends": "a\r\nb",
    "noncharacter": "a\uffffb",
    "number as text": "7",
    "list": [],
    "list of lists": [[["sesame"]]],
    "object": {},
    "object with names": {"odd": "sesame"},
}
_PERSON = {
    "identity.given_names": {"null", "word"},
    "identity.family_name": {"word"},
    "identity.address": {"null", "list"},
}
ACCEPTED: dict[str, dict[str, set[str]]] = {
    "POST customers": _PERSON | {"reference": {"empty", "word", "number as text"}},
    "PATCH customers/{draft}": {
        "identity": {"object"},
        "identity.legal_name": {"word"},
        "reference": {"null", "empty", "word", "number as text"},
    },
    "POST customers/{draft}/people": _PERSON | {"share_percent": {"null", "half", "number as text"}},
    "POST screenings": {"name": {"word", "number as text"}, "identifier": {"word", "number as text"}},
    "POST payments": {"reference": {"empty", "word", "number as text"}},
    "POST webhook-endpoints": {"kinds": {"list"}},
    "PATCH webhook-endpoints/{endpoint}": {"kinds": {"list"}, "enabled": {"true"}},
    "POST webhook-endpoints/{endpoint}/replay": {"everything": {"true"}},
}
"""What of the values above is right after all, by call and field."""


def test_the_table_knows_every_call_that_changes_something() -> None:
    routes = {
        (method, route.replace("v1/", "", 1))
        for method, route in ((str(param.values[1]), str(param.values[0])) for param in ROUTES)
        if method != "GET" and not route.startswith("v1/access")
    }
    uploads = {
        ("POST", "customers/{draft}/documents"),
        ("POST", "customers/{ready}/challenges/{challenge}/frames"),
        ("PUT", "watchlist"),
    }
    known = {(call.method, call.route) for call in CALLS} | uploads

    assert len(routes) == len({(method, shape(route)) for method, route in known})
    assert {(method, shape(route)) for method, route in routes} == {(method, shape(route)) for method, route in known}


def shape(route: str) -> str:
    return "/".join("*" if part[0] in "<{" else part for part in route.split("/"))


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_each_call_is_accepted_as_the_table_has_it(scene: Scene, call: Call) -> None:
    answer = send(scene, call, filled(scene, call.body))

    assert answer.status_code == call.status, answer.content


def send(scene: Scene, call: Call, body: Any, **headers: str) -> Any:
    if call.route == "payments":
        headers.setdefault("Idempotency_Key", "k-1")
    data = json.dumps(body) if body is not None and not isinstance(body, bytes) else body or b""
    return scene.send(call.method, scene.path(call.route), data, **headers)


@pytest.mark.parametrize("call", WITH_BODY, ids=str)
def test_what_is_not_one_strict_json_object_is_refused(scene: Scene, call: Call) -> None:
    before = fingerprint()

    for name, body in MALFORMED.items():
        assert_problem(send(scene, call, body), (400, "malformed_json")), name
        assert fingerprint() == before, name


@pytest.mark.parametrize("call", WITH_BODY, ids=str)
def test_a_megabyte_is_too_much(scene: Scene, call: Call) -> None:
    before = fingerprint()

    assert_problem(send(scene, call, LARGE), (413, "request_too_large"))
    assert fingerprint() == before


@pytest.mark.parametrize("call", WITH_BODY, ids=str)
def test_other_content_types_are_refused(scene: Scene, call: Call) -> None:
    before = fingerprint()

    for kind in TYPES:
        body = json.dumps(filled(scene, call.body))
        answer = scene.send(call.method, scene.path(call.route), body, kind, Idempotency_Key="k-1")
        assert_problem(answer, (415, "unsupported_media_type")), kind
        assert fingerprint() == before, kind


@pytest.mark.parametrize("call", [call for call in WITH_BODY if call.method == "POST"], ids=str)
def test_an_empty_body_lacks_every_field(scene: Scene, call: Call) -> None:
    before = fingerprint()

    for body in (b"", b"{}"):
        problem = assert_problem(send(scene, call, body), (422, "validation_failed"))
        assert {error["code"] for error in problem["errors"]} == {"required"}
        assert fingerprint() == before


@pytest.mark.parametrize("call", [call for call in WITH_BODY if call.method == "PATCH"], ids=str)
def test_an_empty_change_changes_nothing(scene: Scene, call: Call) -> None:
    before = fingerprint()

    assert send(scene, call, b"{}").status_code == 200
    assert fingerprint() == before


@pytest.mark.parametrize("call", WITH_BODY, ids=str)
def test_an_unknown_field_is_named_at_every_depth(scene: Scene, call: Call) -> None:
    before = fingerprint()
    whole = filled(scene, call.body)

    for path in [(), *(path for path, value in leaves(whole) if isinstance(value, dict))]:
        problem = assert_problem(
            send(scene, call, changed(whole, (*path, "vip"), "sesame")), (422, "validation_failed")
        )
        assert [(error["field"], error["code"]) for error in problem["errors"]] == [
            (".".join([*path, "vip"]), "unknown_field")
        ]
        assert fingerprint() == before


@pytest.mark.parametrize("call", WITH_BODY, ids=str)
def test_a_wrong_value_in_any_field_is_a_problem_and_the_few_that_are_right_are_known(scene: Scene, call: Call) -> None:
    before = fingerprint()
    whole = filled(scene, call.body)
    accepted: dict[str, set[str]] = {}

    for path, _ in leaves(whole):
        for name, value in VALUES.items():
            with undone():
                answer = send(scene, call, changed(whole, path, value))
                if answer.status_code == call.status:
                    accepted.setdefault(".".join(path), set()).add(name)
                    continue
                assert_problem(answer)
                assert answer.status_code in {400, 404, 422}, (path, name, answer.content)
                assert fingerprint() == before, (path, name)

    assert accepted == ACCEPTED[str(call)]


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every field at every depth, with its value."""
    for name, part in value.items():
        yield (*path, name), part
        if isinstance(part, dict):
            yield from leaves(part, (*path, name))


def changed(whole: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    body = copy.deepcopy(whole)
    place = body
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return body


def test_json_means_json_whatever_its_parameters(scene: Scene) -> None:
    body = json.dumps({"kind": "person", "identity": filled(scene, CALLS[0].body)["identity"]})

    for kind in (JSON, "application/json; charset=utf-8", "APPLICATION/JSON"):
        with undone():
            assert scene.send("POST", "/v1/customers", body, kind).status_code == 201
