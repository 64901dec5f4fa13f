"""What a person sees of a run of an hour, and what a log does."""

from io import StringIO

import pytest

from screening.progress import Progress, bar, span


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that goes a tenth of a second at each look."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 0.1
        return self.seconds


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.42, "0.4 s"), (13.2, "13 s"), (59.4, "59 s"), (125, "2 min 5 s"), (12_000, "3 h 20 min")]
)
def test_a_span_is_as_coarse_as_it_is_long(seconds: float, words: str) -> None:
    assert span(seconds) == words


def test_a_bar_has_eighths_and_keeps_its_width() -> None:
    assert bar(0.5, 4) == "██  "
    assert bar(0.53125, 4) == "██▏ "
    assert [len(bar(part, 10)) for part in (-1, 0, 0.33, 1, 7)] == [10] * 5


def test_where_the_length_is_known_the_rest_is_told() -> None:
    progress = Progress(whole=9000, out=StringIO())
    progress.done = 1200

    picture = progress.picture(2.0, 80)

    assert picture.startswith("1,200 of 9,000   13%  █")
    assert picture.endswith("  600/s  13 s left")
    assert len(picture) < 80
    assert "█" not in progress.picture(2.0, 44)


def test_where_it_is_not_only_the_rate_is() -> None:
    progress = Progress(out=StringIO())
    progress.done = 1200

    assert progress.picture(2.0, 80) == "1,200 screened  600/s  2.0 s"


def test_a_terminal_sees_one_line_that_is_taken_away_at_the_end() -> None:
    out = Terminal()
    progress = Progress(whole=4, out=out, now=Clock())

    for _ in range(4):
        progress.step()
    progress.end("screened")

    assert "\r\x1b[K2 of 4" in out.getvalue()
    assert out.getvalue().endswith("\r\x1b[K4 screened in 0.5 s.\n")


def test_a_log_sees_a_line_every_ten_seconds() -> None:
    out = StringIO()
    progress = Progress(out=out, now=Clock())

    for _ in range(250):
        progress.step()

    assert [line.split()[0] for line in out.getvalue().splitlines()] == ["101", "201"]
