"""The fields of a document, by each of their sources."""

from typing import Any

from compliance.dashboard.comparing import Row, field_rows

ZONE = {"valid": True, "surname": "MUELLER", "birth_date": "1990-04-12"}
PRINTED = {"value": "MÜLLER", "confidence": 0.91, "source": "viz"}


def rows(**reading: Any) -> list[Row]:
    declared = {"family_name": "Müller", "birth_date": "1990-04-12"}
    return list(field_rows(declared, {"fields": {}, "mrz": ZONE, **reading}))


def test_another_sources_other_value_stands_below_the_one_that_the_checks_go_by() -> None:
    surname, born = rows(fields={"surname": PRINTED}, barcode={"surname": "MULLER", "birth_date": "1990-04-21"})

    assert (surname.read, surname.others) == ("MUELLER", (("print", "MÜLLER"), ("barcode", "MULLER")))
    assert (born.read, born.agrees, born.others) == ("1990-04-12", True, (("barcode", "1990-04-21"),))


def test_a_source_that_says_the_same_is_not_repeated() -> None:
    same = {"value": "Mueller", "confidence": 0.91, "source": "viz"}

    assert [row.others for row in rows(fields={"surname": same})] == [(), ()]


def test_what_the_zone_itself_was_read_as_is_no_other_source() -> None:
    of_the_zone = {"value": "MUELLEB", "confidence": 0.5, "source": "mrz"}

    assert rows(fields={"surname": of_the_zone})[0].others == ()
