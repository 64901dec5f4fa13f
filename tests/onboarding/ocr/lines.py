"""Lines of print as the networks would tell them, set by hand."""

import numpy as np

from onboarding.ocr.printed import Line

HEIGHT = 20


def line(text: str, x: float, y: float, *, height: float = HEIGHT, lean: float = 0.0, confidence: float = 0.95) -> Line:
    """Letters half as wide as they are high; `lean` in radians about the corner of the page."""
    width = len(text) * height / 2
    flat = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]], np.float32)
    turn = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]], np.float32)
    at = tuple((place + 0.5) / len(text) for place in range(len(text)))
    return Line(text, confidence, flat @ turn, at)
