"""Words that tell parties apart less than others do: legal forms, particles, titles, and the commonplaces of trade."""

_FORMS = {
    "ltd": "ltd limited ltda limitada",
    "co": "co company cia compania companhia compagnie kompaniya",
    "corp": "corp corporation korporatsiya corporacion",
    "inc": "inc incorporated",
    "llc": "llc ooo tov too mchj doo dooel gmbh sarl srl eurl lda sro kft spzoo oue ou uab sia wll tovarystvo",
    "jsc": "jsc ao oao zao pao ojsc cjsc pjsc oajsc prjsc nao at pat prat sa sas spa ag ab as asa oy oyj plc nv bv se",
    "lp": "lp llp kg kommanditgesellschaft ohg gbr",
    "sl": "sl slu",
    "pte": "pte pty pvt private",
    "sdn": "sdn bhd berhad sendirian",
    "fze": "fze fzco fzc fzllc fz dmcc",
    "cv": "cv rl",
    "group": "group gruppa groupe grupo holding holdings kholding",
}
FORMS = {spelling: form for form, spellings in _FORMS.items() for spelling in spellings.split()}
"""A legal form's spelling → the form: the same kind of company under many laws and in many languages."""

PHRASES = {
    tuple(phrase.split()): form
    for phrase, form in (
        ("limited liability company", "llc"),
        ("limited liability partnership", "lp"),
        ("limited partnership", "lp"),
        ("obshchestvo s ogranichennoy otvetstvennostyu", "llc"),
        ("obschestvo s ogranichennoi otvetstvennostyu", "llc"),
        ("obshchestvo s ogranichennoi otvetstvennostyu", "llc"),
        ("aktsionernoye obshchestvo", "jsc"),
        ("aktsionernoe obshchestvo", "jsc"),
        ("joint stock company", "jsc"),
        ("public joint stock company", "jsc"),
        ("open joint stock company", "jsc"),
        ("closed joint stock company", "jsc"),
        ("private joint stock company", "jsc"),
        ("joint stock", "jsc"),
        ("public limited company", "jsc"),
        ("sociedad anonima", "jsc"),
        ("sociedade anonima", "jsc"),
        ("societe anonyme", "jsc"),
        ("sp z o o", "llc"),
        ("s a r l", "llc"),
        ("s r l", "llc"),
        ("s p a", "jsc"),
        ("s a", "jsc"),
        ("s l", "sl"),
        ("d o o", "llc"),
        ("l l c", "llc"),
        ("w l l", "llc"),
        ("b v", "jsc"),
        ("n v", "jsc"),
        ("a s", "jsc"),
        ("a g", "jsc"),
        ("p l c", "jsc"),
        ("l p", "lp"),
        ("f z e", "fze"),
        ("c v", "cv"),
        ("de c v", "cv"),
        ("de cv", "cv"),
        ("de r l", "cv"),
    )
}
"""Legal forms of several words, and with dots between their letters."""


_TELLING = 0.5
SPELT_OUT = sorted({word for phrase in PHRASES for word in phrase if len(word) > 4} | {"incorporated", "corporation"})
"""The words of legal forms that are long enough to be recognised when they are misspelt."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    """
    al el ul ud bin bint ibn ben abd abu umm de del della di da do dos das du la le les los las van von der den
    ter ten y e i and und et the of for in za na d l s o
    """
)
TITLES = _words(
    """
    mr mrs ms miss dr prof sir lord lady hon rev maulavi mullah mawlawi maulvi hajji haji hadji alhaj sheikh
    shaykh sheik general gen colonel col major maj captain capt lieutenant lt brigadier ayatollah sayyid sayed
    dame herr frau senor senora don dona
    """
)
COMMON = _words(
    """
    trading trade international intl general bank industries industry industrial enterprise enterprises import
    export services service investment investments development global national state center centre institute
    scientific research production engineering construction technology technologies technical systems shipping
    marine maritime petroleum oil gas energy petrochemical transport logistics foundation organization
    organisation association committee ministry university republic islamic new first united east west north
    south factory plant works management solutions financial finance capital commercial exchange agency federal
    limited airlines air aviation electronics electronic
    """
)


def telling(tokens: tuple[str, ...]) -> int:
    """How many of the tokens tell parties apart: no initials, particles, titles or legal forms."""
    return sum(weight(token) > _TELLING for token in tokens)


def weight(token: str) -> float:
    """How much a token tells, 0 to 1. It depends on the token alone, never on a list, so that a score never drifts."""
    if token in FORMS.values():
        return 0.2
    if len(token) == 1 or token in PARTICLES:
        return 0.3
    if token in TITLES:
        return 0.35
    if token in COMMON:
        return 0.65
    return 0.7 if len(token) == 2 else 1.0
