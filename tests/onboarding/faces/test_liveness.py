"""The passive signals on pictures whose truth is known, and the command that asks them."""

import json
from io import StringIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from django.core.management import CommandError, call_command

from compliance.environment import BASE
from onboarding.faces import liveness
from onboarding.faces.model import Picture

NOTICE = (
    "Passive liveness is off by default in policy: its signals were fitted to one set of pictures, and call most live "
    "faces of other cameras a print (docs/faces.md)."
)
SELFIE = BASE / "fixtures/documents/camille-selfie.jpg"


def before_a_screen(picture: Picture) -> Picture:
    """Its pixels as stripes of red, green and blue with dark gaps, photographed a little askew."""
    large = cv2.resize(picture, None, fx=3, fy=3, interpolation=cv2.INTER_NEAREST).astype(np.float32)
    cell = np.full((3, 3, 3), 0.35, np.float32)
    for place in range(3):
        cell[:2, place, 2 - place] = 1.0
    height, width = large.shape[:2]
    large *= np.tile(cell, (height // 3 + 1, width // 3 + 1, 1))[:height, :width] * 1.7
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 4, 0.44)
    taken = cv2.warpAffine(cv2.GaussianBlur(large, (0, 0), 0.7), turn, (width, height))
    cut = taken[height // 3 : 2 * height // 3, width // 3 : 2 * width // 3]
    return np.ascontiguousarray(np.clip(cut, 0, 255), np.uint8)


def printed(picture: Picture) -> Picture:
    """Few colours, and nothing sharp."""
    grey = picture.mean(axis=2, keepdims=True)
    flat = 60 + (grey + (picture - grey) * 0.5) * 0.5
    return np.asarray(cv2.GaussianBlur(flat, (0, 0), 2), np.uint8)


def test_the_signals_fall_in_a_print_and_rise_before_a_screen(astronaut: Picture) -> None:
    live, print_, screen = (liveness.judge(one) for one in (astronaut, printed(astronaut), before_a_screen(astronaut)))

    assert print_.signals["detail"] < live.signals["detail"]
    assert print_.signals["gamut"] < live.signals["gamut"]
    assert "liveness_print" in print_.codes
    assert "liveness_screen" in screen.codes
    assert "liveness_screen" not in live.codes


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("check_liveness", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_one_json_object_a_picture_of_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(SELFIE.read_bytes())
    cv2.imwrite(str(tmp_path / "b.png"), np.full((200, 200, 3), 90, np.uint8))
    (tmp_path / "notes.txt").write_text("no picture")

    out, err = run(str(SELFIE), str(tmp_path), "--json")

    rows = [json.loads(line) for line in out.splitlines()]
    assert [Path(row["file"]).name for row in rows] == [SELFIE.name, "a.jpg", "b.png"]
    assert list(rows[0]) == ["file", "live", "findings", "score", "signals", "model"]
    assert rows[0]["signals"] == rows[1]["signals"]
    assert (rows[2]["live"], rows[2]["findings"]) == (False, ["liveness_unknown"])
    assert err == f"{NOTICE}\n3 of 3 pictures\n"


def test_a_file_without_a_picture_is_told_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8 not a picture")
    (tmp_path / "empty").mkdir()
    out, err = StringIO(), StringIO()
    given = [str(tmp_path / name) for name in ("absent.jpg", "broken.jpg", "empty")]

    with pytest.raises(CommandError) as ended:
        call_command("check_liveness", *given, str(SELFIE), "--json", stdout=out, stderr=err)

    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (str(ended.value), ended.value.returncode) == (
        f"{given[2]} holds no picture. 2 of 3 files gave no picture.",
        2,
    )
    assert [row["file"] for row in rows] == [*given[:2], str(SELFIE)]
    assert [(row["live"], row["findings"], row["score"], row["signals"]) for row in rows[:2]] == [
        (False, ["file_missing"], None, {}),
        (False, ["file_type_unknown"], None, {}),
    ]
    assert set(rows[2]["signals"]) == {"detail", "gamut", "grid"}
    assert err.getvalue() == f"{NOTICE}\n3 of 3 pictures\n"


def test_an_empty_folder_alone_is_a_clear_refusal(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"holds no picture\.$") as ended:
        run(str(tmp_path))

    assert ended.value.returncode == 2
