"""Trains the OCR-B model: draws lines, makes them tesseract's training pages, continues a float base, makes it integer.

    .venv/bin/python -m onboarding.ocr.training.train --base BASE.traineddata --work DIR [--lines 6000] [--minutes 20]

Needs Debian's tesseract-ocr (lstmtraining, combine_tessdata, combine_lang_model) and fonts-ocr-b. The model stays in
DIR with its lines and checkpoint: the same command goes on from there. DATA_CARD.md has every step from nothing.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from PIL import Image

from onboarding.ocr.training.lines import Line, draw

FONTS = Path("/usr/share/fonts/opentype/ocr-b")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
PAGE = 200
"""Lines in one training page file."""


def _run(*command: str | Path, cwd: Path | None = None, check: bool = True) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=environment, check=check, capture_output=True, text=True)  # noqa: S603
    return done.stdout + done.stderr


def _line(seed: int, number: int) -> Line:
    return draw(Random(f"{seed}/{number}"), FONTS)  # noqa: S311  (a picture, not a secret)


def _box(line: Line, page: int) -> str:
    height, width = line.picture.shape
    return f"WordStr 0 0 {width} {height} {page} #{line.text}\n\t {width} 0 {width + 1} {height} {page}\n"


def write_pages(*, seed: int, lines: int, folder: Path, name: str) -> list[Path]:
    """Multi-page TIFFs with their box files, each turned into an .lstmf file by tesseract."""
    made = []
    for start in range(0, lines, PAGE):
        batch = [_line(seed, number) for number in range(start, min(start + PAGE, lines))]
        stem = folder / f"{name}-{start:05d}"
        pages = [Image.fromarray(line.picture) for line in batch]
        pages[0].save(stem.with_suffix(".tif"), save_all=True, append_images=pages[1:], compression="tiff_lzw")
        stem.with_suffix(".box").write_text("".join(_box(line, page) for page, line in enumerate(batch)))
        _run("tesseract", stem.with_suffix(".tif"), stem, "--psm", "13", "lstm.train")
        stem.with_suffix(".tif").unlink()
        made.append(stem.with_suffix(".lstmf"))
    return made


def make_alphabet(folder: Path) -> Path:
    """A start file that knows the 37 characters of Doc 9303 and nothing else: no words, no punctuation rules."""
    box = folder / "alphabet.box"
    box.write_text("".join(f"{letter} 0 0 10 10 0\n" for letter in ALPHABET))
    unicharset = folder / "alphabet.unicharset"
    _run("unicharset_extractor", "--output_unicharset", unicharset, "--norm_mode", "1", box)
    langdata = folder / "langdata"
    langdata.mkdir(exist_ok=True)
    (langdata / "radical-stroke.txt").write_text("# no Han characters\n")
    _run("combine_lang_model", "--input_unicharset", unicharset, "--script_dir", langdata, "--output_dir", folder,
         "--lang", "ocrb", "--pass_through_recoder")  # fmt: skip
    return folder / "ocrb" / "ocrb.traineddata"


def _list(file: Path, pages: list[Path]) -> None:
    file.write_text("".join(f"{page}\n" for page in pages))


def train(*, base: Path, work: Path, lines: int, minutes: float, rate: float, top: str) -> Path:
    """The integer model in `work`; stops after the first 500 iterations that end past `minutes` of wall time.

    `top` replaces the base's last LSTM; `rate` is the learning rate; `lines` counts only where `work` has none yet.
    Raises CalledProcessError or RuntimeError where one of tesseract's programs fails.
    """
    work.mkdir(parents=True, exist_ok=True)
    start = make_alphabet(work)
    if not (work / "train.txt").exists():
        _list(work / "train.txt", write_pages(seed=1, lines=lines, folder=work, name="train"))
    _run("combine_tessdata", "-e", base, work / "base.lstm")
    _learn(base=base, start=start, work=work, minutes=minutes, rate=rate, top=top)
    return finish(start=start, work=work)


def _first(*, base: Path, work: Path, top: str) -> tuple[str | Path, ...]:
    source: tuple[str | Path, ...] = ("--continue_from", work / "base.lstm")
    return (*source, "--append_index", "5", "--net_spec", top) if top else (*source, "--old_traineddata", base)


def _learn(*, base: Path, start: Path, work: Path, minutes: float, rate: float, top: str) -> None:
    checkpoint, began, steps = work / "ocrb_checkpoint", time.monotonic(), 0
    while time.monotonic() - began < minutes * 60:
        steps += 500
        source = ("--continue_from", checkpoint) if checkpoint.exists() else _first(base=base, work=work, top=top)
        said = _run("lstmtraining", *source, "--traineddata", start, "--model_output", work / "ocrb",
                    "--train_listfile", work / "train.txt", "--learning_rate", str(rate),
                    "--max_iterations", str(steps), "--target_error_rate", "0.0001", check=False)  # fmt: skip
        tail = [row for row in said.splitlines() if "At iteration" in row][-1:] or said.splitlines()[-3:]
        print(f"{time.monotonic() - began:6.0f} s", *tail, file=sys.stderr, flush=True)  # noqa: T201
        if not checkpoint.exists():
            raise RuntimeError(said)


def finish(*, start: Path, work: Path) -> Path:
    """The newest checkpoint in `work` as a model of integer weights, the form in which one is committed."""
    target = work / "gatehouse_ocrb.traineddata"
    _run("lstmtraining", "--stop_training", "--convert_to_int", "--continue_from", work / "ocrb_checkpoint",
         "--traineddata", start, "--model_output", target)  # fmt: skip
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--lines", type=int, default=6000)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--rate", type=float, default=0.001)
    parser.add_argument("--top", default="", help="such as [Lfx128O1c40]")
    asked = parser.parse_args()
    model = train(
        base=asked.base, work=asked.work, lines=asked.lines, minutes=asked.minutes, rate=asked.rate, top=asked.top
    )
    print(model, model.stat().st_size)  # noqa: T201


if __name__ == "__main__":
    main()
