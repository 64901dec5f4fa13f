"""Arabic names of two parts, which clerks write as one word, two or three: `Abd al-Rahman`, `Nureddine`."""

from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SERVANTS = dict.fromkeys(_words("abdul abdel abdal abdol abdoul abdil abdoel"), "abdul")
_BEFORE_ARTICLE = _words("abd abed abdi")
_ARTICLES = _words(
    """
    al el ul ol il ar er ur as es us az ez uz an en un at et ash esh ush ad ed ud l
    """
)
_ATTRIBUTES = _words(
    """
    rahman rehman rahmane rahmaan rahim raheem rahime rahin aziz azeez asis karim kareem kerim krim hakim hakeem
    hakem malik malek salam salaam quddus qudus qudoos mumin jabbar djabar jabar khaliq khalek khalik khaleq
    bari wahhab wahab ouahab ouahed ouahad wahed
    razzaq razaq razak razzak razeq fattah fatah alim aleem basit baset rafi sami
    samie samee basir baseer adl latif lateef khabir halim haleem azim azeem ghafur ghafour ghafoor ghafar
    ghaffar gafur gafar shakur shakoor ali kabir kebir hafiz hafez hasib jalil jaleel djalil raqib mujib mojib
    hakam wadud wadood wadoud majid majeed madjid magid medjid shahid haq haqq hak hagh khak wakil qawi matin
    metin wali hamid hameed hamed muhsi mubdi hayy hai hay qayyum qayum qayoom qayom qaium wajid wahid waheed
    ouahid vahid vahed ahad samad samed qadir qader kader kadir qadeer ghader gader muqtadir zahir zaher zaer
    batin tawwab tawab rauf raouf raof raoof muti moti mouti ghani gani ghanie mughni hadi hady nur noor nour
    baqi baki rashid rachid sabur sabour saboor nabi naby rasul rasool rasoul rab rabb reza hussein hussain
    husain zahra amir nasser nasir naser mutallib mottalib muttalib mohsen muhsin fatah sattar satar settar
    manan mannan mannaan salim saleem moneim monem munim moneem mawla maula mola jawad shafi subhan sobhan
    wakeel maged mageed
    """
)
_STEMS = _words(
    """
    nur noor nour nor nuru noure nouri nasr naser nasir nasser nasur nass nas nazir salah sala saleh salih ala
    alaa aala jamal gamal djamel jamel djamal kamal kemal jalal djalal djelal galal jelal shams chams shamsu
    sham shems chems shihab chihab shehab shahab sharaf charaf cherif sheref saif sayf seif sayyif sef safi
    safiy izz ezz iz ez az azz fakhr fakhri fakhru fakr baha bahaa bahau badr bedr badru burhan borhan bourhan
    burhanu imad emad imadu husam hosam hussam hissam hesam houssam khair khayr kheir khir kheireddin khaireddin
    muhi mohi mohy muhyi muhiy mohie mouhi muhy mohiud mahi mohye najm nejm nedjm nizam nezam nidam nadhm qutb
    qutub kotb qotb rukn rokn saad sad saed said sadr sirat siraj seraj taj tadj tag taqi zayn zain zein zin
    zine zeine zia ziya diya dia diaa zahir zaher zahr asad amin hamid moin muin moeen mueen ghias ghiyath
    ghiyas hafiz kamar qamar kamaru fasih mughith shuja shujau sultan islah jalalu jamalu nizamu ikram ekram
    ihtisham afzal anwar aminu sala hu wajih rashid bahr
    """
)
_VOWELS = frozenset("aeiou")
_JOINTS = _words("a e i o u al el il ul ad ed id od ud") | {""}
_ENDS = ("din", "deen", "dine", "dean", "dyn", "dien", "ddin", "ddeen", "ddine", "ddien")
_FAITHFUL = {stem + joint + end: stem for stem in _STEMS for joint in _JOINTS for end in _ENDS}
_FAITH = _words("din deen dine eddin eddine eddeen uddin uddeen aldin aldeen eldin eldine eldeen uldin addin addine")
_LAST_WORDS = {
    ending + last: last
    for last in ("rahman", "haq")
    for ending in ("ul", "al", "el", *(("ur", "ar", "ir", "er", "u", "i", "rur") if last == "rahman" else ()))
}
"""How `-ur-Rahman` and `-ul-Haq` end a word."""


def in_parts(tokens: list[str]) -> list[str]:
    """The tokens with `abdul rahman` and `nur al din` in these parts, whichever way they were written."""
    parts: list[str] = []
    for token in tokens:
        if parts and parts[-1] == "abdul" and token in _ARTICLES:
            continue
        if token in _SERVANTS:
            parts.append(_SERVANTS[token])
        elif token in _FAITH and parts:
            parts[-1:] = [*([] if parts[-1] in _ARTICLES else [parts[-1]]), "al", "din"]
        elif token in _ARTICLES and parts and parts[-1] in _BEFORE_ARTICLE:
            parts[-1] = "abdul"
        else:
            parts += _parts(token)
    return parts


@lru_cache(maxsize=100_000)
def _parts(token: str) -> tuple[str, ...]:
    """The parts of one token; itself alone where it is no compound that is known."""
    if token.startswith(("abd", "abed")):
        return _servant(token)
    if token in _FAITHFUL:
        return _FAITHFUL[token], "al", "din"
    for ending, last in _LAST_WORDS.items():
        if token.endswith(ending) and len(token) > len(ending) + 2:
            return token.removesuffix(ending), "al", last
    return (token,)


def _servant(token: str) -> tuple[str, ...]:
    """`abdul` and one of the names of God, with the article as spelt or as spoken, else the token."""
    rest = token.removeprefix("abed" if token.startswith("abed") else "abd")
    after_vowels = rest.lstrip("aeiou") if rest[:1] in _VOWELS else rest
    for after in (rest, after_vowels, after_vowels[1:]):
        if after in _ATTRIBUTES:
            return "abdul", after
    return (token,)
