"""The one door to onnxruntime keeps it quiet."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from compliance.environment import BASE
from tests.architecture import sources

_READ = (
    "import numpy as np; from onboarding.ocr.printed import find_text; find_text(np.full((200, 300, 3), 255, np.uint8))"
)


def test_running_a_network_leaves_nothing_at_home(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}

    subprocess.run([sys.executable, "-c", _READ], cwd=BASE, env=environment | {"HOME": str(tmp_path)}, check=True)

    assert list(tmp_path.rglob("*")) == []


def test_nobody_else_imports_the_runtime() -> None:
    importing = {
        sources.name(path)
        for path in sources.files()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Import) and any(alias.name == "onnxruntime" for alias in node.names)
    }

    assert importing == {"onboarding/onnx.py"}
