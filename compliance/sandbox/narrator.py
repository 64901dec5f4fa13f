"""What a person sees of a story: chapters, steps with their clock, a progress line, and the table at the end."""

import sys
import time
from collections.abc import Sequence
from typing import TextIO


class Narrator:
    """Writes to `stream`; the progress line is drawn over itself on a terminal and left out elsewhere."""

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        self._stream = stream
        self._start = time.monotonic()
        self._line = ""

    def chapter(self, title: str) -> None:
        self._clear()
        print(f"\n{self._bold(title)}", file=self._stream, flush=True)

    def step(self, words: str) -> None:
        self._clear()
        print(f"  {time.monotonic() - self._start:5.1f} s  {words}", file=self._stream, flush=True)

    def progress(self, done: int, total: int, words: str) -> None:
        if not self._stream.isatty():
            return
        filled = round(20 * done / total) if total else 20
        self._clear()
        self._line = f"  [{'#' * filled}{'.' * (20 - filled)}] {done} of {total}  {words}"
        print(self._line, end="\r", file=self._stream, flush=True)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._clear()
        widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
        for number, row in enumerate((head, *rows)):
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            print(f"  {self._bold(line) if number == 0 else line}", file=self._stream)
        self._stream.flush()

    def plain(self, words: str = "") -> None:
        self._clear()
        print(words, file=self._stream, flush=True)

    def _clear(self) -> None:
        if self._line:
            print(" " * len(self._line), end="\r", file=self._stream)
            self._line = ""

    def _bold(self, words: str) -> str:
        return f"\033[1m{words}\033[0m" if self._stream.isatty() else words
