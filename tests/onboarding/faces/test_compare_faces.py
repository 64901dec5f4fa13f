"""`manage.py compare_faces`, as a shell sees it."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from onboarding.faces import engine
from tests.onboarding.faces.conftest import DOCUMENTS

PORTRAIT, SELFIE, STRANGER = (
    str(DOCUMENTS / f"{name}.jpg") for name in ("viktor-passport", "viktor-selfie", "astrid-selfie")
)


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("compare_faces", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails the test where the engine is asked for anything."""

    def refuse(*_: object) -> None:
        pytest.fail("a picture was searched before all were checked")

    monkeypatch.setattr(engine, "find", refuse)


def test_two_pictures_give_one_json_object() -> None:
    out, err = run(PORTRAIT, SELFIE, "--json")

    row = json.loads(out)
    assert list(row) == ["a", "b", "faces_a", "faces_b", "distance", "score", "match"]
    assert (row["a"], row["b"], row["faces_a"], row["faces_b"], row["match"]) == (PORTRAIT, SELFIE, 1, 1, True)
    assert row["distance"] < 0.0525
    assert row["score"] > 0.8
    assert err == ""


def test_without_json_the_answer_is_a_sentence() -> None:
    out, _ = run(PORTRAIT, STRANGER)

    assert out.startswith(f"{PORTRAIT} · {STRANGER}: no match, distance 0.")


def test_pairs_are_relative_to_their_file_and_answered_in_order(tmp_path: Path) -> None:
    for name in ("viktor-selfie.jpg", "astrid-selfie.jpg"):
        (tmp_path / name).write_bytes((DOCUMENTS / name).read_bytes())
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("a,b,same\nviktor-selfie.jpg,astrid-selfie.jpg,0\nviktor-selfie.jpg,viktor-selfie.jpg,1\n")

    out, err = run("--pairs", str(pairs), "--json")

    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["a"], row["b"], row["match"]) for row in rows] == [
        ("viktor-selfie.jpg", "astrid-selfie.jpg", False),
        ("viktor-selfie.jpg", "viktor-selfie.jpg", True),
    ]
    assert err == "2 of 2 pairs\n"


def test_a_picture_without_a_face_has_null_for_a_score(tmp_path: Path) -> None:
    back = str(DOCUMENTS / "tomas-identity_card-back.jpg")

    row = json.loads(run(back, SELFIE, "--json")[0])

    assert (row["faces_a"], row["faces_b"], row["distance"], row["score"], row["match"]) == (0, 1, None, None, False)


def _missing(folder: Path) -> list[str]:
    return [SELFIE, str(folder / "absent.jpg")]


def _broken(folder: Path) -> list[str]:
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 not a picture")
    return [SELFIE, str(folder / "broken.jpg")]


def _empty(folder: Path) -> list[str]:
    (folder / "empty.jpg").write_bytes(b"")
    return [str(folder / "empty.jpg"), SELFIE]


def _no_pair(folder: Path) -> list[str]:
    (folder / "pairs.csv").write_text("a,b\n")
    return ["--pairs", str(folder / "pairs.csv")]


def _columns_missing(folder: Path) -> list[str]:
    (folder / "pairs.csv").write_text("left,right\n1,2\n")
    return ["--pairs", str(folder / "pairs.csv")]


def _cell_missing(folder: Path) -> list[str]:
    (folder / "pairs.csv").write_text(f"a,b\n{SELFIE}\n")
    return ["--pairs", str(folder / "pairs.csv")]


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (_missing, "absent.jpg cannot be read: No such file or directory"),
        (_broken, "broken.jpg is not a picture"),
        (_empty, "empty.jpg is not a picture"),
        (_no_pair, "names no pair"),
        (_columns_missing, "needs a first line with the columns a and b"),
        (_cell_missing, "line 2: a and b must both name a picture"),
        (lambda folder: ["--pairs", str(folder / "absent.csv")], "cannot be read as CSV"),
        (lambda _: [SELFIE], "Give two pictures"),
        (lambda _: [], "Give two pictures"),
    ],
)
def test_bad_input_is_refused_with_exit_2_before_anything_is_done(
    arguments: Callable[[Path], list[str]], message: str, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=message) as refused:
        run(*arguments(tmp_path))

    assert refused.value.returncode == 2


def test_a_pair_without_a_picture_is_told_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8 not a picture")
    pairs = tmp_path / "pairs.csv"
    pairs.write_text(f"a,b\n{SELFIE},absent.jpg\nbroken.jpg,{SELFIE}\n{SELFIE},{PORTRAIT}\n")
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match=r"^2 of 3 pairs could not be compared\.$") as ended:
        call_command("compare_faces", "--pairs", str(pairs), "--json", stdout=out, stderr=err)

    first, second, third = (json.loads(line) for line in out.getvalue().splitlines())
    nothing = {"faces_a": 0, "faces_b": 0, "distance": None, "score": None, "match": False}
    gone, broken = tmp_path / "absent.jpg", tmp_path / "broken.jpg"
    why = "is not a picture that can be decoded. The file is none of JPEG, PNG, WebP, HEIC, TIFF, PDF."
    assert ended.value.returncode == 2
    assert first == {
        "a": SELFIE,
        "b": "absent.jpg",
        **nothing,
        "error": f"{gone} cannot be read: No such file or directory.",
    }
    assert second == {"a": "broken.jpg", "b": SELFIE, **nothing, "error": f"{broken} {why}"}
    assert (third["a"], third["b"], third["match"], "error" in third) == (SELFIE, PORTRAIT, True, False)
    assert err.getvalue() == "3 of 3 pairs\n"


def test_the_sentence_of_a_pair_without_a_picture_says_why(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text(f"a,b\n{SELFIE},absent.jpg\n")
    out = StringIO()

    with pytest.raises(CommandError) as ended:
        call_command("compare_faces", "--pairs", str(tmp_path / "pairs.csv"), stdout=out, stderr=StringIO())

    assert ended.value.returncode == 2
    gone = tmp_path / "absent.jpg"
    assert out.getvalue() == f"{SELFIE} · absent.jpg: {gone} cannot be read: No such file or directory.\n"
