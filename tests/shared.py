"""Where the real lists and pictures lie that no one here wrote; they are beside the project, and no part of it."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
