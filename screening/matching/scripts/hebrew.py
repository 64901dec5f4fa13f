"""Hebrew: names known by heart, words of trade in English, the rest by its consonants."""

import re

from screening.matching.scripts.letters import Consonants, split

_ALPHABET = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "o", "ז": "z", "ח": "h", "ט": "t", "י": "i", "כ": "k",
    "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "f", "צ": "tz",
    "ץ": "tz", "ק": "k", "ר": "r", "ש": "sh", "ת": "t", "װ": "v", "ױ": "oi", "ײ": "ei",
}  # fmt: skip
_LETTERS = str.maketrans(_ALPHABET)
_SPELT = tuple(
    (re.compile(letters), latin)
    for letters, latin in (
        (r"\bוו?(?=\w)|וו|(?<=[אהי])ו(?=[אהי])", "v"),
        (r"(?<=\w\w)ב\b|(?<=[אוי])ב(?=\w)", "v"),
        (r"יי", "i"),
        (r"\bי(?=[^\Wי])", "y"),
        (r"(?<=\w)ה\b", "a"),
        (r"(?<=\w)[אע]", ""),
    )
)


def _known(text: str) -> dict[str, str]:
    parts = text.split()
    return {written: latin.replace("-", " ") for latin, written in zip(parts[::2], parts[1::2], strict=True)}


_WORDS = _known("""
avraham אברהם yitzhak יצחק yaakov יעקב moshe משה aharon אהרון aharon אהרן david דוד david דויד shlomo שלמה
yosef יוסף shmuel שמואל eliyahu אליהו eli אלי ely אילי daniel דניאל daniella דניאלה michael מיכאל gabriel גבריאל
rafael רפאל uri אורי ori אורי yehuda יהודה yehoshua יהושע binyamin בנימין benjamin בנימין shimon שמעון levi לוי
cohen כהן mizrahi מזרחי peretz פרץ biton ביטון dahan דהן avi אבי avner אבנר amir אמיר amit עמית amos עמוס arie אריה
ariel אריאל asher אשר baruch ברוך ben בן bat בת boaz בועז chaim חיים dan דן doron דורון dov דב dror דרור ehud אהוד
eitan איתן elad אלעד eran ערן erez ארז eyal אייל gad גד gal גל gideon גדעון gil גיל guy גיא haim חיים hanan חנן
hillel הלל ido עידו ilan אילן itai איתי itamar איתמר itzhak איציק lior ליאור meir מאיר menachem מנחם mordechai מרדכי
nadav נדב naftali נפתלי natan נתן nathan נתן nir ניר nissim ניסים noam נעם noam נועם oded עודד ofer עופר omer עומר
oren אורן pinchas פנחס ran רן reuven ראובן ron רון ronen רונן roni רוני shai שי shalom שלום shaul שאול tal טל
tomer תומר tzvi צבי yair יאיר yaron ירון yehezkel יחזקאל yigal יגאל yoav יואב yonatan יונתן yossi יוסי yuval יובל
zeev זאב ziv זיו zvi צבי ada עדה adi עדי anat ענת ayelet איילת chana חנה dana דנה dina דינה efrat אפרת einat עינת
ester אסתר esther אסתר galit גלית hadar הדר hadas הדס hagit חגית ilana אילנה inbal ענבל iris איריס keren קרן lea לאה
liat ליאת maya מאיה meital מיטל michal מיכל miriam מרים mor מור naama נעמה naomi נעמי noa נועה nurit נורית
orit אורית orly אורלי rachel רחל rivka רבקה ruth רות sara שרה sarah שרה sharon שרון shira שירה shlomit שלומית
sigal סיגל tamar תמר tzipora ציפורה yael יעל yafa יפה zahava זהבה weiss וייס weiss ויס friedman פרידמן
goldberg גולדברג katz כץ klein קליין levin לוין rosenberg רוזנברג schwartz שוורץ shapira שפירא feldman פלדמן
federman פדרמן goldstein גולדשטיין segal סגל azulay אזולאי amar עמר ohana אוחנה malka מלכה gabay גבאי hadad חדד
vaknin וקנין yosef יוסף avraham אברהם netanyahu נתניהו gantz גנץ bennett בנט lapid לפיד sharon שרון peres פרס
rabin רבין barak ברק begin בגין golan גולן shaked שקד mann מן ely עלי issachar יששכר elisha אלישע elor אלאור
einan עינן yinon ינון tzion ציון zion ציון moshes משה zalman זלמן yered ירד ephraim אפרים menashe מנשה nachman נחמן
nahman נחמן shabtai שבתאי zecharia זכריה isaac יצחק ltd בעמ company חברת company חברה bank בנק group קבוצת
group קבוצה association עמותת association עמותה ngo ער foundation קרן farm חוות farm חוה farm חווה farm החווה
farm החוות settlement התנחלות hill גבעת hill גבעה valley בקעת valley עמק youth נוער youth הנוער israel ישראל of של
and ו the ה land אדמות investments השקעות development פיתוח construction בנייה industries תעשיות trade סחר
international בינלאומי technologies טכנולוגיות systems מערכות security ביטחון movement תנועת movement תנועה
center מרכז institute מכון
""")


def words(text: str) -> list[str]:
    """The words in Latin letters."""
    return [latin for word in split(text) for latin in _word(word)]


def _word(word: str) -> list[str]:
    if word.isascii():
        return [word]
    known = _WORDS.get(word) or (_WORDS.get(word[1:]) if len(word) > 4 and word[0] in "הול" else None)
    return known.split() if known else [Consonants(_spelt(word))]


def _spelt(word: str) -> str:
    for letters, latin in _SPELT:
        word = letters.sub(latin, word)
    return word.translate(_LETTERS)
