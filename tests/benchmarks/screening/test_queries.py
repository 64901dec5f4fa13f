"""Our own queries: seeded, of the half that is asked for, and none of the unlisted is listed."""

from random import Random

from screening.records import Kind, ListedName, Record
from tests.benchmarks.screening import inventing, lists, queries
from tests.benchmarks.screening.queries import Asked, Questions
from tests.benchmarks.screening.scripts import shuffle


def test_an_invented_list_is_the_same_every_time() -> None:
    made = lists.invented(50)
    lists.invented.cache_clear()

    assert lists.invented(50) == made
    assert {record.kind for _, record in made} == {Kind.PERSON, Kind.COMPANY}


def test_queries_are_the_same_every_time() -> None:
    assert queries.own(lists.invented(200), count=10) == queries.own(lists.invented(200), count=10)


def test_the_halves_for_tuning_and_for_reporting_share_no_entry() -> None:
    entries = lists.invented(200)
    reported, tuned = (
        {one.key for one in queries.own(entries, count=30, development=half).listed} for half in (False, True)
    )

    assert reported
    assert tuned
    assert not reported & tuned


def test_an_unlisted_name_stands_in_no_entry() -> None:
    everybody = [inventing.wanderer(Random(seed)) for seed in range(3000)]
    entries = [
        (f"own:{place}", Record(str(place), Kind.PERSON, (ListedName(name),))) for place, name in enumerate(everybody)
    ]

    unlisted = queries.own(entries, count=10).unlisted

    assert unlisted
    assert not {one.text for one in unlisted} & set(everybody)


def test_an_organisation_that_is_listed_but_for_a_letter_and_its_legal_form_is_really_listed() -> None:
    entries = [("own:1", Record("1", Kind.COMPANY, (ListedName("JSC Severny Vertolet"),)))]
    unlisted = [
        Asked(text, "company", "x") for text in ("Северный Вертолет", "Severni Vertolet Ltd", "Severny Neftegaz")
    ]

    assert queries.really_listed(entries, Questions((), unlisted)) == {"Северный Вертолет", "Severni Vertolet Ltd"}


def test_shuffled_names_are_made_of_two_and_are_no_name_of_the_set() -> None:
    names = ["Иван Петров", "Олег Сидоров", "Анна Белова"]

    made = shuffle(names, 20, Random(1))

    assert made
    assert not set(made) & set(names)
    assert {word for name in made for word in name.split()} <= {word for name in names for word in name.split()}


def test_a_script_of_one_word_names_cannot_be_shuffled() -> None:
    assert shuffle(["Иван", "Олег"], 5, Random(1)) == []


def test_recombined_names_have_at_most_eight_words() -> None:
    pool = ["a b c d e f g h i j k l m n o p q r s t", "u v"]

    assert max(len(inventing.recombined(pool, Random(seed)).split()) for seed in range(50)) == 8
