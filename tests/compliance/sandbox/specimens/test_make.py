"""Specimens as they are drawn, and the truth beside them."""

import hashlib
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from django.core.management import CommandError, call_command

from compliance.environment import BASE
from compliance.sandbox.people import PEOPLE, Story
from compliance.sandbox.specimens import documents, grades, make, papers, sheet
from compliance.sandbox.specimens.grades import Grade
from compliance.sandbox.specimens.sheet import OCR_B

DOCUMENTS = BASE / "fixtures/documents"
PORTRAIT = np.full((540, 420, 3), 150, np.uint8)
needs_font = pytest.mark.skipif(not OCR_B.exists(), reason="draws a zone: apt-get install fonts-ocr-b")


def truths() -> dict[str, dict[str, Any]]:
    return {row["file"]: row for row in json.loads((DOCUMENTS / make.TRUTH).read_text())}


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("specimen", *arguments, stdout=out)
    return out.getvalue()


def test_the_committed_pictures_are_those_of_the_specimen_people() -> None:
    rows = truths()

    assert {path.name for path in DOCUMENTS.glob("*.jpg")} == set(rows)
    assert {row["person"] for row in rows.values()} == {person.key for person in PEOPLE}
    assert sum(path.stat().st_size for path in DOCUMENTS.glob("*.jpg")) < 6_000_000
    for person in PEOPLE:
        kinds = sorted((row["kind"], row["side"] or "") for row in rows.values() if row["person"] == person.key)
        card = [("selfie", ""), ("td1", "back"), ("td1", "front")]
        assert kinds == (card if person.document_kind == "identity_card" else [("selfie", ""), ("td3", "front")])


def test_the_truth_of_a_committed_passport_is_what_its_holder_is() -> None:
    row = truths()["viktor-passport.jpg"]

    assert row["mrz"]["lines"] == [
        "P<UTOMOROZENKO<<VIKTOR<ANATOLEVICH<<<<<<<<<<",
        "C9T5510388DEU6803122M3111297<<<<<<<<<<<<<<<2",
    ]
    assert {name: field["value"] for name, field in row["fields"].items()} == {
        "document_code": "P",
        "issuing_state": "UTO",
        "document_number": "C9T551038",
        "surname": "MOROZENKO",
        "given_names": "VIKTOR ANATOLEVICH",
        "nationality": "DEU",
        "birth_date": "1968-03-12",
        "sex": "M",
        "birth_place": "DRESDEN",
        "issue_date": "2021-11-30",
        "expiry_date": "2031-11-29",
        "issuing_authority": "MINISTRY OF NOWHERE",
    }


def test_only_the_expired_story_has_an_expired_document_and_only_the_blurred_one_a_blurred() -> None:
    assert [person.story for person in PEOPLE if person.expires < make.AS_OF] == [Story.EXPIRED]
    assert [person.story for person in PEOPLE if person.grade == "blurred"] == [Story.BLURRED]
    assert [person.story for person in PEOPLE if not person.honest] == [Story.IMPOSTOR]
    assert len({person.document_number for person in PEOPLE}) == len(PEOPLE)


def paper(kind: str, seed: int = 5, *, expired: bool = False, **changes: Any) -> papers.Paper:
    return papers.invented(kind, seed, as_of=make.AS_OF, face="ada", sex="F", expired=expired, changes=changes)


def test_a_seed_invents_the_same_paper_every_time_and_another_seed_another() -> None:
    assert paper("td3") == paper("td3")
    assert paper("td3") != paper("td3", 6)


@pytest.mark.parametrize("seed", range(40))
def test_an_invented_paper_is_valid_unless_it_is_to_be_expired(seed: int) -> None:
    assert paper("td3", seed).expires > make.AS_OF
    assert paper("td3", seed, expired=True).expires < make.AS_OF
    assert paper("td3", seed).birth_date < date(2007, 1, 1)


def test_what_the_caller_says_overrules_the_seed() -> None:
    changed = paper("td1", surname="Grönvall", number="X123")

    assert changed.lines[0] == "I<UTOX123<<<<<7<<<<<<<<<<<<<<<"
    assert changed.lines[2].startswith("GROENVALL<<")


@needs_font
@pytest.mark.parametrize("kind", list(documents.DRAWN))
def test_every_field_drawn_is_in_the_truth_with_ink_in_its_box(kind: str) -> None:
    written = paper(kind)

    sides = documents.draw(written, PORTRAIT, seed=5)

    cards = ("td1", "residence_permit", "driving_licence")
    assert list(sides) == (["front", "back"] if kind in cards else ["front"])
    for drawn in sides.values():
        height, width = drawn.pixels.shape[:2]
        for name, place in drawn.places.items():
            assert place.left + place.width < width, name
            assert place.top + place.height < height, name
            rows, columns = (
                slice(round(place.top), round(place.top + place.height)),
                slice(round(place.left), round(place.left + place.width)),
            )
            box = drawn.pixels[rows, columns]
            assert box.size, name
            assert name == "portrait" or box.min() < 60, name


@pytest.mark.parametrize(
    ("script", "surname", "national"),
    [
        ("cyrillic", "BONDARENKO", "БОНДАРЕНКО ГАННА"),
        ("greek", "GEORGIOU", "ΓΕΩΡΓΙΟΥ ΕΛΕΝΗ"),
        ("russian", "PODIEIACHEV", "ПОДЪЯЧЕВ ТАТЬЯНА"),
    ],
)
def test_a_name_of_another_script_stands_in_both(script: str, surname: str, national: str) -> None:
    written = papers.invented("td3", 5, as_of=make.AS_OF, face="ada", sex="F", expired=False, changes={}, script=script)

    assert written.values["surname"] == surname
    assert written.values["name_national"] == national
    assert written.lines[0].startswith(f"P<UTO{surname}<<")


@needs_font
def test_a_name_in_two_places_of_a_passport_has_a_box_around_both() -> None:
    written = papers.invented(
        "td3", 5, as_of=make.AS_OF, face="ada", sex="F", expired=False, changes={}, script="greek"
    )

    places = documents.draw(written, PORTRAIT, seed=5)["front"].places

    assert places["name_national"].top == places["surname"].top
    assert places["name_national"].height > 2 * places["surname"].height
    assert places["surname"].left > places["name_national"].left + 100


@needs_font
def test_a_name_of_some_states_stands_above_its_latin_spelling() -> None:
    written = papers.invented(
        "td3", 5, as_of=make.AS_OF, face="ada", sex="F", expired=False, changes={}, script="russian"
    )

    places = documents.draw(written, PORTRAIT, seed=5)["front"].places

    assert places["surname"].top > places["name_national"].top + 20
    assert places["surname"].left == places["name_national"].left


def test_the_barcode_of_a_licence_says_what_its_front_does() -> None:
    (back,) = [made for made in make.invented("driving_licence", Grade.CLEAN, 5) if made.truth["side"] == "back"]

    (code,) = zxingcpp.read_barcodes(cv2.imdecode(np.frombuffer(back.jpeg, np.uint8), cv2.IMREAD_COLOR))

    assert code.bytes.decode("latin-1") == back.truth["barcode"]["payload"]
    assert code.bytes.startswith(b"@\n\x1e\rANSI 636999100001DL0031")


@needs_font
@pytest.mark.parametrize("grade", sorted(set(Grade) - {Grade.CUT_OFF, Grade.DARK}))
def test_the_corners_of_the_truth_lie_on_the_document_of_the_picture(grade: Grade) -> None:
    white = np.full((1056, 1500, 3), 255, np.uint8)

    taken = grades.take(white, grade, seed=3)
    again = grades.take(white, grade, seed=3)

    height, width = taken.picture.shape[:2]
    corners = taken.place(np.array([[0, 0], [1500, 0], [1500, 1056], [0, 1056]], np.float32))
    middle = taken.place(np.array([[750, 528]], np.float32))[0].astype(int)
    assert np.array_equal(taken.picture, again.picture)
    assert corners.min() >= 0
    assert (corners.max(axis=0) <= (width, height)).all()
    assert taken.picture[middle[1], middle[0]].mean() > 120


def test_a_document_that_is_cut_off_goes_on_beyond_one_side_of_the_picture() -> None:
    taken = grades.take(np.full((1056, 1500, 3), 255, np.uint8), Grade.CUT_OFF, seed=3)

    height, width = taken.picture.shape[:2]
    corners = taken.place(np.array([[0, 0], [1500, 0], [1500, 1056], [0, 1056]], np.float32))
    low, high = corners.min(axis=0), corners.max(axis=0)
    outside = [bool(low[0] < 0), bool(low[1] < 0), bool(high[0] > width), bool(high[1] > height)]
    assert sum(outside) == 1


def test_a_mark_is_told_in_the_truth_and_copies_have_no_colour() -> None:
    sheet = np.full((1056, 1500, 3), (200, 230, 250), np.uint8)

    marked, copied = grades.take(sheet, Grade.MARKED, seed=4), grades.take(sheet, Grade.COPIED, seed=4)

    assert (marked.mark, copied.mark) == ("SPECIMEN", "")
    middle = copied.place(np.array([[750, 528]], np.float32))[0].astype(int)
    assert np.ptp(copied.picture[middle[1] - 20 : middle[1] + 20, middle[0]].mean(axis=0)) < 2


@needs_font
def test_a_passport_of_a_seed_is_the_same_file_twice(tmp_path: Path) -> None:
    arguments = ("make", "--kind", "td3", "--grade", "phone", "--seed", "7", "--face", "ada")

    told = run(*arguments, "--out", str(tmp_path / "one"), "--json")
    run(*arguments, "--out", str(tmp_path / "two"))

    one, two = (tmp_path / name / "td3-phone-0007.jpg" for name in ("one", "two"))
    assert hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(two.read_bytes()).digest()
    picture = cv2.imread(str(one))
    assert picture is not None
    assert picture.shape == (1080, 1440, 3)
    assert [json.loads(told)] == json.loads((tmp_path / "one" / make.TRUTH).read_text())
    assert json.loads(told)["face"] == "ada"


def test_without_the_font_nothing_is_drawn_and_the_message_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (sheet, make):
        monkeypatch.setattr(module, "OCR_B", tmp_path / "absent.otf")

    with pytest.raises(CommandError, match="apt-get install fonts-ocr-b") as refused:
        run("make", "--kind", "td3", "--seed", "1", "--out", str(tmp_path / "out"))

    assert refused.value.returncode == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")

    with pytest.raises(CommandError, match="is not a folder") as refused:
        run("make", "--kind", "selfie", "--seed", "1", "--out", str(tmp_path / "out"))

    assert refused.value.returncode == 2


def test_only_a_passport_has_names_in_a_second_script(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Only a passport"):
        run("make", "--kind", "td2", "--script", "greek", "--seed", "1", "--out", str(tmp_path / "out"))

    assert not (tmp_path / "out").exists()


def test_an_unknown_kind_is_refused_with_the_list_of_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"mrva.*residence_permit.*driving_licence.*selfie"):
        run("make", "--kind", "stamp", "--seed", "1", "--out", str(tmp_path))
