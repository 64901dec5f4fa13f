"""The network that reads a line: convolutions only, so that any runtime serves it and a line costs milliseconds."""

import torch
from torch import Tensor, nn

from onboarding.ocr.lines import ALPHABET

CLASSES = len(ALPHABET) + 1


def _dense(inner: int, outer: int, stride: tuple[int, int], kernel: tuple[int, int] = (3, 3)) -> nn.Sequential:
    around = (1, 1) if kernel == (3, 3) else (0, 0)
    return nn.Sequential(
        nn.Conv2d(inner, outer, kernel, stride, around, bias=False), nn.BatchNorm2d(outer), nn.ReLU(inplace=True)
    )


class _Added(nn.Module):
    """A convolution of each channel alone, then one across channels; the answer is added to what was given."""

    def __init__(self, channels: int, kernel: tuple[int, int]) -> None:
        super().__init__()
        around = (kernel[0] // 2, kernel[1] // 2)
        self.block = nn.Sequential(
            nn.Conv2d(channels, channels, kernel, 1, around, groups=channels, bias=False),
            nn.Conv2d(channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
        )

    def forward(self, seen: Tensor) -> Tensor:
        answer: Tensor = self.block(seen)
        return answer + seen


class LineNetwork(nn.Module):
    """Strips × 1 × 32 × width in; strips × classes × width / 4 out, not yet normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            _dense(1, 24, (2, 2)),
            _dense(24, 48, (2, 2)),
            _dense(48, 96, (2, 1)),
            _Added(96, (3, 3)),
            _dense(96, 192, (1, 1), (4, 1)),
            _Added(192, (1, 7)),
            _Added(192, (1, 7)),
            nn.Conv2d(192, CLASSES, 1),
        )

    def forward(self, strips: Tensor) -> Tensor:
        return torch.squeeze(self.layers(strips), 2)
