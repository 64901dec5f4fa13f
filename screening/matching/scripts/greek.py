"""Greek by ELOT 743, the standard of Greek passports."""

import re
import unicodedata

from screening.matching.scripts.letters import split

_LETTERS = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_TOGETHER = tuple(
    (re.compile(letters), latin)
    for letters, latin in (
        (r"ου", "ou"),
        (r"([αεη])υ(?=[βγδζλμνραεηιουω])", r"\1v"),
        (r"([αεη])υ", r"\1f"),
        (r"γγ", "ng"),
        (r"γξ", "nx"),
        (r"γχ", "nch"),
        (r"\bμπ", "b"),
        (r"\bντ", "d"),
        (r"\bγκ", "g"),
    )
)
_FORMS = {
    "αε": "jsc", "επε": "llc", "ικε": "llc", "εε": "lp", "οε": "lp", "εταιρεια": "company", "εταιρια": "company",
    "τραπεζα": "bank", "ομιλος": "group", "ανωνυμη": "anonymi", "στρατος": "army", "κινημα": "movement",
    "κομμα": "party", "υπουργειο": "ministry", "δημοκρατια": "republic", "μετωπο": "front",
    "οργανωση": "organization", "ενωση": "union", "ιδρυμα": "foundation", "ινστιτουτο": "institute",
    "κεντρο": "center", "εργοστασιο": "plant", "υπηρεσια": "service", "ομαδα": "group", "και": "and", "του": "of",
    "της": "of", "των": "of", "για": "for", "ναυτιλιακη": "shipping", "ρωσικη": "russian",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words in Latin letters."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return [_FORMS.get(word) or _latin(word) for word in split(bare)]


def _latin(word: str) -> str:
    for letters, latin in _TOGETHER:
        word = letters.sub(latin, word)
    return word.translate(_TABLE)
