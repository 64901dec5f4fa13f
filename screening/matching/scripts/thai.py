"""Thai and Lao: vowels that are written before their consonant are read after it; the letters are anyascii's."""

import re

from anyascii import anyascii

from screening.matching.scripts.letters import split

_VOWEL_FIRST = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])")
_CARRIER = re.compile("อ(?=[\u0e30-\u0e45])")
"""A letter that only carries a vowel."""
_TONES = dict.fromkeys([*range(0x0E47, 0x0E4F), *range(0x0EC8, 0x0ECE), 0x0E3A])
_SILENT = re.compile("[\u0e01-\u0e2e][\u0e31-\u0e3a]?\u0e4c")
_TRADE = {
    "บริษัท": "company", "จำกัด": "ltd", "มหาชน": "public", "ธนาคาร": "bank", "กรุ๊ป": "group",
    "ห้างหุ้นส่วนจำกัด": "lp", "เทรดดิ้ง": "trading", "เทรด": "trade", "ไทยแลนด์": "thailand",
    "ประเทศไทย": "thailand", "ไทย": "thai", "คอร์ปอเรชั่น": "corporation", "ไชน่า": "china",
    "อินเตอร์เนชั่นแนล": "international", "มูลนิธิ": "foundation", "ທະນາຄານ": "bank", "ບໍລິສັດ": "company",
    "ຈຳກັດ": "ltd",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words in Latin letters; the spaces between them are those of the text."""
    return [latin for word in re.split(r"[\s(),.\-/]+", text) for latin in _word(word)]


def _word(word: str) -> list[str]:
    # NFKC takes the vowel `am` apart, which leaves a word of trade in another spelling than its own
    known = _TRADE.get(word) or _TRADE.get(word.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3"))
    if known:
        return [known]
    read = _CARRIER.sub("", _VOWEL_FIRST.sub(r"\2\1", _SILENT.sub("", word).translate(_TONES)))
    return split(anyascii(read).casefold())
