"""How a strip of one text line is shown to the model: the same in training and in reading."""

import cv2
import numpy as np
from numpy.typing import NDArray

LINE_HEIGHT = 48


def to_height(line: NDArray[np.uint8], height: int) -> NDArray[np.uint8]:
    """Scaled to `height` pixels, contrast stretched over the middle 98 % of its greys."""
    scale = height / line.shape[0]
    width = max(1, round(line.shape[1] * scale))
    resized = cv2.resize(line, (width, height), interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA)
    low, high = np.percentile(resized, (1, 99))
    stretched = (resized.astype(np.float32) - low) * (255 / max(float(high - low), 24.0))
    return np.asarray(np.clip(stretched, 0, 255), dtype=np.uint8)
