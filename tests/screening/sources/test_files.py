"""A list's files on disk: under whatever name, packed or not, in a folder or alone."""

import gzip
from pathlib import Path

import pytest

from screening import sources
from screening.sources import SOURCES, ListRefused, files
from tests.screening.lists import FIXTURES

SDN, CONS, UN = SOURCES["ofac_sdn"], SOURCES["ofac_cons"], SOURCES["un"]


@pytest.mark.parametrize(
    ("code", "fixture", "name", "shape"),
    [
        ("un", "un/consolidated.xml", "2026-02-27_un_consolidated.xml", "XML"),
        ("ofac_cons", "ofac_cons_xml/CONSOLIDATED.XML", "2025-03-28_consolidated.xml", "XML"),
        ("ofac_sdn", "ofac_sdn_enhanced/SDN_ENHANCED.XML", "IRGC_sanctions.xml", "Enhanced XML"),
        ("ofac_sdn", "ofac_sdn/SDN.CSV", "sdn-2024-01-08.csv", "CSV"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_the_one_file_of_a_folder_is_the_list_whatever_its_date(
    tmp_path: Path, code: str, fixture: str, name: str, shape: str, *, packed: bool
) -> None:
    content = (FIXTURES / fixture).read_bytes()
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(content) if packed else content)

    found, located = files.locate(SOURCES[code], tmp_path)

    assert (found.name, list(located.values())) == (shape, [path])
    assert sources.load(SOURCES[code], tmp_path) == sources.load(SOURCES[code], path)


def test_two_dated_files_are_not_guessed_between(tmp_path: Path) -> None:
    for day in ("2025-01-10", "2025-05-25"):
        (tmp_path / f"{day}_un.xml").write_bytes((FIXTURES / "un" / "consolidated.xml").read_bytes())

    with pytest.raises(ListRefused) as refusal:
        files.locate(UN, tmp_path)

    assert refusal.value.detail == f"The folder {tmp_path} holds no consolidated.xml."


def test_a_folder_with_every_format_is_read_in_the_one_that_is_downloaded(tmp_path: Path) -> None:
    for name in ("ofac_sdn/SDN.CSV", "ofac_sdn_xml/SDN.XML", "ofac_sdn_enhanced/SDN_ENHANCED.XML"):
        (tmp_path / Path(name).name).write_bytes((FIXTURES / name).read_bytes())

    assert files.locate(SDN, tmp_path)[0].name == "Enhanced XML"


@pytest.mark.parametrize("exists", [False, True])
def test_a_path_that_cannot_be_read_is_told_in_words(tmp_path: Path, *, exists: bool) -> None:
    path = tmp_path / "sdn.csv"
    if exists:
        path.symlink_to(path)  # a loop: there, and not to be read

    with pytest.raises(ListRefused) as refusal:
        sources.load(SDN, path)

    assert refusal.value.reason == "missing"
    assert "Errno" not in refusal.value.detail


def test_a_file_beginning_with_a_byte_order_mark_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (FIXTURES / "ofac_sdn" / "SDN.CSV").read_bytes())

    assert len(sources.load(SDN, path).records) == 121
