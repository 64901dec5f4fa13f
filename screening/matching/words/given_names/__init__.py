"""Names that are one name: by language, by clerk, or by what friends say."""

from screening.matching.words.given_names import eastern, slavic, western

_LINES = [line.split() for names in (slavic, western, eastern) for line in names.CLASSES.strip().splitlines()]
CLASSES = {name: line[0] for line in _LINES for name in line}
"""A name → the class that it is of, which is named for its first."""
