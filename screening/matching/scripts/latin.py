"""Latin letters without their diacritics, and every script that has no reader of its own, by anyascii's table."""

from anyascii import anyascii

from screening.matching.scripts.letters import split


def words(text: str) -> list[str]:
    """The words in ASCII."""
    return split(text if text.isascii() else anyascii(text).casefold().replace("'", "").replace("`", ""))
