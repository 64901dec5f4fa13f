"""Hangul: North Korean names as lists spell them, and as a second reading South Korea's Revised Romanization."""

from screening.matching.scripts.letters import longest, split

_Spelling = tuple[list[str], ...]
_FIRST, _LAST = 0xAC00, 0xD7A3
_STARTS, _REVISED_STARTS = "k kk n t tt r m p pp s ss _ j jj ch k t p h", "g kk n d tt r m b pp s ss _ j jj ch k t p h"
_VOWELS = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i"
_REVISED_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_ENDS = "_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
_LISTED = tuple(letters.split() for letters in (_STARTS, _VOWELS, _ENDS))
_REVISED = tuple(letters.split() for letters in (_REVISED_STARTS, _REVISED_VOWELS, _ENDS))
"""The letters of a syllable in the order of Unicode: consonant, vowel, last consonant; `_` is none."""
_FAMILY = frozenset(
    "김이박최정강조윤장임림한오서신권황안송류유홍전고문손양량배백허남심노로하곽성차주우구민나라지"
    "엄채원천방공현함변염렴여려추도소석선설마길연련위표명기반왕금옥육인맹제모탁국어은편태리동계"
) | {"남궁", "황보", "제갈", "사공", "선우", "독고"}
_CUSTOM = {"이": "lee", "임": "im", "오": "o", "우": "u", "노": "no", "유": "yu", "박": "pak", "최": "choe"}
_SOUTHERN = {
    "김": "kim", "이": "lee", "박": "park", "최": "choi", "정": "jung", "강": "kang", "조": "cho", "윤": "yoon",
    "임": "lim", "오": "oh", "서": "seo", "신": "shin", "권": "kwon", "유": "yoo", "류": "ryu", "전": "jeon",
    "고": "ko", "문": "moon", "백": "baek", "노": "roh", "구": "koo", "우": "woo", "주": "joo", "허": "heo",
    "선우": "sunwoo",
}  # fmt: skip
_TRADE = {
    "주식회사": "co ltd", "유한회사": "llc", "유한책임회사": "llc", "회사": "company",
    "무역회사": "trading company", "은행": "bank", "무역": "trading", "총국": "general bureau", "조선": "korea",
    "한국": "korea", "고려": "koryo", "평양": "pyongyang", "서울": "seoul", "대외": "foreign", "기술": "technology",
    "산업": "industry", "공업": "industry", "노동당": "workers party", "로동당": "workers party", "중앙": "central",
    "위원회": "committee", "인민": "people", "군사": "military", "인민군": "peoples army", "해운": "shipping",
    "상사": "trading", "개발": "development", "국제": "international", "과학": "science", "원자력": "atomic energy",
    "무역총회사": "general trading corporation", "총회사": "general corporation", "련합": "united",
    "연합": "united", "대학": "university", "연구소": "institute", "연구원": "institute", "건설": "construction",
    "금융": "finance", "보험": "insurance", "투자": "investment", "그룹": "group", "집단": "group",
    "전자": "electronics", "화학": "chemical", "기계": "machinery", "광업": "mining", "광산": "mining",
    "석유": "oil", "가스": "gas", "항공": "air", "철강": "steel", "자동차": "motor", "물산": "trading",
    "정찰총국": "reconnaissance general bureau", "국가": "state", "보위성": "ministry of security",
    "성": "ministry", "관리국": "bureau", "협회": "association", "재단": "foundation", "센터": "center",
    "정보": "information", "및": "and", "통신": "telecommunications",
}  # fmt: skip
_LONGEST = max(map(len, _TRADE))


def words(text: str) -> list[str]:
    """The words as lists spell them."""
    return [latin for word in split(text) for latin in _word(word, _LISTED, _CUSTOM)]


def revised(text: str) -> list[str]:
    """The words as South Koreans spell them."""
    return [latin for word in split(text) for latin in _word(word, _REVISED, _SOUTHERN)]


def _word(word: str, spelling: _Spelling, custom: dict[str, str]) -> list[str]:
    family = next((word[:size] for size in (2, 1) if word[:size] in _FAMILY), "")
    if family and len(family) < len(word) <= len(family) + 2 and word not in _TRADE:
        return [custom.get(family) or _spelt(family, spelling), _spelt(word.removeprefix(family), spelling)]
    if word == family:
        return [custom.get(word) or _spelt(word, spelling)]
    return _in_pieces(word, spelling) if len(word) > 1 else [_spelt(word, spelling)]


def _in_pieces(word: str, spelling: _Spelling) -> list[str]:
    """The words of trade that are written in one with others, in English, and the rest as it sounds."""
    pieces: list[str] = []
    rest, place = "", 0
    while place < len(word):
        found = longest(word, place, _TRADE, _LONGEST)
        if len(found) > 1:
            pieces += [*([_spelt(rest, spelling)] if rest else []), *_TRADE[found].split()]
            rest = ""
        else:
            rest += word[place]
        place += max(1, len(found))
    return [*pieces, *([_spelt(rest, spelling)] if rest else [])]


def _spelt(word: str, spelling: _Spelling) -> str:
    """Syllable by syllable, as names are spelt: the sounds of neighbours do not change one another."""
    return "".join(_syllable(letter, spelling) for letter in word)


def _syllable(letter: str, spelling: _Spelling) -> str:
    code = ord(letter)
    if not _FIRST <= code <= _LAST:
        return letter if letter.isascii() else ""
    first, rest = divmod(code - _FIRST, 21 * 28)
    vowel, final = divmod(rest, 28)
    return f"{spelling[0][first]}{spelling[1][vowel]}{spelling[2][final]}".replace("_", "")
