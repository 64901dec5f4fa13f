"""The command's contract: one JSON object a file on standard output, progress on standard error, no database."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

PICTURES = Path(__file__).parents[3] / "fixtures" / "documents"


def run(*words: str) -> tuple[list[dict[str, object]], str]:
    out, err = StringIO(), StringIO()
    call_command("read_document", *words, "--json", stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def ended(*words: str) -> tuple[list[dict[str, object]], str, str]:
    """As `run`, where the command ends with exit 2 and says this."""
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as end:
        call_command("read_document", *words, "--json", stdout=out, stderr=err)
    assert end.value.returncode == 2
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), str(end.value)


def test_a_file_gives_one_line_of_the_agreed_shape() -> None:
    path = str(PICTURES / "camille-identity_card-back.jpg")

    (line,), progress = run(path)

    assert {"file", "kind", "mrz", "fields", "quality", "findings"} <= line.keys()
    assert (line["file"], line["kind"]) == (path, "identity_card")
    mrz = line["mrz"]
    assert isinstance(mrz, dict)
    assert (mrz["format"], mrz["valid"], mrz["document_number"]) == ("TD1", True, "X1V903568")
    assert (mrz["birth_date"], mrz["expiry_date"], mrz["surname"]) == ("1996-02-11", "2034-06-04", "DELACOURT")
    assert "1/1" in progress
    tree = line["verdict"]
    assert isinstance(tree, dict)
    assert list(line)[-1] == "verdict"
    results = {child["name"]: child["result"] for child in tree["children"]}
    assert (results["reading"], results["validity"], results["data_comparison"]) == ("clear", "clear", "unidentified")
    assert results["compromised"] == "consider"  # Utopia issues specimens alone


def test_a_folder_gives_a_line_for_each_picture_and_for_each_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture at all")
    (tmp_path / "b.png").write_bytes(b"")
    cv2.imwrite(str(tmp_path / "c.png"), np.full((300, 400, 3), 90, dtype=np.uint8))
    (tmp_path / "notes.txt").write_text("left alone")

    lines, err, said = ended(str(tmp_path), "--kind", "passport")

    assert said == "2 of 3 files gave no picture."
    assert "3/3" in err
    assert [Path(str(line["file"])).name for line in lines] == ["a.jpg", "b.png", "c.png"]
    assert all(line["mrz"] is None and line["fields"] == {} for line in lines)
    assert lines[0]["findings"] == [
        {"code": "file_type_unknown", "detail": "The file is none of JPEG, PNG, WebP, HEIC, TIFF, PDF."}
    ]


def test_a_missing_file_is_told_on_its_line_and_stops_no_other(tmp_path: Path) -> None:
    back = str(PICTURES / "camille-identity_card-back.jpg")
    gone, folder = str(tmp_path / "gone.jpg"), tmp_path / "folder.jpg"
    folder.mkdir()

    lines, _, said = ended(gone, back, str(folder))

    assert said == f"{folder} holds no picture. 1 of 2 files gave no picture."
    assert lines[0] == {
        "file": gone,
        "kind": None,
        "mrz": None,
        "fields": {},
        "quality": {},
        "findings": [{"code": "file_missing", "detail": "The file cannot be read: No such file or directory."}],
    }
    assert (lines[1]["file"], lines[1]["kind"], len(lines)) == (back, "identity_card", 2)


def test_a_file_that_cannot_be_opened_is_told_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    lines, _, _ = ended(str(tmp_path / "file" / "below.jpg"))

    assert lines[0]["findings"] == [{"code": "file_unreadable", "detail": "The file cannot be read: Not a directory."}]


def test_an_empty_folder_alone_is_a_clear_refusal(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()

    assert ended(str(tmp_path)) == ([], "", f"{tmp_path} holds no picture.")


def test_a_shell_sees_exit_2_and_every_line(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "read_document", str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg"), "--json"]

    seen = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)

    assert seen.returncode == 2
    assert [json.loads(line)["findings"][0]["code"] for line in seen.stdout.splitlines()] == ["file_missing"] * 2
    assert seen.stderr.splitlines()[-1] == "CommandError: 2 of 2 files gave no picture."


def test_a_finding_says_its_figures_in_the_words_of_the_table(tmp_path: Path) -> None:
    picture = cv2.imread(str(PICTURES / "camille-identity_card-back.jpg"))
    assert picture is not None
    cv2.imwrite(str(tmp_path / "small.png"), cv2.resize(picture, (240, 180), interpolation=cv2.INTER_AREA))

    (line,), _ = run(str(tmp_path))

    findings = line["findings"]
    assert isinstance(findings, list)
    assert findings[0] == {
        "code": "image_small",
        "detail": (
            "Take the picture again from nearer: the document is 212 pixels long, 250 are needed."
            " It should fill the picture."
        ),
        "box": None,
    }


def test_people_read_the_tree() -> None:
    out = StringIO()

    call_command("read_document", str(PICTURES / "camille-identity_card-back.jpg"), stdout=out, stderr=StringIO())

    assert "    compromised: consider (FINAL)\n      4006 number_known_specimen: " in out.getvalue().replace(
        "\n    ", "\n    "
    )
