"""Trains the network that reads lines of OCR-B, on lines drawn as it goes, and writes it as ONNX.

    python -m onboarding.ocr.training.train --work DIR [--minutes 33] [--seed 1] [--start FILE.pt --rate 0.0015]

Needs the packages of the group `train` in pyproject.toml, Debian's fonts-ocr-b and fonts-dejavu-core. One thread.
The network in DIR is written every few minutes, so that it may be stopped at any time.
"""

import argparse
import copy
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from onboarding.ocr.lines import ALPHABET, FRAME, LINE_HEIGHT, side_by_side
from onboarding.ocr.training.lines import Line, draw
from onboarding.ocr.training.network import LineNetwork

BATCH = 16
FRESH = 6
"""Lines drawn for each step: each is shown almost three times, worn anew."""
KEPT = 3000
GUIDED = 0.25
"""Share of the time in which the network is also told where each character stands: it then need not find out."""
TOLD = 180
"""Seconds between two measurements, after each of which the network is written."""


@dataclass(frozen=True)
class Batch:
    strips: Tensor
    texts: list[Tensor]
    frames: Tensor
    """Which class stands at which frame."""


class Drawer:
    """Draws lines without end, and shows each several times."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311  (pictures, not secrets)
        self.kept = [draw(self.rng) for _ in range(8 * BATCH)]

    def batch(self) -> Batch:
        self.kept = [*self.kept, *(draw(self.rng) for _ in range(FRESH))][-KEPT:]
        return batch([_worn_again(self.rng, line) for line in self._alike()])

    def _alike(self) -> list[Line]:
        """Lines of about one width: what is added to make them equal would be computed for nothing."""
        some = self.rng.choices(self.kept, k=4 * BATCH)
        some.sort(key=lambda line: line.picture.shape[1])
        start = self.rng.randint(0, 3 * BATCH)
        return some[start : start + BATCH]


def _worn_again(rng: Random, line: Line) -> Line:
    """The same line a little wider or narrower, higher or lower, lighter or darker, in noise."""
    stretch = rng.uniform(0.93, 1.07)
    height, width = line.picture.shape
    move = np.array([[stretch, 0, 0], [0, rng.uniform(0.93, 1.07), rng.uniform(-2, 2)]], dtype=np.float32)
    size = (round(width * stretch), height)
    moved = cv2.warpAffine(line.picture, move, size, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.choice((0, 4, 10)), moved.shape)
    worn = np.clip((moved - 128) * rng.uniform(0.7, 1.15) + 128 + rng.uniform(-25, 25) + noise, 0, 255)
    return Line(line.text, worn.astype(np.uint8), line.start * stretch, line.pitch * stretch)


def batch(lines: list[Line]) -> Batch:
    width = -(-max(line.picture.shape[1] for line in lines) // 16) * 16
    strips = torch.from_numpy(side_by_side([line.picture for line in lines], width))
    texts = [torch.tensor(_classes(line.text)) for line in lines]
    return Batch(strips, texts, torch.stack([_frames(line, width // FRAME) for line in lines]))


def _classes(text: str) -> list[int]:
    return [ALPHABET.index(letter) + 1 for letter in text]


def _frames(line: Line, count: int) -> Tensor:
    """The character where its middle half is, else the gap."""
    places = ((np.arange(count) + 0.5) * FRAME - line.start) / line.pitch
    inside = (places >= 0) & (places < len(line.text)) & (np.abs(places % 1 - 0.5) < 0.25)
    classes = np.array(_classes(line.text))[np.clip(places.astype(int), 0, len(line.text) - 1)]
    return torch.from_numpy(np.where(inside, classes, 0))


def loss(answer: Tensor, shown: Batch, *, guided: float) -> Tensor:
    """Connectionist temporal classification (Graves 2006), and `guided` times the frames' own classes."""
    sure = functional.log_softmax(answer, 1)
    lengths = torch.full((answer.shape[0],), answer.shape[2])
    free = functional.ctc_loss(
        sure.permute(2, 0, 1), torch.cat(shown.texts), lengths, torch.tensor([len(text) for text in shown.texts]),
        zero_infinity=True,
    )  # fmt: skip
    return free + guided * functional.nll_loss(sure, shown.frames) if guided else free


def train(*, work: Path, minutes: float, seed: int, start: Path | None, rate: float) -> Path:
    """The network's file in `work`; takes `minutes` of wall time, in which the learning rate falls from `rate`."""
    work.mkdir(parents=True, exist_ok=True)
    network = LineNetwork().to(memory_format=torch.channels_last)
    if start:
        network.load_state_dict(torch.load(start))
    kept = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(0.995), use_buffers=True)
    steps = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-3)
    drawer, unseen = Drawer(seed), [draw(Random(f"unseen/{number}")) for number in range(192)]  # noqa: S311
    began = told = time.monotonic()
    count, passed = 0, 0.0
    while passed < 1:
        steps.param_groups[0]["lr"] = rate * min(1, (count + 1) / 60) * (0.5 + 0.5 * np.cos(np.pi * passed) + 0.003)
        _step(network, steps, drawer.batch(), guided=0.0 if start else 3 * max(0.0, 1 - passed / GUIDED))
        kept.update_parameters(network)
        count, passed = count + 1, (time.monotonic() - began) / (60 * minutes)
        if time.monotonic() - told > TOLD or passed >= 1:
            told = time.monotonic()
            wrong, whole = measure(kept.module, unseen)
            _say(f"{told - began:6.0f} s  {count} steps  {wrong:.2%} of characters wrong, {whole:.1%} of lines right")
            write(kept.module, work / "gatehouse_ocrb.onnx")
    return work / "gatehouse_ocrb.onnx"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def _step(network: nn.Module, steps: torch.optim.Optimizer, shown: Batch, *, guided: float) -> None:
    network.train()
    steps.zero_grad()
    strips = shown.strips.contiguous(memory_format=torch.channels_last)
    loss(network(strips), shown, guided=guided).backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    steps.step()


def measure(network: nn.Module, lines: list[Line]) -> tuple[float, float]:
    """Share of characters wrong (edits to the truth), share of lines without any."""
    network.eval()
    edits = []
    with torch.no_grad():
        for start in range(0, len(lines), BATCH):
            some = lines[start : start + BATCH]
            best = network(batch(some).strips).argmax(1).numpy()
            edits += [distance(spelled(row), line.text) for row, line in zip(best, some, strict=True)]
    return sum(edits) / sum(len(line.text) for line in lines), edits.count(0) / len(edits)


def spelled(classes: np.ndarray) -> str:
    """Repeated classes once, gaps left out."""
    before = np.concatenate([[0], classes[:-1]])
    return "".join(ALPHABET[one - 1] for one in classes[(classes != before) & (classes != 0)])


def distance(one: str, other: str) -> int:
    """Characters to change, add or take away (Levenshtein)."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row[0] = row[0], place
        for column, also in enumerate(other, start=1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (letter != also))
    return row[-1]


def write(network: nn.Module, file: Path) -> None:
    still = copy.deepcopy(network).eval().to(memory_format=torch.contiguous_format)
    torch.save(still.state_dict(), file.with_suffix(".pt"))
    torch.onnx.export(
        still, (torch.zeros(1, 1, LINE_HEIGHT, 832),), str(file), dynamo=False, opset_version=13,
        input_names=["strips"], output_names=["classes"],
        dynamic_axes={"strips": {0: "count", 3: "width"}, "classes": {0: "count", 2: "frames"}},
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=33)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights to go on from: the .pt file that an earlier run left")
    parser.add_argument("--rate", type=float, default=3e-3)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(asked.seed)
    cv2.setNumThreads(1)
    file = train(work=asked.work, minutes=asked.minutes, seed=asked.seed, start=asked.start, rate=asked.rate)
    _say(f"{file} {file.stat().st_size}")


if __name__ == "__main__":
    main()
